from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationGenericStackedInline

from core import scope
from core.admin.base import TranslatedAdmin
from core.admin.scoped import ScopedInline, ScopedPickers
from core.admin.widgets import shown_address
from core.models import Picture
from core.picture_fields import PictureField
from core.picture_forms import OwnedPictures


class ShowsPicture:
    """A picture with a look at it, its size and how it is said to be used."""

    # Shown in a line of its own, with its size, also to those who may only look.
    formfield_overrides: Any = {**ScopedPickers.formfield_overrides, PictureField: {"widget": AdminFileWidget}}
    picture_fields: Any = ["preview", "file", "order", "is_decorative", "alt", "caption", "credit"]

    @admin.display(description=_("preview"))
    def preview(self, obj):
        if not obj.file:
            return None
        if not obj.file._committed:  # of a form that came back: no address leads to what is only held
            return format_html("<bdi>{} × {}</bdi>", obj.width, obj.height)
        address = shown_address(obj.file)
        return format_html(
            '<img class="picture-preview" src="{}" alt="" width="{}" height="{}" loading="lazy"> <bdi>{} × {}</bdi>',
            *(address, obj.width, obj.height, obj.width, obj.height),
        )


class PictureInline(ShowsPicture, ScopedInline, TranslationGenericStackedInline):
    """The pictures of a record, in their order."""

    model = Picture
    formset: Any = OwnedPictures
    ct_field = "owner_type"
    ct_fk_field = "owner_id"
    fields = ShowsPicture.picture_fields
    readonly_fields = ["preview"]
    classes = ["pictures"]


@admin.register(Picture)
class PictureAdmin(ShowsPicture, TranslatedAdmin):
    """All pictures in one list; they are added with the record that they belong to."""

    list_display = ["__str__", "owner_link", "order", "credit", "is_decorative"]
    list_filter = ["is_decorative"]
    search_fields = ["alt_en", "alt_zh_hans", "alt_ru", "alt_ar", "caption_en", "caption_zh_hans", "credit"]
    fields = ["owner_link", *ShowsPicture.picture_fields]
    readonly_fields = ["owner_link", "preview"]
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
