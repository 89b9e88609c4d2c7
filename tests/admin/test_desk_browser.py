"""Desk, lists and search in a real browser: light and dark, left to right and right to left, wide and narrow."""

import pytest

from core.choices import PublicationState
from core.clock import now
from news.models import NewsItem
from tests.admin.conftest import admin_url
from tests.browser.matrix import THEMES, languages
from tests.factories import MembershipFactory, NewsItemFactory, OpportunityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [320, 768, 1280]


@pytest.fixture
def full_desk(transactional_db):
    item = NewsItemFactory(title_en="Harbin opens a laboratory", state=PublicationState.SUBMITTED)
    OpportunityFactory(deadline=now(), deadline_zone="UTC")
    MembershipFactory(institution__name_en="Harbin Institute of Technology")
    return item


ADDRESSES = ["/admin/", admin_url(NewsItem, "changelist"), "/admin/search/?q=Harbin", "/admin/search/", "/admin/news/"]


@pytest.mark.axe
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("language", languages(["en", "ar"]))
def test_desk_lists_and_search_are_silent_and_accessible(browse, page, full_desk, scheme, language):
    page.emulate_media(color_scheme=scheme)
    page.set_extra_http_headers({"accept-language": language})

    found = {address: browse(address) for address in ADDRESSES}

    assert {address: result for address, result in found.items() if result != ([], [])} == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_scrolls_sideways(live_server, browse, page, full_desk, language):
    page.set_extra_http_headers({"accept-language": language})
    wide = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for address in ADDRESSES:
            page.goto(live_server.url + address)
            wide[address, width] = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )

    assert {place: pixels for place, pixels in wide.items() if pixels > 0} == {}


def test_menu_and_filters_open_on_a_phone_by_keyboard(browse, page, full_desk):
    page.set_viewport_size({"width": 360, "height": 700})
    browse(ADDRESSES[1])
    assert not page.locator("#menu").is_visible()

    page.locator(".menu-button").press("Enter")
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#menu").is_visible()

    page.locator(".filter-button").press("Enter")
    assert page.locator("#changelist-filter").is_visible()


def test_sheets_of_the_header_close_on_escape(browse, page, full_desk):
    browse("/admin/")
    summary = page.locator("details.tool summary").first

    summary.press("Enter")
    assert page.locator("details.tool[open]").count() == 1
    page.keyboard.press("Escape")
    assert page.locator("details.tool[open]").count() == 0


def test_theme_chosen_by_hand_wins_over_the_system(browse, page, full_desk):
    page.emulate_media(color_scheme="light")
    browse("/admin/")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")

    page.locator(".theme-toggle").click()

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
