"""The admin of groups, projects and opportunities."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.admin.base import RecordAdmin
from core.admin.moves import PublishableAdmin
from core.admin.pictures import PictureInline
from core.admin.scoped import ScopedInline
from research.models import Group, Opportunity, OpportunityPartner, Project, ProjectPartner

ORIGIN: Any = (_("Origin"), {"fields": ["website", "contact_email", "source"]})


class ProjectPartnerInline(ScopedInline, admin.TabularInline):
    model = ProjectPartner
    fields = ["order", "institution", "role", "is_confirmed"]


class OpportunityPartnerInline(ScopedInline, admin.TabularInline):
    model = OpportunityPartner
    fields = ["order", "institution", "is_confirmed"]


@admin.register(Group)
class GroupAdmin(PublishableAdmin):
    list_display = ["name", "institution", "alliance", "head", "publication"]
    list_filter = ["alliance", "areas"]
    list_select_related = ["institution", "alliance", "head"]
    search_fields = ["search_tokens"]
    inlines = [PictureInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "summary", "institution", "alliance", "head", "areas"]}),
        (_("About"), {"fields": ["description", "topics", "equipment", "outputs", "needs", "offers"]}),
        ORIGIN,
    ]


@admin.register(Project)
class ProjectAdmin(PublishableAdmin):
    list_display = ["title", "institution", "alliance", "stage", "wants_partners", "since", "publication"]
    list_filter = ["alliance", "stage", "wants_partners", "areas"]
    list_select_related = ["institution", "alliance"]
    search_fields = ["search_tokens"]
    inlines = [ProjectPartnerInline, PictureInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "aim", "summary", "institution", "alliance", "areas"]}),
        (_("Course"), {"fields": ["stage", "agreed", "since", "until", "results", "groups", "proposal"]}),
        (
            _("Partners"),
            {
                "fields": ["wants_partners", "partners_wanted_note", "partners_note"],
                "description": _(
                    "Partners that have a record are named further down; say here which ones are looked for."
                ),
            },
        ),
        (_("Text"), {"fields": ["description"]}),
        ORIGIN,
    ]


@admin.register(ProjectPartner)
class ProjectPartnerAdmin(RecordAdmin):
    list_display = ["project", "institution", "role", "is_confirmed"]
    list_filter = ["role", "is_confirmed"]
    list_select_related = ["project", "institution"]
    search_fields = ["institution__slug"]
    search_through = ["project", "institution"]
    ordering = ["project__sort_en", "order", "pk"]


@admin.register(Opportunity)
class OpportunityAdmin(PublishableAdmin):
    list_display = ["title", "institution", "alliance", "kind", "stage", "deadline", "publication"]
    list_filter = ["alliance", "kind", "stage", "mode", "is_example"]
    list_select_related = ["institution", "alliance"]
    search_fields = ["search_tokens"]
    date_hierarchy = "deadline"
    inlines = [OpportunityPartnerInline, PictureInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "kind", "stage", "is_example"]}),
        (_("Offered by"), {"fields": ["institution", "alliance", "areas"]}),
        (_("For whom"), {"fields": ["levels", "eligibility", "mode", "teaching_languages", "places"]}),
        (
            _("Applying"),
            {
                "fields": ["funding", "how_to_apply", "deadline", "deadline_zone"],
                "description": _("How to apply, step by step, and until when, with the zone of the deadline."),
            },
        ),
        (_("Text"), {"fields": ["description"]}),
        ORIGIN,
    ]


@admin.register(OpportunityPartner)
class OpportunityPartnerAdmin(RecordAdmin):
    list_display = ["opportunity", "institution", "is_confirmed"]
    list_filter = ["is_confirmed"]
    list_select_related = ["opportunity", "institution"]
    search_fields = ["institution__slug"]
    search_through = ["opportunity", "institution"]
    ordering = ["opportunity__sort_en", "order", "pk"]
