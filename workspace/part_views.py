"""Records of others that name an own institution: its representatives confirm or decline. Out of sight is 404."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from alliances.models import part_models
from alliances.services import parts
from core import scope
from core.errors import DomainError
from core.models import WithdrawnId
from workspace.access import WorkspacePage


def asked_of(user):
    """Parts about which the institutions that the person leads are asked, of all kinds."""
    led = scope.facts_for(user).of("led_institutions")
    for model in part_models():
        rows = model.objects.unanswered().filter(institution__in=led)
        yield from rows.select_related(model.whole_field, "institution").order_by("pk")


def part_or_404(user, pk):
    """One of those, or one that was confirmed meanwhile; ids are of one part alone, whatever its kind.

    Of one that a colleague declined nothing is left but its id: whoever answers too is told.
    """
    led = scope.facts_for(user).of("led_institutions")
    for model in part_models():
        part = model.objects.asked().filter(pk=pk, institution__in=led).first()
        if part is not None:
            return part
    labels = [model._meta.label_lower for model in part_models()]
    if led and WithdrawnId.objects.filter(pk=pk, model__in=labels).exists():
        raise parts.PartAnswered
    raise Http404


class PartsPage(WorkspacePage, TemplateView):
    """What waits for an answer, kind by kind, what came first at the top."""

    template_name = "workspace/parts.html"
    title = gettext_lazy("Named as a partner")

    def get_context_data(self, **kwargs):
        if not self.institutions:
            raise Http404
        return super().get_context_data(**kwargs) | {"parts": list(asked_of(self.request.user))}


class AnswerPart(WorkspacePage, View):
    """POST only: one answer, said back in a sentence."""

    http_method_names = ["post"]
    is_confirmed = False

    def post(self, request, pk):
        try:
            sentence = self._answer(part_or_404(request.user, pk))
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, sentence)
        return redirect("workspace:parts")

    def _answer(self, part):
        if self.is_confirmed:
            parts.confirm(part, by=self.request.user)
            return _("Confirmed: readers see the institution as a partner.")
        parts.decline(part, by=self.request.user, reason=self.request.POST.get("reason", ""))
        return _("Declined: the institution is no longer named, and the authors were told why.")
