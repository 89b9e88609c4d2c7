"""What authors do with their own items: save, copy, delete. States are moved by `core.services.publishing` alone."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import scope
from core.choices import AUTHOR_MAY_EDIT
from core.editing import Way
from core.errors import NotYours
from core.fields import new_ulid, partial_dates_of
from core.forms import DATE_COLUMNS
from core.languages import SUFFIXES
from core.services.addresses import propose_slug
from core.services.auditing import record
from core.services.saving import revised, without_versions
from core.services.translating import wishes_of


@transaction.atomic
def save_written(editor, *, by):
    """Write a form that was found valid, with its rows, as one revision; nothing where nothing was changed.

    Raises NotYours where one may not.
    """
    is_new, obj = editor.is_new, editor.obj
    stored = obj if is_new else type(obj)._base_manager.select_for_update(no_key=True).get(pk=obj.pk)
    if not _may_save(by, editor, stored):
        raise NotYours(obj)
    changed = editor.changed_labels
    if not (is_new or changed):
        return stored
    if is_new:
        obj.created_by = by
    with revised(stored, by=by, comment=", ".join(changed)[:500], keep_present=not is_new and _has_no_version(stored)):
        editor.write()
    record(obj, by=by, action="add" if is_new else "change", note=", ".join(changed))
    return obj


def _may_save(by, editor, stored):
    """Its owner saves the part of a record that shows at once; all else is for whoever edits the record."""
    if editor.kind.way is Way.AT_ONCE:
        return scope.owns(by, stored)
    return scope.can_edit(by, editor.obj) and scope.can_edit(by, stored)


def _has_no_version(obj):
    return bool(without_versions([obj]))


@transaction.atomic
def copy_written(editor, *, by):
    """A new draft with everything that the author may set; its pictures are the same files."""
    original, model = editor.obj, type(editor.obj)
    if not scope.owns(by, original):
        raise NotYours(original)
    copied = model(created_by=by)
    for name in _columns(editor):
        setattr(copied, name, getattr(original, name))
    copied.text_wishes = wishes_of(original)
    title = [getattr(original, f"{model.title_field}_{suffix}") for suffix in SUFFIXES]
    copied.slug = propose_slug(model, *title)
    with revised(copied, by=by, comment=_("Copied"), keep_present=False):
        copied.save(force_insert=True)
        for field in model._meta.many_to_many:
            if field.name in editor.form.fields:
                getattr(copied, field.name).set(getattr(original, field.name).all())
        for formset in editor.formsets:
            _copy_rows(formset, copied)
    record(copied, by=by, action="add", note=str(original))
    return copied


def _columns(editor):
    """Columns of the record that the form fills."""
    dates = {f"{name}_{column}" for name in partial_dates_of(type(editor.obj)) for column in DATE_COLUMNS}
    return [
        field.attname
        for field in type(editor.obj)._meta.concrete_fields
        if field.name in editor.form.fields
        or (field.name in dates and field.name.rpartition("_")[0] in editor.form.fields)
    ]


def _copy_rows(formset, owner):
    for row in formset.get_queryset():
        row.pk = new_ulid()
        row._state.adding = True
        for name in getattr(row, "never_copied", ()):
            setattr(row, name, row._meta.get_field(name).get_default())
        if hasattr(row, "owner_id"):
            row.owner_id = owner.pk
        else:
            setattr(row, formset.fk.name, owner)
        row.save(force_insert=True)


@transaction.atomic
def delete_written(obj, *, by):
    """Delete an own item that was never public and lies with its author."""
    obj = type(obj)._base_manager.select_for_update(no_key=True).get(pk=obj.pk)
    if not scope.owns(by, obj) or obj.state not in AUTHOR_MAY_EDIT or obj.published_at is not None:
        raise NotYours(obj)
    record(obj, by=by, action="delete")
    obj.delete()
