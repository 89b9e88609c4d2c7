"""Many rows by one statement: what stands in them, what it costs, what is told."""

import re
from datetime import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from ulid import ULID

from core.fields import new_ulid
from core.models import AuditEntry, Change, ImportBatch, ImportRow
from core.services.auditing import record, record_many
from core.services.saving import insert_many
from members.models import Institution
from tests.factories import AllianceFactory, InstitutionFactory, MembershipFactory, SuperuserFactory

pytestmark = pytest.mark.django_db

TEXTS = {
    "name_en": "Xi'an Jiaotong University",
    "name_zh_hans": "西安交通大学",
    "name_ar": "جامعة شيان",
    "city_ru": "Сиань",
    "latitude": "34.2",
    "longitude": "108.98",
    "established": 1896,
    "country": "CN",
    "description_en": "<p>Old<script>alert(1)</script></p>",
}
OWN = {"id", "slug", "institution_id"}


def stored(record):
    """The row as the database has it, without what is of this record alone."""
    row = type(record)._base_manager.filter(pk=record.pk).values(*(f.attname for f in record._meta.concrete_fields))
    return {name: value for name, value in row.get().items() if name not in OWN and not isinstance(value, datetime)}


def statements_of(write):
    with CaptureQueriesContext(connection) as queries:
        write()
    return [re.split(" VALUES| WHERE", query["sql"].split("times: ")[-1])[0] for query in queries]


def test_inserted_row_holds_what_a_saved_one_does():
    by = SuperuserFactory()
    saved = Institution(slug="saved", created_by=by, **TEXTS)
    saved.save()
    inserted = Institution(slug="inserted", created_by=by, **TEXTS)
    plain = Institution(slug="plain", name="Plain")

    insert_many([inserted, plain])

    assert stored(inserted) == stored(saved)
    assert (inserted.description_en, inserted._state.adding) == ("<p>Old</p>", False)
    assert plain.updated_at is not None
    assert Institution.objects.get(slug="plain").name == "Plain"


def test_inserted_rows_of_each_kind_are_those_of_a_bulk_create():
    alliance = AllianceFactory()
    batch = ImportBatch.objects.create(file_name="list.csv", original=b"\x00\xff", mapping=["name_en", ""])
    made = [
        lambda: MembershipFactory.build(alliance=alliance, institution=InstitutionFactory()),
        lambda: ImportBatch(file_name="list.csv", original=b"\x00\xff", mapping=["name_en", ""]),
        lambda: AuditEntry(action="import", object_type="a.b", object_id="1", object_label="“1”"),
    ]
    for make in made:
        one, other = make(), make()
        type(one).objects.bulk_create([one])
        type(one).objects.insert([other])
        assert stored(one) == stored(other)
    ImportRow.objects.insert([ImportRow(batch=batch, number=n, cells=["é", ""], made={"a": None}) for n in (1, 2)])

    assert [(row.cells, row.made) for row in batch.rows.all()] == [(["é", ""], {"a": None})] * 2


def test_a_hundred_rows_take_the_statements_of_ten():
    by = SuperuserFactory()

    def write(rows):
        made = [Institution(slug=f"of-{rows}-{n}", name=f"No. {n}") for n in range(rows)]
        insert_many(made)
        record_many(made, by=by, action="import")

    write(1)  # tells the pages, which a transaction does once
    few = statements_of(lambda: write(10))
    many = statements_of(lambda: write(100))

    assert many == few
    assert sum("INSERT INTO" in sql for sql in many) == 2
    assert Institution.objects.count() == AuditEntry.objects.filter(action="import").count() == 111


def test_pages_are_told_of_inserted_rows():
    before = Change.objects.count()

    Institution.objects.insert([Institution(slug="a", name="A"), Institution(slug="b", name="B")])
    Institution.objects.insert([])

    assert list(Change.objects.order_by("pk").values_list("model", "rows"))[before:] == [("members.institution", "*")]


def test_none_is_inserted_where_one_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        Institution.objects.insert([Institution(slug="same", name="A"), Institution(slug="same", name="B")])

    assert not Institution.objects.exists()


def test_new_ids_are_written_as_the_library_writes_them():
    ids = [new_ulid() for _n in range(100)]

    assert [str(ULID.from_str(text)) for text in ids] == ids == sorted(set(ids))


def test_deeds_of_many_are_those_of_each():
    by, rows = SuperuserFactory(), [InstitutionFactory(name="A"), InstitutionFactory(name="B")]
    apart = [record(row, by=by, action="import", note=note) for row, note in zip(rows, ["", "why"], strict=True)]

    record_many(rows, by=by, action="import", notes={rows[1].pk: "why"})

    together = AuditEntry.objects.exclude(pk__in=[entry.pk for entry in apart]).order_by("pk")
    assert [stored(entry) for entry in together] == [stored(entry) for entry in apart]
    assert len({entry.at for entry in together}) == 1
