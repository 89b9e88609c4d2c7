"""Curating the home page and the main menu: what stands there, in which order, and when."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.base import RecordAdmin, RevisedAdmin
from core.admin.scoped import ScopedInline
from portal.models import HomeBlock, HomePin, MenuEntry

PIN_FIELDS = ["order", "shown_from", "shown_until"]
WHEN_SHOWN: Any = (
    gettext_lazy("When it is shown"),
    {
        "fields": ["shown_from", "shown_until"],
        "description": gettext_lazy("Empty: from now on, until you change it. Times are in your time zone."),
    },
)


class HomePinInline(ScopedInline, admin.TabularInline):
    """Only the kind of record that the block shows can be pinned in it."""

    model = HomePin

    def get_fields(self, request, obj=None):
        field = HomePin.FIELD_OF.get(obj.kind) if obj else None
        return [field, *PIN_FIELDS] if field else PIN_FIELDS


class OrderedAdmin(RevisedAdmin):
    """Rows in an order of their own, moved by one place at a time."""

    ordering = ["order", "pk"]
    actions = ["move_up", "move_down"]

    @admin.action(description=gettext_lazy("Move up"), permissions=["change"])
    def move_up(self, request, queryset):
        self.shift(request, queryset, -1)

    @admin.action(description=gettext_lazy("Move down"), permissions=["change"])
    def move_down(self, request, queryset):
        self.shift(request, queryset, 1)

    @transaction.atomic
    def shift(self, request, queryset, step):
        """Move the chosen rows one place; the places are numbered anew, so that two never share one."""
        rows = list(self.model.objects.select_for_update().order_by("order", "pk"))
        chosen = set(queryset.values_list("pk", flat=True))
        places = range(len(rows)) if step < 0 else range(len(rows) - 1, -1, -1)
        for place in places:
            other = place + step
            if rows[place].pk in chosen and 0 <= other < len(rows) and rows[other].pk not in chosen:
                rows[place], rows[other] = rows[other], rows[place]
        for place, row in enumerate(rows, 1):
            if row.order != 10 * place:
                row.order = 10 * place
                row.save(update_fields=["order"])
                self.log_change(request, row, [{"changed": {"fields": ["order"]}}])
        self.message_user(request, _("Moved."), messages.SUCCESS)


@admin.register(HomeBlock)
class HomeBlockAdmin(OrderedAdmin):
    list_display = ["__str__", "kind", "order", "limit", "shown_from", "shown_until"]
    list_filter = ["kind"]
    search_fields = ["title_en", "title_zh_hans", "title_ru", "title_ar", "kind"]
    fieldsets = [
        (None, {"fields": ["kind", "order", "limit"]}),
        (gettext_lazy("Text"), {"fields": ["title", "text"]}),
        WHEN_SHOWN,
    ]

    def get_inlines(self, request, obj):
        """Notices and the opening have nothing to pin, and a new block is saved before anything is pinned in it."""
        return [HomePinInline] if obj is not None and obj.kind in HomePin.FIELD_OF else []

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return [*readonly, "kind"] if obj is not None else readonly


@admin.register(HomePin)
class HomePinAdmin(RecordAdmin):
    """All pins in one list; they are set in their block."""

    list_display = ["__str__", "block", "order", "shown_from", "shown_until"]
    list_filter = ["block"]
    list_select_related = ["block", "news", "call", "event", "alliance"]
    search_fields = ["news__title", "call__title", "event__title", "alliance__name"]
    ordering = ["block__order", "order", "pk"]
    fields = ["block", "news", "call", "event", "alliance", *PIN_FIELDS]

    def has_add_permission(self, request):
        return False


@admin.register(MenuEntry)
class MenuEntryAdmin(OrderedAdmin):
    list_display = ["__str__", "page", "address", "order", "shown_from", "shown_until"]
    search_fields = ["label_en", "label_zh_hans", "label_ru", "label_ar", "page", "address"]
    fieldsets = [
        (
            None,
            {
                "fields": ["page", "address", "label", "order"],
                "description": gettext_lazy("The menu shows these entries alone; without any, the usual ones."),
            },
        ),
        WHEN_SHOWN,
    ]
