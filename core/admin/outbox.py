"""The outbox in the admin: what was written to whom, and whether it went. What a message says is its receiver's."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core import scope
from core.admin.base import RecordAdmin
from core.admin.bulk import ReportsRows
from core.errors import DomainError
from core.messages import title_of
from core.models import OutboxMessage
from core.services.mailing import RESENDABLE, resend

SEND_AGAIN = gettext_lazy("Send again")


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReportsRows, RecordAdmin):
    """Read here; the one deed is to send again what did not arrive."""

    change_form_template = "admin/core/outboxmessage/change_form.html"
    list_display = ["subject", "what", "address", "state", "written_at", "sent_at", "attempts", "error"]
    list_filter = ["state", "written_at"]
    search_fields = ["subject", "address", "name", "about_id"]
    ordering = ["-written_at", "-id"]
    actions = ["resend_selected"]
    fieldsets = [
        (None, {"fields": ["subject", "what", "address", "name", "language", "reply_to", "bundle"]}),
        (
            pgettext_lazy("mail", "Sending"),
            {"fields": ["state", "error", "attempts", "written_at", "due_at", "claimed_at", "sent_at"]},
        ),
    ]
    readonly_fields = ["what"]

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def what(self, message):
        return title_of(message.kind)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_resend_permission(self, request):
        return scope.could(request.user, self.model, "edit_q")

    def get_urls(self):
        view = self.admin_site.admin_view(self.resend_view)
        return [path("<path:object_id>/resend/", view, name="core_outboxmessage_resend"), *super().get_urls()]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["may_resend"] = obj is not None and obj.state in RESENDABLE and scope.can_edit(request.user, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def resend_view(self, request, object_id):
        """POST only: send again what is open here."""
        message = self.get_object(request, unquote(object_id))
        if message is None:
            raise Http404
        if not scope.can_edit(request.user, message):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            resend(message, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("It is sent again within a minute."))
        return HttpResponseRedirect(reverse("admin:core_outboxmessage_change", args=[message.pk]))

    @admin.action(description=SEND_AGAIN, permissions=["resend"])
    def resend_selected(self, request, queryset):
        def again(message):
            resend(message, by=request.user)
            return _("Waits to be sent again.")

        return self.run_on_each(request, queryset, SEND_AGAIN, again)
