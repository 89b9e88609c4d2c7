from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from core.admin.base import RecordAdmin, RevisedAdmin, TranslatedAdmin
from core.admin.scoped import ScopedInline
from governance.models import AgendaItem, Attendance, Meeting


class AgendaInline(ScopedInline, TranslationStackedInline):
    model = AgendaItem
    fields = [("order", "kind"), "title", "outcome"]


class AttendanceInline(ScopedInline, admin.TabularInline):
    model = Attendance
    fields = ["institution", "person", "office"]


@admin.register(Meeting)
class MeetingAdmin(RevisedAdmin):
    list_display = ["event", "body", "day"]
    list_filter = ["body"]
    list_select_related = ["event", "body__alliance"]
    search_fields = ["slug"]
    search_through = ["event", "body"]
    date_hierarchy = "event__starts_earliest"
    inlines = [AgendaInline, AttendanceInline]
    fields = ["event", "body", "slug", "outcome", "minutes"]

    @admin.display(description=_("day"), ordering="event__starts_earliest")
    def day(self, obj):
        return obj.event.starts


@admin.register(AgendaItem)
class AgendaItemAdmin(TranslatedAdmin):
    list_display = ["title", "meeting", "order", "kind"]
    list_filter = ["kind"]
    list_select_related = ["meeting__event"]
    search_fields = ["title_en", "title_zh_hans", "title_ru", "title_ar"]
    search_through = ["meeting__event"]
    ordering = ["meeting__slug", "order", "pk"]
    fields = ["meeting", "order", "kind", "title", "outcome"]


@admin.register(Attendance)
class AttendanceAdmin(RecordAdmin):
    list_display = ["meeting", "institution", "person", "office"]
    list_select_related = ["meeting__event", "institution", "person", "office"]
    search_fields = ["meeting__slug"]
    search_through = ["meeting__event", "institution", "person"]
    ordering = ["meeting__slug", "institution__sort_en", "pk"]
