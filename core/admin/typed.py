"""What somebody typed into a form whose record is gone: its texts with their names, to be copied."""

from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst


def typed_texts(model_admin, request):
    """The texts that were posted, each with the name of its field, in the order of the form."""
    labels = {name: field.label for name, field in model_admin.get_form(request).base_fields.items()}
    groups = {
        formset.get_default_prefix(): (formset.model, formset.form.base_fields)
        for formset, _inline in model_admin.get_formsets_with_inlines(request)
    }
    found = []
    for name, values in request.POST.lists():
        label = labels.get(name) or _label_in_row(name, groups)
        text = "\n".join(value for value in values if value)
        if label and text:
            found.append({"label": capfirst(str(label)), "text": text, "rows": min(12, 1 + len(text) // 80)})
    return found


def _label_in_row(name, groups):
    for prefix, (model, fields) in groups.items():
        number, _dash, field = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and number.isdecimal() and field in fields and field != DELETION_FIELD_NAME:
            return f"{model._meta.verbose_name} {int(number) + 1} – {fields[field].label or field}"
    return ""
