from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationTabularInline

from core.admin.base import RecordAdmin, RevisedAdmin
from core.admin.facts import HoldsFacts
from core.admin.filters import CountryFilter
from core.admin.imports import ImportableAdmin
from core.admin.moves import PublishableAdmin
from core.admin.pictures import PictureInline
from core.admin.scoped import ScopedInline
from members.models import Institution, InstitutionAlias, Office


class InstitutionAliasInline(ScopedInline, admin.TabularInline):
    model = InstitutionAlias
    fields = ["text", "language", "kind", "source"]


class OfficeInline(ScopedInline, TranslationTabularInline):
    model = Office
    fields = ["title", "slug", "source"]
    show_change_link = True


@admin.register(Institution)
class InstitutionAdmin(ImportableAdmin, HoldsFacts, PublishableAdmin):
    """One record an institution, shared: secretariats to which it is related edit it, others see it."""

    list_display = ["name", "acronym", "kind", "country_name", "city", "ror_id", "publication"]
    list_filter = ["kind", ("country", CountryFilter)]
    search_fields = ["search_tokens"]
    inlines = [InstitutionAliasInline, OfficeInline, PictureInline]
    fieldsets = [
        (None, {"fields": ["name", "acronym", "kind", "slug", "logo"]}),
        (_("Place"), {"fields": ["country", "city", "latitude", "longitude", "coordinates_note"]}),
        (_("About"), {"fields": ["description", "established", "website", "contact_email"]}),
        (
            _("Ids elsewhere"),
            {
                "fields": ["ror_id", "wikidata_id", "whed_id"],
                "description": _("Numbers in public registers. By the ROR id an import finds the institution again."),
                "classes": ["collapse"],
            },
        ),
        (_("For editors"), {"fields": ["related", "sources", "note"]}),
    ]

    @admin.display(description=_("country or region"), ordering="country")
    def country_name(self, institution):
        """For a field with choices Django would sort the names of all countries for each row."""
        return institution.country.name or None


@admin.register(InstitutionAlias)
class InstitutionAliasAdmin(RecordAdmin):
    list_display = ["text", "institution", "language", "kind", "source"]
    list_filter = ["kind", "language"]
    list_select_related = ["institution", "source"]
    search_fields = ["text"]
    search_through = ["institution"]
    ordering = ["text", "pk"]


@admin.register(Office)
class OfficeAdmin(RevisedAdmin):
    list_display = ["title", "institution", "slug"]
    list_select_related = ["institution"]
    search_fields = ["title_en", "title_zh_hans", "title_ru", "title_ar", "slug"]
    search_through = ["institution"]
    fields = ["title", "slug", "institution", "source"]
