"""Filters of the audit trail: who did it, and the alliance that it concerns."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.desk.registry import workplaces


class WhoFilter(admin.SimpleListFilter):
    """Those who did something that the person may read of; by their latest name."""

    title = _("who")
    parameter_name = "who"

    def lookups(self, request, model_admin):
        entries = model_admin.get_queryset(request).exclude(actor_id=None).order_by("actor_label")
        names = dict(entries.values_list("actor_id", "actor_label").distinct())
        return [(str(number), name) for number, name in names.items()]

    def queryset(self, request, queryset):
        # What is not offered finds nothing, rather than everything.
        if self.value() is None:
            return queryset
        offered = {number for number, _name in self.lookup_choices}
        return queryset.filter(actor_id=self.value()) if self.value() in offered else queryset.none()


class AllianceFilter(admin.SimpleListFilter):
    """Entries about records of one of the alliances for which the person works."""

    title = _("alliance")
    parameter_name = "alliance"

    def lookups(self, request, model_admin):
        return [(alliance.pk, str(alliance)) for alliance in workplaces(request.user)]

    def queryset(self, request, queryset):
        if self.value() is None:
            return queryset
        is_offered = self.value() in {pk for pk, _name in self.lookup_choices}
        return queryset.filter(alliance_ids__contains=f" {self.value()} ") if is_offered else queryset.none()
