"""Actions on chosen rows that report on each of them: what became of it, in words."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import pickable
from core.models import Area
from core.outcomes import outcome_of, reported
from core.services.tagging import tag


class ReportsRows(admin.ModelAdmin):
    """Runs a service on each chosen row and shows what became of each."""

    def run_on_each(self, request, queryset, title, deed):
        """`deed(item)` gives a sentence, or raises the domain error that says why nothing was done."""
        outcomes = [self._outcome(item, deed) for item in queryset]
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            **reported(outcomes),
            "list_url": request.get_full_path(),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/bulk_report.html", context)

    def _outcome(self, item, deed):
        opts = self.opts
        url = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[quote(item.pk)])
        return outcome_of(item, deed, url)


class TagsWithArea(ReportsRows):
    """Adds an area to the chosen rows, for records that name their areas."""

    def get_actions(self, request, action_location=None):
        actions = super().get_actions(request, action_location)
        names_areas = any(field.name == "areas" for field in self.opts.many_to_many)
        if not names_areas or not self.has_change_permission(request):
            actions.pop("tag_with_area", None)
        return actions

    @admin.action(description=gettext_lazy("Tag with an area"))
    def tag_with_area(self, request, queryset):
        areas = pickable(Area, request.user)
        area = areas.filter(pk=request.POST.get("area", "")).first()
        if area is not None:
            with self.create_revision(request):
                return self.run_on_each(
                    request, queryset, _("Tag with an area"), lambda item: self._tag(request, item, area)
                )
        if "area" in request.POST:
            messages.error(request, _("Choose an area from the list."))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Tag with an area"),
            "opts": self.opts,
            "items": queryset,
            "areas": areas.in_reading_order(),
            "action": "tag_with_area",
            "checkbox_name": ACTION_CHECKBOX_NAME,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/tag_confirmation.html", context)

    def _tag(self, request, item, area):
        if tag(item, area, by=request.user):
            return _("tagged with “%(area)s”") % {"area": area}
        return _("had the area “%(area)s” already") % {"area": area}
