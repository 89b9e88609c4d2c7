"""Pictures on pages, in the API and at their addresses: small for slow lines, and as private as their record."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils import translation
from PIL import Image

from core.services.variants import make_missing_variants
from tests import factories

pytestmark = pytest.mark.django_db


def photograph(width=900, height=600):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(buffer, "PNG")
    return SimpleUploadedFile("photograph.png", buffer.getvalue(), "image/png")


def drawn(shown, arguments=""):
    template = Template("{% load pictures %}{% picture shown " + arguments + " %}")
    return template.render(Context({"shown": shown, "told": "A harbour & hills"}))


def fresh(record):
    make_missing_variants()
    return type(record).objects.get(pk=record.pk)


def test_copies_of_a_draft_answer_to_those_who_see_the_draft(client):
    alliance = factories.DraftAllianceFactory(cover=photograph())
    secretariat = factories.SecretariatUserFactory(alliance=alliance)
    names = [f"/media/{fresh(alliance).cover.name}{ending}" for ending in ("", ".400.avif", ".800.webp")]

    strangers = [client.get(name).status_code for name in names]
    client.force_login(secretariat)
    own = [client.get(name) for name in names]

    assert strangers == [404, 404, 404]
    assert [answer.status_code for answer in own] == [200, 200, 200]
    assert {answer.headers["Cache-Control"] for answer in own} == {"private, no-store"}


def test_copies_are_public_with_their_record_and_no_longer(client):
    alliance = fresh(factories.AllianceFactory(cover=photograph()))
    address = f"/media/{alliance.cover.name}.400.avif"

    public = client.get(address)
    type(alliance).objects.filter(pk=alliance.pk).update(state="draft")
    withdrawn = client.get(address)

    assert (public.headers["Content-Type"], public.headers["Cache-Control"]) == ("image/avif", "public, max-age=300")
    assert withdrawn.status_code == 404


def test_pictures_are_not_packed_once_more(client):
    """That would cost time and save nothing, and the reader would not learn how much is to come."""
    alliance = fresh(factories.AllianceFactory(cover=photograph()))

    answer = client.get(f"/media/{alliance.cover.name}.400.webp", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in answer.headers
    assert int(answer.headers["Content-Length"]) == len(b"".join(answer.streaming_content))


@pytest.mark.parametrize("ending", [".123.avif", ".400.png", ".400.avif.400.avif", ".400.avif.part", ".avif"])
def test_no_other_file_beside_a_picture_answers(client, ending):
    alliance = fresh(factories.AllianceFactory(cover=photograph()))

    assert client.get(f"/media/{alliance.cover.name}{ending}").status_code == 404


def test_page_asks_for_the_width_and_format_that_fit(django_assert_num_queries):
    cover = fresh(factories.AllianceFactory(cover=photograph())).cover

    with django_assert_num_queries(0):
        html = drawn(cover, 'sizes="50vw" class="cover" alt=told')

    assert html == (
        "<picture>"
        f'<source type="image/avif" srcset="/media/{cover.name}.400.avif 400w, /media/{cover.name}.800.avif 800w, '
        f'/media/{cover.name}.900.avif 900w" sizes="50vw">'
        f'<source type="image/webp" srcset="/media/{cover.name}.400.webp 400w, /media/{cover.name}.800.webp 800w, '
        f'/media/{cover.name} 900w" sizes="50vw">'
        f'<img src="/media/{cover.name}" width="900" height="600" alt="A harbour &amp; hills" class="cover" '
        'decoding="async" loading="lazy"></picture>'
    )


def test_page_shows_the_picture_before_its_copies_are_made():
    cover = factories.AllianceFactory(cover=photograph()).cover

    assert drawn(cover) == (
        f'<picture><img src="/media/{cover.name}" width="900" height="600" alt="" decoding="async" loading="lazy">'
        "</picture>"
    )


def test_hero_comes_first_and_what_is_eager_is_not_lazy():
    cover = factories.AllianceFactory(cover=photograph()).cover

    hero, eager = drawn(cover, "hero=True"), drawn(cover, 'loading="eager"')

    assert 'fetchpriority="high"' in hero
    assert "loading" not in hero + eager
    assert "fetchpriority" not in eager


def test_logo_is_drawn_in_its_size_on_the_page():
    logo = fresh(factories.InstitutionFactory(logo=photograph(320, 320))).logo

    html = drawn(logo, "size=48")

    assert f'srcset="/media/{logo.name}.96.webp 96w, /media/{logo.name}.192.webp 192w" sizes="48px"' in html
    assert 'width="48" height="48" alt=""' in html


def test_alternative_text_comes_with_the_picture_in_the_language_that_it_has():
    told = factories.PictureFactory(alt_en="A bridge", alt_ru="")
    decorative = factories.PictureFactory(alt_en="", is_decorative=True)

    with translation.override("en"):
        own = drawn(told)
    with translation.override("ru"):
        other = drawn(told)

    assert 'alt="A bridge" decoding' in own
    assert 'alt="A bridge" lang="en" dir="ltr"' in other
    assert 'alt=""' in drawn(decorative)


def test_record_without_a_picture_prints_nothing():
    assert drawn(factories.AllianceFactory().cover) == ""


def test_picture_whose_file_is_gone_costs_the_page_nothing_else():
    gone = factories.AllianceFactory(cover="alliance/00/gone.webp").cover

    assert drawn(gone) == (
        '<picture><img src="/media/alliance/00/gone.webp" alt="" decoding="async" loading="lazy"></picture>'
    )


def test_api_gives_size_and_copies(client):
    alliance = fresh(factories.AllianceFactory(cover=photograph(), slug="route"))
    picture = fresh(factories.PictureFactory(owner=alliance, file=photograph(500, 400)))

    answer = client.get("/api/v1/alliances/route/").json()

    cover = answer["cover"]
    assert (cover["width"], cover["height"], answer["logo"]) == (900, 600, None)
    assert [(copy["type"], copy["width"]) for copy in cover["variants"]] == [
        ("image/avif", 400),
        ("image/avif", 800),
        ("image/avif", 900),
        ("image/webp", 400),
        ("image/webp", 800),
    ]
    assert cover["variants"][0]["address"] == f"http://testserver/media/{alliance.cover.name}.400.avif"
    assert [copy["address"].rpartition("/")[2] for copy in answer["pictures"][0]["variants"]] == [
        f"{picture.file.name.rpartition('/')[2]}.{ending}" for ending in ("400.avif", "500.avif", "400.webp")
    ]


def shared_image(page):
    return re.search(r'<meta property="og:image" content="([^"]+)">', page.content.decode())[1]


def test_link_elsewhere_shows_the_picture_of_the_record_or_of_the_portal(client):
    alliance = factories.AllianceFactory(cover=photograph())
    story = factories.NewsItemFactory()
    picture = factories.PictureFactory(owner=story)
    plain = factories.NewsItemFactory()

    with translation.override("en"):
        shown = [shared_image(client.get(record.get_absolute_url())) for record in (alliance, story, plain)]

    assert shown == [
        f"http://testserver/media/{alliance.cover.name}",
        f"http://testserver/media/{picture.file.name}",
        "http://testserver/static/portal/og-default.jpg",
    ]


def test_finished_pages_learn_of_the_copies(client, kept):
    alliance = factories.AllianceFactory(cover=photograph())
    story = factories.NewsItemFactory()
    factories.PictureFactory(owner=story, file=photograph())
    with translation.override("en"):
        pages = [alliance.get_absolute_url(), story.get_absolute_url()]

    before = [b".400.avif" in client.get(page).content for page in pages]
    make_missing_variants()

    assert before == [False, False]
    assert [b".400.avif" in client.get(page).content for page in pages] == [True, True]
