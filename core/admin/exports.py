"""Export of what a list shows, as CSV, XLSX or JSON."""

from django import forms
from django.contrib import admin
from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from import_export import fields, resources, widgets
from import_export.admin import ExportActionMixin
from import_export.forms import SelectableFieldsExportForm

from core import scope
from core.admin.formats import CSV, JSON, XLSX
from core.fields import partial_dates_of
from core.forms import DATE_COLUMNS, may_see, seen
from core.languages import language_of_column
from core.picture_fields import VariantsField

BETWEEN_ADDRESSES = "; "


class KeyWidget(widgets.Widget):
    """A related record by its address, or by its id where it has none; nothing where the person may not see it."""

    def __init__(self, user=None):
        super().__init__()
        self.user = user

    def render(self, value, obj=None, **kwargs):
        if value is None or (self.user is not None and not may_see(self.user, value)):
            return ""
        return address_of(value)


class KeysWidget(widgets.Widget):
    """The related records that the person may see, which the resource has read before, by their addresses."""

    def render(self, value, obj=None, **kwargs):
        return BETWEEN_ADDRESSES.join(sorted(address_of(record) for record in value.all()))


DERIVED = {"search_tokens", "text_marks", "text_origins"}


def address_of(record):
    return getattr(record, "slug", "") or str(record.pk)


class PartialDateWidget(widgets.Widget):
    """A partial date in the form that the portal reads again."""

    def render(self, value, obj=None, **kwargs):
        return value.text if value is not None else ""


def exported_columns(model):
    """Names of the columns of an export: what editors see, without what the portal derives from it."""
    dates = partial_dates_of(model)
    hidden = {f"{name}_{column}" for name in dates for column in DATE_COLUMNS} | DERIVED | {"password"}
    hidden |= set(getattr(model, "never_exported", ()))
    names = [field.name for field in model._meta.fields if field.name not in hidden and not _is_derived(field)]
    return names, dates


def _is_derived(field):
    """Sort keys, what is known of a picture's copies, and the texts of each language, which go with their field."""
    return field.name.startswith("sort_") or isinstance(field, VariantsField) or hasattr(field, "translated_field")


def exported_relations(model):
    return [field for field in model._meta.many_to_many if field.related_model in scope.registered_models()]


class ExportResource(resources.ModelResource):
    """Rows of one model within the scope of a person; subclasses are made by `export_resource`."""

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field.widget, KeyWidget):
                field.widget = KeyWidget(user)

    def filter_export(self, queryset, **kwargs):
        """Reads relations to many at once, without what the person may not see."""
        wanted = [field.name for field in exported_relations(self._meta.model) if field.name in self.fields]
        rows = {name: queryset.model._meta.get_field(name).related_model._default_manager.all() for name in wanted}
        return queryset.prefetch_related(*(Prefetch(name, seen(rows[name], self.user)) for name in wanted))


def export_resource(model):
    """The resource of a model: its columns, each language of its texts, dates as text, relations by address."""
    names, dates = exported_columns(model)
    members = {}
    columns = []
    for name in names:
        field = model._meta.get_field(name)
        texts = [other.name for other in model._meta.fields if getattr(other, "translated_field", None) is field]
        if field.is_relation:
            members[name] = fields.Field(attribute=name, column_name=name, widget=KeyWidget())
        columns += texts or [name]
    for name in dates:
        members[name] = fields.Field(attribute=name, column_name=name, widget=PartialDateWidget())
        columns.append(name)
    for field in exported_relations(model):
        members[field.name] = fields.Field(attribute=field.name, column_name=field.name, widget=KeysWidget())
        columns.append(field.name)
    meta = type("Meta", (), {"model": model, "fields": columns, "export_order": columns})
    return type(f"{model.__name__}Export", (ExportResource,), {**members, "Meta": meta})


def label_of(model, name):
    """A column as editors know it from the forms, with the language that its text is in."""
    date = partial_dates_of(model).get(name)
    if date is not None:
        return capfirst(date.verbose_name)
    field = model._meta.get_field(name)
    language = language_of_column(model, name)
    if not language:
        return capfirst(field.verbose_name)
    return f"{capfirst(field.translated_field.verbose_name)} · {get_language_info(language)['name_local']}"


class ExportForm(SelectableFieldsExportForm):
    """The library's form in the editors' words, without its script, whose handlers the content policy refuses."""

    def __init__(self, formats, resources, **kwargs):
        super().__init__(formats, resources, **kwargs)
        self.fields["format"].label = _("Format of the file")
        choices = [choice for choice in self.fields["format"].choices if choice[0] != ""]
        self.fields["format"].choices = choices
        self.initial.setdefault("format", choices[0][0])

    def columns(self):
        """The boxes to tick, one a column."""
        return [self[name] for names in self.resource_fields.values() for name in names]

    def _get_field_label(self, resource, field_name):
        return label_of(resource._meta.model, field_name)

    @property
    def media(self):
        return forms.Media(css={"all": ["import_export/export.css"]})


class PortalExportMixin(ExportActionMixin, admin.ModelAdmin):
    """Adds the export of the filtered list; rows and relations stay within the scope of the person."""

    show_change_form_export = False
    export_form_class = ExportForm
    export_formats = [CSV, XLSX, JSON]

    def get_actions(self, request, action_location=None):
        """Django 6.1 says where the actions will stand; on a form the portal has buttons of its own."""
        if getattr(action_location, "name", "") == "CHANGE_FORM":
            return {}
        return super().get_actions(request)

    def get_export_resource_classes(self, request):
        return [export_resource(self.model)]

    def get_export_resource_kwargs(self, request, **kwargs):
        return {**super().get_export_resource_kwargs(request, **kwargs), "user": request.user}

    def get_valid_export_item_pks(self, request):
        return self.get_queryset(request).values_list("pk", flat=True)
