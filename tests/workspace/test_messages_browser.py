"""Messages, settings, circulars and the demo's mail in a real browser: silent, accessible, no wider than the screen."""

import pytest

from core.services import mailing
from members.models import User
from portal.settings.mail import mail_in_folder
from tests import factories
from tests.admin.conftest import admin_url, browse

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["browse"]


@pytest.fixture
def addresses(browse, settings, tmp_path, monkeypatch):
    """Pages with something on them, as the superuser of `browse` opens them."""
    monkeypatch.delenv("EMAIL_URL", raising=False)
    settings.DEMO_MAIL_DIR = tmp_path / "mail"
    for name, value in mail_in_folder().items():
        setattr(settings, name, value)
    text = "Вернулось: https://portal.example/ru/"
    reader = User.objects.get(is_superuser=True)
    message = factories.OutboxMessageFactory(
        receiver=reader, subject="أعيدت إليك", language="ar", body=text, text=text, html="<p>Привет</p>"
    )
    mailing.send_due()
    failed = factories.OutboxMessageFactory(state="failed", error="550 no such mailbox")
    alliance = factories.AllianceFactory(contact_email="office@alliance.example")
    institution = factories.MembershipFactory(alliance=alliance).institution
    factories.RepresentativeUserFactory(institution=institution)
    circular = factories.CircularFactory(alliance=alliance)
    [kept] = settings.DEMO_MAIL_DIR.glob("*.eml")
    return [
        "/workspace/messages/",
        f"/workspace/messages/{message.pk}/",
        "/accounts/settings/",
        "/demo-mail/",
        f"/demo-mail/{kept.stem}/",
        admin_url(failed, "change"),
        admin_url(circular, "change"),
        admin_url(circular, "letter"),
    ]


@pytest.mark.parametrize(("language", "scheme"), [("en", "dark"), ("ar", "light")])
def test_pages_of_messages_are_silent_accessible_and_narrow(browse, page, live_server, addresses, language, scheme):
    page.emulate_media(color_scheme=scheme)
    page.set_extra_http_headers({"accept-language": language})

    found = {address: browse(address) for address in addresses}
    wide = {}
    page.set_viewport_size({"width": 320, "height": 800})
    for address in addresses:
        assert page.goto(live_server.url + address).status == 200, address
        wide[address] = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")

    assert {address: result for address, result in found.items() if result != ([], [])} == {}
    assert {address: pixels for address, pixels in wide.items() if pixels > 0} == {}
