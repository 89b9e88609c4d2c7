"""Permanent ids: which record has this one, whatever its kind."""

from django.apps import apps
from django.db.models import CharField, Value

from core.models import Identified, WithdrawnId
from core.unions import union_of


def identified_models():
    """Every kind of record that has a permanent id and a page to lead to."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, Identified) and not model._meta.proxy and hasattr(model, "get_absolute_url")
    ]


def find_record(ulid):
    """The record with this id, of whatever kind, or None; two queries, whatever the number of kinds."""
    parts = [
        model._base_manager.filter(pk=ulid)
        .order_by()
        .annotate(record_kind=Value(model._meta.label_lower, output_field=CharField()))
        .values_list("record_kind", flat=True)
        for model in identified_models()
    ]
    kind = next(iter(union_of(parts)), None)
    return apps.get_model(kind)._base_manager.get(pk=ulid) if kind else None


def is_withdrawn(ulid):
    return WithdrawnId.objects.filter(pk=ulid).exists()
