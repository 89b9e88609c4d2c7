"""The admin of what is typed and not saved yet (that it is there, never what it says), and of proposed changes."""

from django.contrib import admin

from core.admin.base import RecordAdmin
from core.models import Autosave, ProposedChange


@admin.register(Autosave)
class AutosaveAdmin(RecordAdmin):
    list_display = ["kind", "person", "object_id", "saved_at"]
    list_select_related = ["person"]
    search_fields = ["person__email", "kind", "object_id"]
    ordering = ["-saved_at", "pk"]
    readonly_fields = ["kind", "person", "object_id", "saved_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ProposedChange)
class ProposedChangeAdmin(RecordAdmin):
    """Changes to what is published, as a list; they are decided by the services alone."""

    list_display = ["title", "kind", "stage", "proposed_by", "proposed_at", "decided_at"]
    list_filter = ["stage", "kind"]
    list_select_related = ["proposed_by"]
    search_fields = ["title", "target_id"]
    ordering = ["-proposed_at", "pk"]
    readonly_fields = ["title", "kind", "stage", "proposed_by", "proposed_at", "decided_at", "note"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
