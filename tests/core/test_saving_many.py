"""Many changes by one statement: what stands in the rows then, what it costs, whose pages are told."""

import re
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core.models import Change, SlugRedirect
from core.services.saving import save_many
from members.models import Institution
from news.models import NewsItem
from tests.factories import (
    DraftInstitutionFactory,
    InstitutionAliasFactory,
    InstitutionFactory,
    MembershipFactory,
    NewsItemFactory,
)

pytestmark = pytest.mark.django_db

TEXTS = {
    "name_en": "Xi'an Jiaotong University",
    "name_zh_hans": "西安交通大学",
    "name_ar": "",
    "city_ru": "Сиань",
    "latitude": "34.2",
    "longitude": "108.98",
    "established": None,
    "country": "CN",
    "description_en": "<p>Old<script>alert(1)</script></p>",
}
BEFORE = {"name": "Before", "name_ar": "جامعة", "established": 1896}


def changed(institution, **values):
    for name, value in {**TEXTS, **values}.items():
        setattr(institution, name, value)
    return institution


def stored(record):
    """The row as the database has it, without what is of this record alone."""
    row = type(record)._base_manager.filter(pk=record.pk).values(*(f.attname for f in record._meta.concrete_fields))
    return {name: value for name, value in row.get().items() if name != "id" and not isinstance(value, datetime)}


def told(write):
    """What the pages are told of a change, as (model, ids, joined to)."""
    last = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    write()
    rows = Change.objects.filter(pk__gt=last).order_by("pk").values_list("model", "rows", "reach")
    return [(model, set(ids.split()), set(reach.split())) for model, ids, reach in rows]


def test_row_saved_with_others_holds_what_one_saved_alone_does():
    alone, with_others, other = (InstitutionFactory(slug=f"s-{n}", **BEFORE) for n in range(3))
    for institution in (alone, with_others):
        InstitutionAliasFactory(institution=institution, text="Jiaoda")
    before = Institution.objects.get(pk=with_others.pk).updated_at

    changed(alone, slug="same").save()
    expected = stored(alone)
    Institution.objects.filter(pk=alone.pk).update(slug="another")
    save_many([changed(Institution.objects.get(pk=with_others.pk), slug="same"), changed(other, name_en="Other")])

    assert stored(with_others) == expected
    assert expected["description_en"] == "<p>Old</p>"
    assert list(Institution.objects.matching("jiaoda xi'an")) == list(
        Institution.objects.filter(name_en=TEXTS["name_en"])
    )
    assert SlugRedirect.objects.get(slug="s-1").object_id == with_others.pk
    assert Institution.objects.get(pk=with_others.pk).updated_at > before
    assert Institution.objects.get(pk=other.pk).name_en == "Other"


def test_a_hundred_changed_rows_take_the_statements_of_thirty():
    for _n in range(100):
        InstitutionFactory()

    def statements(rows):
        there = list(Institution.objects.prefetch_related("aliases")[:rows])
        with CaptureQueriesContext(connection) as queries:
            save_many([changed(institution) for institution in there])
        return [re.split(" SET| VALUES| WHERE", query["sql"].split("times: ")[-1])[0] for query in queries]

    statements(30)  # tells the pages, which a transaction does once
    few = statements(30)

    assert statements(100) == few
    assert sum("UPDATE" in sql for sql in few) == 1


def test_none_is_changed_where_one_is_refused():
    kept, other = InstitutionFactory(name="Kept"), InstitutionFactory()
    kept.name_en, other.latitude = "Lost", 1

    with pytest.raises(IntegrityError), transaction.atomic():
        save_many([kept, other])

    assert Institution.objects.get(pk=kept.pk).name_en == "Kept"
    save_many([])


def test_pages_are_told_of_a_few_changed_rows_and_of_whom_they_stand_beside():
    joined = MembershipFactory()
    few = [joined.institution, InstitutionFactory()]

    ((model, ids, reach),) = told(lambda: save_many([changed(institution) for institution in few]))

    assert (model, ids) == ("members.institution", {institution.pk for institution in few})
    assert {joined.pk, joined.alliance_id} <= reach


def test_pages_of_the_former_and_of_the_new_owner_are_told_of_rows_that_go_over():
    items, after = [NewsItemFactory(institution=InstitutionFactory()) for _n in range(2)], InstitutionFactory()
    before = {item.institution_id for item in items}
    there = list(NewsItem.objects.filter(pk__in=[item.pk for item in items]))
    for item in there:
        item.institution = after

    ((_model, _ids, reach),) = told(lambda: save_many(there))

    assert before | {after.pk} <= reach


def test_pages_are_told_once_of_many_changed_rows():
    many = [InstitutionFactory() for _n in range(20)]

    assert told(lambda: save_many([changed(one) for one in many])) == [("members.institution", {"*"}, set())]


def test_pages_are_told_of_no_draft():
    drafts = [DraftInstitutionFactory() for _n in range(30)]

    assert told(lambda: save_many([changed(draft) for draft in drafts])) == []


def test_record_saved_alone_after_it_was_saved_with_others_is_told_again():
    institution = InstitutionFactory()
    save_many([changed(institution)])

    assert [ids for _model, ids, _reach in told(institution.save)] == [{institution.pk}]
