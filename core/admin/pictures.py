from typing import Any

from django.contrib import admin
from django.contrib.contenttypes.forms import BaseGenericInlineFormSet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationGenericStackedInline

from core import scope
from core.admin.base import TranslatedAdmin
from core.admin.scoped import ScopedInline
from core.models import Picture


class OwnedPictures(BaseGenericInlineFormSet):
    """Pictures that know their owner before they are checked: who may add one follows from it."""

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        if self.instance is not None and form.instance._state.adding:
            form.instance.owner = self.instance
        return form


class PictureInline(ScopedInline, TranslationGenericStackedInline):
    """The pictures of a record, in their order."""

    model = Picture
    formset: Any = OwnedPictures
    ct_field = "owner_type"
    ct_fk_field = "owner_id"
    fields = ["order", "file", "is_decorative", "alt", "caption", "credit"]


@admin.register(Picture)
class PictureAdmin(TranslatedAdmin):
    """All pictures in one list; they are added with the record that they belong to."""

    list_display = ["__str__", "owner_link", "order", "credit", "is_decorative"]
    list_filter = ["is_decorative"]
    search_fields = ["alt_en", "alt_zh_hans", "alt_ru", "alt_ar", "caption_en", "caption_zh_hans", "credit"]
    fields = ["owner_link", "order", "file", "is_decorative", "alt", "caption", "credit"]
    readonly_fields = ["owner_link"]
    ordering = ["owner_type", "owner_id", "order", "pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("owner_type").prefetch_related("owner")

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("belongs to"))
    def owner_link(self, obj):
        owner = obj.owner
        if owner is None or type(owner) not in scope.registered_models():
            return None
        opts = owner._meta
        address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[owner.pk])
        return format_html('<a href="{}">{}</a>', address, owner)
