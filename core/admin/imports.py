"""Imports in the admin: the way in at a list, the list of imports, and the addresses of their pages."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.base import RecordAdmin
from core.admin.import_forms import UploadForm
from core.admin.import_pages import ImportPages
from core.imports.targets import target_of
from core.models import ImportBatch, ImportRow
from core.services.importing import upload_table


class ImportableAdmin(admin.ModelAdmin):
    """A list that tables are imported into; `core.imports.targets` knows its kind of record."""

    import_export_change_list_template: Any = "admin/import_export/change_list_import_export.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [path("import/", self.admin_site.admin_view(self.upload_view), name=name), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        allowed = self.has_import_permission(request)
        return super().changelist_view(request, {"has_import_permission": allowed, **(extra_context or {})})

    def has_import_permission(self, request):
        return target_of(self.opts.label_lower).may_import(request.user)

    def upload_view(self, request):
        """The first step: a file is read and kept; nothing of it is in the record yet."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        target = target_of(self.opts.label_lower)
        form = UploadForm(request.POST or None, request.FILES or None, target=target, user=request.user)
        if request.method == "POST" and form.is_valid():
            batch = _uploaded(form, target, request.user)
            if batch is not None:
                return redirect(batch.get_admin_url("columns"))
        earlier = ImportBatch.objects.manageable_by(request.user).filter(target=target.key)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import"),
            "opts": self.opts,
            "form": form,
            "earlier": earlier.defer("original")[:5],
            "imports_url": reverse("admin:core_importbatch_changelist"),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/imports/upload.html", context)


def _uploaded(form, target, user):
    """The kept batch; None where the file cannot be read, which the form then says."""
    file = form.cleaned_data["file"]
    try:
        return upload_table(
            file.read(),
            file_name=file.name,
            target=target,
            by=user,
            alliance_id=form.cleaned_data.get("alliance", ""),
            encoding=form.cleaned_data["encoding"],
        )
    except ValidationError as error:
        form.add_error("file", error)
        return None


class ReadOnlyAdmin(RecordAdmin):
    """Written by the services alone."""

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(ImportBatch)
class ImportBatchAdmin(ImportPages, ReadOnlyAdmin):
    list_display = ["file_name", "kind", "stage", "created_by", "created_at", "applied_at", "undone_at"]
    list_filter = ["stage", "created_at"]
    list_select_related = ["created_by"]
    search_fields = ["file_name"]
    ordering = ["-created_at", "-id"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("original", "headers", "mapping")

    @admin.display(description=gettext_lazy("kind of record"), ordering="target")
    def kind(self, obj):
        return target_of(obj.target).model._meta.verbose_name_plural


@admin.register(ImportRow)
class ImportRowAdmin(ReadOnlyAdmin):
    """Rows of every import, found by what they name; they are mended within their import."""

    list_display = ["label", "number", "verdict", "outcome", "batch"]
    list_filter = ["verdict", "outcome"]
    list_select_related = ["batch"]
    search_fields = ["label"]
    ordering = ["-batch__created_at", "batch", "number"]
    fields = ["batch", "number", "label", "verdict", "outcome", "object_id"]
    readonly_fields = ["batch", "number", "label", "verdict", "outcome", "object_id"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("batch__original", "cells", "changes", "made")

    def has_change_permission(self, request, obj=None):
        return False
