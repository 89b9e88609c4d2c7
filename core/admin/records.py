"""The admin of the kernel's records: sources, areas, the audit trail, addresses."""

from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.admin.base import RecordAdmin
from core.admin.filters import KindFilter
from core.admin.moves import PublishableAdmin
from core.admin.pictures import PictureAdmin
from core.admin.trail_filters import AllianceFilter, WhoFilter
from core.desk.trail import ToldDeed, model_of, state_named
from core.lists import in_steps
from core.models import Area, AuditEntry, Change, SlugRedirect, Source, WithdrawnId

__all__ = [
    "AreaAdmin",
    "AuditEntryAdmin",
    "ChangeAdmin",
    "PictureAdmin",
    "SlugRedirectAdmin",
    "SourceAdmin",
    "WithdrawnIdAdmin",
]

# Rights follow from dated appointments; a group would promise what nothing asks.
admin.site.unregister(Group)


@admin.register(Source)
class SourceAdmin(PublishableAdmin):
    list_display = ["title", "publisher", "kind", "published", "language", "publication"]
    list_filter = ["kind", "language", "is_machine_translated"]
    search_fields = ["search_tokens"]
    fieldsets = [
        (None, {"fields": ["title", "publisher", "kind", "address", "slug"]}),
        (
            _("Dates"),
            {
                "fields": ["published", "seen_on"],
                "description": _("The date that is printed on the page, and the day on which you saw it."),
            },
        ),
        (_("Language"), {"fields": ["language", "original_language", "is_machine_translated"]}),
        (_("For readers"), {"fields": ["byline", "note"]}),
    ]


@admin.register(Area)
class AreaAdmin(PublishableAdmin):
    list_display = ["name", "parent", "publication"]
    list_filter = ["parent"]
    list_select_related = ["parent"]
    search_fields = ["search_tokens"]
    fieldsets = [(None, {"fields": ["name", "description", "parent", "sources", "slug"]})]


@admin.register(AuditEntry)
class AuditEntryAdmin(RecordAdmin):
    """The trail is read and exported, never written here."""

    list_display = ["at", "actor_label", "action", "record", "states", "note"]
    list_filter = [WhoFilter, KindFilter, "action", AllianceFilter, "at"]
    date_hierarchy = "at"
    search_fields = ["actor_label", "object_label", "object_id", "note"]
    ordering = ["-at", "-id"]

    @admin.display(description=_("record"), ordering="object_label")
    def record(self, entry):
        """Leads to the record where it still has a form; whether the person may open it is the form's to say."""
        model, url = model_of(entry.object_type), ToldDeed(entry).url
        name = format_html("<bdi>{}</bdi>", entry.object_label)
        kind = capfirst(model._meta.verbose_name) if model else entry.object_type
        return format_html(
            '{} <span class="kind-of-record">{}</span>',
            format_html('<a href="{}">{}</a>', url, name) if url else name,
            kind,
        )

    @admin.display(description=_("state"))
    def states(self, entry):
        """What it went from, and to."""
        return in_steps(state_named(entry, state) or state for state in (entry.before, entry.after) if state)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(SlugRedirect)
class SlugRedirectAdmin(RecordAdmin):
    list_display = ["slug", "model", "object_id", "created_at"]
    list_filter = ["model"]
    search_fields = ["slug", "object_id"]
    ordering = ["model", "slug"]


@admin.register(WithdrawnId)
class WithdrawnIdAdmin(RecordAdmin):
    list_display = ["id", "model", "withdrawn_at"]
    list_filter = ["model"]
    search_fields = ["id"]
    ordering = ["-withdrawn_at", "id"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Change)
class ChangeAdmin(RecordAdmin):
    """Read when somebody asks why a page was or was not made anew."""

    list_display = ["id", "made_at", "model"]
    list_filter = ["model"]
    search_fields = ["rows", "reach"]
    ordering = ["-id"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
