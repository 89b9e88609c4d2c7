"""Revisions of many records at once, as django-reversion keeps them one by one."""

import json
from collections import defaultdict

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, router
from django.utils.encoding import is_protected_type
from reversion.models import Revision, Version
from reversion.revisions import _get_options as options_of

from core.clock import now
from core.history.states import parts_of
from core.inserting import are_alike, insert_rows

quoted = json.encoder.encode_basestring
encode = DjangoJSONEncoder(ensure_ascii=False).encode


def keep_versions(objects, *, by=None, comment=""):
    """Keep the texts of records of one kind, as they stand, a revision for each, with the rows that are theirs."""
    if not objects:
        return
    held = _versions_of(objects)
    moment = now()
    revisions = Revision.objects.bulk_create(
        [Revision(date_created=moment, user_id=by and by.pk, comment=comment) for _obj in objects]
    )
    for revision, versions in zip(revisions, held, strict=True):
        for version in versions:
            version.revision_id = revision.pk
    insert_rows(Version, [version for versions in held for version in versions])


def _versions_of(objects):
    """For each of the records, all of one kind, a list: its version, and those of the rows that are kept with it."""
    if not objects:
        return []
    model = type(objects[0])
    held = {str(obj.pk): [version] for obj, version in zip(objects, _own_versions(model, objects), strict=True)}
    for part in parts_of(model):
        rows = list(_rows(part, model, list(held)))
        for row, versions in zip(rows, _versions_of(rows), strict=True):
            held[str(getattr(row, part.attname))] += versions
    return list(held.values())


def _rows(part, model, pks):
    rows = part.model._default_manager.filter(**{f"{part.column}__in": pks})
    return rows if part.is_relation else rows.filter(owner_type=ContentType.objects.get_for_model(model))


def _own_versions(model, objects):
    options = options_of(model)
    kind = ContentType.objects.get_for_model(model, for_concrete_model=options.for_concrete_model)
    db = router.db_for_write(model)
    for obj, data in zip(objects, serialized(model, objects, options.fields), strict=True):
        yield Version(
            content_type_id=kind.pk,
            object_id=str(obj.pk),
            db=db,
            format=options.format,
            serialized_data=data,
            object_repr=str(obj),
        )


def serialized(model, objects, names):
    """The JSON that Django's serializer writes of each record alone, made column by column: most hold one value."""
    opts = model._meta.concrete_model._meta
    head = f'[{{"model": {encode(str(model._meta))}, '
    columns = [_column(f, objects) for f in opts.local_fields if f.serialize and f.name in names]
    columns += [
        _choices(f, objects)
        for f in opts.local_many_to_many
        if f.serialize and f.name in names and f.remote_field.through._meta.auto_created
    ]
    keys = _texts(opts.pk, objects)
    return [
        f'{head}"pk": {key}, "fields": {{{", ".join(cells)}}}}}]' for key, *cells in zip(keys, *columns, strict=True)
    ]


def _column(field, objects):
    head = f"{quoted(field.name)}: "
    return [head + text for text in _texts(field, objects)]


def _texts(field, objects):
    """Values as JSON: those that it knows as they are, others as the field writes them."""
    values = [field.value_from_object(obj) for obj in objects]
    if are_alike(values):
        return [_text(field, objects[0], values[0])] * len(values)
    if type(field).value_to_string is models.Field.value_to_string and all(type(value) is str for value in values):
        return [quoted(value) for value in values]
    return [_text(field, obj, value) for obj, value in zip(objects, values, strict=True)]


def _text(field, obj, value):
    return encode(value if is_protected_type(value) else field.value_to_string(obj))


def _choices(field, objects):
    """Ids of the records that each of these has chosen, asked once for all of them."""
    own, other = (f"{name}_id" for name in (field.m2m_field_name(), field.m2m_reverse_field_name()))
    rows = field.remote_field.through._base_manager.filter(**{f"{own}__in": [obj.pk for obj in objects]})
    chosen = defaultdict(list)
    for pk, chosen_pk in rows.order_by("pk").values_list(own, other):
        chosen[pk].append(chosen_pk)
    head = f"{quoted(field.name)}: "
    return [head + encode(chosen[obj.pk]) for obj in objects]
