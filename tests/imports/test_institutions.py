"""Tables of institutions: verdicts, matching, applying and undoing."""

import pytest

from core.clock import now
from core.models import AuditEntry, ImportBatch
from core.services.importing import apply_batch, mend_row, undo_batch
from members.models import Institution
from members.services.importing import referring
from news.models import NewsItem
from tests.factories import (
    DraftInstitutionFactory,
    InstitutionAliasFactory,
    InstitutionFactory,
    MembershipFactory,
    NewsItemFactory,
    PictureFactory,
    SlugRedirectFactory,
)
from tests.imports.conftest import SCHOOLS, codes, verdicts

pytestmark = pytest.mark.django_db


def test_judging_saves_no_institution_and_applying_does(bring, secretary):
    batch = bring(SCHOOLS)
    there_before = Institution.objects.count()

    written = apply_batch(batch, by=secretary)

    assert (verdicts(batch), there_before, written) == (["new", "new"], 0, (2, 0))
    assert list(Institution.objects.order_by("slug").values_list("slug", "country", "state", "created_by")) == [
        ("lanzhou-university", "CN", "draft", secretary.pk),
        ("xian-jiaotong-university", "CN", "draft", secretary.pk),
    ]
    assert AuditEntry.objects.filter(action="import", object_type="members.institution").count() == 2


def test_new_institutions_are_found_and_sorted_like_saved_ones(bring, secretary):
    apply_batch(bring(SCHOOLS), by=secretary)

    imported = Institution.objects.get(slug="lanzhou-university")
    written = imported.search_tokens, imported.sort_zh_hans, imported.sort_en
    imported.save()

    assert (imported.search_tokens, imported.sort_zh_hans, imported.sort_en) == written
    assert list(Institution.objects.matching("兰州")) == [imported]


def test_same_file_again_changes_nothing(bring, secretary):
    apply_batch(bring(SCHOOLS), by=secretary)

    again = bring(SCHOOLS)

    assert verdicts(again) == ["same", "same"]
    assert apply_batch(again, by=secretary) == (0, 2)
    assert Institution.objects.count() == 2


def test_columns_of_known_headers_are_named_at_once(bring, secretary):
    first = bring([["What", "Where"], ["Lanzhou University", "China"]])
    ImportBatch.objects.filter(pk=first.pk).update(mapping=["name_en", "country"])

    assert bring([["what ", "WHERE"], ["Fudan University", "China"]]).mapping == ["name_en", "country"]


def test_one_bad_row_stops_no_other(bring, secretary):
    batch = bring([*SCHOOLS, ["Nowhere University", "", "Atlantis", "", ""], ["X" * 10_000, "", "", "", ""]])

    assert verdicts(batch) == ["new", "new", "wrong", "wrong"]
    assert codes(batch)[2:] == [["country"], ["too_long"]]
    assert apply_batch(batch, by=secretary) == (2, 2)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"name_en": ""}, "name_missing"),
        ({"latitude": "34,26"}, "one_coordinate"),
        ({"latitude": "134,26", "longitude": "1"}, "out_of_range"),
        ({"website": "no address"}, "web"),
        ({"contact_email": "nobody"}, "mail"),
        ({"established": "long ago"}, "year"),
        ({"ror_id": "12"}, "ror"),
        ({"wikidata_id": "12"}, "wikidata"),
        ({"whed_id": "12"}, "whed"),
        ({"kind": "circus"}, "choice"),
        ({"slug": "Ünï"}, "slug"),
    ],
)
def test_wrong_cells_say_why(bring, row, code):
    cells = {"name_en": "Lanzhou University", "country": "CN", **row}

    assert codes(bring([list(cells), list(cells.values())])) == [[code]]


def test_row_with_more_cells_than_headers_is_wrong(bring):
    assert codes(bring([["name_en", "country"], ["Lanzhou", "CN", "Gansu"]])) == [["too_many_cells"]]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"name_en": "Other name", "ror_id": "017zhmm22"}, "changed"),
        ({"name_en": "the university of LANZHOU", "country": "Китай"}, "changed"),
        ({"name_zh_hans": "兰州大学"}, "same"),
        ({"name_en": "Lan Da"}, "changed"),
        ({"name_en": "Lanzhou University", "city_en": ""}, "same"),
        ({"name_en": "Lanzhou University", "country": "Russia"}, "conflict"),
        ({"name_en": "Lanzhou University", "ror_id": "013q1eq08"}, "conflict"),
        ({"name_en": "Fudan University", "country": "CN"}, "new"),
    ],
)
def test_institution_is_matched_by_ids_names_and_country(bring, ours, cells, found):
    there = InstitutionFactory(
        name="Lanzhou University", name_zh_hans="兰州大学", country="CN", ror_id="https://ror.org/017zhmm22"
    )
    InstitutionAliasFactory(institution=there, text="Lan Da")
    MembershipFactory(alliance=ours, institution=there)

    batch = bring([list(cells), list(cells.values())])

    assert verdicts(batch) == [found]
    assert batch.rows.get().candidates == ([there.pk] if found == "conflict" else [])


def test_of_several_of_a_name_the_country_decides(bring):
    InstitutionFactory(name="National University", country="MY")
    InstitutionFactory(name="National University", country="SG")
    rows = [["name_en", "country"], ["National University", "SG"], ["National University", ""]]

    batch = bring(rows)

    assert (verdicts(batch), codes(batch)) == (["same", "conflict"], [[], ["several"]])


def test_institution_of_others_is_not_changed_by_a_table(bring):
    InstitutionFactory(slug="stranger", name="Stranger", acronym="OLD")

    batch = bring([["name_en", "slug", "acronym"], ["Stranger", "stranger", "NEW"]])

    assert codes(batch) == [["not_yours"]]


def test_draft_of_others_is_neither_named_nor_met(bring, theirs):
    DraftInstitutionFactory(name="Secret University", ror_id="https://ror.org/017zhmm22", slug="secret-university")
    rows = [["name_en", "ror_id"], ["Secret University", ""], ["Open University", "017zhmm22"]]

    batch = bring(rows)

    assert (verdicts(batch), codes(batch)) == (["new", "wrong"], [[], ["id_taken"]])
    assert batch.rows.get(number=2).candidates == []


def test_applied_draft_beside_a_hidden_one_gets_an_address_of_its_own(bring, secretary):
    DraftInstitutionFactory(name="Secret University", slug="secret-university")
    SlugRedirectFactory(model="members.institution", slug="secret-university-2")

    apply_batch(bring([["name_en"], ["Secret University"]]), by=secretary)

    assert Institution.objects.get(created_by=secretary).slug == "secret-university-2"


def test_changes_are_told_field_by_field_and_empty_cells_leave_what_is_there(bring, ours, secretary):
    own = MembershipFactory(alliance=ours, institution__name="Own", institution__city="Beijing").institution
    batch = bring([["name_en", "acronym", "city_en", "latitude", "longitude"], ["Own", "OWN", "", "39,9", "116,4"]])

    told = batch.rows.get().changes
    apply_batch(batch, by=secretary)

    own.refresh_from_db()
    assert told == {"acronym": ["", "OWN"], "latitude": ["", "39.90000"], "longitude": ["", "116.40000"]}
    assert (own.acronym, own.city, str(own.latitude)) == ("OWN", "Beijing", "39.90000")


def test_row_twice_in_a_file_is_told_with_its_line(bring):
    batch = bring([*SCHOOLS, ["Lanzhou University", "", "", "", ""]])

    row = batch.rows.get(number=4)

    assert (row.verdict, row.messages[0]["code"], row.messages[0]["parts"]) == ("wrong", "twice", {"line": "3"})


def test_mended_row_is_judged_anew_and_applied_later(bring, secretary):
    batch = bring([*SCHOOLS, ["Fudan University", "", "Atlantis", "", ""]])
    apply_batch(batch, by=secretary)
    row = batch.rows.get(verdict="wrong")

    mended = mend_row(row, by=secretary, cells=["Fudan University", "", "China", "", ""])

    assert mended.verdict == "new"
    assert apply_batch(batch, by=secretary) == (1, 0)
    assert Institution.objects.get(slug="fudan-university").country == "CN"


@pytest.mark.parametrize(("choice", "verdict"), [("it", "changed"), ("new", "new"), ("skip", "left_out")])
def test_conflict_is_decided_row_by_row(bring, ours, secretary, choice, verdict):
    there = MembershipFactory(alliance=ours, institution__name="Lanzhou", institution__country="CN").institution
    batch = bring([["name_en", "country"], ["Lanzhou", "RU"]])

    row = mend_row(
        batch.rows.get(), by=secretary, cells=["Lanzhou", "RU"], choice=there.pk if choice == "it" else choice
    )

    assert row.verdict == verdict


def test_decision_reaches_no_record_out_of_sight(bring, secretary):
    InstitutionFactory(name="Lanzhou", country="CN")
    hidden = DraftInstitutionFactory(name="Hidden")
    batch = bring([["name_en", "country"], ["Lanzhou", "RU"]])

    row = mend_row(batch.rows.get(), by=secretary, cells=["Lanzhou", "RU"], choice=hidden.pk)

    assert (row.verdict, row.changes) == ("conflict", {})


def test_undoing_deletes_what_was_made_and_restores_what_was_changed(bring, ours, secretary):
    own = MembershipFactory(alliance=ours, institution__name="Own", institution__acronym="OLD").institution
    batch = bring([["name_en", "acronym"], ["Own", "NEW"], ["Lanzhou University", "LZU"]])
    apply_batch(batch, by=secretary)

    undone = undo_batch(batch, by=secretary)

    own.refresh_from_db()
    assert (undone, own.acronym) == ((2, 0), "OLD")
    assert list(Institution.objects.all()) == [own]
    assert codes(batch) == [["undone_changed"], ["undone_deleted"]]
    assert ImportBatch.objects.get(pk=batch.pk).stage == "undone"


def test_undoing_leaves_what_somebody_changed_or_used_since(bring, ours, secretary):
    own = MembershipFactory(alliance=ours, institution__name="Own", institution__city="Xian").institution
    rows = [
        ["name_en", "acronym", "city_en"],
        ["Own", "NEW", "Beijing"],
        ["Lanzhou", "", ""],
        ["Fudan", "", ""],
        ["Used", "", ""],
    ]
    batch = bring(rows)
    apply_batch(batch, by=secretary)
    Institution.objects.filter(pk=own.pk).update(acronym="LATER")
    Institution.objects.filter(name_en="Lanzhou").update(name_en="Lanzhou University")
    NewsItemFactory(institution=Institution.objects.get(name_en="Used"))

    undone = undo_batch(batch, by=secretary)

    own.refresh_from_db()
    assert undone == (1, 3)
    assert (own.acronym, own.city) == ("LATER", "Xian")
    assert codes(batch) == [["kept_changed"], ["kept_changed"], ["undone_deleted"], ["kept_used"]]
    assert NewsItem.objects.get().institution.name == "Used"


def test_institution_is_used_by_whatever_leads_to_it():
    unused, posts, mentioned, pictured, member, struck = (InstitutionFactory() for _n in range(6))
    NewsItemFactory(institution=posts)
    NewsItemFactory().institutions.add(mentioned)
    PictureFactory(owner=pictured)
    PictureFactory(owner=NewsItemFactory())
    MembershipFactory(institution=member)
    MembershipFactory(institution=struck, recorded_until=now())
    everybody = [unused, posts, mentioned, pictured, member, struck]

    used, named = referring([institution.pk for institution in everybody])

    assert used == {institution.pk for institution in (posts, mentioned, pictured, member)}
    assert named == used | {struck.pk}


def test_former_texts_of_a_changed_institution_are_kept_as_a_revision(bring, ours, secretary):
    from reversion.models import Version

    own = MembershipFactory(alliance=ours, institution__name="Own", institution__acronym="OLD").institution

    apply_batch(bring([["name_en", "acronym"], ["Own", "NEW"]]), by=secretary)

    versions = Version.objects.get_for_object(own)
    assert [version.field_dict["acronym"] for version in versions] == ["NEW", "OLD"]
    assert versions[0].revision.user == secretary


@pytest.mark.parametrize("rows", [3, 30])
def test_judging_applying_and_undoing_ask_no_query_a_row(bring, secretary, rows, django_assert_max_num_queries):
    table = [
        ["name_en", "country"],
        *(["University of " + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26] * (n + 1), "CN"] for n in range(rows)),
    ]

    with django_assert_max_num_queries(19):
        batch = bring(table)
    with django_assert_max_num_queries(25):
        apply_batch(batch, by=secretary)
    with django_assert_max_num_queries(57):
        undone = undo_batch(batch, by=secretary)
    assert undone == (rows, 0)
    assert not Institution.objects.exists()
