"""Curating the home page: blocks in their order, pinned records, and when each is shown."""

from django.contrib import admin, messages
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.base import RecordAdmin, RevisedAdmin
from core.admin.scoped import ScopedInline
from portal.models import HomeBlock, HomePin

PIN_FIELDS = ["order", "shown_from", "shown_until"]


class HomePinInline(ScopedInline, admin.TabularInline):
    """Only the kind of record that the block shows can be pinned in it."""

    model = HomePin

    def get_fields(self, request, obj=None):
        field = HomePin.FIELD_OF.get(obj.kind) if obj else None
        return [field, *PIN_FIELDS] if field else PIN_FIELDS


@admin.register(HomeBlock)
class HomeBlockAdmin(RevisedAdmin):
    list_display = ["__str__", "kind", "order", "limit", "shown_from", "shown_until"]
    list_filter = ["kind"]
    search_fields = ["title_en", "title_zh_hans", "title_ru", "title_ar", "kind"]
    ordering = ["order", "pk"]
    actions = ["move_up", "move_down"]
    fieldsets = [
        (None, {"fields": ["kind", "order", "limit"]}),
        (gettext_lazy("Text"), {"fields": ["title", "text"]}),
        (
            gettext_lazy("When it is shown"),
            {
                "fields": ["shown_from", "shown_until"],
                "description": gettext_lazy("Empty: from now on, and until you change it. Times are in UTC."),
            },
        ),
    ]

    def get_inlines(self, request, obj):
        """Notices and the opening have nothing to pin, and a new block is saved before anything is pinned in it."""
        return [HomePinInline] if obj is not None and obj.kind in HomePin.FIELD_OF else []

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        return [*readonly, "kind"] if obj is not None else readonly

    @admin.action(description=gettext_lazy("Move up"), permissions=["change"])
    def move_up(self, request, queryset):
        self.shift(request, queryset, -1)

    @admin.action(description=gettext_lazy("Move down"), permissions=["change"])
    def move_down(self, request, queryset):
        self.shift(request, queryset, 1)

    @transaction.atomic
    def shift(self, request, queryset, step):
        """Move the chosen blocks one place; the places are numbered anew, so that two never share one."""
        blocks = list(HomeBlock.objects.select_for_update().order_by("order", "pk"))
        chosen = set(queryset.values_list("pk", flat=True))
        places = range(len(blocks)) if step < 0 else range(len(blocks) - 1, -1, -1)
        for place in places:
            other = place + step
            if blocks[place].pk in chosen and 0 <= other < len(blocks) and blocks[other].pk not in chosen:
                blocks[place], blocks[other] = blocks[other], blocks[place]
        for place, block in enumerate(blocks, 1):
            if block.order != 10 * place:
                block.order = 10 * place
                block.save(update_fields=["order"])
                self.log_change(request, block, [{"changed": {"fields": ["order"]}}])
        self.message_user(request, _("The blocks were moved."), messages.SUCCESS)


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
