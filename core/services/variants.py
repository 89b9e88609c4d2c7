"""Verbs on the smaller copies of pictures; `core.tasks` calls them behind the request."""

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import transaction

from core import variants
from core.picture_fields import kept_of, picture_fields
from core.services import changes
from core.uploads import UNREADABLE


def make_variants(model, pk, field_name):
    """Make the smaller copies of one record's picture, unless they are there; gives how many files it made.

    The row learns of them when all are stored, and only if it still has that picture.
    """
    field = model._meta.get_field(field_name)
    found = model._base_manager.filter(pk=pk).values_list(field_name, field.variants_name).first()
    if not found or not found[0] or are_made(field, *found):
        return 0
    name = found[0]
    kept = variants.draw_all(name, field.widths)
    with transaction.atomic():
        model._base_manager.filter(pk=pk, **{field_name: name}).update(**{field.variants_name: kept})
        changes.announce(model, {pk})
    return len(variants.names_of(kept))


def are_made(field, name, kept):
    """Whether the record keeps what today's widths and formats ask for, and every file is stored."""
    kept = kept_of(name, kept)
    if not kept:
        return False
    plan = variants.planned(kept["width"], field.widths)
    if any(kept.get(kind) != widths for kind, widths in plan.items()):
        return False
    return all(default_storage.exists(copy) for copy in variants.names_of(kept))


def missing_variants():
    """Every picture whose smaller copies are not all there, as (model, id, field)."""
    for model in apps.get_models():
        for field in picture_fields(model):
            rows = model._base_manager.exclude(**{field.name: ""}).order_by("pk")
            for pk, name, kept in rows.values_list("pk", field.name, field.variants_name).iterator():
                if not are_made(field, name, kept):
                    yield model, pk, field


def forget_variants(names):
    """Delete the smaller copies of pictures that were drawn anew under their old names."""
    for model in apps.get_models():
        for field in picture_fields(model):
            rows = model._base_manager.filter(**{f"{field.name}__in": names})
            for name, kept in rows.values_list(field.name, field.variants_name):
                variants.forget(name, kept)
            rows.update(**{field.variants_name: {}})
            changes.announce_all(model)


def make_missing_variants():
    """Make what is missing, a picture that cannot be read costing no other its copies; gives (files made, errors)."""
    made, failed = 0, {}
    for model, pk, field in missing_variants():
        try:
            made += make_variants(model, pk, field.name)
        except UNREADABLE as error:
            failed[f"{model._meta.label} {pk} {field.name}"] = str(error)
    return made, failed
