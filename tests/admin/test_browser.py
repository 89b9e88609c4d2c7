"""The admin in a real browser: nothing on the console, nothing for axe to find."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from tests.admin.conftest import admin_url, signed_in
from tests.factories import EventHostFactory, MembershipFactory, NewsItemFactory, PictureFactory, SuperuserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def browse(live_server, page, transactional_db):
    """Opens an address as the superuser; gives what the browser's console says and what axe finds."""
    session = signed_in(SuperuserFactory()).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))

    def browse(address):
        said.clear()
        page.goto(live_server.url + address, wait_until="networkidle")
        told = list(said)  # axe fetches and styles on its own
        return told, [violation["id"] for violation in Axe().run(page).response["violations"]]

    return browse


def addresses():
    membership, story = MembershipFactory(), NewsItemFactory()
    PictureFactory(owner=story)
    event = EventHostFactory().event
    return [
        "/admin/",
        admin_url(type(membership.institution), "changelist"),
        admin_url(type(membership.institution), "import"),
        admin_url(type(membership.institution), "export"),
        admin_url(membership, "change"),
        admin_url(membership.alliance, "change"),
        admin_url(story, "change"),
        admin_url(event, "change"),
        admin_url(event, "history"),
        admin_url(event, "delete"),
        admin_url(event, "move", "archived"),
        "/accounts/password/change/",
        "/accounts/2fa/",
    ]


def test_pages_are_silent_and_accessible(browse):
    found = {address: browse(address) for address in addresses()}

    assert {address: result for address, result in found.items() if result != ([], [])} == {}


def test_login_is_silent_and_accessible(browse, page):
    page.context.clear_cookies()

    assert browse("/accounts/login/") == ([], [])


def test_languages_of_a_text_stand_as_tabs(browse, page):
    browse(admin_url(NewsItemFactory(title_ru="Новость"), "change"))

    page.get_by_role("tablist", name="Title").get_by_role("tab", name="Русский").click()

    assert page.locator("#id_title_ru").is_visible()
    assert not page.locator("#id_title_en").is_visible()
    page.keyboard.press("ArrowRight")
    assert page.locator("#id_title_ar").is_visible()


def test_editor_of_rich_text_starts_under_the_policy(browse, page):
    browse(admin_url(NewsItemFactory(body_en="<p>Once</p>"), "change"))

    assert page.locator(".field-body_en [contenteditable=true]").inner_text() == "Once"
