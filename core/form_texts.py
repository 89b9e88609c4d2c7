"""The texts of a form and its rows, as the checks of `core.quality` read them: typed or stored."""

from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.text import capfirst

from core import quality
from core.languages import SUFFIXES, translated_fields
from core.models import Picture
from core.richtext import RichTextField

LEADS = frozenset({"lead", "summary"})
LANGUAGE_OF = {suffix: suffix.replace("_", "-") for suffix in SUFFIXES}


def texts_of(form, formsets=()):
    """The texts of a form and of the rows in its formsets, as they stand in it: typed or stored."""
    yield from texts_in(form, "")
    for formset in formsets:
        for row in kept_rows(formset):
            yield from texts_in(row, row.prefix)


def kept_rows(formset):
    """The rows of a formset that are not marked to be deleted."""
    for row in formset.forms:
        if DELETION_FIELD_NAME not in row.fields or not row[DELETION_FIELD_NAME].value():
            yield row


def findings_of(form, formsets=()):
    return quality.check_texts(texts_of(form, formsets))


def texts_in(form, group):
    model = type(form.instance)
    needs_alt = model is Picture and _shows_something(form)
    places = {column: place for place, column in enumerate(form.fields)}
    for name in sorted(translated_fields(model), key=lambda name: places.get(f"{name}_{SUFFIXES[0]}", 0)):
        field = model._meta.get_field(name)
        kind = _kind_of(model, field)
        if kind == quality.ALT and not needs_alt:
            continue
        for suffix, language in LANGUAGE_OF.items():
            column = f"{name}_{suffix}"
            if column in form.fields:
                label = str(capfirst(field.verbose_name))
                value = form[column].value() or ""
                yield quality.Text(form.add_prefix(column), label, language, kind, str(value), group)


def _shows_something(form):
    """Whether a row of a picture has a file, stored or chosen, and is not decorative."""
    chosen = form.is_bound and (bool(form.data.get(form.add_prefix("file"))) or form.add_prefix("file") in form.files)
    decorative = form["is_decorative"].value() if "is_decorative" in form.fields else form.instance.is_decorative
    return bool(form.instance.file or chosen) and not decorative


def _kind_of(model, field):
    if model is Picture and field.name in (quality.ALT, quality.CAPTION):
        return field.name
    if isinstance(field, RichTextField):
        return quality.RICH
    if field.name in LEADS:
        return quality.LEAD
    return quality.TITLE if field.name == getattr(model, "title_field", "title") else quality.PLAIN
