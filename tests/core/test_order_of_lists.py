"""A page of a list is read in the order of an index: what it costs does not grow with the table."""

import pytest
from django.apps import apps

from core.models.base import SORT_LANGUAGES, Listed
from core.querysets import published_q

LISTED = sorted(filter(lambda model: issubclass(model, Listed), apps.get_models()), key=lambda model: model._meta.label)


@pytest.mark.parametrize("model", LISTED, ids=lambda model: model._meta.label_lower)
def test_every_listed_model_has_an_index_for_each_language(model):
    indexes = {tuple(index.fields) for index in model._meta.indexes}

    assert {(f"sort_{suffix}", "id") for suffix in SORT_LANGUAGES} <= indexes


@pytest.mark.django_db
@pytest.mark.sqlite  # whose planner does not reckon with a LIMIT
@pytest.mark.parametrize("language", SORT_LANGUAGES.values())
@pytest.mark.parametrize("model", LISTED, ids=lambda model: model._meta.label_lower)
def test_sqlite_sorts_no_table_to_show_a_page_of_it(model, language):
    rows = model.objects.in_reading_order(language)
    rows = rows.filter(published_q()) if hasattr(model, "is_published") else rows

    plan = rows[:20].explain()

    assert "TEMP B-TREE" not in plan
