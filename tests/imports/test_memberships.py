"""Member lists: institutions found or made, memberships recorded, corrected, taken back; nothing of other alliances."""

import pytest

from alliances.models import Membership
from core.dates import PartialDate
from core.models import AuditEntry, ImportBatch, ImportRow
from core.services.importing import apply_batch, mend_row, undo_batch
from core.services.recording import strike_fact
from members.models import Institution
from tests.factories import (
    DraftInstitutionFactory,
    DraftSourceFactory,
    InstitutionFactory,
    MembershipFactory,
    SecretariatUserFactory,
    SourceFactory,
)
from tests.imports.conftest import RUSSIAN_SHEET, codes, csv_file, verdicts

pytestmark = pytest.mark.django_db
MEMBERSHIP = "alliances.membership"


@pytest.fixture
def bring_members(bring, ours):
    def bring_members(rows, **kwargs):
        return bring(rows, target=MEMBERSHIP, **{"alliance": ours, **kwargs})

    return bring_members


def members(*rows):
    return [["institution", "role", "since", "until"], *rows]


def test_foreign_sheet_comes_in_as_drafts_and_recorded_facts(bring_members, secretary, ours):
    content = csv_file(RUSSIAN_SHEET, encoding="windows-1251", separator=";")
    batch = bring_members(None, content=content, creates_missing=True)

    written = apply_batch(batch, by=secretary)

    assert (batch.encoding, batch.separator, batch.title_lines, batch.header_lines) == ("WINDOWS-1251", ";", 1, 2)
    assert (verdicts(batch), written) == (["new", "new"], (2, 0))
    found = {
        (row.institution.name_en, row.institution.country.code, str(row.institution.latitude), row.role, row.since.text)
        for row in Membership.objects.select_related("institution")
    }
    assert found == {
        ("Kazan Federal University", "RU", "55.79000", "member", "2015-05-22"),
        ("Xi'an Jiaotong University", "CN", "34.25000", "founding_member", "2015-05"),
    }
    assert set(Institution.objects.values_list("state", "created_by")) == {("draft", secretary.pk)}
    assert AuditEntry.objects.filter(action="record", alliance_ids__contains=ours.pk).count() == 2


def test_unknown_institution_is_to_be_decided_unless_drafts_are_wanted(bring_members, secretary):
    batch = bring_members(members(["Lanzhou University", "member", "2015", ""]))
    row = batch.rows.get()

    assert (row.verdict, codes(batch)) == ("conflict", [["unknown"]])
    assert mend_row(row, by=secretary, cells=row.cells, choice="new").verdict == "new"
    assert apply_batch(batch, by=secretary) == (1, 0)
    assert Membership.objects.get().institution.name == "Lanzhou University"


def test_two_roles_of_a_new_institution_make_one_draft(bring_members, secretary):
    rows = members(["Lanzhou", "member", "2015", ""], ["Lanzhou", "initiator", "2015", ""])

    apply_batch(bring_members(rows, creates_missing=True), by=secretary)

    assert Institution.objects.get().memberships.count() == 2


def test_same_member_list_again_changes_nothing(bring_members, secretary):
    content = csv_file(RUSSIAN_SHEET, encoding="windows-1251", separator=";")
    apply_batch(bring_members(None, content=content, creates_missing=True), by=secretary)

    assert verdicts(bring_members(None, content=content, creates_missing=True)) == ["same", "same"]
    assert Membership.objects.count() == 2


def test_what_differs_is_a_correction(bring_members, secretary, ours):
    InstitutionFactory(slug="fudan", name="Fudan")
    apply_batch(bring_members(members(["Fudan", "member", "2017", ""])), by=secretary)
    changed = bring_members(members(["Fudan", "member", "2017", "2020"]))

    apply_batch(changed, by=secretary)

    assert (verdicts(changed), changed.rows.get().changes) == (["changed"], {"until": ["", "2020"]})
    assert Membership.objects.count() == 2
    assert Membership.objects.current().get().until.text == "2020"


def test_institution_of_a_member_list_is_matched_and_never_changed(bring_members, secretary):
    there = InstitutionFactory(name="Lanzhou University", country="CN", city="Lanzhou")
    rows = [["university", "country", "city", "role"], ["Lanzhou University", "China", "Elsewhere", "member"]]

    apply_batch(bring_members(rows, creates_missing=True), by=secretary)

    there.refresh_from_db()
    assert (there.city, Membership.objects.get().institution) == ("Lanzhou", there)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["Fudan", "boss", "2017", ""], "choice"),
        (["Fudan", "member", "soon", ""], "date"),
        (["Fudan", "member", "05/06/2017", ""], "date_ambiguous"),
        (["Fudan", "member", "2017", "2015"], "ends_before"),
        (["", "member", "2017", ""], "name_missing"),
        (["Hidden", "member", "2017", ""], "unknown"),
    ],
)
def test_wrong_rows_say_why(bring_members, row, code):
    InstitutionFactory(name="Fudan")
    DraftInstitutionFactory(name="Hidden")

    assert codes(bring_members(members(row))) == [[code]]


def test_rows_that_contradict_each_other_name_the_line_above(bring_members):
    InstitutionFactory(name="Fudan")
    rows = members(["Fudan", "member", "2015", ""], ["Fudan", "", "2015", ""], ["Fudan", "member", "2016", ""])

    batch = bring_members(rows)

    assert codes(batch) == [[], ["twice"], ["overlaps_line"]]


def test_sources_are_those_that_the_person_may_choose(bring_members, secretary):
    InstitutionFactory(name="Fudan")
    letter = SourceFactory(title="Letter of 2015")
    DraftSourceFactory(title="Hidden letter")
    head = ["institution", "source"]

    good, bad = bring_members([head, ["Fudan", "letter of 2015"]]), bring_members([head, ["Fudan", "Hidden letter"]])
    apply_batch(good, by=secretary)

    assert Membership.objects.get().source == letter
    assert codes(bad) == [["source"]]


def test_member_list_of_another_alliance_is_refused(bring_members, theirs, secretary):
    InstitutionFactory(name="Fudan")

    foreign = bring_members(members(["Fudan", "member", "2017", ""]), alliance=theirs)
    named = bring_members([["institution", "alliance"], ["Fudan", theirs.name], ["Fudan", "AUA"]])

    assert codes(foreign) == [["alliance_not_yours"]]
    assert (verdicts(named), codes(named)) == (["wrong", "new"], [["other_alliance"], []])
    assert apply_batch(foreign, by=secretary) == (0, 1)


def test_import_is_seen_by_its_maker_and_the_secretariats_of_its_alliance(
    bring_members, bring, ours, theirs, secretary
):
    lists = bring_members(members(["Fudan", "member", "2017", ""]))
    own = bring([["name_en"], ["Fudan"]])
    colleague, stranger = SecretariatUserFactory(alliance=ours), SecretariatUserFactory(alliance=theirs)

    seen = {
        who: (
            set(ImportBatch.objects.manageable_by(user)),
            set(ImportRow.objects.manageable_by(user).values_list("batch", flat=True)),
        )
        for who, user in {"maker": secretary, "colleague": colleague, "stranger": stranger}.items()
    }

    assert seen == {
        "maker": ({lists, own}, {lists.pk, own.pk}),
        "colleague": ({lists}, {lists.pk}),
        "stranger": (set(), set()),
    }


def test_columns_are_remembered_for_those_who_saw_them_named(bring_members, theirs):
    first = bring_members([["Wer", "Seit"], ["Fudan", "2017"]])
    ImportBatch.objects.filter(pk=first.pk).update(mapping=["name_en", "since"])
    stranger = SecretariatUserFactory(alliance=theirs)

    again = bring_members([["Wer", "Seit"], ["Lanzhou", "2018"]])
    elsewhere = bring_members([["Wer", "Seit"], ["Lanzhou", "2018"]], alliance=theirs, by=stranger)

    assert again.mapping == ["name_en", "since"]
    assert elsewhere.mapping != ["name_en", "since"]


def test_undoing_strikes_and_says_again_what_was_said(bring_members, secretary, ours):
    fudan = InstitutionFactory(name="Fudan")
    MembershipFactory(alliance=ours, institution=fudan, since=PartialDate.year(2017), note_en="By letter.")
    rows = members(["Fudan", "member", "2017", "2020"], ["Lanzhou", "member", "2015", ""])
    batch = bring_members(rows, creates_missing=True)
    apply_batch(batch, by=secretary)

    undone = undo_batch(batch, by=secretary)

    current = Membership.objects.current().get()
    assert undone == (2, 0)
    assert (current.institution, current.until, current.since.text, current.note_en) == (
        fudan,
        None,
        "2017",
        "By letter.",
    )
    assert Institution.objects.get(name_en="Lanzhou").state == "archived"
    assert codes(batch) == [["undone_corrected"], ["undone_struck"]]


def test_undoing_keeps_the_end_of_a_membership_that_was_taken_up_again_since(bring_members, secretary, ours):
    fudan = InstitutionFactory(name="Fudan")
    MembershipFactory(alliance=ours, institution=fudan, since=PartialDate.year(2015))
    batch = bring_members(
        members(["Fudan", "member", "2015", "2017"], ["Lanzhou", "member", "2015", ""]), creates_missing=True
    )
    apply_batch(batch, by=secretary)
    MembershipFactory(alliance=ours, institution=fudan, since=PartialDate.year(2019))

    undone = undo_batch(batch, by=secretary)

    assert undone == (1, 1)
    assert codes(batch) == [["kept_taken_up"], ["undone_struck"]]
    assert {row.until and row.until.text for row in Membership.objects.current()} == {"2017", None}


def test_undone_list_can_come_in_again(bring_members, secretary):
    rows = members(["Lanzhou", "member", "2015", ""])
    batch = bring_members(rows, creates_missing=True)
    apply_batch(batch, by=secretary)
    undo_batch(batch, by=secretary)

    again = bring_members(rows)
    apply_batch(again, by=secretary)

    assert codes(again) == [["comes_back"]]
    assert Membership.objects.current().get().institution.state == "draft"
    assert Institution.objects.count() == 1


def test_undoing_leaves_a_membership_that_somebody_corrected_since(bring_members, secretary):
    InstitutionFactory(name="Fudan")
    batch = bring_members(members(["Fudan", "member", "2017", ""]))
    apply_batch(batch, by=secretary)
    strike_fact(Membership.objects.get(), by=secretary)

    assert undo_batch(batch, by=secretary) == (0, 1)
    assert codes(batch) == [["kept_corrected"]]


def test_batch_is_applied_and_undone_once(bring_members, secretary):
    InstitutionFactory(name="Fudan")
    batch = bring_members(members(["Fudan", "member", "2017", ""]))

    assert [apply_batch(batch, by=secretary), apply_batch(batch, by=secretary)] == [(1, 0), (0, 0)]
    assert [undo_batch(batch, by=secretary), undo_batch(batch, by=secretary)] == [(1, 0), (0, 0)]


def test_what_somebody_recorded_meanwhile_stops_only_its_row(bring_members, secretary, ours, monkeypatch):
    fudan, lanzhou = InstitutionFactory(name="Fudan"), InstitutionFactory(name="Lanzhou")
    batch = bring_members(members(["Fudan", "member", "2017", ""], ["Lanzhou", "member", "2017", ""]))
    from alliances import imports

    write = imports.write_memberships

    def write_late(rows, *, by):
        if not Membership.objects.filter(institution=fudan).exists():
            MembershipFactory(alliance=ours, institution=fudan)
        write(rows, by=by)

    monkeypatch.setattr(imports, "write_memberships", write_late)

    assert apply_batch(batch, by=secretary) == (1, 1)
    assert (verdicts(batch), codes(batch)) == (["wrong", "new"], [["meanwhile"], []])
    assert set(Membership.objects.values_list("institution", flat=True)) >= {lanzhou.pk}


@pytest.mark.parametrize("rows", [3, 30])
def test_judging_and_applying_ask_no_query_a_row(bring_members, secretary, rows, django_assert_max_num_queries):
    table = members(*(["Lanzhou" + "x" * n, "member", "2015", ""] for n in range(rows)))

    with django_assert_max_num_queries(21):
        batch = bring_members(table, creates_missing=True)
    with django_assert_max_num_queries(37):
        apply_batch(batch, by=secretary)


@pytest.mark.parametrize("rows", [3, 30])
def test_undoing_asks_no_query_a_row(bring_members, secretary, rows, django_assert_max_num_queries):
    table = members(*(["Lanzhou" + "x" * n, "member", "2015", ""] for n in range(rows)))
    batch = bring_members(table, creates_missing=True)
    apply_batch(batch, by=secretary)

    with django_assert_max_num_queries(78):
        undone = undo_batch(batch, by=secretary)

    assert undone == (rows, 0)
    assert set(Institution.objects.values_list("state", flat=True)) == {"archived"}
    assert not Membership.objects.current().exists()
    struck = AuditEntry.objects.filter(action="strike", note="Import undone")
    archived = AuditEntry.objects.filter(action="move", before="draft", after="archived", note="Import undone")
    assert (struck.count(), archived.count()) == (rows, rows)


def test_undoing_keeps_what_the_person_may_no_longer_change(bring_members, secretary):
    batch = bring_members(members(["Lanzhou University", "member", "2015", ""]), creates_missing=True)
    apply_batch(batch, by=secretary)
    secretary.secretariats.all().delete()
    left = type(secretary).objects.get(pk=secretary.pk)

    assert undo_batch(batch, by=left) == (0, 1)
    assert codes(batch) == [["kept_not_yours"]]
    assert Membership.objects.current().count() == 1
