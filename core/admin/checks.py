"""What editors are told about their texts while they write, on the form and after saving: one set of rules for all."""

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from core.form_texts import findings_of


class ChecksTexts:
    """A form that says what disturbs readers: live, where there is script, on the form and after saving."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_check"
        view = self.admin_site.admin_view(self.check_view)
        return [
            path("add/check/", view, name=name),
            path("<path:object_id>/change/check/", view, name=name),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self._may_write(request, obj):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            keys = [] if obj is None else [quote(obj.pk)]
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_check"
            context["check_address"] = reverse(name, args=keys)
            context["findings"] = findings_of(context["adminform"].form, formsets)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @method_decorator(require_POST)
    def check_view(self, request, object_id=None):
        """What is to be said about a form as it stands in the browser; nothing is written."""
        obj = None if object_id is None else self.get_object(request, unquote(object_id))
        if object_id is not None and obj is None:
            raise Http404
        if not self._may_write(request, obj):
            raise PermissionDenied
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        form = self.get_form(request, obj, change=obj is not None, fields=names)(request.POST, instance=obj)
        formsets, _inlines = self._create_formsets(request, form.instance, change=obj is not None)
        context = {"findings": findings_of(form, formsets)}
        return TemplateResponse(request, "admin/includes/findings_list.html", context)

    def save_related(self, request, form, formsets, change):
        """The list of remarks stands on the form; who leaves it is told that there are some."""
        super().save_related(request, form, formsets, change)
        if {"_continue", "_move"} & set(request.POST):
            return
        count = sum(finding.code != "missing" for finding in findings_of(form, formsets))
        if count:
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
            told = ngettext(
                "%(count)d remark on the texts of “%(item)s”", "%(count)d remarks on the texts of “%(item)s”", count
            )
            address = reverse(name, args=[quote(form.instance.pk)])
            link = format_html('<a href="{}#findings">{}</a>', address, told % {"count": count, "item": form.instance})
            messages.warning(request, link)

    def _may_write(self, request, obj):
        return self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
