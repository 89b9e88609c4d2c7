"""The committed fixtures: up to date, valid, and in four languages."""

import importlib

import pytest
from django.apps import apps
from PIL import Image

from alliances.models import Alliance
from core.languages import translated_fields
from fixtures.build import build
from fixtures.builder.ids import ulid_for
from portal.demo.content import FOLDER, PARTS, read

COLUMNS = ("en", "zh_hans", "ru", "ar")
# A name is given where an official form exists, never invented; printed words stay as they were printed.
WITHOUT_EVERY_LANGUAGE = {
    *("alliances.alliance.name", "members.institution.name", "members.person.name"),
    *("core.source.title", "core.source.publisher", "core.source.byline"),
}
LABELS = {
    "core.area": ["name", "description"],
    "members.office": ["title"],
    "alliances.alliance": ["summary", "aims"],
    "alliances.milestone": ["text"],
    "alliances.event": ["title", "summary"],
    "alliances.document": ["title", "summary"],
    "alliances.contradiction": ["topic", "ruling"],
    "alliances.contradictionside": ["value"],
    "governance.body": ["name"],
    "governance.agendaitem": ["title"],
    "governance.meeting": ["outcome"],
    "governance.proposal": ["title", "summary"],
    "governance.proposalpart": ["text"],
    "research.group": ["name", "summary"],
    "research.project": ["title", "aim", "summary"],
    "research.opportunity": ["title", "summary", "eligibility"],
    "news.newsitem": ["kicker", "title", "lead", "body", "byline"],
    "news.newsmention": ["note"],
    "news.boilerplateversion": ["title", "text"],
    "core.picture": ["caption", "credit", "alt"],
}


def test_committed_fixtures_are_what_the_build_writes():
    stale = [name for name, text in build().items() if (FOLDER / name).read_text(encoding="utf-8") != text]

    assert stale == []


def test_ids_depend_on_the_natural_key_alone():
    assert Alliance.objects.get(slug="uasr").pk == ulid_for("alliances.alliance", "uasr")
    assert ulid_for("alliances.alliance", "uasr") != ulid_for("alliances.event", "uasr")


@pytest.mark.parametrize("label", LABELS)
def test_titles_leads_and_labels_exist_in_four_languages(label):
    rows = apps.get_model(label).objects.all()

    assert rows
    missing = [
        (str(row), field, column)
        for row in rows
        for field in LABELS[label]
        for column in COLUMNS
        if not getattr(row, f"{field}_{column}")
    ]
    assert missing == []


def test_a_text_that_exists_in_english_exists_in_all_languages():
    half = []
    for row in (row for part in PARTS for row in read(f"{part}.json")):
        for field in translated_fields(apps.get_model(row["model"])):
            given = [bool(row["fields"].get(f"{field}_{column}")) for column in COLUMNS]
            if len(set(given)) > 1 and f"{row['model']}.{field}" not in WITHOUT_EVERY_LANGUAGE:
                half.append((row["pk"], field))
    assert half == []


@pytest.mark.parametrize("slug", ["uasr", "aua", "belt-and-road-university-alliance"])
def test_three_alliances_have_a_full_text_in_four_languages(slug):
    alliance = Alliance.objects.get(slug=slug)

    for column in COLUMNS:
        assert getattr(alliance, f"description_{column}").count("<p>") >= 3


@pytest.mark.parametrize("part", PARTS)
def test_records_pass_the_checks_of_the_forms(part):
    for model in {row["model"] for row in read(f"{part}.json")}:
        for record in apps.get_model(model).objects.all():
            record.full_clean(validate_unique=False)


def test_script_draws_exactly_the_pictures_that_are_committed(monkeypatch):
    monkeypatch.syspath_prepend(FOLDER)
    drawn = {name for name, _draw in importlib.import_module("pictures").pictures(FOLDER / "facts")}

    committed = {str(file.relative_to(FOLDER / "media").with_suffix("")) for file in (FOLDER / "media").rglob("*.webp")}
    assert drawn == committed


def test_covers_and_scenes_are_wide_enough_for_a_large_screen():
    for file in (FOLDER / "media").rglob("*.webp"):
        with Image.open(file) as picture:
            square = file.stem.endswith("-logo") or file.parent.name == "people"
            assert picture.size == ((320, 320) if square else (1600, 900)), file
