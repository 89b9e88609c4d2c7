import datetime

import pytest
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from core.choices import PublicationState
from core.clock import now
from portal.views import AboutPage
from tests import factories

pytestmark = pytest.mark.django_db

STATIC_PAGES = ["home", "about", "contact", "accessibility", "privacy"]


def test_home_counts_what_is_public(client):
    factories.MembershipFactory()
    factories.DraftAllianceFactory()
    factories.DraftInstitutionFactory(country="FR")

    figures = client.get(reverse("portal:home")).context["figures"]

    assert figures == {"alliances": 1, "institutions": 1, "countries": 1}


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
@pytest.mark.parametrize("name", STATIC_PAGES)
def test_page_is_cacheable_and_sets_no_cookie(client, name, language):
    path = "" if name == "home" else f"{name}/"

    page = client.get(f"/{language}/{path}")
    repeat = client.get(f"/{language}/{path}", headers={"If-None-Match": page.headers["ETag"]})

    assert (page.status_code, page.headers["Cache-Control"], page.cookies.output()) == (200, "public, no-cache", "")
    assert page.headers["Content-Language"].lower() == language
    assert (repeat.status_code, repeat.headers["Cache-Control"]) == (304, "public, no-cache")


@pytest.mark.parametrize(
    "address", ["/", "/en/", "/en/news/", "/en/search/", "/sitemap.xml", "/robots.txt", "/healthz", "/id/x"]
)
def test_other_methods_change_nothing_and_set_no_cookie(address):
    strict = Client(enforce_csrf_checks=True)
    get = strict.get(address)

    head = strict.head(address)
    others = [
        strict.generic(method, address) for method in ("OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "ODD")
    ]

    assert (head.status_code, head.content) == (get.status_code, b"")
    assert {answer.status_code for answer in others} <= {200, 403, 405}
    assert not [answer for answer in (get, head, *others) if answer.cookies]


def test_compressed_page_is_not_sent_twice(client):
    asked = {"Accept-Encoding": "gzip"}
    page = client.get("/en/about/", headers=asked)

    repeat = client.get("/en/about/", headers={**asked, "If-None-Match": page.headers["ETag"]})

    assert (page.headers["Content-Encoding"], repeat.status_code) == ("gzip", 304)


def test_page_for_a_person_is_not_kept(client):
    client.force_login(factories.UserFactory())

    assert client.get("/en/about/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("query", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "ru-RU,ru;q=0.9", "ru"),
        ("", "zh-CN", "zh-hans"),
        ("?lang=ar", "ru", "ar"),
        ("?lang=xx", "ru", "ru"),
    ],
)
def test_root_leads_to_the_language_of_the_reader(client, query, accepted, language):
    answer = client.get(f"/{query}", headers={"Accept-Language": accepted})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/{language}/")
    assert "Accept-Language" in answer.headers["Vary"]


def test_permanent_address_leads_to_the_page(client):
    alliance = factories.AllianceFactory()

    answer = client.get(f"/id/{alliance.pk}", headers={"Accept-Language": "ru"})

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/ru/alliances/{alliance.slug}/")


def test_permanent_address_of_what_was_public_is_gone(client):
    archived = factories.NewsItemFactory(state=PublicationState.ARCHIVED)
    deleted = factories.NewsItemFactory()
    pk = deleted.pk
    deleted.delete()

    assert [client.get(f"/id/{ulid}").status_code for ulid in (archived.pk, pk)] == [410, 410]


def test_permanent_address_of_a_draft_is_not_found(client):
    draft = factories.DraftNewsItemFactory()

    assert [client.get(f"/id/{ulid}").status_code for ulid in (draft.pk, "nothing")] == [404, 404]


def test_sitemap_lists_complete_languages_of_public_records(client):
    shown = factories.AllianceFactory(name="One", name_ru="Один", summary="S.", summary_ru="С.", name_ar="واحد")
    hidden = factories.DraftAllianceFactory()

    index, section = client.get("/sitemap.xml"), client.get("/sitemap-alliance.xml").content.decode()

    assert "http://testserver/sitemap-alliance.xml" in index.content.decode()
    assert f"<loc>http://testserver/ru/alliances/{shown.slug}/</loc>" in section
    assert f"/ar/alliances/{shown.slug}/" not in section
    assert hidden.slug not in section


def test_page_offers_complete_languages_and_says_when_a_text_is_in_another(client):
    alliance = factories.AllianceFactory(name="One", name_ru="Один", summary="S.", summary_ru="С.", name_ar="واحد")

    page = client.get(f"/ar/alliances/{alliance.slug}/").content.decode()

    assert 'hreflang="ru" href="http://testserver/ru/alliances/' in page
    assert '<link rel="alternate" hreflang="ar"' not in page
    assert '<p class="notice">' in page


def test_source_page_query_count(client, django_assert_num_queries):
    source = factories.SourceFactory()
    factories.MembershipFactory(source=source)
    factories.StatementFactory(source=source)

    with django_assert_num_queries(9):
        page = client.get(source.get_absolute_url())

    assert len(page.context["memberships"]) == 1


def test_source_page_shows_nothing_that_is_not_published(client):
    source = factories.SourceFactory()
    factories.MembershipFactory(source=source, institution=factories.DraftInstitutionFactory(name="Unseen"))
    factories.DraftNewsItemFactory(source=source, title="Unseen")

    assert "Unseen" not in client.get(source.get_absolute_url()).content.decode()


def test_security_contact_is_valid(client):
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())

    expires = datetime.datetime.fromisoformat(lines["Expires"])

    assert lines["Contact"].startswith("mailto:")
    assert now() < expires < now() + datetime.timedelta(days=365)


def test_robots_find_the_sitemap(client):
    assert "Sitemap: http://testserver/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_page_that_is_not_there_is_told_in_the_language(client):
    answer = client.get("/ru/nothing/")

    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "ru")


@pytest.mark.parametrize(("error", "status"), [(OperationalError("down"), 503), (ValueError("a secret detail"), 500)])
def test_failure_shows_a_page_without_details(client, monkeypatch, error, status):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(AboutPage, "get", fail)
    client.raise_request_exception = False

    answer = client.get("/en/about/")

    assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
    assert str(error) not in answer.content.decode()
    assert answer.headers.get("Retry-After") == ("30" if status == 503 else None)


def test_no_check_fails():
    call_command("check", fail_level="WARNING")
