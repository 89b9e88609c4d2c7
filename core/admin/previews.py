"""The page of a record as readers will see it, from a form that is not saved: made, shown and rolled back."""

import copy

from django.contrib.admin.utils import flatten_fieldsets, quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import router, transaction
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.errors import DomainError
from core.languages import language_names
from core.public_pages import public_page, sealed


class Previews:
    """A form that shows the page it would make, in each language, and writes nothing."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        return [
            path("add/preview/<str:language>/", view, name=name),
            path("<path:object_id>/change/preview/<str:language>/", view, name=name),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self._may_write(request, obj):
            keys = [] if obj is None else [quote(obj.pk)]
            name = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview"
            context["previews"] = [
                {**language, "address": reverse(name, args=[*keys, language["code"]])} for language in language_names()
            ]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @method_decorator(require_POST)
    def preview_view(self, request, language, object_id=None):
        obj = None if object_id is None else self.get_object(request, unquote(object_id))
        if language not in AVAILABLE_LANGUAGES or (object_id is not None and obj is None):
            raise Http404
        if not self._may_write(request, obj):
            raise PermissionDenied
        with transaction.atomic(using=router.db_for_write(self.model)):
            response = self._page_of(request, obj, language)
            transaction.set_rollback(True)
        return sealed(response)

    def _page_of(self, request, obj, language):
        posted = request.POST  # read before the copy is made, which shares it
        typed = copy.copy(request)
        typed._files = MultiValueDict()  # a file would stay in the store when the rest is rolled back
        change = obj is not None
        names = flatten_fieldsets(self.get_fieldsets(typed, obj))
        form = self.get_form(typed, obj, change=change, fields=names)(posted, instance=obj)
        formsets, _inlines = self._create_formsets(typed, form.instance, change=change)
        if not form.is_valid():
            return self._refusal(request, form.errors.values())
        try:
            shown = self._saved(typed, form, formsets, change)
        except DomainError as error:
            return self._refusal(request, [[str(error)]])
        with translation.override(language):
            return public_page(request, shown.get_absolute_url(), language)

    def _saved(self, request, form, formsets, change):
        """The record with what was typed; rows that are not complete yet are left as they were."""
        shown = self.save_form(request, form, change=change)
        self.save_model(request, shown, form, change)
        form.save_m2m()
        for formset in formsets:
            if formset.is_valid():
                self.save_formset(request, form, formset, change=change)
        return self.model._base_manager.get(pk=shown.pk)

    def _refusal(self, request, errors):
        context = {
            **self.admin_site.each_context(request),
            "title": _("There is no preview yet"),
            "opts": self.opts,
            "refusals": [error for messages in errors for error in messages],
            "is_popup": True,
        }
        return TemplateResponse(request, "admin/preview_refused.html", context).render()
