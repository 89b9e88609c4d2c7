"""Joint projects that name an own institution: its representatives confirm or decline. Out of sight is 404."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from core import scope
from core.errors import DomainError
from research import services
from research.models import ProjectPartner
from workspace.access import WorkspacePage


def asked_of(user):
    """Parts about which the institutions that the person leads are asked."""
    led = scope.facts_for(user).of("led_institutions")
    return ProjectPartner.objects.unanswered().filter(institution__in=led).select_related("project", "institution")


class PartsPage(WorkspacePage, TemplateView):
    """What waits for an answer, the project that came first at the top."""

    template_name = "workspace/parts.html"
    title = gettext_lazy("Named as a partner")

    def get_context_data(self, **kwargs):
        if not self.institutions:
            raise Http404
        return super().get_context_data(**kwargs) | {"parts": asked_of(self.request.user).order_by("pk")}


class AnswerPart(WorkspacePage, View):
    """POST only: one answer, said back in a sentence."""

    http_method_names = ["post"]
    is_confirmed = False

    def post(self, request, pk):
        led = scope.facts_for(request.user).of("led_institutions")
        part = get_object_or_404(ProjectPartner.objects.visible_to(request.user), pk=pk, institution__in=led)
        try:
            sentence = self._answer(part)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, sentence)
        return redirect("workspace:parts")

    def _answer(self, part):
        if self.is_confirmed:
            services.confirm(part, by=self.request.user)
            return _("Confirmed: readers see the institution as a partner.")
        services.decline(part, by=self.request.user, reason=self.request.POST.get("reason", ""))
        return _("Declined: the institution is no longer named, and the authors were told why.")
