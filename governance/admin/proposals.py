from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from core.admin.base import RecordAdmin, TranslatedAdmin
from core.admin.moves import PublishableAdmin
from core.admin.scoped import ScopedInline
from governance.models import Proposal, ProposalPart, ProposalParty


class ProposalPartInline(ScopedInline, TranslationStackedInline):
    model = ProposalPart
    fields = ["order", "text"]


class ProposalPartyInline(ScopedInline, admin.TabularInline):
    model = ProposalParty
    fields = ["institution", "person", "role"]


@admin.register(Proposal)
class ProposalAdmin(PublishableAdmin):
    list_display = ["title", "alliance", "meeting", "order", "status", "publication"]
    list_filter = ["alliance", "status", "is_derived"]
    list_select_related = ["alliance", "meeting__event"]
    search_fields = ["search_tokens"]
    date_hierarchy = "date_earliest"
    inlines = [ProposalPartInline, ProposalPartyInline]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "alliance"]}),
        (_("Meeting"), {"fields": ["meeting", "order", "date", "status", "is_derived"]}),
        (_("About"), {"fields": ["areas", "source", "note"]}),
    ]


@admin.register(ProposalPart)
class ProposalPartAdmin(TranslatedAdmin):
    list_display = ["text", "proposal", "order"]
    list_select_related = ["proposal"]
    search_fields = ["text_en", "text_zh_hans", "text_ru", "text_ar"]
    search_through = ["proposal"]
    ordering = ["proposal__sort_en", "order", "pk"]
    fields = ["proposal", "order", "text"]


@admin.register(ProposalParty)
class ProposalPartyAdmin(RecordAdmin):
    list_display = ["proposal", "institution", "person", "role"]
    list_filter = ["role"]
    list_select_related = ["proposal", "institution", "person"]
    search_fields = ["institution__slug"]
    search_through = ["proposal", "institution", "person"]
    ordering = ["proposal__sort_en", "role", "pk"]
