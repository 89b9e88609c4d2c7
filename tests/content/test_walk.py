"""A walk through the demo by its own links, in each language: sound markup, nothing heavy, no link into the void."""

import gzip
import re
from collections import Counter
from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import resolve
from django.utils.translation import override

from tests.markup import Page

LANGUAGES = ["en", "zh-hans", "ru", "ar"]
LANGUAGE = re.compile("^/(?:zh-hans|ru|ar)/")
OF_A_KIND = {"en": 2}  # pages that are read; in other languages one
LINKS_OF_A_KIND = 4  # addresses that are asked
HTML = 12_000  # bytes, packed
REQUESTS = 10


def kind_of(address):
    """The route of an address, whichever its language, and whether it asks for something by parameters."""
    parts = urlsplit(address)
    with override("en"):
        return resolve(LANGUAGE.sub("/en/", parts.path)).view_name, bool(parts.query)


def own(links, base):
    """The addresses of the portal among the links of a page."""
    full = [urljoin(base, link).partition("#")[0] for link in links]
    return [address for address in full if address.startswith("/") and not address.startswith("//")]


def walk(client, language):
    """Addresses with their answers, some of each kind; found by following links from the home page."""
    waiting, asked, kinds = [f"/{language}/"], set(), Counter()
    while waiting:
        address = waiting.pop(0)
        if address in asked or not address.startswith(f"/{language}/"):
            continue
        asked.add(address)
        kinds[kind_of(address)] += 1
        if kinds[kind_of(address)] > OF_A_KIND.get(language, 1):
            continue
        answer = client.get(address)
        yield address, answer
        if answer.headers["Content-Type"].startswith("text/html"):
            waiting += own(Page(answer.content.decode()).links, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_are_sound_and_light_and_fetch_nothing_from_elsewhere(client, language):
    read = Counter()
    for address, answer in walk(client, language):
        assert answer.status_code == 200, address
        if answer.streaming:
            continue
        page = Page(answer.content.decode())
        assert page.faults == [], address
        assert len(gzip.compress(answer.content, 6)) <= HTML, address
        assert [file for file in page.files if not file.startswith("/")] == [], address
        assert not answer.cookies, address
        read[kind_of(address)[0]] += 1
    assert len(read) > 20


def test_home_page_asks_for_few_files(client):
    page = Page(client.get("/en/").content.decode())

    assert len({"/en/", *page.files}) <= REQUESTS


def test_links_of_pages_lead_somewhere(client):
    found, kinds = {}, Counter()
    for address, answer in walk(client, "en"):
        if not answer.streaming:
            found |= dict.fromkeys(own(Page(answer.content.decode()).links, address), address)
    for link, page in found.items():
        if LANGUAGE.match(link):
            continue
        kinds[kind_of(link)] += 1
        if kinds[kind_of(link)] <= LINKS_OF_A_KIND:
            assert client.get(link).status_code in {200, 302}, (link, page)
    assert len(kinds) > 30
