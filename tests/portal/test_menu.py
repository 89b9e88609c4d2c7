"""The main menu is curated, costs a page no query, and is the same everywhere soon after a change."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError

from core.clock import now
from portal.menu import SECONDS, remembered
from portal.models import MenuEntry
from tests import factories
from tests.admin.conftest import admin_url, signed_in

pytestmark = pytest.mark.django_db

PAGE = "/en/about/"


def shown(client, address=PAGE):
    html = client.get(address).content.decode()
    menu = re.search(r'<nav class="wrap route-nav".*?</nav>', html, re.S)[0]
    return re.findall(r'<a href="([^"]*)"[^>]*>([^<]*)</a>', menu)


def labels(client, address=PAGE):
    return [label for _address, label in shown(client, address)]


@pytest.fixture
def two():
    MenuEntry.objects.all().delete()
    factories.MenuEntryFactory(page="news:list", order=20)
    factories.MenuEntryFactory(page="portal:contact", order=10, label="Write to us", label_ru="Напишите нам")


def test_menu_shows_its_entries_alone_in_their_order_and_words(client, two):
    assert shown(client) == [("/en/contact/", "Write to us"), ("/en/news/", "News")]
    assert shown(client, "/ru/about/") == [("/ru/contact/", "Напишите нам"), ("/ru/news/", "Новости")]


def test_label_in_another_language_than_the_page_is_marked(client, two):
    assert '<a href="/ar/contact/" lang="en" dir="ltr">Write to us</a>' in client.get("/ar/about/").content.decode()


def test_address_elsewhere_is_marked(client, two):
    factories.MenuEntryFactory(page="", address="https://example.org/join", label="Join", order=30)

    assert '<a href="https://example.org/join" rel="external">Join</a>' in client.get(PAGE).content.decode()


def test_entry_is_shown_in_its_time(client, two):
    soon = now() + datetime.timedelta(hours=1)
    factories.MenuEntryFactory(page="alliances:list", order=5, shown_from=soon)
    factories.MenuEntryFactory(page="research:area_list", order=6, shown_until=now() - datetime.timedelta(seconds=1))

    assert labels(client) == ["Write to us", "News"]


def test_without_entries_the_usual_menu_is_shown(client):
    MenuEntry.objects.all().delete()

    assert labels(client)[:2] == ["Alliances", "Institutions"]


def test_menu_costs_a_page_a_query_once_a_minute(client, two, freeze_now, django_assert_num_queries):
    moment = now()
    remembered.forget()
    for seconds, queries in [(0, 1), (SECONDS - 1, 0), (SECONDS + 1, 1)]:
        freeze_now(moment + datetime.timedelta(seconds=seconds))
        with django_assert_num_queries(queries):
            client.get(PAGE)


def test_kept_page_goes_when_the_menu_changes_in_whatever_process(client, kept, two):
    before = labels(client)
    entry = MenuEntry.objects.get(page="news:list")
    entry.label_en = "Stories"
    entry.save()
    remembered.set([MenuEntry(page="alliances:list")])  # as another process knows it still

    assert (before[-1], labels(client)[-1]) == ("News", "Stories")


@pytest.mark.parametrize(
    "fields",
    [
        {"page": "", "address": ""},
        {"page": "news:list", "address": "https://example.org/", "label": "Both"},
        {"page": "", "address": "https://example.org/"},
        {"page": "", "address": "http://example.org/", "label": "Not safe"},
        {"page": "", "address": "javascript:alert(1)", "label": "Not an address"},
    ],
)
def test_entry_leads_to_one_place_and_has_a_word(fields):
    with pytest.raises(ValidationError):
        MenuEntry(**fields).full_clean()


def test_menu_is_curated_in_the_admin(client, two):
    superuser = signed_in(factories.SuperuserFactory())
    news = MenuEntry.objects.get(page="news:list")

    superuser.post(
        admin_url(MenuEntry, "changelist"), {"action": "move_up", "_selected_action": [news.pk], "index": "0"}
    )

    assert labels(client) == ["News", "Write to us"]
