"""Memberships and figures: append-only rows, of their own and within an alliance or institution."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from alliances.models import Membership, Statement
from core.admin.facts import EVIDENCE, EVIDENCE_TOLD, PERIOD, FactAdmin, FactInline
from core.admin.imports import ImportableAdmin
from members.admin.institutions import InstitutionAdmin


class MembershipInline(FactInline, TranslationStackedInline):
    model = Membership
    fields = [("institution", "role"), ("since", "until", "attested_on"), ("standing", "source"), "note"]


class InstitutionMembershipInline(FactInline, TranslationStackedInline):
    """In an institution: the rows of the alliances that the person works for, and no others."""

    model = Membership
    fields = [("alliance", "role"), ("since", "until", "attested_on"), ("standing", "source"), "note"]


class StatementInline(FactInline, TranslationStackedInline):
    model = Statement
    fields = [
        ("measure", "qualifier", "value", "value_to"),
        "country",
        "is_derived",
        "as_of",
        "published",
        "standing",
        "source",
        "ruling",
        "note",
    ]


# An institution knows nothing of alliances; its form gains their rows here.
InstitutionAdmin.inlines = [*InstitutionAdmin.inlines, InstitutionMembershipInline, StatementInline]


@admin.register(Membership)
class MembershipAdmin(ImportableAdmin, FactAdmin):
    list_display = ["institution", "alliance", "role", "since", "until", "standing", "is_current"]
    list_filter = ["alliance", "role", "standing"]
    list_select_related = ["institution", "alliance"]
    search_fields = ["note_en"]
    search_through = ["institution", "alliance"]
    date_hierarchy = "since_earliest"
    ordering = ["alliance__sort_en", "institution__sort_en", "pk"]
    fieldsets = [
        (None, {"fields": ["alliance", "institution", "role"]}),
        PERIOD,
        EVIDENCE,
    ]


@admin.register(Statement)
class StatementAdmin(FactAdmin):
    list_display = ["measure", "figure", "alliance", "institution", "as_of", "published", "is_current"]
    list_filter = ["alliance", "measure", "standing", "is_derived"]
    list_select_related = ["alliance", "institution"]
    search_fields = ["note_en", "ruling_en"]
    search_through = ["alliance", "institution"]
    date_hierarchy = "as_of_earliest"
    ordering = ["alliance__sort_en", "institution__sort_en", "measure", "pk"]
    fieldsets = [
        (None, {"fields": ["alliance", "institution"]}),
        (_("Figure"), {"fields": ["measure", "qualifier", "value", "value_to", "country", "is_derived"]}),
        (_("Dates"), {"fields": ["as_of", "published"]}),
        (_("Evidence"), {"fields": ["standing", "source", "ruling", "note"], "description": EVIDENCE_TOLD}),
    ]
