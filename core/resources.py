"""Importing tables row by row: every row gets its verdict, and none stops the others."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

from core import scope
from core.dates import PartialDate
from core.errors import DomainError
from core.forms import PartialDateFormField, pickable


class TextWidget(widgets.CharWidget):
    """Cells as text; a spreadsheet's whole numbers lose their “.0”."""

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return str(value).strip()


class PartialDateWidget(widgets.Widget):
    """A partial date in the form that the portal writes and reads."""

    def clean(self, value, row=None, **kwargs):
        text = str(value).strip()
        if not text:
            return None
        try:
            return PartialDate.parse(text.removesuffix(" 00:00:00"))
        except ValueError:
            raise ValueError(PartialDateFormField.default_error_messages["invalid"] % {"text": text}) from None

    def render(self, value, obj=None, **kwargs):
        return value.text if value is not None else ""


class ChoiceWidget(TextWidget):
    """One of the choices, by its key or by its label in the language of the page."""

    def __init__(self, choices):
        super().__init__()
        self.choices = choices

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        for key, label in self.choices:
            if text.casefold() in {str(key).casefold(), str(label).casefold()}:
                return key
        known = ", ".join(str(key) for key, _label in self.choices if key)
        raise ValueError(_("“%(text)s” is none of the choices: %(known)s.") % {"text": text, "known": known})


class PickedWidget(TextWidget):
    """A record by its address, or by one of its ids elsewhere, among those that the person may choose."""

    user = None

    def __init__(self, model, columns=("slug",)):
        super().__init__()
        self.model = model
        self.columns = columns

    def clean(self, value, row=None, **kwargs):
        text = super().clean(value)
        if not text:
            return None
        for column in self.columns:
            found = pickable(self.model, self.user).filter(**{column: text}).first()
            if found is not None:
                return found
        kind = self.model._meta.verbose_name
        raise ValueError(_("No %(kind)s “%(text)s” that you may choose.") % {"kind": kind, "text": text})

    def render(self, value, obj=None, **kwargs):
        return value.slug if value is not None else ""


class ImportResource(resources.ModelResource):
    """Imports rows within the scope of a person. An empty cell leaves what is there.

    Whatever a rule refuses becomes the verdict of its row, so that the other rows are judged and saved all the same.
    """

    def __init__(self, user=None, **kwargs):
        super().__init__(**kwargs)
        self.user = user
        for field in self.fields.values():
            if isinstance(field.widget, PickedWidget):
                field.widget.user = user

    def before_import(self, dataset, **kwargs):
        known = {field.column_name for field in self.get_import_fields()}
        missing = [name for name in self._meta.required_columns if name not in (dataset.headers or [])]
        unknown = [name for name in dataset.headers or [] if name not in known]
        if missing:
            raise ValidationError(_("The table lacks the column “%(name)s”.") % {"name": missing[0]})
        if unknown:
            names = {"name": unknown[0], "known": ", ".join(sorted(known))}
            raise ValidationError(_("The portal does not know the column “%(name)s”; it reads: %(known)s.") % names)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        value = row.get(field.column_name)
        if value is None or str(value).strip() == "":
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if not scope.can_edit(self.user, instance):
            raise ValidationError(_("This record is not yours to change: propose the change to its secretariat."))

    def do_instance_save(self, instance, is_create):
        try:
            self.write(instance, is_create)
        except DomainError as error:
            raise ValidationError(str(error)) from None

    def write(self, instance, is_create):
        super().do_instance_save(instance, is_create)


def text_field(name):
    return fields.Field(attribute=name, column_name=name, widget=TextWidget())
