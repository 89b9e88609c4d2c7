"""Invitations in the admin: made, sent anew and withdrawn through the services, never edited."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.admin.base import RecordAdmin
from core.errors import DomainError
from core.forms import ScopedModelForm
from members.models import Invitation
from members.services import inviting

RESEND, REVOKE = pgettext_lazy("button", "Send anew"), pgettext_lazy("button", "Withdraw")


class InvitationForm(ScopedModelForm):
    class Meta:
        model = Invitation
        fields = ["institution", "email", "role", "language"]

    def validate_constraints(self):
        """An address that is invited already is not refused: its invitation is sent anew."""

    def clean(self):
        cleaned = super().clean()
        institution, email = self.cleaned_data.get("institution"), self.cleaned_data.get("email")
        if institution and email and inviting.works_for(email, institution):
            self.add_error("email", ValidationError(_("This person already works for the institution.")))
        return cleaned


@admin.register(Invitation)
class InvitationAdmin(RecordAdmin):
    """Secretariats invite people of the institutions related to them."""

    form = InvitationForm
    list_display = ["email", "institution", "role", "standing", "made_at", "expires_at", "invited_by", "deeds"]
    list_filter = ["role", "language"]
    list_select_related = ["institution", "invited_by"]
    search_fields = ["email"]
    search_through = ["institution"]
    ordering = ["-made_at", "-id"]
    date_hierarchy = "made_at"
    fields = ["institution", "email", "role", "language"]

    @admin.display(description=gettext_lazy("state"))
    def standing(self, invitation):
        return invitation.state_label

    @admin.display(description=gettext_lazy("what to do"))
    def deeds(self, invitation):
        if not invitation.is_unanswered:
            return ""
        buttons = (
            (reverse(f"admin:members_invitation_{name}", args=[invitation.pk]), label, invitation.email)
            for name, label in [("resend", RESEND), ("revoke", REVOKE)]
        )
        return format_html_join(
            " ",
            '<button type="submit" class="button" formmethod="post" formaction="{}">{}'
            '<span class="visually-hidden">: {}</span></button>',
            buttons,
        )

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path("<path:object_id>/resend/", view(self.resend), name="members_invitation_resend"),
            path("<path:object_id>/revoke/", view(self.revoke), name="members_invitation_revoke"),
        ]
        return own + super().get_urls()

    @method_decorator(require_POST)
    def resend(self, request, object_id):
        done = _("The invitation to %(address)s was sent anew; the earlier link no longer works.")
        return self._do(request, object_id, inviting.resend, done)

    @method_decorator(require_POST)
    def revoke(self, request, object_id):
        return self._do(request, object_id, inviting.revoke, _("The invitation to %(address)s was withdrawn."))

    def _do(self, request, object_id, deed, done):
        invitation = get_object_or_404(self.get_queryset(request), pk=object_id)
        try:
            deed(invitation, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, done % {"address": invitation.email})
        return redirect("admin:members_invitation_changelist")

    def get_changeform_initial_data(self, request):
        return {"language": get_language(), **super().get_changeform_initial_data(request)}

    def save_model(self, request, obj, form, change):
        sent = inviting.invite(obj.institution, obj.email, role=obj.role, language=obj.language, by=request.user)
        obj.pk, obj._state.adding = sent.pk, False

    def write_trail(self, request, obj, action, message):
        """The services write it."""

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
