"""A change to something published: written in the form of the item, while readers go on reading the public version."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import View

from core.admin.snapshots import unseal
from core.choices import PublicationState
from core.editing import Way, content_of
from core.errors import DomainError
from core.services.proposing import open_change_of, propose_change, withdraw_change
from workspace.sessions import MADE_FROM, WritingSession
from workspace.writing_views import KindPage, WritePage


class ChangePage(WritePage):
    """The form of a published item; what is sent waits for approval."""

    ways = frozenset({Way.POSTED, Way.REVIEWED})
    is_change = True
    is_open = True

    @cached_property
    def item(self):
        return get_object_or_404(self.own_items(), pk=self.kwargs["pk"], state=PublicationState.PUBLISHED)

    @cached_property
    def open_change(self):
        return open_change_of(self.item)

    @cached_property
    def session(self):
        return WritingSession(self.request, self.kind, self.item, change=self.open_change)

    def get(self, request, *args, **kwargs):
        if "restore" in request.GET:
            self.session.restore(get_object_or_404(self.kept_texts(), pk=request.GET["restore"]))
        elif self.open_change is not None:
            self.session.open_change()
        return self.render_to_response(self.get_context_data(shows_errors=False))

    def _save(self):
        session = self.session
        if not session.hold_against_stored() or not session.editor.is_valid():
            return None
        base = unseal(session.data.get(MADE_FROM, ""), self.item._meta.label_lower, self.item.pk)
        content = content_of(session.data)
        return propose_change(session.editor, content=content, base=base, by=self.request.user).target

    def _go_on(self, item):
        messages.success(
            self.request, _("Sent to the secretariat. Readers see the public version until the change is approved.")
        )
        return redirect("workspace:item", self.kind.key, item.pk)


class WithdrawChange(KindPage, View):
    """POST only: take an own change back."""

    ways = frozenset({Way.POSTED, Way.REVIEWED})
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        change = open_change_of(self.item)
        if change is None:
            raise Http404
        try:
            withdraw_change(change, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The change is taken back. The public version stays as it is."))
        return redirect("workspace:item", self.kind.key, self.item.pk)
