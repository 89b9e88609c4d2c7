"""Addresses of lists: what they take, what they refuse in words, and what they leave unread."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils.translation import override
from django.views.generic.list import MultipleObjectMixin

from core.page_cache.store import pages
from core.parameters import NamedParameters
from tests import factories

pytestmark = pytest.mark.django_db
LANGUAGES = ["en", "zh-hans", "ru", "ar"]
REFUSED = {
    "en": "There is no such parameter here.",
    "zh-hans": "此处没有这个参数。",
    "ru": "Такого параметра здесь нет.",
    "ar": "لا وجود لهذا المعامل هنا.",
}
MARKS = "utm_source=letter&utm_campaign=2026&fbclid=a&gclid=b&yclid=c&from=timeline&isappinstalled=0"


def views(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}", getattr(pattern.callback, "view_class", object)
        else:
            yield from views(
                pattern.url_patterns, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            )


def is_list(view):
    return issubclass(view, (MultipleObjectMixin, NamedParameters)) and not view.__module__.startswith("allauth")


LISTS = dict(pair for pair in views(get_resolver().url_patterns) if is_list(pair[1]))
PUBLIC = sorted(name for name, view in LISTS.items() if getattr(view, "is_kept", False))
SIGNED_IN = sorted(LISTS.keys() - set(PUBLIC))
ADMIN = ["admin:review", "admin:translations", "admin:search"]


def address_of(name, language="en"):
    with override(language):
        return reverse(name, args=[factories.AllianceFactory().slug] if name == "alliances:members" else [])


@pytest.fixture
def member():
    """A client of somebody who finds all lists of the workspace."""
    client, institution = Client(), factories.MembershipFactory().institution
    client.force_login(factories.RepresentativeUserFactory(institution=institution))
    return client


def test_lists_are_found_and_each_names_its_parameters():
    assert {"news:list", "alliances:members", "research:area_list", "portal:search"} <= set(PUBLIC)
    assert {"workspace:items", "workspace:contacts", "workspace:messages"} <= set(SIGNED_IN)
    assert [name for name, view in LISTS.items() if not issubclass(view, NamedParameters)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_unknown_parameter_is_refused_by_name_and_leads_to_the_list(client, name, language):
    address = address_of(name, language)

    page = client.get(f"{address}?foo=1&{MARKS}")
    text = page.content.decode()

    assert (page.status_code, page.headers["Content-Language"].lower()) == (400, language)
    assert '<code dir="ltr">foo</code>' in text
    assert REFUSED[language] in text
    assert f'<a href="{address}">' in text
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("name", SIGNED_IN)
def test_unknown_parameter_is_refused_in_the_workspace(member, name):
    address = address_of(name)

    assert member.get(address, {"foo": "1"}).status_code == 400
    assert member.get(f"{address}?{MARKS}").status_code == 200


@pytest.mark.parametrize("name", ADMIN)
def test_unknown_parameter_is_refused_by_the_lists_of_the_admin(client, name):
    client.force_login(factories.SuperuserFactory())

    page = client.get(reverse(name), {"foo": "1"})

    assert (page.status_code, '<code dir="ltr">foo</code>' in page.content.decode()) == (400, True)
    assert client.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", PUBLIC)
def test_marks_of_those_who_passed_a_link_on_change_nothing(client, keeping, name):
    address = address_of(name)
    plain = client.get(address)

    marked = client.get(f"{address}?{MARKS}")

    assert (marked.status_code, "letter" in marked.content.decode()) == (200, False) if keeping else (200, True)
    assert len(pages) == (1 if keeping else 0)
    assert not keeping or marked.content == plain.content


@pytest.mark.parametrize("query", ["foo=1", "foo=", "kind=outcome&foo=1", "kind=outcome&kind=outcome", "page=1&page=2"])
def test_kept_list_does_not_answer_what_it_refuses(client, keeping, query, django_assert_num_queries):
    for kept in ("", "?kind=outcome", "?page=1"):
        client.get(f"/en/news/{kept}")
    before = len(pages)

    with django_assert_num_queries(0):
        answers = [client.get(f"/en/news/?{query}"), client.head(f"/en/news/?{query}")]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert len(pages) == before


def test_flood_of_names_asks_nothing_and_keeps_nothing(client, keeping, django_assert_num_queries):
    with django_assert_num_queries(0):
        answers = {client.get(f"/en/institutions/?x{number}={number}").status_code for number in range(20)}

    assert (answers, len(pages)) == ({400}, 0)


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("foo=1", ""),
        ("search=a+b&foo=1&bar=2&page=3", "?search=a+b&amp;page=3"),
        ("kind=outcome&kind=news", "?kind=news"),
        ("year=&foo=1&utm_source=x", "?year="),
    ],
)
def test_way_out_keeps_what_the_list_knows(client, query, left):
    page = client.get(f"/en/news/?{query}")

    assert f'<a href="/en/news/{left}">' in page.content.decode()


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("news:list", "year=99999"),
        ("news:list", "kind=castle"),
        ("news:list", "search=%00"),
        ("alliances:members", "certainty=sure"),
        ("members:institution_list", "country=1"),
        ("members:institution_list", "ordering=state"),
        ("alliances:event_list", "alliance=a b"),
    ],
)
def test_filter_that_makes_no_sense_is_told_beside_its_field_and_not_kept(client, keeping, name, query):
    page = client.get(f"{address_of(name)}?{query}")

    assert (page.status_code, list(page.context["object_list"])) == (400, [])
    assert "This filter cannot be used as it is" in page.content.decode()
    assert len(pages) == 0


def test_empty_parameters_mean_any(client, keeping):
    assert client.get("/en/news/?search=&kind=&year=&page=").status_code == 200


def test_names_are_shown_as_text(client):
    page = client.get("/en/news/?%3Cscript%3E%E2%80%AE%00=1&" + "a" * 5000 + "=1&b=1&c=1&d=1&e=1&f=1")
    text = page.content.decode().partition("<main")[2].partition("</main>")[0]

    assert '<code dir="ltr">&lt;script&gt;</code>' in text
    assert [sign in text for sign in ("\u202e", "\0", "a" * 61)] == [False, False, False]
    assert text.count("<code") == 5


def test_more_parameters_than_are_read_get_the_same_kind_of_page(client, keeping):
    page = client.get("/ru/news/?" + "&".join(f"a{number}=1" for number in range(6000)))

    assert (page.status_code, page.headers["Content-Language"]) == (400, "ru")
    assert "Content-Security-Policy" in page.headers


def test_words_come_whole_without_percent_signs(client, keeping):
    """Programs and some messengers send the letters of an address as they are."""
    factories.NewsItemFactory(title="Шёлковый путь")

    page = client.get("/en/news/", QUERY_STRING="search=Шёлковый".encode().decode("latin-1"))

    assert page.context is None or page.context["filterset"].form.cleaned_data["search"] == "Шёлковый"
    assert "Шёлковый путь" in page.content.decode()


@pytest.mark.parametrize("number", ["abc", "-1", "0", "99", "1.5", str(10**18), "9" * 5000, "last"])
@pytest.mark.parametrize("name", ["news:list", "alliances:members", "members:institution_list"])
def test_page_that_is_not_there_leads_to_the_first_one(client, name, number):
    address = address_of(name)
    known = "certainty=" if name == "alliances:members" else "search="

    page = client.get(f"{address}?{known}&page={number}")

    assert page.status_code == 404
    assert f'The list has no page {number[:60]}. <a href="{address}?{known}">' in page.content.decode()


@pytest.mark.parametrize("name", ["workspace:items", "workspace:messages", "workspace:translations"])
def test_page_that_is_not_there_is_missing_in_the_workspace_too(member, name):
    assert [member.get(reverse(name), {"page": number}).status_code for number in ("abc", "-1", 10**18)] == [404] * 3


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("admin:review", "page"), ("admin:translations", "page"), ("admin:news_newsitem_changelist", "p")],
)
def test_what_is_no_page_is_missing_in_the_admin_and_work_that_is_done_leads_nobody_astray(client, name, parameter):
    """Whoever approves the last row of the last page comes back to a list that is one page shorter."""
    client.force_login(factories.SuperuserFactory())

    statuses = [
        client.get(reverse(name), {parameter: number}).status_code for number in ("abc", "-1", "0", 10**18, "٣", "2")
    ]

    assert statuses == [404, 404, 404, 404, 404, 200]


def test_number_of_rows_is_not_for_the_reader_to_choose(client):
    assert client.get("/en/news/?page_size=1000").status_code == 400
