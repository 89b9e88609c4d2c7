"""Import with a dry run, and export, within the scope of the person."""

import csv
import io
import json

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alliances.models import Event, Membership
from core.models import AuditEntry
from members.models import Institution
from tests.admin.conftest import admin_url
from tests.factories import (
    DraftInstitutionFactory,
    DraftSourceFactory,
    EventFactory,
    InstitutionFactory,
    MembershipFactory,
)

CSV_FORMAT, XLSX_FORMAT = "0", "1"


def table(*rows, encoding="utf-8", separator=","):
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows(rows)
    return SimpleUploadedFile("table.csv", text.getvalue().encode(encoding))


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return SimpleUploadedFile("table.xlsx", data.getvalue())


def check(client, model, file, file_format=CSV_FORMAT):
    data = {"import_file": file, "format": file_format, "resource": "0"}
    return client.post(admin_url(model, "import"), data)


def confirm(client, model, page):
    return client.post(admin_url(model, "process_import"), page.context["confirm_form"].initial)


def verdicts(page):
    return [row.import_type for row in page.context["result"].rows]


SCHOOLS = [
    ["name_en", "name_zh_hans", "country", "ror_id", "kind"],
    ["Xi'an Jiaotong University", "西安交通大学", "CN", "https://ror.org/017zhmm22", "University"],
    ["Lanzhou University", "兰州大学", "China", "", "university"],
]


@pytest.mark.parametrize("make", ["csv", "xlsx"])
def test_dry_run_saves_nothing_and_the_import_does(secretariat, secretary, make):
    file, kind = (table(*SCHOOLS), CSV_FORMAT) if make == "csv" else (workbook(*SCHOOLS), XLSX_FORMAT)

    page = check(secretariat, Institution, file, kind)
    there_before = Institution.objects.count()
    confirm(secretariat, Institution, page)

    assert verdicts(page) == ["new", "new"]
    assert there_before == 0
    assert list(Institution.objects.order_by("slug").values_list("slug", "country", "state", "created_by")) == [
        ("lanzhou-university", "CN", "draft", secretary.pk),
        ("xian-jiaotong-university", "CN", "draft", secretary.pk),
    ]
    assert AuditEntry.objects.filter(action="import").count() == 2


def test_twice_in_makes_no_duplicates(secretariat):
    confirm(secretariat, Institution, check(secretariat, Institution, table(*SCHOOLS)))

    again = check(secretariat, Institution, table(*SCHOOLS))

    assert verdicts(again) == ["skip", "skip"]
    assert "confirm_form" not in again.context


def test_one_bad_row_stops_no_other(secretariat):
    rows = [
        *SCHOOLS,
        ["Nowhere University", "", "Atlantis", "", ""],
        ["Long", "", "", "", ""],
        ["X" * 400, "", "", "", ""],
    ]

    page = check(secretariat, Institution, table(*rows))
    confirm(secretariat, Institution, page)

    assert verdicts(page) == ["new", "new", "invalid", "new", "invalid"]
    assert "“Atlantis” is no country or region" in page.content.decode()
    assert Institution.objects.count() == 3


def test_institution_of_others_is_not_changed_by_a_table(secretariat):
    InstitutionFactory(slug="stranger", name="Stranger", acronym="OLD")

    page = check(secretariat, Institution, table(["name_en", "slug", "acronym"], ["Stranger", "stranger", "NEW"]))

    assert verdicts(page) == ["invalid"]
    assert Institution.objects.get().acronym == "OLD"


def test_related_institution_is_changed_and_empty_cells_leave_what_is_there(secretariat, ours):
    own = MembershipFactory(alliance=ours, institution__slug="own", institution__city="Beijing").institution
    file = table(["name_en", "slug", "acronym", "city_en"], [own.name, "own", "OWN", ""])

    page = check(secretariat, Institution, file)
    confirm(secretariat, Institution, page)

    own.refresh_from_db()
    assert (verdicts(page), own.acronym, own.city) == (["update"], "OWN", "Beijing")


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8-sig", "兰州大学"),
        ("utf-16", "جامعة القاهرة"),
        ("gb18030", "西安交通大学与兰州大学"),
        ("windows-1251", "Санкт-Петербургский политехнический университет"),
        ("windows-1256", "جامعة الملك فهد للبترول والمعادن"),
    ],
)
def test_encodings_and_separators_are_told_apart(secretariat, encoding, name):
    file = table(["name_en", "name_zh_hans"], ["School", name], encoding=encoding, separator=";")

    confirm(secretariat, Institution, check(secretariat, Institution, file))

    assert Institution.objects.get().name_zh_hans == name


def test_unknown_encoding_and_columns_are_explained(secretariat):
    garbled = check(secretariat, Institution, SimpleUploadedFile("a.csv", bytes(range(128, 256)) * 3))
    column = check(secretariat, Institution, table(["name_en", "password"], ["A", "b"]))
    lacking = check(secretariat, Institution, table(["slug"], ["a"]))

    assert "encoding that the portal does not know" in garbled.content.decode()
    assert "does not know the column “password”" in column.content.decode()
    assert "lacks the column “name_en”" in lacking.content.decode()


def memberships(ours, *rows):
    return table(["alliance", "institution", "role", "since", "until"], *[[ours.slug, *row] for row in rows])


def test_memberships_come_in_as_recorded_facts(secretariat, secretary, ours):
    InstitutionFactory(slug="lanzhou", ror_id="https://ror.org/01mkqqe32")
    InstitutionFactory(slug="fudan")
    file = memberships(ours, ["https://ror.org/01mkqqe32", "member", "2016-05", ""], ["fudan", "Observer", "2017", ""])

    page = check(secretariat, Membership, file)
    dry = Membership.objects.count()
    confirm(secretariat, Membership, page)

    assert (verdicts(page), dry) == (["new", "new"], 0)
    assert {(row.institution.slug, row.role, row.since.text, row.recorded_by) for row in Membership.objects.all()} == {
        ("lanzhou", "member", "2016-05", secretary),
        ("fudan", "observer", "2017", secretary),
    }
    assert AuditEntry.objects.filter(action="record").count() == 2


def test_memberships_twice_in_are_as_they_are(secretariat, ours):
    InstitutionFactory(slug="fudan")
    row = ["fudan", "member", "2017", ""]
    confirm(secretariat, Membership, check(secretariat, Membership, memberships(ours, row)))

    assert verdicts(check(secretariat, Membership, memberships(ours, row))) == ["skip"]
    assert Membership.objects.count() == 1


def test_what_differs_is_a_correction(secretariat, ours):
    InstitutionFactory(slug="fudan")
    confirm(secretariat, Membership, check(secretariat, Membership, memberships(ours, ["fudan", "member", "2017", ""])))
    changed = check(secretariat, Membership, memberships(ours, ["fudan", "member", "2017", "2020"]))

    confirm(secretariat, Membership, changed)

    assert verdicts(changed) == ["update"]
    assert Membership.objects.count() == 2
    assert Membership.objects.current().get().until.text == "2020"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["nobody", "member", "2017", ""], "No institution “nobody” that you may choose."),
        (["hidden", "member", "2017", ""], "No institution “hidden” that you may choose."),
        (["fudan", "boss", "2017", ""], "“boss” is none of the choices"),
        (["fudan", "member", "soon", ""], "“soon” is not a date"),
        (["fudan", "", "2017", ""], "Fill in this cell."),
        (["fudan", "member", "2017", "2015"], "The end may not come before the beginning."),
    ],
)
def test_wrong_membership_rows_say_why(secretariat, ours, row, words):
    InstitutionFactory(slug="fudan")
    DraftInstitutionFactory(slug="hidden")

    page = check(secretariat, Membership, memberships(ours, row))

    assert verdicts(page) == ["invalid"]
    assert words in page.content.decode()


def test_membership_in_another_alliance_is_refused(secretariat, theirs):
    InstitutionFactory(slug="fudan")

    page = check(secretariat, Membership, memberships(theirs, ["fudan", "member", "2017", ""]))

    assert verdicts(page) == ["invalid"]
    assert theirs.name not in page.content.decode()


def export(client, model, file_format, query=""):
    names = client.get(admin_url(model, "export")).context["form"].fields
    chosen = {name: "on" for name in names if name not in {"format", "resource", "export_items"}}
    response = client.post(admin_url(model, "export") + query, {"format": file_format, "resource": "0", **chosen})
    return response.content


def test_export_holds_own_and_filtered_rows_alone(secretariat, ours, theirs):
    shown = EventFactory(alliance=ours, kind="forum")
    EventFactory(alliance=ours, kind="talk")
    EventFactory(alliance=theirs, kind="forum")

    rows = json.loads(export(secretariat, Event, "2", "?kind__exact=forum"))

    assert [row["slug"] for row in rows] == [shown.slug]
    assert (rows[0]["alliance"], rows[0]["starts"]) == (ours.slug, shown.starts.text)
    assert not {"search_tokens", "sort_en"} & set(rows[0])


def test_export_of_chosen_rows_does_not_reach_further(secretariat, ours, theirs):
    own, foreign = EventFactory(alliance=ours), EventFactory(alliance=theirs)
    data = {"format": "2", "resource": "0", "export_items": [own.pk, foreign.pk], "slug": "on"}

    content = secretariat.post(admin_url(Event, "export"), data).content.decode()

    assert foreign.slug not in content


def test_export_names_no_unseen_relation(secretariat, ours):
    EventFactory(alliance=ours, source=DraftSourceFactory(slug="hidden-letter"))

    assert "hidden-letter" not in export(secretariat, Event, "2").decode()


@pytest.mark.parametrize("file_format", [CSV_FORMAT, XLSX_FORMAT])
@pytest.mark.parametrize("text", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_no_cell_is_a_formula(secretariat, ours, file_format, text):
    EventFactory(alliance=ours, title=text)

    content = export(secretariat, Event, file_format)

    if file_format == CSV_FORMAT:
        cells = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig")))).values()
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).active
        cells = [cell.value for row in sheet for cell in row]
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert f"'{text}" in cells


def test_exports_come_back_as_they_went(superuser):
    InstitutionFactory(name="-Minus University", latitude="-33.5", longitude="18.4")
    content = export(superuser, Institution, CSV_FORMAT)
    row = next(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    kept = ["slug", "name_en", "country", "latitude", "longitude", "kind"]

    page = check(superuser, Institution, table(kept, [row[name] for name in kept]))

    assert row["name_en"] == "'-Minus University"
    assert verdicts(page) == ["skip"]
