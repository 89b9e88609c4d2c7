"""The page on which a record is decided about: as readers will see it, what is to be said of it, and what was said."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from modeltranslation.settings import AVAILABLE_LANGUAGES
from reversion.models import Version

from core import scope
from core.admin.checks import findings_of
from core.admin.history import told, trail_of
from core.choices import PublicationState
from core.clock import now
from core.errors import DomainError
from core.history.states import MOVED, state_now, states_of
from core.languages import language_names
from core.models import AuditEntry, ReviewAssignment, ReviewComment, UnreadItem
from core.moves import can_move
from core.moving import MoveForm
from core.moving import told as told_of_move
from core.public_pages import public_page, sealed
from core.review.people import reviewers_of
from core.services.reviewing import as_seen, assign, comment, decide, mark_read
from core.translating import original_language
from core.zones import zone_of

S = PublicationState
DECISIONS = (S.PUBLISHED, S.RETURNED)
SHOWN_OF_TRAIL = 20


class DecisionForm(MoveForm):
    """A decision, with the record as the page showed it."""

    seen = forms.CharField(widget=forms.HiddenInput)


@dataclass
class Said:
    """One line of the conversation: a comment, or what was done."""

    when: Any
    who: str
    text: str = ""
    entry: Any = None


def conversation_about(item, user):
    """Comments and what was done, the latest last; for whoever decides about the record."""
    comments = ReviewComment.objects.of(item).manageable_by(user).select_related("author")
    said = [Said(remark.at, str(remark.author or ""), text=remark.text) for remark in comments]
    trail = trail_of(item, user).order_by("-at", "-pk")[:SHOWN_OF_TRAIL]
    said += [Said(entry.at, entry.actor_label, entry=told(entry, item)) for entry in trail]
    return sorted(said, key=lambda line: line.when)


class ReviewPages:
    """A record that is reviewed: by its secretariat, on a page of its own."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<path:object_id>/review/", view(self.review_view), name=f"{name}_review"),
            path("<path:object_id>/review/<str:language>/", view(self.reading_view), name=f"{name}_reading"),
            *super().get_urls(),
        ]

    def review_view(self, request, object_id):
        """Reads on GET; decides, comments or assigns on POST, and leads on where that was done."""
        item = self._reviewed(request, object_id)
        form = DecisionForm(initial={"seen": as_seen(item)})
        if request.method == "POST":
            form = DecisionForm({**request.POST.dict(), "seen": request.POST.get("seen", "")})
            try:
                return self._take(request, item, form)
            except DomainError as error:
                messages.error(request, str(error))
                item = self._reviewed(request, object_id)
                # What was typed stays; the next press decides about the record as this page shows it.
                form.data["seen"] = as_seen(item)
        return self._review_page(request, item, form)

    def reading_view(self, request, object_id, language):
        """The record as readers of this language will see it, to stand within the page of the review."""
        item = self._reviewed(request, object_id)
        if language not in AVAILABLE_LANGUAGES:
            raise Http404
        with translation.override(language):
            return sealed(public_page(request, item.get_absolute_url(), language), frames="'self'")

    def _reviewed(self, request, object_id):
        item = self.get_object(request, unquote(object_id))
        if item is None:
            raise Http404
        if not scope.can_edit_as_staff(request.user, item):
            raise PermissionDenied
        return item

    # What is done

    def _take(self, request, item, form):
        deed = request.POST.get("deed", "")
        if deed in DECISIONS:
            return self._decide(request, item, S(deed), form)
        if deed == "comment":
            comment(item, request.POST.get("comment", ""), by=request.user)
            return HttpResponseRedirect(f"{self._review_address(item)}#said")
        if deed == "read":
            mark_read(item, by=request.user)
            messages.success(request, _("“%(item)s” was ticked off as read.") % {"item": item})
            return HttpResponseRedirect(reverse("admin:review"))
        if deed == "assign":
            people = {str(user.pk): user for user in self._people(request, item)}
            assign(item, people.get(request.POST.get("reviewer", "")), by=request.user)
            messages.success(request, _("Who reviews it was changed."))
        return HttpResponseRedirect(self._review_address(item))

    def _decide(self, request, item, to, form):
        if not form.is_valid():
            raise DomainError(" ".join(error for errors in form.errors.values() for error in errors))
        given = form.cleaned_data
        with self.create_revision(request):
            moved = decide(
                item, to, by=request.user, seen=given["seen"], note=given["move_reason"], at=given["move_at"]
            )
        messages.success(request, told_of_move(moved))
        return HttpResponseRedirect(reverse("admin:review"))

    def _review_address(self, item):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_review", args=[quote(item.pk)])

    # What is shown

    def _review_page(self, request, item, form):
        given = ReviewAssignment.objects.of(item).select_related("reviewer").first()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Review"),
            "subtitle": None,
            "opts": self.opts,
            "original": item,
            "form": form,
            "open_moves": [to for to in DECISIONS if can_move(request.user, item, to)],
            "rendered_at": now(),
            "author_zone": self._author_zone(item),
            "is_unread": UnreadItem.objects.of(item).exists(),
            "findings": self._findings(request, item),
            "comparison": self._since_returned(request, item),
            "said": conversation_about(item, request.user),
            "reviewer": given.reviewer if given else None,
            "people": self._people(request, item),
            **self._reading(request, item),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/review/item.html", context)

    def _author_zone(self, item):
        """The zone in which the author reads moments, where it is not that of the page."""
        zone = zone_of(item.created_by) if item.created_by else None
        return zone if zone and str(zone) != timezone.get_current_timezone_name() else None

    def _people(self, request, item):
        """Who may be given the review: the secretariat, and whoever asks."""
        return list({user.pk: user for user in [request.user, *reviewers_of(item)]}.values())

    def _reading(self, request, item):
        """The languages to read it in; which of them is open, and the address of the page in it."""
        chosen = request.GET.get("language", "")
        chosen = chosen if chosen in AVAILABLE_LANGUAGES else original_language(item)
        languages = language_names()
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_reading"
        return {
            "languages": languages,
            "chosen": next(language for language in languages if language["code"] == chosen),
            "reading_address": reverse(name, args=[quote(item.pk), chosen]),
        }

    def _findings(self, request, item):
        form = self.get_form(request, item, change=True)(instance=item)
        formsets, _inlines = self._create_formsets(request, item, change=True)
        return findings_of(form, formsets)

    def _since_returned(self, request, item):
        """What differs from the version that was returned last, or None where none was."""
        returns = AuditEntry.objects.filter(object_type=self.opts.label_lower, object_id=item.pk, after=S.RETURNED)
        returned = returns.filter(action="move").order_by("-at").first()
        if returned is None:
            return None
        versions = Version.objects.get_for_object_reference(self.model, item.pk)
        version = (
            versions.filter(revision__date_created__lte=returned.at).order_by("-pk").first()
            # The return itself may have kept the first one.
            or versions.filter(revision__date_created__gt=returned.at).order_by("pk").first()
        )
        if version is None:
            return None
        before, after = states_of(self.model, item.pk, [version])[version.pk], state_now(item)
        for name in MOVED:
            before.values.pop(name, None)
            after.values.pop(name, None)
        return self._compared(request, before, after)
