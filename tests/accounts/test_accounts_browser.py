"""Accounts in a real browser: invited by mail, a second factor, other sessions ended; nothing for axe to find."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as project_settings
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from members.models import Representative
from members.services import inviting
from tests.factories import (
    PASSWORD,
    InstitutionFactory,
    RepresentativeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    SuperuserFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GUEST = "guest@university.example"
NEW_PASSWORD = "camel-caravan-9"
STRANGERS_PAGES = ["login/", "password/reset/", "password/reset/done/", "invitation/no-such-token/"]
OWN_PAGES = [
    *("settings/", "email/", "password/change/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/", "2fa/webauthn/add/"),
    *("sessions/", "logout/", "second-factor/"),
]


def with_address(user):
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def path_of_letter():
    return re.search(r"/accounts/invitation/[\w-]+/", mail.outbox[-1].body)[0]


def invited(email=GUEST, language="en"):
    inviting.invite(InstitutionFactory(), email, role="representative", language=language, by=SuperuserFactory())
    return path_of_letter()


@pytest.fixture(autouse=True)
def _fresh_limits():
    """Codes that were used and attempts that were counted by the test before."""
    cache.clear()


def sign_in(page, address, user):
    page.goto(f"{address}/accounts/login/")
    page.locator("#id_login").fill(user.email)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("form:has(#id_login) button[type=submit]").click()


def tab_to(page, name):
    """Press the tabulator until the control with this label or text has the focus."""
    for _number in range(60):
        page.keyboard.press("Tab")
        label = page.evaluate(
            "() => { const e = document.activeElement; return (e.labels?.[0] ?? e).textContent.trim() }"
        )
        if label.startswith(name):
            return
    raise AssertionError(name)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_invited_person_signs_up_by_keyboard_alone_and_is_told_what_to_do_first(live_server, page):
    page.goto(live_server.url + invited())

    for label, text in (("Your name", "Li Wei"), ("Password", NEW_PASSWORD), ("Password again", NEW_PASSWORD)):
        tab_to(page, label)
        page.keyboard.type(text)
    tab_to(page, "Accept and create")
    page.keyboard.press("Enter")

    page.wait_for_url("**/workspace/")
    appointed = Representative.objects.get()
    assert appointed.user.email == GUEST
    expect(page.get_by_role("status")).to_contain_text(f"Welcome: you now work for {appointed.institution}")
    page.get_by_role("link", name=re.compile("^Write the first item")).click()
    expect(page.get_by_role("button", name="Save draft")).to_be_visible()


def test_invited_person_signs_up_in_arabic_on_a_phone_without_script(live_server, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(live_server.url + invited(language="ar"))

    page.locator("#id_full_name").fill("ليلى حسن")
    page.locator("#id_password1").fill(NEW_PASSWORD)
    page.locator("#id_password2").fill(NEW_PASSWORD)
    page.locator("main form button").click()

    expect(page.locator("html")).to_have_attribute("lang", "ar")
    expect(page.get_by_role("heading", name="مساحة العمل")).to_be_visible()
    context.close()


def test_staff_sets_up_an_authenticator_at_once_and_signs_in_with_its_code(live_server, page, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    user = with_address(SecretariatUserFactory())
    sign_in(page, live_server.url, user)

    page.get_by_role("link", name="With an authenticator app").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("#id_code").fill(code_of(secret))
    page.get_by_role("button", name="Activate").click()
    page.get_by_role("link", name="Go on to the administration").click()
    page.wait_for_url("**/admin/")

    page.context.clear_cookies()
    cache.clear()  # the same code within its half minute
    sign_in(page, live_server.url, user)
    page.wait_for_url("**/accounts/2fa/authenticate/**")
    page.locator("#id_code").fill(code_of(secret))
    page.locator("form:has(#id_code) button").first.click()

    page.wait_for_url("**/admin/")


def test_person_ends_the_other_sessions_and_stays(live_server, browser, page):
    user = with_address(RepresentativeUserFactory())
    other = browser.new_context().new_page()
    for seat in (page, other):
        sign_in(seat, live_server.url, user)
        seat.wait_for_url("**/workspace/")
    page.goto(f"{live_server.url}/accounts/sessions/")
    expect(page.locator(".devices li")).to_have_count(2)

    page.locator("main form button").click()

    expect(page.locator(".devices li")).to_have_count(1)
    other.goto(f"{live_server.url}/workspace/")
    expect(other).to_have_url(re.compile("/accounts/login/"))
    other.context.close()


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
def test_account_pages_are_silent_and_accessible_and_fit_a_phone(live_server, page, language, scheme):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.emulate_media(color_scheme=scheme)
    page.set_extra_http_headers({"accept-language": language})
    page.set_viewport_size({"width": 360, "height": 800})
    user = with_address(SecretariatUserFactory(language=language))
    own = RepresentativeFactory(user=user)
    people = f"/workspace/institutions/{own.institution.slug}/people/"
    new, known = invited(language=language), invited(user.email, language)
    faults = {}

    def look(path):
        said.clear()
        page.goto(live_server.url + path, wait_until="networkidle")
        told = [text for text in said if "410" not in text]
        found = [violation["id"] for violation in Axe().run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if told or found or wide:
            faults[path] = (told, found, wide)

    for path in [*(f"/accounts/{name}" for name in STRANGERS_PAGES), new]:
        look(path)
    sign_in(page, live_server.url, user)
    page.wait_for_url("**/workspace/")
    for path in [*(f"/accounts/{name}" for name in OWN_PAGES), known, people]:
        look(path)

    assert faults == {}
    assert project_settings.SESSION_COOKIE_NAME in {cookie["name"] for cookie in page.context.cookies()}
