"""A page of a list is read in the order of an index: what it costs does not grow with the table."""

import pytest
from django.apps import apps

from alliances.models import Alliance, Membership
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


PUBLISHED = [model for model in LISTED if hasattr(model, "is_published")]


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize("model", PUBLISHED, ids=lambda model: model._meta.label_lower)
def test_sqlite_counts_what_is_public_from_an_index_alone(model):
    rows = model.objects.published().order_by()

    plan = rows.values("pk").explain()

    assert f"COVERING INDEX {model._meta.model_name}_when_public" in plan


@pytest.mark.django_db
@pytest.mark.sqlite
def test_sqlite_finds_memberships_of_institutions_by_these():
    """Rather than by what nearly all rows have in common: that no correction has closed them."""
    rows = Membership.objects.visible_to(None).in_force().recorded().filter(institution__in=["A", "B"])

    plan = rows.explain()

    assert "membership_of_institution (institution_id=? AND recorded_until=?)" in plan


@pytest.mark.django_db
@pytest.mark.sqlite
def test_sqlite_counts_members_from_indexes_alone():
    plan = Alliance.objects.with_member_count().explain()

    assert "COVERING INDEX membership_of_alliance" in plan
    assert "COVERING INDEX institution_is_public" in plan


@pytest.mark.django_db
@pytest.mark.sqlite
def test_sqlite_asks_of_what_must_be_there_only_whether_it_is_public():
    rows = Membership.objects.visible_to(None)

    assert '"institution_id" IS NULL' not in str(rows.query)
