from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from alliances.admin.facts import MembershipInline, StatementInline
from alliances.models import Alliance, AllianceAlias, Document, Milestone, Secretariat, Trust
from core.admin.base import RecordAdmin, RevisedAdmin
from core.admin.facts import HoldsFacts
from core.admin.moves import PublishableAdmin
from core.admin.pictures import PictureInline
from core.admin.scoped import ScopedInline


class AllianceAliasInline(ScopedInline, admin.TabularInline):
    model = AllianceAlias
    fields = ["text", "language", "kind", "source"]


class MilestoneInline(ScopedInline, TranslationStackedInline):
    model = Milestone
    fields = ["date", "text", "source"]


class SecretariatInline(ScopedInline, admin.TabularInline):
    model = Secretariat
    fields = ["user"]


@admin.register(Alliance)
class AllianceAdmin(HoldsFacts, PublishableAdmin):
    list_display = ["name", "acronym", "kind", "founded", "geography", "publication"]
    list_filter = ["kind"]
    search_fields = ["search_tokens"]
    inlines = [
        AllianceAliasInline,
        MilestoneInline,
        StatementInline,
        MembershipInline,
        PictureInline,
        SecretariatInline,
    ]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "kind", "legal_form", "slug"]}),
        (
            _("Founding"),
            {
                "fields": ["founded", "founded_place", "founded_note", "host", "parent"],
                "description": _("The date as its source gives it; what is disputed goes into the note."),
            },
        ),
        (_("About"), {"fields": ["summary", "aims", "description", "geography", "areas", "sources"]}),
        (_("Contact"), {"fields": ["website", "contact_email"]}),
        (_("Looks of its pages"), {"fields": ["logo", "cover", "accent", "links", "foot_note"]}),
    ]


@admin.register(AllianceAlias)
class AllianceAliasAdmin(RecordAdmin):
    list_display = ["text", "alliance", "language", "kind", "source"]
    list_filter = ["kind", "language", "alliance"]
    list_select_related = ["alliance", "source"]
    search_fields = ["text"]
    search_through = ["alliance"]
    ordering = ["text", "pk"]


@admin.register(Milestone)
class MilestoneAdmin(RevisedAdmin):
    list_display = ["date", "text", "alliance"]
    list_display_links = ["date", "text"]
    list_filter = ["alliance"]
    list_select_related = ["alliance"]
    search_fields = ["text_en", "text_zh_hans", "text_ru", "text_ar"]
    search_through = ["alliance"]
    date_hierarchy = "date_earliest"
    ordering = ["-date_earliest", "pk"]
    fields = ["alliance", "date", "text", "source"]


@admin.register(Secretariat)
class SecretariatAdmin(RecordAdmin):
    """Colleagues see each other; the superuser appoints."""

    list_display = ["user", "alliance"]
    list_filter = ["alliance"]
    list_select_related = ["user", "alliance"]
    search_fields = ["user__email", "user__full_name"]
    search_through = ["alliance"]
    ordering = ["alliance__sort_en", "user__email"]
    fields = ["alliance", "user"]


@admin.register(Trust)
class TrustAdmin(RecordAdmin):
    """Given and ended by the secretariat of the alliance."""

    list_display = ["institution", "alliance", "since", "until"]
    list_filter = ["alliance"]
    list_select_related = ["institution", "alliance"]
    search_through = ["institution", "alliance"]
    search_fields = ["institution__name"]
    autocomplete_fields = ["institution"]
    fields = ["alliance", "institution", "since", "until"]


@admin.register(Document)
class DocumentAdmin(PublishableAdmin):
    list_display = ["title", "alliance", "kind", "date", "visibility", "publication"]
    list_filter = ["alliance", "kind", "visibility"]
    list_select_related = ["alliance"]
    search_fields = ["search_tokens"]
    date_hierarchy = "date_earliest"
    fieldsets = [
        (None, {"fields": ["kind", "title", "summary", "slug", "alliance", "institution"]}),
        (
            _("File or address"),
            {
                "fields": ["file", "address", "visibility"],
                "description": _(
                    "Upload the file, or name the address where it is kept. Who may read it holds for the file."
                ),
            },
        ),
        (_("Origin"), {"fields": ["date", "language", "source"]}),
    ]
