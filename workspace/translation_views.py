"""The work list of translations: own items, and the profiles of institutions for those who keep them."""

from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.choices import AUTHOR_MAY_EDIT, PublicationState
from core.worklist.rows import Source
from core.worklist.views import work_context
from members.models import Institution
from members.rules import leads
from workspace.access import WorkspacePage
from workspace.kinds import KEYS


def form_address(kind, pk, state, language):
    """Where an author writes in this language: the form, that of a change, or the item's page while it is reviewed."""
    page = "edit" if state in AUTHOR_MAY_EDIT else "change" if state == PublicationState.PUBLISHED else "item"
    return reverse(f"workspace:{page}", args=[kind, pk], query=None if page == "item" else {"language": language})


def _address(row, language):
    return form_address(KEYS[row.source.model], row.pk, row.state, language)


def _profile_address(row, language):
    return reverse("workspace:profile_edit", args=[row.pk], query={"language": language})


class TranslationsPage(WorkspacePage, TemplateView):
    template_name = "workspace/translations.html"
    title = _("Translations")

    def get_context_data(self, **kwargs):
        if not self.institutions:
            raise Http404
        ids = [institution.pk for institution in self.institutions]
        led = [pk for pk in ids if leads(self.request.user, pk)]
        sources = [Source(model, models.QuerySet(model).filter(institution__in=ids), _address) for model in KEYS]
        if led:
            profiles = models.QuerySet(Institution).filter(pk__in=led)
            sources.append(Source(Institution, profiles, _profile_address, itself="institution"))
        return super().get_context_data(**kwargs) | work_context(self.request, sources)

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=400 if context["form"].errors else 200, **kwargs)
