"""Smaller copies of pictures: drawn behind the request, whole or not at all, gone with their picture."""

import io
import json
import os

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from PIL import Image

from core import variants
from core.picture_fields import VariantsField, picture_fields
from core.services import variants as service
from core.variants import planned, store_whole
from members.models import Institution
from tests.factories import AllianceFactory, InstitutionFactory

pytestmark = pytest.mark.django_db


def photograph(width=900, height=600, mode="RGB", colour="teal"):
    buffer = io.BytesIO()
    Image.new(mode, (width, height), colour).save(buffer, "PNG")
    return SimpleUploadedFile("photograph.png", buffer.getvalue(), "image/png")


@pytest.fixture
def uploaded(django_capture_on_commit_callbacks):
    """An alliance with a cover whose smaller copies the worker has made."""
    with django_capture_on_commit_callbacks(execute=True):
        alliance = AllianceFactory(cover=photograph())
    alliance.refresh_from_db()
    return alliance


def run_command(*options):
    output = io.StringIO()
    call_command("make_variants", "--json", *options, stdout=output)
    return json.loads(output.getvalue())


def files_beside(name):
    folder = os.path.dirname(default_storage.path(name))
    return sorted(file for file in os.listdir(folder) if file.startswith(os.path.basename(name)))


def test_every_picture_has_a_column_for_its_variants():
    fields = [field for model in apps.get_models() for field in picture_fields(model)]

    for field in fields:
        beside = field.model._meta.get_field(field.variants_name)
        assert isinstance(beside, VariantsField)
        assert beside.creation_counter > field.creation_counter
    assert len(fields) >= 5


def test_upload_is_measured_at_once_and_drawn_smaller_by_the_worker(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as jobs:
        alliance = AllianceFactory(cover=photograph())
    at_once = (alliance.cover.width, alliance.cover.height, alliance.cover.candidates("webp"))
    for job in jobs:
        job()
    alliance.refresh_from_db()

    assert at_once == (900, 600, [])
    assert alliance.cover_variants == {
        "of": alliance.cover.name,
        "width": 900,
        "height": 600,
        "webp": [400, 800],
        "avif": [400, 800, 900],
    }


def test_copies_are_what_their_names_say(uploaded):
    for kind, format_name in (("webp", "WEBP"), ("avif", "AVIF")):
        for width in uploaded.cover_variants[kind]:
            with default_storage.open(f"{uploaded.cover.name}.{width}.{kind}") as file, Image.open(file) as picture:
                assert (picture.format, picture.size) == (format_name, (width, round(width * 2 / 3)))


def test_clear_ground_stays_clear(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        institution = InstitutionFactory(logo=photograph(320, 320, "RGBA", "#00808040"))
    with Image.open(default_storage.path(f"{institution.logo.name}.96.webp")) as copy:
        assert copy.mode == "RGBA"


@pytest.mark.parametrize(
    ("width", "webp", "avif"),
    [
        (8, [], []),
        (400, [], [400]),
        (1200, [400, 800], [400, 800, 1200]),
        (1600, [400, 800], [400, 800, 1600]),
        (2400, [400, 800, 1600], [400, 800, 1600]),
    ],
)
def test_nothing_is_drawn_larger_than_the_picture(width, webp, avif):
    assert planned(width, variants.PICTURE_WIDTHS) == {"webp": webp, "avif": avif}


def test_pillow_without_avif_makes_webp_alone(monkeypatch):
    monkeypatch.setattr("core.variants.features.check", lambda name: name != "avif")

    assert planned(1600, variants.PICTURE_WIDTHS) == {"webp": [400, 800]}


def test_copies_of_a_former_picture_do_not_count(uploaded):
    uploaded.cover = photograph(500, 500)
    uploaded.save(update_fields=["cover"])  # leaves the column beside it as it was
    uploaded.refresh_from_db()

    assert uploaded.cover.candidates("webp") == []
    assert uploaded.cover.width == 500


def test_saving_again_draws_nothing_again(uploaded, django_capture_on_commit_callbacks, monkeypatch):
    drawn = []
    monkeypatch.setattr("core.variants.draw_all", lambda *picture: drawn.append(picture))

    with django_capture_on_commit_callbacks(execute=True):
        uploaded.save()

    assert drawn == []


def test_copies_are_deleted_with_their_picture(uploaded):
    name = uploaded.cover.name
    there = len(files_beside(name))

    uploaded.cover.delete()

    assert (there, files_beside(name)) == (6, [])


def test_worker_that_dies_leaves_no_half_file_and_no_row_that_names_one(monkeypatch):
    alliance = AllianceFactory(cover=photograph())
    store, calls = variants.store_whole, []

    def die_at_the_third(name, content):
        calls.append(name)
        if len(calls) == 3:
            raise SystemExit
        store(name, content)

    with monkeypatch.context() as patch:
        patch.setattr("core.variants.store_whole", die_at_the_third)
        with pytest.raises(SystemExit):
            service.make_variants(type(alliance), alliance.pk, "cover")
    alliance.refresh_from_db()
    after_the_crash = alliance.cover.candidates("webp")
    report = run_command()

    alliance.refresh_from_db()
    assert after_the_crash == []
    assert report == {"dry_run": False, "missing": 1, "made": 5, "failed": {}}
    assert [width for _address, width in alliance.cover.candidates("webp")] == [400, 800, 900]


def test_file_is_replaced_whole_or_not_at_all(monkeypatch):
    store_whole("whole/a.webp", b"before")

    def die(*_names):
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr("core.variants.os.replace", die)
        with pytest.raises(OSError, match="disk is full"):
            store_whole("whole/a.webp", b"after")
    with default_storage.open("whole/a.webp") as file:
        kept = file.read()
    store_whole("whole/a.webp", b"after")

    with default_storage.open("whole/a.webp") as file:
        assert (kept, file.read()) == (b"before", b"after")


def test_picture_that_was_replaced_meanwhile_keeps_its_own_row(monkeypatch):
    institution = InstitutionFactory(logo=photograph(320, 320))
    draw_all = variants.draw_all

    def replaced_meanwhile(name, widths):
        kept = draw_all(name, widths)
        Institution.objects.filter(pk=institution.pk).update(logo="institution/00/newer.webp", logo_variants={})
        return kept

    monkeypatch.setattr("core.variants.draw_all", replaced_meanwhile)
    service.make_variants(Institution, institution.pk, "logo")

    institution.refresh_from_db()
    assert (institution.logo.name, institution.logo_variants) == ("institution/00/newer.webp", {})


def test_command_makes_what_is_missing_and_nothing_twice(uploaded):
    default_storage.delete(f"{uploaded.cover.name}.400.avif")

    reports = [run_command("--dry-run"), run_command(), run_command()]

    assert [(report["missing"], report["made"]) for report in reports] == [(1, 0), (1, 5), (0, 0)]
    assert default_storage.exists(f"{uploaded.cover.name}.400.avif")


def test_command_names_a_picture_that_cannot_be_read_and_makes_the_others(uploaded):
    gone = InstitutionFactory(logo="institution/00/gone.webp")
    default_storage.delete(f"{uploaded.cover.name}.400.avif")

    with pytest.raises(CommandError, match=f"members.Institution {gone.pk} logo"):
        run_command()

    assert default_storage.exists(f"{uploaded.cover.name}.400.avif")


def test_picture_drawn_anew_under_its_name_loses_its_copies(uploaded):
    service.forget_variants([uploaded.cover.name])

    uploaded.refresh_from_db()
    assert uploaded.cover_variants == {}
    assert files_beside(uploaded.cover.name) == [os.path.basename(uploaded.cover.name)]
