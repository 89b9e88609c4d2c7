"""How the API answers: errors, caches, other origins, languages, limits."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from core.api.throttling import WindowThrottle
from core.models import SlugRedirect, WithdrawnId
from portal.api_router import ENDPOINTS
from tests import factories as make

PROBLEM = "application/problem+json"
LIST = "/api/v1/institutions/"


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("nothing=1", "nothing"),
        ("country=XX1", "country"),
        ("country=", "country"),
        ("country=CN&country=RU", "country"),
        ("role=king", "role"),
        ("kind=castle", "kind"),
        ("ordering=state", "ordering"),
        ("ordering=search_tokens", "ordering"),
        ("alliance=a%20b", "alliance"),
        ("page=abc", "page"),
        ("page=-1", "page"),
        ("page=0", "page"),
        ("page=1000000000000000000", "page"),
        ("page_size=101", "page_size"),
        ("page_size=0", "page_size"),
        ("lang=xx", "lang"),
        ("search=%00", "search"),
    ],
)
def test_wrong_parameter_is_named(query, parameter, client, db):
    answer = client.get(f"{LIST}?{query}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == PROBLEM
    assert set(answer.json()["errors"]) == {parameter}


@pytest.mark.parametrize("year", ["12345678", "15", "abc", "2015.0", "-201", "٢٠١٥"])
def test_wrong_year_is_refused(year, client, db):
    assert client.get("/api/v1/news/", {"year": year}).json()["errors"].keys() == {"year"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("institutions/nobody/", 404),
        ("institutions/?page=2", 404),
        ("institutions/?page=101&page_size=100", 404),
        ("nothing/", 404),
        ("alliances/nobody/deeper/", 404),
    ],
)
def test_what_is_not_there_is_a_problem(path, status, client, db):
    answer = client.get(f"/api/v1/{path}")

    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert answer.json()["status"] == status


def test_problems_speak_the_language_asked_for(client, db):
    assert client.get("/api/v1/nothing/?lang=ru").headers["Content-Language"] == "ru"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_nothing_can_be_written(endpoint, method, client, db):
    answer = getattr(client, method)(reverse(f"api:{endpoint}-list"))

    assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_other_formats_are_refused(client, db):
    answer = client.get(LIST, headers={"Accept": "text/csv"})

    assert (answer.status_code, answer.headers["Content-Type"]) == (406, PROBLEM)


def test_crash_is_a_problem_without_a_stack(client, db, monkeypatch):
    def crash(*arguments):
        raise RuntimeError("a secret")

    monkeypatch.setattr(ENDPOINTS["institutions"], "list", crash)
    client.raise_request_exception = False

    answer = client.get(LIST)

    assert (answer.status_code, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert "secret" not in answer.content.decode()


def test_too_many_requests_are_told_when_to_come_back(client, db, monkeypatch):
    monkeypatch.setattr(WindowThrottle, "rate", "3/minute", raising=False)
    cache.clear()

    answers = [client.get(LIST) for _n in range(8)]

    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) >= 2
    assert 1 <= int(refused[0].headers["Retry-After"]) <= 61
    assert refused[0].headers["Content-Type"] == PROBLEM


def test_cache_that_is_away_makes_no_request_fail(client, db, monkeypatch):
    def away(*args, **kwargs):
        raise OSError("no cache")

    monkeypatch.setattr(WindowThrottle, "rate", "3/minute", raising=False)
    monkeypatch.setattr("core.api.throttling.cache.add", away)

    assert [client.get(LIST).status_code for _n in range(5)] == [200] * 5


def test_same_list_is_not_sent_twice(client, db):
    make.InstitutionFactory()
    first = client.get(LIST)

    again = client.get(LIST, headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert again.content == b""
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    assert again.headers["Vary"] == first.headers["Vary"]


def test_changed_list_is_sent_again(client, db):
    first = client.get(LIST)
    make.InstitutionFactory()

    assert client.get(LIST, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", ["", "institutions/", "news/", "schema/", "docs/"])
def test_public_answer_sets_no_cookie_and_may_be_kept(path, client, db):
    answer = client.get(f"/api/v1/{path}")

    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "public, no-cache"


def test_answer_to_somebody_signed_in_is_not_kept_nor_open_to_other_sites(client, db):
    client.force_login(make.SuperuserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    draft = make.DraftInstitutionFactory()

    answer = client.get(LIST)

    assert [row["id"] for row in answer.json()["results"]] == [draft.pk]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_unknown_session_reads_as_anybody_and_is_not_kept(client, db):
    client.cookies[settings.SESSION_COOKIE_NAME] = "unknown"
    make.DraftInstitutionFactory()

    answer = client.get(LIST)

    assert answer.json()["count"] == 0
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_preflight_of_another_site_is_answered(client, db):
    asked = {"Origin": "https://elsewhere.example", "Access-Control-Request-Method": "GET"}
    answer = client.options(LIST, headers=asked)

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_head_says_what_get_would(client, db):
    whole, head = client.get(LIST), client.head(LIST)

    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]


def test_licence_is_linked(client, db):
    answer = client.get(LIST)

    assert f'<{settings.DATA_LICENCE_URL}>; rel="license"' in answer.headers["Link"]
    assert answer.json()["licence"] == settings.DATA_LICENCE_URL


def test_host_header_is_in_no_address(client, db):
    make.InstitutionFactory()
    make.InstitutionFactory()

    answer = client.get(f"{LIST}?page_size=1", headers={"Host": "localhost"})

    assert answer.json()["next"].startswith(f"{settings.BASE_URL}/api/v1/")
    assert "localhost" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "header", "tag", "name"),
    [
        ("", "", "en", "Name"),
        ("", "ru", "ru", "Имя"),
        ("", "zh-CN,en;q=0.5", "zh-Hans", "名"),
        ("?lang=ru", "zh-CN", "ru", "Имя"),
        ("?lang=ar", "", "ar", "Name"),
        ("", "fr", "en", "Name"),
    ],
)
def test_language_is_that_asked_for_and_each_text_says_its_own(query, header, tag, name, client, db):
    made = make.InstitutionFactory(name="Name", name_ru="Имя", name_zh_hans="名")

    answer = client.get(f"{LIST}{made.slug}/{query}", headers={"Accept-Language": header})

    assert answer.headers["Content-Language"] == tag
    assert "Accept-Language" in answer.headers["Vary"]
    assert answer.json()["name"] == name
    assert answer.json()["languages"]["name"] == ("en" if name == "Name" else tag)
    page_language = {"zh-Hans": "zh-hans"}.get(tag, tag)
    assert answer.json()["page"] == f"{settings.BASE_URL}/{page_language}/institutions/{made.slug}/"


def test_former_slug_leads_to_the_present_one(client, db):
    made = make.InstitutionFactory(slug="new")
    SlugRedirect.objects.create(model="members.institution", slug="old", object_id=made.pk)

    answer = client.get(f"{LIST}old/?lang=ru")

    assert answer.status_code == 301
    assert answer.headers["Location"] == f"{settings.BASE_URL}{LIST}new/?lang=ru"


def test_former_slug_of_a_draft_leads_nowhere(client, db):
    made = make.DraftInstitutionFactory()
    SlugRedirect.objects.create(model="members.institution", slug="old", object_id=made.pk)

    assert client.get(f"{LIST}old/").status_code == 404


def test_withdrawn_id_is_gone(client, db):
    withdrawn = WithdrawnId.objects.create(id="01M82V7M00WTA9M047PP03SVQQ", model="members.institution")

    assert client.get(f"{LIST}{withdrawn.pk}/").status_code == 410
