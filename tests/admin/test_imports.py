"""The import in the admin: from a file through columns and rows to the record, and back."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from alliances.models import Membership
from core.models import ImportBatch
from members.models import Institution
from tests.admin.conftest import admin_url, signed_in
from tests.factories import InstitutionFactory, SecretariatUserFactory, UserFactory

SCHOOLS = [["name_en", "country"], ["Lanzhou University", "China"], ["=Fudan()", "Atlantis"]]


def upload(client, rows=SCHOOLS, *, model=Institution, content=None, **data):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    file = SimpleUploadedFile("list.csv", text.getvalue().encode() if content is None else content)
    return client.post(admin_url(model, "import"), {"file": file, "encoding": "", **data})


def name_columns(client, batch, **changes):
    data = {f"columns-{at}": key for at, key in enumerate(batch.mapping)} | {"map": "1"}
    return client.post(batch.get_admin_url("columns"), data | changes)


@pytest.fixture
def batch(secretariat):
    """Our list of two institutions, one of them wrong, judged and not applied."""
    upload(secretariat)
    batch = ImportBatch.objects.get()
    name_columns(secretariat, batch)
    return batch


def test_list_leads_to_the_import(secretariat):
    page = secretariat.get(admin_url(Institution, "changelist"))

    assert admin_url(Institution, "import") in page.content.decode()


def test_table_goes_from_file_to_record_and_back(secretariat):
    sent = upload(secretariat)
    batch = ImportBatch.objects.get()
    judged = name_columns(secretariat, batch)
    rows = secretariat.get(judged.url)
    applied = secretariat.post(batch.get_admin_url("apply"), follow=True)
    there = list(Institution.objects.values_list("name_en", flat=True))
    asked = secretariat.get(batch.get_admin_url("undo"))
    undone = secretariat.post(batch.get_admin_url("undo"), follow=True)

    assert sent.url == batch.get_admin_url("columns")
    assert [told["key"] for told in rows.context["rows"]] == ["new", "wrong"]
    assert (rows.context["good"], rows.context["rest"]) == (1, 1)
    assert [str(said) for said in applied.context["messages"]] == ["1 row was applied. 1 row was not."]
    assert there == ["Lanzhou University"]
    assert asked.context["applied"] == 1
    assert [str(said) for said in undone.context["messages"]] == ["1 row was undone."]
    assert not Institution.objects.exists()


def test_columns_show_headers_examples_and_guesses(secretariat):
    page = secretariat.get(upload(secretariat).url)

    assert [(column["header"], column["samples"]) for column in page.context["named"]] == [
        ("name_en", ["Lanzhou University", "=Fudan()"]),
        ("country", ["China", "Atlantis"]),
    ]
    assert [column["field"].initial for column in page.context["named"]] == ["name_en", "country"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"columns-1": "name_en"}, "Two columns are “name (English)”"),
        ({"columns-0": ""}, "No column names the institution"),
        ({"columns-0": "password"}, "not one of the available choices"),
    ],
)
def test_columns_that_make_no_sense_are_refused(secretariat, changes, words):
    upload(secretariat)
    batch = ImportBatch.objects.get()

    page = name_columns(secretariat, batch, **changes)

    assert words in page.content.decode()
    assert not batch.rows.exists()


def test_file_is_read_anew_in_another_way(secretariat):
    upload(secretariat, content=b"List,2024\nName;Land\nLanzhou, University;China\n")
    batch = ImportBatch.objects.get()
    data = {"encoding": "UTF-8", "separator": ";", "title_lines": 1, "header_lines": 1}

    secretariat.post(
        batch.get_admin_url("columns"), {f"reading-{key}": str(v) for key, v in data.items()} | {"read": "1"}
    )

    batch.refresh_from_db()
    assert (batch.headers, batch.title_lines, batch.stage) == (["Name", "Land"], 1, "uploaded")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"PK\x03\x04rubbish", "The workbook is damaged"),
        (b",,\n,,", "no row with text"),
        (bytes(range(128, 256)) * 3, "an encoding that the portal does not know"),
    ],
)
def test_unreadable_file_gets_a_sentence(secretariat, content, words):
    page = upload(secretariat, content=content)

    assert page.status_code == 200
    assert words in page.content.decode()
    assert not ImportBatch.objects.exists()


def test_hostile_cells_are_shown_as_text(secretariat):
    upload(secretariat, [["name_en", "country"], ["<script>x</script>\x00", "CN"], ["A" * 10_000, "=1+1"]])
    batch = ImportBatch.objects.get()
    name_columns(secretariat, batch)

    page = secretariat.get(batch.get_admin_url("rows")).content.decode()

    assert "&lt;script&gt;x&lt;/script&gt;" in page
    assert "The cell has 10000 characters" in page


def test_row_is_mended_in_place(secretariat, batch):
    row = batch.rows.get(verdict="wrong")
    page = secretariat.get(batch.get_admin_url("row", row.number))

    secretariat.post(
        batch.get_admin_url("row", row.number), {"cell-0": "Fudan University", "cell-1": "China", "choice": ""}
    )

    assert [page.context["form"][f"cell-{at}"].initial for at in (0, 1)] == ["=Fudan()", "Atlantis"]
    row.refresh_from_db()
    assert (row.verdict, row.cells) == ("new", ["Fudan University", "China"])


def test_conflict_is_decided_among_the_records_it_may_be(secretariat):
    there = InstitutionFactory(name="Lanzhou University", country="RU")
    other = InstitutionFactory(name="Other University")
    upload(secretariat, SCHOOLS[:2])
    batch = ImportBatch.objects.get()
    name_columns(secretariat, batch)
    address = batch.get_admin_url("row", 2)
    cells = {"cell-0": "Lanzhou University", "cell-1": "China"}

    choices = [key for key, _label in secretariat.get(address).context["form"].fields["choice"].choices]
    foreign = secretariat.post(address, {**cells, "choice": other.pk})
    secretariat.post(address, {**cells, "choice": "new"})

    assert choices == ["", there.pk, "new", "skip"]
    assert foreign.status_code == 200
    assert batch.rows.get().verdict == "new"


@pytest.mark.parametrize(("show", "lines"), [("", [2, 3]), ("wrong", [3]), ("new", [2]), ("applied", [])])
def test_rows_are_filtered_by_verdict(secretariat, batch, show, lines):
    page = secretariat.get(batch.get_admin_url("rows"), {"show": show})

    assert [told["row"].number for told in page.context["rows"]] == lines


def test_unknown_filter_is_not_there(secretariat, batch):
    assert secretariat.get(batch.get_admin_url("rows"), {"show": "password"}).status_code == 404


def test_rest_is_a_file_that_comes_in_again(secretariat, batch):
    as_csv = secretariat.get(batch.get_admin_url("rest", "csv"))
    as_xlsx = secretariat.get(batch.get_admin_url("rest", "xlsx"))

    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx.content)).active
    assert as_csv["Content-Disposition"] == 'attachment; filename="list-rest.csv"'
    assert rows[0] == ["name_en", "country", "Line", "Verdict", "Reasons"]
    assert rows[1][:4] == ["'=Fudan()", "Atlantis", "3", "Wrong"]
    assert "is no country or region" in rows[1][4]
    assert [str(cell.value) for cell in sheet[2]] == rows[1]
    assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_member_list_asks_for_the_alliance(secretariat, ours, theirs):
    rows = [["institution", "role"], ["Lanzhou University", "member"]]

    foreign = upload(secretariat, rows, model=Membership, alliance=theirs.pk)
    upload(secretariat, rows, model=Membership, alliance=ours.pk)
    batch = ImportBatch.objects.get()
    name_columns(secretariat, batch, **{"columns-creates_missing": "on"})
    secretariat.post(batch.get_admin_url("apply"))

    assert foreign.status_code == 200
    assert theirs.name not in foreign.content.decode()
    assert Membership.objects.get().alliance == ours


def test_strangers_meet_no_page_of_an_import(batch, theirs):
    stranger = signed_in(SecretariatUserFactory(alliance=theirs))
    pages = [batch.get_admin_url(name) for name in ("change", "columns", "rows", "apply", "undo")]
    pages += [batch.get_admin_url("row", 2), batch.get_admin_url("rest", "csv")]

    got = {stranger.get(page).status_code for page in pages}
    posted = {stranger.post(page).status_code for page in pages}
    lists = [stranger.get(admin_url(model, "changelist")) for model in (ImportBatch, type(batch.rows.first()))]
    start = stranger.get(admin_url(Institution, "import"))

    assert (got, posted) == ({404}, {404})
    assert [page.context["cl"].result_count for page in lists] == [0, 0]
    assert batch.file_name not in start.content.decode()
    assert not Institution.objects.exists()


@pytest.mark.parametrize("made", [lambda: UserFactory(is_staff=True), UserFactory])
def test_who_works_in_no_secretariat_imports_nothing(db, made):
    client = signed_in(made())

    assert client.get(admin_url(Institution, "import")).status_code in {302, 403}
    assert upload(client).status_code in {302, 403}


def test_colleague_goes_on_with_a_member_list(secretariat, ours):
    upload(secretariat, [["institution"], ["Lanzhou University"]], model=Membership, alliance=ours.pk)
    batch = ImportBatch.objects.get()
    colleague = signed_in(SecretariatUserFactory(alliance=ours))

    assert name_columns(colleague, batch).status_code == 302
    assert colleague.get(batch.get_admin_url("rows")).status_code == 200


def test_import_leads_to_the_step_where_it_stands(secretariat):
    upload(secretariat)
    batch = ImportBatch.objects.get()

    first = secretariat.get(batch.get_admin_url("change"))
    early = secretariat.get(batch.get_admin_url("rows"))
    name_columns(secretariat, batch)
    second = secretariat.get(batch.get_admin_url("change"))

    assert (first.url, early.url) == (batch.get_admin_url("columns"),) * 2
    assert second.url == batch.get_admin_url("rows")


@pytest.mark.parametrize("rows", [3, 30])
def test_rows_page_asks_no_query_a_row(secretariat, rows, django_assert_num_queries):
    upload(secretariat, [["name_en"], *([f"University {'x' * n}"] for n in range(rows))])
    batch = ImportBatch.objects.get()
    name_columns(secretariat, batch)

    with django_assert_num_queries(8):
        page = secretariat.get(batch.get_admin_url("rows"))

    assert len(page.context["rows"]) == rows


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
@pytest.mark.parametrize("number", [1, 2])
def test_what_became_of_the_rows_is_said_in_each_language(ours, language, number):
    """Where a language has a word for one or two, the sentence holds no number."""
    client = signed_in(SecretariatUserFactory(alliance=ours, language=language))
    upload(client, [SCHOOLS[0], *([f"University {n}", "China"] for n in range(number)), ["Fudan", "Atlantis"]])
    batch = ImportBatch.objects.get()
    name_columns(client, batch)

    applied = client.post(batch.get_admin_url("apply"), follow=True)
    undone = client.post(batch.get_admin_url("undo"), follow=True)

    for answer in (applied, undone):
        assert answer.status_code == 200
        assert len(answer.context["messages"]) == 1
