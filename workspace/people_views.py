"""The people of an institution: colleagues, open invitations; inviting, ending, handing over.

Whoever works for the institution sees the page; its representatives decide. Out of sight is 404.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from django.views.generic.base import ContextMixin

from core.errors import DomainError
from members.errors import NoSuccessor
from members.invitation_forms import InviteForm
from members.models import Invitation, Representative
from members.rules import leads
from members.services import inviting, representing
from workspace.access import WorkspacePage


class PeoplePage(WorkspacePage, ContextMixin):
    """Pages of one institution, for whom it is at this moment."""

    title = gettext_lazy("Colleagues")
    for_leaders = True

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.for_leaders and not self.is_leader:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def institution(self):
        for institution in self.institutions:
            if institution.slug == self.kwargs["slug"]:
                return institution
        raise Http404

    @property
    def is_leader(self):
        return leads(self.request.user, self.institution.pk)

    @property
    def address(self):
        return reverse("workspace:people", args=[self.institution.slug])

    @cached_property
    def colleagues(self):
        """Those who work for it at this moment, oneself first."""
        rows = Representative.objects.in_office().filter(institution=self.institution, user__is_active=True)
        return sorted(
            rows.select_related("user").order_by("since", "pk"), key=lambda row: row.user_id != self.request.user.pk
        )

    def colleague(self, pk):
        for row in self.colleagues:
            if row.pk == pk:
                return row
        raise Http404

    def invitation(self, pk):
        return get_object_or_404(Invitation.objects.unanswered(), institution=self.institution, pk=pk)

    def done(self, deed, sentence, *, otherwise=""):
        """Do it and say so, or say why not; then back to the list, or where one can go who has left."""
        try:
            deed()
        except DomainError as error:
            messages.error(self.request, str(error))
            return redirect(self.address)
        messages.success(self.request, sentence)
        return redirect(otherwise or self.address)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"institution": self.institution}


class People(PeoplePage, TemplateView):
    """Colleagues and open invitations; POST invites one more."""

    template_name = "workspace/people.html"
    for_leaders = False

    def get_context_data(self, **kwargs):
        own = next(row for row in self.colleagues if row.user_id == self.request.user.pk)
        invitations = Invitation.objects.unanswered().filter(institution=self.institution).with_names()
        return super().get_context_data(**kwargs) | {
            "colleagues": self.colleagues,
            "own": own,
            "is_leader": self.is_leader,
            "others": [row for row in self.colleagues if row is not own],
            "invitations": invitations if self.is_leader else [],
            "form": kwargs.get("form") or InviteForm(),
        }

    def post(self, request, slug):
        if not self.is_leader:
            raise Http404
        form = InviteForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                inviting.invite(
                    self.institution, given["email"], role=given["role"], language=given["language"], by=request.user
                )
            except DomainError as error:
                form.add_error("email", str(error))
            else:
                messages.success(
                    request, _("The invitation to %(address)s is on its way.") % {"address": given["email"]}
                )
                return redirect(self.address)
        return render(request, self.template_name, self.get_context_data(form=form), status=422)


class EndColleague(PeoplePage, TemplateView):
    """Asks first; then ends an appointment, the own one too."""

    template_name = "workspace/people_end.html"
    for_leaders = False

    def get_context_data(self, **kwargs):
        colleague = self.colleague(self.kwargs["pk"])
        is_own = colleague.user_id == self.request.user.pk
        if not is_own and not self.is_leader:
            raise Http404
        return super().get_context_data(**kwargs) | {"colleague": colleague, "is_own": is_own}

    def post(self, request, slug, pk):
        context = self.get_context_data()
        colleague = context["colleague"]
        sentence = _("%(name)s no longer works for the institution.") % {"name": colleague.user}
        leave = reverse("workspace:index") if context["is_own"] else ""
        return self.done(lambda: representing.end(colleague, by=request.user), sentence, otherwise=leave)


class HandOver(PeoplePage, View):
    """POST only: a colleague becomes representative, and one leaves oneself, in one step."""

    http_method_names = ["post"]

    def post(self, request, slug):
        own = next(row for row in self.colleagues if row.user_id == request.user.pk)
        successor = next((row for row in self.colleagues if row.pk == request.POST.get("to")), None)

        def hand_over():
            if successor is None:
                raise NoSuccessor
            representing.hand_over(own, to=successor, by=request.user)

        sentence = _("%(name)s now represents the institution; your own appointment has ended.")
        name = successor.user if successor else ""
        return self.done(hand_over, sentence % {"name": name}, otherwise=reverse("workspace:index"))


class ResendInvitation(PeoplePage, View):
    """POST only: send it anew."""

    http_method_names = ["post"]

    def post(self, request, slug, pk):
        invitation = self.invitation(pk)
        done = _("The invitation to %(address)s was sent anew; the earlier link no longer works.")
        return self.done(lambda: inviting.resend(invitation, by=request.user), done % {"address": invitation.email})


class RevokeInvitation(PeoplePage, View):
    """POST only: withdraw it."""

    http_method_names = ["post"]

    def post(self, request, slug, pk):
        invitation = self.invitation(pk)
        done = _("The invitation to %(address)s was withdrawn.")
        return self.done(lambda: inviting.revoke(invitation, by=request.user), done % {"address": invitation.email})
