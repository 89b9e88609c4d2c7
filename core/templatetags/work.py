"""Tags for how the languages of a record stand."""

from django import template
from django.utils.text import capfirst

from core.models import Publishable
from core.translating import standings

register = template.Library()


@register.filter
def kind_name(row):
    return capfirst(row.source.model._meta.verbose_name)


@register.filter
def standings_of(record):
    """How a saved record with a publication state stands in each language; of anything else nothing."""
    is_kept = isinstance(record, Publishable) and not record._state.adding
    return standings(record) if is_kept else []


@register.simple_tag
def standing_in(record, language):
    return next((standing for standing in standings_of(record) if standing.code == language), None)
