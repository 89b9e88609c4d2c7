from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from core.admin.base import RecordAdmin
from core.admin.facts import EVIDENCE, PERIOD, FactAdmin, FactInline, HoldsFacts
from core.admin.moves import PublishableAdmin
from core.admin.scoped import ScopedInline
from members.models import Appointment, Person, PersonAlias


class PersonAliasInline(ScopedInline, admin.TabularInline):
    model = PersonAlias
    fields = ["text", "language", "kind", "source"]


class AppointmentInline(FactInline, TranslationStackedInline):
    model = Appointment
    fields = ["office", ("since", "until", "attested_on"), ("standing", "source"), "note"]


@admin.register(Person)
class PersonAdmin(HoldsFacts, PublishableAdmin):
    list_display = ["name", "title", "publication"]
    search_fields = ["search_tokens"]
    inlines = [PersonAliasInline, AppointmentInline]
    fieldsets = [
        (None, {"fields": ["name", "title", "slug", "summary", "portrait"]}),
        (_("For editors"), {"fields": ["sources", "note"]}),
    ]


@admin.register(PersonAlias)
class PersonAliasAdmin(RecordAdmin):
    list_display = ["text", "person", "language", "kind", "source"]
    list_filter = ["kind", "language"]
    list_select_related = ["person", "source"]
    search_fields = ["text"]
    search_through = ["person"]
    ordering = ["text", "pk"]


@admin.register(Appointment)
class AppointmentAdmin(FactAdmin):
    list_display = ["person", "office", "since", "until", "standing", "is_current"]
    list_display_links = ["person", "office"]
    list_filter = ["standing"]
    list_select_related = ["person", "office__institution"]
    search_fields = ["office__title_en", "office__slug"]
    search_through = ["person", "office__institution"]
    date_hierarchy = "since_earliest"
    fieldsets = [
        (None, {"fields": ["person", "office"]}),
        PERIOD,
        EVIDENCE,
    ]
