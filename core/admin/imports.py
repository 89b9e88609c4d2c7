"""Import with a dry run: first the verdict on every row, then, on demand, the rows that are good."""

from typing import Any

from django.core.exceptions import ValidationError
from import_export.admin import ImportMixin
from import_export.results import RowResult

from core import scope
from core.admin.formats import CSV, XLSX

GOOD = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)


class PortalImportMixin(ImportMixin):
    """Adds the import of tables; `import_resource` says what a row means."""

    import_formats = [CSV, XLSX]
    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    import_template_name = "admin/portal_import.html"
    import_resource: Any = None

    def get_import_resource_classes(self, request):
        return [self.import_resource]

    def get_import_resource_kwargs(self, request, **kwargs):
        return {"user": request.user}

    def has_import_permission(self, request):
        return scope.can_add(request.user, self.model)

    def add_data_read_fail_error_to_form(self, form, e):
        if isinstance(e, ValidationError):
            form.add_error("import_file", e)
        else:
            super().add_data_read_fail_error_to_form(form, e)

    def import_action(self, request, **kwargs):
        """Offers to go on as soon as one row is good: a bad one stops no other."""
        response = super().import_action(request, **kwargs)
        context = getattr(response, "context_data", None) or {}
        result = context.get("result")
        if result is not None and not result.has_errors():
            context["good_rows"] = sum(row.import_type in GOOD for row in result.rows)
            context["bad_rows"] = len(result.invalid_rows)
            context.pop("confirm_form", None)
            if context["good_rows"]:
                context["confirm_form"] = self.create_confirm_form(request, import_form=context["form"])
        return response

    def generate_log_entries(self, result, request):
        """The audit trail tells of each row; the services and `save` of the resource write it."""
