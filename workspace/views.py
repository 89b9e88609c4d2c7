"""The first page of the workspace, the list of own items, and the choice of a language."""

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View

from core import editing
from core.account_language import choose_language
from core.paging import PAGE, page_of
from core.parameters import NamedParameters
from workspace.access import WorkspacePage
from workspace.advice import next_steps
from workspace.items import STATES, OwnItems, open_changes
from workspace.kinds import KINDS
from workspace.profiles import profiles_of

FIRST_OF_A_STATE = 5
MOST_CHANGES = 20
PAGE_SIZE = 20


class Dashboard(WorkspacePage, TemplateView):
    """What a representative posted, why something came back, and what might be done next."""

    template_name = "workspace/dashboard.html"
    title = _("Workspace")

    def get_context_data(self, **kwargs):
        ids = [institution.pk for institution in self.institutions]
        items = OwnItems(ids)
        changes, returned_changes = open_changes(ids, MOST_CHANGES)
        first = items.first_of_each_state(FIRST_OF_A_STATE)
        return super().get_context_data(**kwargs) | {
            "writable": editing.posted_kinds(),
            "steps": next_steps(items, returned_changes, self.request.user),
            "changes": changes,
            "profiles": profiles_of(self.institutions, self.request.user, changes),
            "states": [
                {"state": state, "count": items.count(state=state), "items": first[state]}
                for state in STATES
                if items.count(state=state)
            ],
            "kinds": [
                {"key": key, "label": model._meta.verbose_name_plural, "count": items.count(kind=key)}
                for key, model in KINDS.items()
            ],
        }


class ItemsPage(WorkspacePage, NamedParameters, TemplateView):
    """All own items, of one kind or state where the address names them."""

    template_name = "workspace/items.html"
    title = _("Own items")
    parameters = ("kind", "state", PAGE)

    def get_context_data(self, **kwargs):
        if not self.institutions:
            raise Http404
        kind, state = (self.request.GET.get(name, "") for name in ("kind", "state"))
        if kind not in ("", *KINDS) or state not in ("", *STATES):
            raise BadRequest
        items = OwnItems([institution.pk for institution in self.institutions])
        paginator = Paginator(range(items.count(kind=kind, state=state)), PAGE_SIZE)
        page = page_of(paginator, self.request)
        return super().get_context_data(**kwargs) | {
            "items": items.page(kind=kind, state=state, start=page.start_index() - 1 if page else 0, size=PAGE_SIZE),
            "kind": kind,
            "state": state,
            "kinds": [(key, model._meta.verbose_name_plural) for key, model in KINDS.items()],
            "states": STATES,
            "paginator": paginator,
            "page_obj": page,
            "page_numbers": paginator.get_elided_page_range(page.number, on_each_side=1),
            "is_paginated": page.has_other_pages(),
        }


class LanguageChoice(WorkspacePage, View):
    """POST only: keep the language of the workspace and of messages."""

    http_method_names = ["post"]

    def post(self, request):
        return redirect(choose_language(request, otherwise="workspace:index"))
