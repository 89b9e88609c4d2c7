"""What was said about records under review and who looks after them, as lists; written on the page of the review."""

from django.contrib import admin

from core.admin.base import RecordAdmin
from core.models import PreviewLink, ReadCount, ReviewAssignment, ReviewComment, UnreadItem


class KeptAboutItem(RecordAdmin):
    """Shown, and changed nowhere but on the page of the review."""

    ordering = ["-at", "-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("item")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ReviewComment)
class ReviewCommentAdmin(KeptAboutItem):
    list_display = ["text", "author", "at"]
    list_select_related = ["author"]
    list_filter = ["at"]
    search_fields = ["text", "item_id", "author__full_name"]
    fields = ["text", "author", "at"]
    readonly_fields = ["text", "author", "at"]


@admin.register(ReviewAssignment)
class ReviewAssignmentAdmin(KeptAboutItem):
    list_display = ["item", "reviewer", "at"]
    list_select_related = ["reviewer"]
    list_filter = ["at"]
    search_fields = ["item_id", "reviewer__full_name"]
    fields = ["item", "reviewer", "at"]
    readonly_fields = ["item", "reviewer", "at"]


@admin.register(PreviewLink)
class PreviewLinkAdmin(KeptAboutItem):
    list_display = ["item", "made_by", "made_at", "expires_at", "revoked_at"]
    list_select_related = ["made_by"]
    list_filter = ["made_at"]
    search_fields = ["item_id", "made_by__full_name"]
    ordering = ["-made_at", "-id"]
    fields = ["item", "made_by", "made_at", "expires_at", "revoked_at"]
    readonly_fields = ["item", "made_by", "made_at", "expires_at", "revoked_at"]


@admin.register(UnreadItem)
class UnreadItemAdmin(KeptAboutItem):
    list_display = ["item", "at"]
    list_filter = ["at"]
    search_fields = ["item_id"]
    fields = ["item", "at"]
    readonly_fields = ["item", "at"]


@admin.register(ReadCount)
class ReadCountAdmin(KeptAboutItem):
    list_display = ["item", "day", "number"]
    list_filter = ["day"]
    search_fields = ["item_id"]
    ordering = ["-day", "-id"]
    fields = ["item", "day", "number"]
    readonly_fields = ["item", "day", "number"]
