"""Append-only rows in the admin: editing corrects, adding records, deleting strikes; nothing is overwritten."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import quote
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.base import ScopedMixin, TranslatedAdmin
from core.admin.columns import changed
from core.admin.filters import RecordFilter
from core.admin.scoped import ScopedInline, is_fact
from core.services.recording import correct_fact, record_fact, strike_fact


def save_facts(formset, *, by):
    """Write the rows of a formset through the services; nothing else is saved of it."""
    formset.save(commit=False)
    for row in formset.deleted_objects:
        strike_fact(row, by=by)
    for row, _changed in formset.changed_objects:
        correct_fact(row, by=by)
    for row in formset.new_objects:
        record_fact(row, by=by)


class HoldsFacts(ScopedMixin):
    """A record with append-only rows among its inlines."""

    def save_formset(self, request, form, formset, change):
        if is_fact(formset.model):
            save_facts(formset, by=request.user)
        else:
            super().save_formset(request, form, formset, change)


PERIOD: Any = (
    gettext_lazy("Period"),
    {
        "fields": [("since", "until", "attested_on")],
        "description": gettext_lazy(
            "As the source gives it: a year, a month or a day. Attested on: a day on which a source shows the relation."
        ),
    },
)
EVIDENCE_TOLD = gettext_lazy(
    "Claimed: a source says so of itself and the record does not confirm it; such rows are shown and not counted."
)
EVIDENCE: Any = (
    gettext_lazy("Evidence"),
    {"fields": ["standing", "source", "note"], "description": EVIDENCE_TOLD},
)


class FactInline(ScopedInline):
    """The rows that the record holds now; changes go through the services."""

    def get_queryset(self, request):
        return super().get_queryset(request).filter(recorded_until=None)


class FactAdmin(HoldsFacts, TranslatedAdmin):
    """An append-only row as a record of its own."""

    delete_confirmation_template = "admin/strike_confirmation.html"
    delete_selected_confirmation_template = "admin/strike_selected_confirmation.html"
    record_fields = ("first_recorded_on", "recorded_from", "recorded_until", "recorded_by", "replaces")
    readonly_fields = record_fields

    def get_list_display(self, request):
        return [*super().get_list_display(request), "last_change"]

    def get_list_select_related(self, request):
        return [*super().get_list_select_related(request), "recorded_by"]

    @admin.display(description=gettext_lazy("recorded"), ordering="recorded_from")
    def last_change(self, obj):
        return changed(obj.recorded_from, obj.recorded_by or "")

    def get_list_filter(self, request):
        return [RecordFilter, *super().get_list_filter(request)]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        if obj is None:
            return fieldsets
        return [*fieldsets, (gettext_lazy("In the record"), {"fields": self.record_fields})]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.recorded_until is None)

    def save_model(self, request, obj, form, change):
        if not change:
            record_fact(obj, by=request.user)
        elif form.has_changed():
            correct_fact(obj, by=request.user)

    def delete_model(self, request, obj):
        strike_fact(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        for row in queryset:
            strike_fact(row, by=request.user)

    def get_deleted_objects(self, objs, request):
        """Striking takes nothing along: rows that pointed here stay in the history."""
        objs = [obj for obj in objs if obj.recorded_until is None]
        allowed = all(self.has_delete_permission(request, obj) for obj in objs)
        lacking = set() if allowed and objs else {str(self.opts.verbose_name)}
        return [str(obj) for obj in objs], {str(self.opts.verbose_name_plural): len(objs)}, lacking, []

    def write_trail(self, request, obj, action, message):
        """The services have written it already."""

    def response_change(self, request, obj):
        """The correction is a row of its own: stay on that one, or go back to the list."""
        text = _("The row was corrected; what it said before stays in the history.")
        self.message_user(request, text, messages.SUCCESS)
        opts = self.opts
        if "_continue" in request.POST:
            return HttpResponseRedirect(
                reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(obj.pk)])
            )
        return self.response_post_save_change(request, obj)

    @admin.display(description=gettext_lazy("in the record"), boolean=True)
    def is_current(self, obj):
        return obj.recorded_until is None
