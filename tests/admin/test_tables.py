"""Export of what a list shows, within the scope of the person."""

import csv
import io
import json

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliances.models import Event
from core.imports.targets import target_of
from core.models import Picture
from core.services.importing import name_columns, upload_table
from members.models import Institution
from news.models import NewsItem
from tests.admin.conftest import admin_url, signed_in
from tests.factories import (
    AreaFactory,
    DraftAllianceFactory,
    DraftAreaFactory,
    DraftGroupFactory,
    DraftSourceFactory,
    EventFactory,
    InstitutionFactory,
    NewsItemFactory,
    PictureFactory,
    SecretariatUserFactory,
    SuperuserFactory,
)

CSV_FORMAT, XLSX_FORMAT, JSON_FORMAT = "0", "1", "2"


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


def test_export_of_pictures_gives_all_columns(secretariat, ours):
    picture = PictureFactory(owner=NewsItemFactory(alliance=ours))

    [row] = json.loads(export(secretariat, Picture, JSON_FORMAT))

    assert row["alt_en"] == picture.alt
    assert row["file"] == picture.file.name
    assert "file_variants" not in row


def test_export_names_of_relations_to_many_what_the_person_sees(secretariat, ours, theirs):
    story = NewsItemFactory(alliance=ours)
    story.areas.set([AreaFactory(slug="water"), AreaFactory(slug="energy"), DraftAreaFactory(slug="hidden-area")])
    story.alliances.set([ours, theirs, DraftAllianceFactory(slug="hidden-alliance")])
    story.groups.set([DraftGroupFactory(alliance=ours, slug="own-draft"), DraftGroupFactory(slug="hidden-group")])

    [row] = json.loads(export(secretariat, NewsItem, JSON_FORMAT))

    assert (row["areas"], row["alliances"], row["groups"]) == ("energy; water", "aua; uasr", "own-draft")
    assert (row["people"], row["boilerplates"]) == ("", "")
    assert "hidden" not in json.dumps(row)


def test_export_asks_as_many_queries_for_three_rows_as_for_one(secretariat, ours):
    counts = []
    for rows in (1, 2):
        for _number in range(rows):
            NewsItemFactory(alliance=ours).areas.set([AreaFactory(), AreaFactory()])
        with CaptureQueriesContext(connection) as asked:
            assert len(json.loads(export(secretariat, NewsItem, JSON_FORMAT))) == len(counts) * 2 + 1
        counts.append(len(asked))

    assert counts[0] == counts[1]


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


@pytest.mark.parametrize("file_format", [CSV_FORMAT, XLSX_FORMAT])
def test_exports_come_back_as_they_went(superuser, file_format):
    InstitutionFactory(name="-Minus University", latitude="-33.5", longitude="18.4", ror_id="https://ror.org/017zhmm22")
    content = export(superuser, Institution, file_format)
    person = SuperuserFactory()

    batch = upload_table(content, file_name="export", target=target_of("members.institution"), by=person)
    batch = name_columns(batch, batch.mapping, by=person)

    assert {"slug", "name_en", "country", "latitude", "longitude", "kind"} <= set(batch.mapping)
    assert (batch.rows.get().verdict, batch.rows.get().label) == ("same", "-Minus University")


def test_export_is_the_list_as_it_is_filtered_searched_and_sorted(secretariat, ours, theirs):
    for title, kind in [("Harbin B", "forum"), ("Harbin A", "forum"), ("Shanghai", "forum"), ("Harbin C", "visit")]:
        EventFactory(alliance=ours, title=title, kind=kind)
    EventFactory(alliance=theirs, title="Harbin of others", kind="forum")
    listed = secretariat.get(admin_url(Event, "changelist"), {"q": "Harbin", "kind__exact": "forum", "o": "-1"})
    query = listed.context["cl"].get_query_string()

    rows = json.loads(export(secretariat, Event, "2", query))

    assert [row["title_en"] for row in rows] == ["Harbin B", "Harbin A"]
    assert [item.title_en for item in listed.context["cl"].result_list] == ["Harbin B", "Harbin A"]
    assert f"{admin_url(Event, 'export')}{query}".replace("&", "&amp;") in listed.content.decode()


def test_columns_of_an_export_are_named_as_in_the_forms_in_the_language_of_the_person(ours):
    secretary = SecretariatUserFactory(alliance=ours, language="ru")

    form = signed_in(secretary).get(admin_url(NewsItem, "export")).context["form"]

    labels = [str(column.label) for column in form.columns()]
    assert "Название · 简体中文" in labels
    assert "Дата источника" in labels
    assert len(labels) == len(set(labels))
