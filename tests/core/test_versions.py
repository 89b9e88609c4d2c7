"""Versions of many records: those that django-reversion would keep of each."""

import json

import pytest
import reversion
from reversion.models import Revision, Version

from core.services.versions import keep_versions
from tests.factories import (
    ContradictionSideFactory,
    InstitutionAliasFactory,
    InstitutionFactory,
    OfficeFactory,
    PictureFactory,
    SourceFactory,
    SuperuserFactory,
)
from tests.world import everything

pytestmark = pytest.mark.django_db
COLUMNS = ("content_type", "object_id", "db", "format", "object_repr")


def kept_by(write):
    """The revisions that are written, each as the set of its versions."""
    last = Revision.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    write()
    rows = Version.objects.filter(revision__gt=last).order_by("revision", "pk")
    found = {}
    for revision, data, *columns in rows.values_list("revision", "serialized_data", *COLUMNS):
        found.setdefault(revision, set()).add((choices_in_order(data), *columns))
    return list(found.values())


def choices_in_order(data):
    """What a record has chosen of others is listed in no order of its own."""
    (read,) = json.loads(data)
    for value in read["fields"].values():
        if isinstance(value, list):
            value.sort(key=str)
    return json.dumps([read], ensure_ascii=False)


def one_by_one(objects):
    for obj in objects:
        with reversion.create_revision():
            reversion.add_to_revision(obj)


def test_versions_of_many_are_those_of_each(world):
    full = InstitutionFactory(name="“Quoted” \\ name", latitude="1.5", longitude="2")
    full.sources.set([SourceFactory(), SourceFactory()])
    full.related.add(InstitutionFactory())
    InstitutionAliasFactory(institution=full)
    OfficeFactory(institution=full)
    PictureFactory(owner=full)
    ContradictionSideFactory().sources.set([SourceFactory(), SourceFactory()])

    compared = 0
    for model in reversion.get_registered_models():
        objects = everything(model)
        apart = kept_by(lambda objects=objects: one_by_one(objects))
        together = kept_by(lambda objects=objects: keep_versions(objects))
        assert together == apart, model
        compared += len(objects)

    assert compared > 300
    assert len(kept_by(lambda: keep_versions([full]))[0]) == 4


def test_versions_of_many_are_of_one_person_and_tell_why():
    by, institutions = SuperuserFactory(), [InstitutionFactory(), InstitutionFactory()]

    keep_versions(institutions, by=by, comment="Import")
    keep_versions([])

    revisions = Revision.objects.order_by("pk")
    assert [(revision.user, revision.comment) for revision in revisions] == [(by, "Import")] * 2
    assert len({revision.date_created for revision in revisions}) == 1


@pytest.mark.parametrize("rows", [3, 30])
def test_versions_of_many_ask_no_query_a_record(rows, django_assert_num_queries):
    institutions = [InstitutionFactory() for _n in range(rows)]
    for institution in institutions:
        InstitutionAliasFactory(institution=institution)

    with django_assert_num_queries(7):
        keep_versions(institutions)
