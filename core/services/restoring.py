"""Bringing back what a version holds: chosen fields of a record, or a record that was deleted."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import scope
from core.choices import PublicationState
from core.errors import DomainError
from core.forms import seen
from core.history.states import MOVED, specs_of
from core.models import Publishable
from core.services.auditing import record

NEVER_RESTORED = MOVED | {"unpublish_at"}


class NotRestored(DomainError):
    """What a version holds does not fit the portal of today."""


@transaction.atomic
def restore_version(obj, state, *, keys, parts, by, note=""):
    """Write what `state` holds of these fields, and of these kinds of rows, into the record; states are not moved.

    Several choices keep what the person may not see. Raises NotRestored where it would not be a valid record of today,
    or would lie where the person may not edit.
    """
    obj = type(obj)._base_manager.select_for_update(no_key=True).get(pk=obj.pk)
    specs = [spec for spec in specs_of(type(obj)) if spec.key in keys and spec.key not in MOVED]
    try:
        with transaction.atomic():
            _write(obj, state.values, specs)
            _check(obj, by)
            obj.save()
            for spec in specs:
                if spec.is_many:
                    _set_many(obj, spec, state.values, by)
            for part in parts:
                _restore_rows(obj, part, state.rows.get(part, {}), by)
    except (IntegrityError, OSError) as error:
        raise NotRestored(_("This version does not fit what is recorded now, and nothing was restored.")) from error
    record(obj, by=by, action="restore", note=note)
    return obj


@transaction.atomic
def undelete(model, pk, state, *, by, note=""):
    """Make a deleted record anew as its last version holds it, with its rows and its permanent id, as a draft."""
    obj = model(pk=pk)
    specs = [spec for spec in specs_of(model) if spec.key not in NEVER_RESTORED]
    if issubclass(model, Publishable):
        obj.text_origins = state.values.get("text_origins") or {}
    try:
        with transaction.atomic():
            _write(obj, state.values, specs)
            if hasattr(obj, "created_by_id"):
                obj.created_by_id = _present(model._meta.get_field("created_by"), state.values.get("created_by"))
            _check(obj, by)
            obj.save(force_insert=True)
            for spec in specs:
                if spec.is_many:
                    _set_many(obj, spec, state.values, by)
            for part, rows in state.rows.items():
                _restore_rows(obj, part, rows, by)
    except (IntegrityError, OSError) as error:
        raise NotRestored(_("This version does not fit what is recorded now, and nothing was restored.")) from error
    record(obj, by=by, action="recover", after=PublicationState.DRAFT if hasattr(obj, "state") else "", note=note)
    return obj


def _write(obj, values, specs):
    for spec in specs:
        if spec.is_many or spec.of(values) is None:
            continue
        for column in spec.columns:
            field = obj._meta.get_field(column)
            raw = values.get(column)
            setattr(obj, field.attname, _present(field, raw) if field.is_relation else field.to_python(raw))


def _present(field, pk):
    """The id, if its record is still there; else none, where the field may be empty."""
    if pk is None or field.related_model._base_manager.filter(pk=pk).exists():
        return pk
    if field.null:
        return None
    raise NotRestored(_("“%(field)s” led to a record that is no longer there.") % {"field": field.verbose_name})


def _check(obj, by):
    if not scope.can_edit(by, obj):
        raise NotRestored(_("This version lies outside your alliances, and nothing was restored."))
    try:
        obj.full_clean()
    except ValidationError as error:
        raise NotRestored(" ".join(error.messages)) from error


def _set_many(obj, spec, values, by):
    manager = getattr(obj, spec.key)
    model = spec.relation
    present = set(map(str, manager.values_list("pk", flat=True)))
    reachable = {str(pk) for pk in seen(model._base_manager.all(), by).values_list("pk", flat=True)}
    wanted = set(spec.of(values) or []) if spec.of(values) is not None else present
    manager.set((wanted & reachable) | (present - reachable))


def _restore_rows(obj, part, rows, by):
    """Bring back the rows of one kind: those that are no longer there are made anew, later ones go."""
    manager = getattr(obj, part.accessor)
    for row in manager.exclude(pk__in=rows):
        row.delete()
    stored = {str(row.pk): row for row in manager.all()}
    for pk, values in rows.items():
        row = stored.get(pk) or part.model(pk=part.model._meta.pk.to_python(pk))
        _write(row, values, part.specs)
        _own(row, part, obj)
        row.full_clean(validate_unique=False)
        row.save(force_insert=pk not in stored)
        for spec in part.specs:
            if spec.is_many:
                _set_many(row, spec, values, by)


def _own(row, part, obj):
    if part.is_relation:
        setattr(row, part.column, obj)
    else:
        row.owner_type, row.owner_id = ContentType.objects.get_for_model(type(obj)), obj.pk
