from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from core.admin.base import RecordAdmin, RevisedAdmin
from core.admin.facts import EVIDENCE, PERIOD, FactAdmin, FactInline, HoldsFacts
from core.admin.scoped import ScopedInline
from governance.models import Body, BodyAlias, Seat, Tenure


class BodyAliasInline(ScopedInline, admin.TabularInline):
    model = BodyAlias
    fields = ["text", "language", "kind", "source"]


class SeatInline(ScopedInline, admin.TabularInline):
    model = Seat
    fields = ["rank", "kind", "votes", "office"]
    show_change_link = True


class TenureInline(FactInline, TranslationStackedInline):
    model = Tenure
    fields = ["seat", ("institution", "person"), ("since", "until", "attested_on"), ("standing", "source"), "note"]


@admin.register(Body)
class BodyAdmin(HoldsFacts, RevisedAdmin):
    list_display = ["name", "alliance", "kind", "size", "is_elected", "host"]
    list_filter = ["alliance", "kind", "is_elected"]
    list_select_related = ["alliance", "host"]
    search_fields = ["search_tokens"]
    search_through = ["alliance"]
    inlines = [BodyAliasInline, SeatInline, TenureInline]
    fieldsets = [
        (None, {"fields": ["name", "slug", "alliance", "kind"]}),
        (_("Seats"), {"fields": ["size", "is_elected", "host"]}),
        (_("Evidence"), {"fields": ["source", "note"]}),
    ]


@admin.register(BodyAlias)
class BodyAliasAdmin(RecordAdmin):
    list_display = ["text", "body", "language", "kind", "source"]
    list_filter = ["kind", "language"]
    list_select_related = ["body__alliance", "source"]
    search_fields = ["text"]
    search_through = ["body"]
    ordering = ["text", "pk"]


@admin.register(Seat)
class SeatAdmin(RecordAdmin):
    list_display = ["__str__", "rank", "kind", "votes", "office"]
    list_filter = ["body", "kind", "votes"]
    list_select_related = ["body__alliance", "office"]
    search_fields = ["rank", "body__slug"]
    search_through = ["body", "body__alliance"]
    ordering = ["body__sort_en", "rank"]
    fields = ["body", "rank", "kind", "votes", "office"]


@admin.register(Tenure)
class TenureAdmin(FactAdmin):
    list_display = ["holder", "body", "seat_rank", "since", "until", "standing", "is_current"]
    list_filter = ["body", "standing"]
    list_select_related = ["body__alliance", "seat", "institution", "person"]
    search_fields = ["body__slug"]
    search_through = ["institution", "person", "body", "body__alliance"]
    date_hierarchy = "since_earliest"
    ordering = ["body__sort_en", "seat__rank", "pk"]
    fieldsets = [
        (None, {"fields": ["body", "seat", "institution", "person"]}),
        PERIOD,
        EVIDENCE,
    ]

    @admin.display(description=_("holder"), ordering="institution__sort_en")
    def holder(self, obj):
        return obj.institution or obj.person

    @admin.display(description=_("rank"), ordering="seat__rank")
    def seat_rank(self, obj):
        return obj.rank
