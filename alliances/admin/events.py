from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from alliances.models import Event, EventHost
from core.admin.base import RecordAdmin
from core.admin.moves import PublishableAdmin
from core.admin.pictures import PictureInline
from core.admin.scoped import ScopedInline


class EventHostInline(ScopedInline, admin.TabularInline):
    model = EventHost
    fields = ["order", "institution", "role", "is_confirmed"]


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    list_display = ["title", "alliance", "kind", "starts", "place", "publication"]
    list_filter = ["alliance", "kind", "mode", "is_yearly"]
    list_select_related = ["alliance"]
    search_fields = ["search_tokens"]
    date_hierarchy = "starts_earliest"
    inlines = [EventHostInline, PictureInline]
    fieldsets = [
        (None, {"fields": ["kind", "title", "summary", "slug", "alliance", "institution", "parent"]}),
        (
            _("When"),
            {
                "fields": [("starts", "ends"), ("start_time", "end_time"), "zone", "is_yearly"],
                "description": _("As far as it is known: a day, a month or a year. A time of day needs its zone."),
            },
        ),
        (_("Where"), {"fields": ["mode", "platform", "place", "website"]}),
        (_("Text"), {"fields": ["body"]}),
        (_("About"), {"fields": ["areas", "people", "source"]}),
    ]


@admin.register(EventHost)
class EventHostAdmin(RecordAdmin):
    list_display = ["event", "institution", "role", "is_confirmed", "order"]
    list_filter = ["role", "is_confirmed"]
    list_select_related = ["event", "institution"]
    search_fields = ["institution__slug"]
    search_through = ["event", "institution"]
    ordering = ["event__sort_en", "order", "pk"]
