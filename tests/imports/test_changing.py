"""What a table that changes institutions leaves behind: values, versions, deeds, search, pages; how it is undone."""

import pytest
from django.db import connection
from reversion.models import Version

from core.models import AuditEntry, Change
from core.page_cache.store import pages
from core.services.importing import apply_batch, mend_row, undo_batch
from members.models import Institution
from tests.factories import InstitutionAliasFactory, InstitutionFactory, MembershipFactory
from tests.imports.conftest import codes

pytestmark = pytest.mark.django_db

HEADERS = ["name_en", "name_ru", "acronym", "established"]


@pytest.fixture
def own(ours):
    """Call it with a name: an institution that our secretariat may change."""

    def make(name, **fields):
        institution = InstitutionFactory(name=name, name_en=name, **fields)
        MembershipFactory(alliance=ours, institution=institution)
        return institution

    return make


def versions_of(institution, *names):
    """What the versions hold, from the first on, with whose revision it is and why."""
    versions = Version.objects.get_for_object(institution).select_related("revision__user").order_by("pk")
    return [
        (*(version.field_dict[name] for name in names), version.revision.user, version.revision.comment)
        for version in versions
    ]


def deeds_of(institution, action):
    entries = AuditEntry.objects.filter(object_id=institution.pk, action=action)
    return [(entry.actor_id, entry.object_label, entry.note) for entry in entries]


def test_changed_row_leaves_versions_with_the_old_and_the_new_values(bring, own, secretary):
    first = own("First", name_ru="Первый", established=1900)
    InstitutionAliasFactory(institution=first, text="The First")
    second = own("Second", acronym="OLD")

    apply_batch(bring([HEADERS, ["First", "Иной", "", "1901"], ["Second", "", "NEW", ""]]), by=secretary)

    assert versions_of(first, "name_ru", "established") == [
        ("Первый", 1900, None, ""),
        ("Иной", 1901, secretary, "Import"),
    ]
    assert versions_of(second, "acronym") == [("OLD", None, ""), ("NEW", secretary, "Import")]
    for version in Version.objects.get_for_object(first):
        beside = version.revision.version_set.exclude(pk=version.pk)
        assert [row.field_dict["text"] for row in beside] == ["The First"]


def test_former_values_that_a_revision_has_kept_are_not_kept_again(bring, own, secretary):
    own("Own", acronym="A")
    apply_batch(bring([HEADERS, ["Own", "", "B", ""]]), by=secretary)

    apply_batch(bring([HEADERS, ["Own", "", "C", ""]]), by=secretary)

    versions = versions_of(Institution.objects.get(), "acronym")
    assert [acronym for acronym, *_of in versions] == ["A", "B", "C"]


def test_changed_row_leaves_a_deed_that_names_the_fields(bring, own, secretary):
    first, second = own("First"), own("Second")

    apply_batch(bring([HEADERS, ["First", "Первый", "", "1901"], ["Second", "", "NEW", ""]]), by=secretary)

    assert deeds_of(first, "import") == [(secretary.pk, "First", "name_ru, established")]
    assert deeds_of(second, "import") == [(secretary.pk, "Second", "acronym")]


def test_changed_institution_is_found_and_sorted_by_its_new_name_and_its_other_ones(bring, own, secretary):
    there = own("Own", name_ru="Старый")
    InstitutionAliasFactory(institution=there, text="Byname")

    apply_batch(bring([HEADERS, ["Own", "Новейший", "", ""]]), by=secretary)

    found = {word: list(Institution.objects.matching(word)) for word in ("новейший", "byname", "старый")}
    assert found == {"новейший": [there], "byname": [there], "старый": []}
    imported = Institution.objects.get()
    written = imported.sort_ru, imported.search_tokens, imported.text_marks, imported.text_origins
    imported.save()
    assert (imported.sort_ru, imported.search_tokens, imported.text_marks, imported.text_origins) == written


@pytest.mark.parametrize("rows", [1, 30])
def test_kept_page_of_a_changed_institution_is_dropped(bring, own, secretary, client, settings, rows):
    for number in range(rows):
        own(f"Own {number}", slug=f"own-{number}")
    settings.PAGE_CACHE_MEGABYTES = 8
    pages.clear()
    connection.run_on_commit.clear()  # what is made above is of another transaction
    before = client.get("/ru/institutions/own-0/").content.decode()
    kept = len(pages)

    apply_batch(bring([HEADERS, *([f"Own {number}", "Новейший", "", ""] for number in range(rows))]), by=secretary)
    after = client.get("/ru/institutions/own-0/").content.decode()
    pages.clear()

    assert (kept, "Новейший" in before, "Новейший" in after) == (1, False, True)


def test_pages_of_others_are_kept_where_a_few_rows_change(bring, own, secretary):
    there = own("Own")
    last = Change.objects.order_by("pk").last().pk

    apply_batch(bring([HEADERS, ["Own", "Новейший", "", ""]]), by=secretary)

    told = Change.objects.filter(pk__gt=last, model="members.institution")
    assert [change.rows for change in told] == [there.pk]


def test_undoing_restores_values_with_a_version_and_a_deed(bring, own, secretary):
    there = own("Own", name_ru="Старый", acronym="OLD", established=1900)
    batch = bring([HEADERS, ["Own", "Новейший", "NEW", "1901"]])
    apply_batch(batch, by=secretary)
    Institution.objects.filter(pk=there.pk).update(acronym="LATER")

    undone = undo_batch(batch, by=secretary)

    assert (undone, codes(batch)) == ((0, 1), [["kept_changed"]])
    assert versions_of(there, "name_ru", "established", "acronym")[2:] == [
        ("Старый", 1900, "LATER", secretary, "Import undone")
    ]
    assert deeds_of(there, "undo") == [(secretary.pk, "Own", "name_ru, established")]
    assert list(Institution.objects.matching("старый")) == [there]


def test_undoing_leaves_no_version_of_what_stays(bring, own, secretary):
    there = own("Own", acronym="OLD")
    batch = bring([HEADERS, ["Own", "", "NEW", ""]])
    apply_batch(batch, by=secretary)
    Institution.objects.filter(pk=there.pk).update(acronym="LATER")

    undo_batch(batch, by=secretary)

    assert (len(versions_of(there, "acronym")), deeds_of(there, "undo")) == (2, [])


def test_institution_that_two_rows_changed_after_each_other_is_undone_step_by_step(bring, own, secretary):
    there = own("Own", acronym="A")
    batch = bring([HEADERS, ["Own", "", "B", ""], ["Own", "", "C", "long ago"]])
    apply_batch(batch, by=secretary)
    mend_row(batch.rows.get(outcome=""), by=secretary, cells=["Own", "", "C", ""])
    apply_batch(batch, by=secretary)
    assert Institution.objects.get().acronym == "C"

    undone = undo_batch(batch, by=secretary)

    assert (undone, Institution.objects.get().acronym) == ((2, 0), "A")
    assert deeds_of(there, "undo") == [(secretary.pk, "Own", "acronym, acronym")]


def test_former_values_that_fit_no_more_stop_the_undoing_of_no_other_row(bring, own, secretary):
    taken, half = own("Taken", wikidata_id="Q1", ror_id="https://ror.org/017zhmm22"), own("Half")
    own("Other", acronym="OLD")
    rows = [
        ["name_en", "ror_id", "wikidata_id", "acronym", "latitude", "longitude"],
        ["Taken", "017zhmm22", "Q2", "", "", ""],
        ["Half", "", "", "", "34,2", "108,9"],
        ["Other", "", "", "NEW", "", ""],
    ]
    batch = bring(rows)
    apply_batch(batch, by=secretary)
    InstitutionFactory(wikidata_id="Q1")
    Institution.objects.filter(pk=half.pk).update(longitude=109)

    undone = undo_batch(batch, by=secretary)

    assert (undone, codes(batch)) == ((1, 2), [["kept_unfit"], ["kept_unfit"], ["undone_changed"]])
    assert Institution.objects.get(pk=taken.pk).wikidata_id == "Q2"
    assert (deeds_of(taken, "undo"), len(versions_of(taken, "wikidata_id"))) == ([], 2)
    assert not Institution.objects.filter(acronym="NEW").exists()


# Of a few rows it is asked whose pages they stand on.
@pytest.mark.parametrize(("rows", "queries"), [(3, (63, 55)), (15, (63, 55)), (30, (38, 29)), (60, (38, 29))])
def test_changing_and_undoing_ask_no_query_a_row(bring, own, secretary, rows, queries, django_assert_num_queries):
    names = ["University of " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26] * (n + 1) for n in range(rows)]
    for name in names:
        InstitutionAliasFactory(institution=own(name), text=f"The {name}")
    batch = bring([HEADERS, *([name, f"Новый {name}", "NEW", "1901"] for name in names)])
    connection.run_on_commit.clear()  # what is made above is of another transaction
    applying, undoing = queries

    with django_assert_num_queries(applying):
        written = apply_batch(batch, by=secretary)
    with django_assert_num_queries(undoing):
        undone = undo_batch(batch, by=secretary)

    assert (written, undone) == ((rows, 0), (rows, 0))
    assert not Institution.objects.exclude(acronym="", established=None).exists()
