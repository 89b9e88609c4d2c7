"""The admin in a real browser: nothing on the console, nothing for axe to find."""

import pytest

from tests.admin.conftest import admin_url
from tests.factories import EventHostFactory, MembershipFactory, NewsItemFactory, PictureFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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


def test_editor_of_rich_text_starts_under_the_policy(browse, page):
    browse(admin_url(NewsItemFactory(body_en="<p>Once</p>"), "change"))

    assert page.locator(".field-body_en [contenteditable=true]").inner_text() == "Once"
