"""The institution's own profile: how it stands, and the part that its representatives change at once.

What waits for approval is written on `workspace.change_views.ChangePage`, as a change to any other public record is.
"""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from core.editing import Way
from core.languages import language_names, text_in
from core.services.proposing import open_change_of
from members.models import Institution
from members.rules import leads
from workspace.profiles import profiles_of
from workspace.thread import thread_of
from workspace.writing_views import KindPage, WritePage


class ProfilePage(KindPage, TemplateView):
    """For everybody who works for the institution; its representatives find the ways to change it."""

    template_name = "workspace/profile.html"
    ways = frozenset({Way.REVIEWED})

    @cached_property
    def item(self):
        rows = Institution._base_manager.filter(pk__in=[place.pk for place in self.institutions])
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs):
        institution, change = self.item, open_change_of(self.item)
        may_change = leads(self.request.user, institution.pk)
        (profile,) = profiles_of([institution], self.request.user, [change] if change else [])
        return super().get_context_data(**kwargs) | {
            "title": str(institution),
            "kind": self.kind,
            "item": institution,
            "may_change": may_change,
            "thread": thread_of(institution, self.request.user) if may_change else [],
            "change": change,
            "profile": profile,
            "names": [(language, text_in(institution, "name", language["code"])) for language in language_names()],
            "aliases": institution.aliases.all(),
        }


class ProfileForm(WritePage):
    """Description, logo and contact: saved, and public with the institution."""

    ways = frozenset({Way.AT_ONCE})
    is_open = True

    def _go_on(self, item):
        told = _("Saved. Readers see it now.") if item.is_published else _("Saved.")
        messages.success(self.request, told)
        return redirect("workspace:profile", item.pk)
