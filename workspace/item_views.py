"""The page of one own item: where it stands, what was said about it, and what its author may do with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from core import editing
from core.choices import AUTHOR_MAY_EDIT, PublicationState
from core.editing import Way
from core.errors import DomainError
from core.moves import moves_open_to
from core.reads import Reads, reads_by_day
from core.services import publishing
from core.services.proposing import open_change_of
from core.services.reviewing import comment
from core.services.writing import copy_written, delete_written
from core.translating import standings
from workspace.items import reasons_of
from workspace.thread import thread_of
from workspace.translation_views import form_address
from workspace.writing_views import KindPage

S = PublicationState
# What authors do with an item themselves; the rest is the secretariat's, also where one person is both.
MOVES_OF_AUTHORS = frozenset({S.SUBMITTED, S.DRAFT})


class ItemPage(KindPage, TemplateView):
    template_name = "workspace/item.html"

    def get_context_data(self, **kwargs):
        item = self.item
        is_open = item.state in AUTHOR_MAY_EDIT
        may_write = is_open or item.state == S.PUBLISHED
        by_day = reads_by_day(item, self.request.user)
        return super().get_context_data(**kwargs) | {
            "title": str(item),
            "kind": self.kind,
            "item": item,
            "reason": reasons_of([item.pk]).get(item.pk, "") if item.state == S.RETURNED else "",
            "may_edit": is_open,
            "may_propose": item.state == S.PUBLISHED,
            "change": open_change_of(item),
            "may_delete": is_open and item.published_at is None,
            "moves": [to for to in moves_open_to(self.request.user, item) if to in MOVES_OF_AUTHORS],
            "thread": thread_of(item, self.request.user),
            "label": item._meta.label_lower,
            "reads_by_day": by_day,
            "reads": Reads(sum(reads.number for _day, reads in by_day)),
            "languages": [
                (standing, form_address(self.kind.key, item.pk, item.state, standing.code) if may_write else "")
                for standing in standings(item)
            ],
        }


class MoveItem(KindPage, View):
    """POST only: send an own item to the secretariat, or take it back."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        to = request.POST.get("to", "")
        if to not in MOVES_OF_AUTHORS:
            raise Http404
        try:
            moved = publishing.move(self.item, S(to), by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            told = {
                S.SUBMITTED: _("Sent to the secretariat. You read here what becomes of it."),
                S.DRAFT: _("Taken back. It is a draft again."),
                S.PUBLISHED: _("Published at once, since the secretariat trusts the institution."),
            }
            messages.success(request, told[S(moved.state)])
        return redirect("workspace:item", self.kind.key, self.item.pk)


class AnswerReviewers(KindPage, View):
    """POST only: say something to those who review an own item, or a change to the profile."""

    ways = frozenset({Way.POSTED, Way.REVIEWED})
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        try:
            comment(self.item, request.POST.get("comment", ""), by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        address = reverse("workspace:item", args=[self.kind.key, self.item.pk])
        return redirect(f"{address}#said")


class CopyItem(KindPage, View):
    """POST only: a new draft that begins as a copy."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        copied = copy_written(editing.Editor(self.kind, request.user, self.item), by=request.user)
        messages.success(request, _("Copied. This is the new draft."))
        return redirect("workspace:edit", self.kind.key, copied.pk)


class DeleteItem(KindPage, TemplateView):
    """Asks once, then deletes an own draft that was never public."""

    template_name = "workspace/delete.html"

    def get_context_data(self, **kwargs):
        if self.item.state not in AUTHOR_MAY_EDIT or self.item.published_at is not None:
            raise Http404
        return super().get_context_data(**kwargs) | {
            "title": _("Delete the draft"),
            "kind": self.kind,
            "item": self.item,
        }

    def post(self, request, *args, **kwargs):
        try:
            delete_written(self.item, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect("workspace:item", self.kind.key, self.item.pk)
        messages.success(request, _("The draft is deleted."))
        return redirect("workspace:index")
