"""Ways that people take through the portal, as they take them: by mouse without script, by keyboard, in the admin."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import expect

from portal.models import HomeBlock
from tests import factories
from tests.admin.conftest import admin_url, signed_in
from tests.browser.people import walk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def kazakhstan():
    for number in range(3):
        factories.InstitutionFactory(country="KZ", name=f"University {number} of the steppe")
    for number in range(30):
        factories.InstitutionFactory(country="CN", name=f"University {number} of the river")


@pytest.mark.parametrize("width", [360, 1280])
def test_members_in_kazakhstan_are_three_clicks_away_without_script(live_server, browser, kazakhstan, width):
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(f"{live_server.url}/en/")

    page.locator(".hero").get_by_role("link", name=re.compile("institutions")).click()
    page.get_by_role("link", name=re.compile("^Kazakhstan")).click()
    expect(page.get_by_role("status")).to_contain_text("3 institutions found")
    page.get_by_role("link", name="University 0 of the steppe").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("University 0 of the steppe")
    context.close()


def test_menu_opens_on_a_phone_without_script(live_server, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740}, locale="ar")
    page = context.new_page()
    page.goto(f"{live_server.url}/ar/")

    page.locator(".menu summary").click()
    page.locator(".menu").get_by_role("link", name="الأخبار").click()

    assert page.url.endswith("/ar/news/")
    context.close()


def test_language_switch_stays_on_the_page_and_keeps_the_query(live_server, page, kazakhstan):
    page.goto(f"{live_server.url}/en/institutions/?country=KZ")

    page.get_by_role("link", name="Русский").click()

    assert page.url.endswith("/ru/institutions/?country=KZ")
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def page_types():
    alliance = factories.MembershipFactory().alliance
    item = factories.NewsItemFactory(alliance=alliance, lead="What happened.")
    return {
        "home": reverse("portal:home"),
        "list": reverse("members:institution_list"),
        "alliance": alliance.get_absolute_url(),
        "story": item.get_absolute_url(),
        "governance": reverse("governance:alliance", args=[alliance.slug]),
        "contact": reverse("portal:contact"),
        "search": f"{reverse('portal:search')}?search=university",
    }


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 360)])
def test_keyboard_reaches_everything_and_shows_where_it_is(live_server, page, language, width):
    page.set_viewport_size({"width": width, "height": 900})
    with translation.override(language):
        addresses = page_types()

    faults = {}
    for name, address in addresses.items():
        page.goto(live_server.url + address)
        stops = walk(page)
        unseen = [stop["name"] for stop in stops if not (stop["isSeen"] and stop["isMarked"])]
        links = page.locator("a:visible, button:visible, input:visible, select:visible, summary:visible").count()
        if unseen or len(stops) < links - 1 or "#" not in first_link(page):
            faults[name] = (unseen, len(stops), links)

    assert faults == {}


def first_link(page):
    return page.locator("a").first.get_attribute("href")


def test_skip_link_leads_to_the_content(live_server, page):
    page.goto(f"{live_server.url}/en/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_editor_curates_the_home_page(live_server, page):
    block, _made = HomeBlock.objects.get_or_create(kind="news")
    factories.NewsItemFactory(title="Newest story")
    pinned = factories.NewsItemFactory(title="Story of the year")
    type(pinned).objects.filter(pk=pinned.pk).update(published_at=pinned.published_at.replace(year=2020))
    session = signed_in(factories.SuperuserFactory()).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    page.goto(live_server.url + admin_url(block, "change"))
    page.get_by_text("Add another Pinned record").click()
    page.locator(".field-news .select2-selection").last.click()
    page.locator(".select2-search__field").fill("year")
    # The answer to the words, not the list that was there before: it would be taken away under the pointer.
    expect(page.get_by_role("option", name="Newest story")).to_have_count(0)
    page.get_by_role("option", name="Story of the year").click()
    expect(page.locator(".field-news .select2-selection").last).to_contain_text("Story of the year")
    page.locator("[name=_save]").first.click()
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/en/")

    expect(page.locator("#news").locator("xpath=ancestor::section").get_by_role("heading", level=3).first).to_have_text(
        "Story of the year"
    )
