"""The outbox in the admin: what was written to whom, and whether it went. What a message says is its receiver's."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.admin.base import RecordAdmin
from core.messages import title_of
from core.models import OutboxMessage


@admin.register(OutboxMessage)
class OutboxMessageAdmin(RecordAdmin):
    list_display = ["subject", "what", "address", "state", "written_at", "sent_at", "attempts"]
    list_filter = ["state", "written_at"]
    search_fields = ["subject", "address", "name", "about_id"]
    ordering = ["-written_at", "-id"]
    fieldsets = [
        (None, {"fields": ["subject", "what", "address", "name", "language", "reply_to"]}),
        (
            pgettext_lazy("mail", "Sending"),
            {"fields": ["state", "error", "attempts", "written_at", "due_at", "claimed_at", "sent_at"]},
        ),
    ]
    readonly_fields = ["what"]

    @admin.display(description=_("kind"), ordering="kind")
    def what(self, message):
        return title_of(message.kind)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
