"""A secretary brings in a foreign sheet of 150 members with three conflicts, looks, decides, and takes it back."""

import csv
import io
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from alliances.models import Membership
from core.models import ImportBatch
from members.models import Institution
from tests.admin.conftest import admin_url, signed_in
from tests.factories import AllianceFactory, InstitutionFactory, SecretariatUserFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DECIDE = re.compile("^Decide line")
COUNTRIES = ["Россия", "Казахстан", "Китай", "Узбекистан", "Беларусь", "Египет"]


def foreign_sheet():
    """Russian, windows-1251, semicolons, a title, two header lines, decimal commas; the last three rows conflict."""
    rows = [
        ["Список членов Альянса, по состоянию на 2024 год"],
        ["№", "Университет", "", "Страна", "Координаты", "", "Статус", "Дата вступления"],
        ["", "на русском", "на английском", "", "широта", "долгота", "", ""],
        *(
            [n, f"Университет № {n}", f"University No. {n}", COUNTRIES[n % 6], f"{40 + n / 10:.2f}".replace(".", ","),
             "50,5", "Член", f"{n % 28 + 1:02}.{n % 12 + 1:02}.2015"]
            for n in range(1, 148)
        ),
        [148, "", "Lanzhou University", "Россия", "", "", "Член", "2015"],
        [149, "", "National University", "", "", "", "Член-учредитель", "май 2015 г."],
        [150, "", "Fudan University", "Египет", "", "", "Наблюдатель", "2016"],
    ]  # fmt: skip
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return text.getvalue().encode("windows-1251")


@pytest.fixture
def alliance(transactional_db):
    alliance = AllianceFactory(name="Alliance of the Steppe")
    InstitutionFactory(name="Lanzhou University", country="CN")
    InstitutionFactory(name="Fudan University", country="CN")
    for country in ("MY", "SG"):
        InstitutionFactory(name="National University", country=country)
    return alliance


@pytest.fixture
def errors(live_server, page, alliance):
    """The secretary is signed in; gives what the browser's console and axe complain of, page by page."""
    session = signed_in(SecretariatUserFactory(alliance=alliance)).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    found = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def look(page, errors):
    """axe finds nothing, and a phone scrolls the page in one direction alone."""
    errors += [f"{page.url}: {violation['id']}" for violation in Axe().run(page).response["violations"]]
    page.set_viewport_size({"width": 360, "height": 740})
    errors += [f"{page.url} is too wide"] if page.evaluate("document.documentElement.scrollWidth") > 360 else []
    page.set_viewport_size({"width": 1280, "height": 900})


def upload(page, live_server, errors):
    page.goto(live_server.url + admin_url(Membership, "changelist"))
    page.get_by_role("link", name="Import", exact=True).click()
    look(page, errors)
    page.get_by_label("File").set_input_files({"name": "spisok.csv", "mimeType": "text/csv", "buffer": foreign_sheet()})
    page.get_by_role("button", name="Read the file").click()
    look(page, errors)
    page.get_by_label("Make drafts of the institutions that the portal does not know").check()
    page.get_by_role("button", name="Check the rows").click()
    look(page, errors)


def decide(page, label):
    page.get_by_role("link", name=DECIDE).first.click()
    page.get_by_label(label).first.check()
    page.get_by_role("button", name="Save and judge anew").click()
    page.wait_for_url("**/rows/")
    page.get_by_role("link", name=re.compile("^To decide|^All")).last.click()


def test_foreign_sheet_of_150_members_with_three_conflicts_comes_in_and_goes_back(live_server, page, errors):
    upload(page, live_server, errors)
    filters = page.get_by_role("navigation", name="Rows by verdict").inner_text().split("\n")
    page.get_by_role("link", name="To decide (3)").click()
    page.get_by_role("link", name=DECIDE).first.click()
    look(page, errors)
    page.go_back()
    for label in ("Lanzhou University, China", "National University, Singapore", "left out"):
        decide(page, label)
    page.get_by_role("button", name="Apply 149 rows").click()
    look(page, errors)
    applied = Membership.objects.current().count(), Institution.objects.filter(state="draft").count()
    page.get_by_role("link", name="Undo this import").click()
    look(page, errors)
    page.get_by_role("button", name="Undo this import").click()
    look(page, errors)

    assert filters == ["All (150)", "New (147)", "To decide (3)"]
    assert applied == (149, 147)
    expect(page.get_by_text("149 rows were undone.")).to_be_visible()
    assert (Membership.objects.current().count(), Institution.objects.filter(state="draft").count()) == (0, 0)
    assert ImportBatch.objects.get().stage == "undone"
    assert errors == []


def test_same_journey_works_without_script(live_server, browser, errors, page):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(live_server.url + admin_url(Membership, "import"))
    plain.get_by_label("File").set_input_files(
        {"name": "spisok.csv", "mimeType": "text/csv", "buffer": foreign_sheet()}
    )
    plain.get_by_role("button", name="Read the file").click()
    plain.get_by_role("button", name="Check the rows").click()
    plain.get_by_role("link", name="Decide line 4", exact=True).click()
    plain.get_by_label("a new institution").check()
    plain.get_by_role("button", name="Save and judge anew").click()
    plain.get_by_role("button", name="Apply 1 row", exact=True).click()

    expect(plain.get_by_text("1 row was applied. 149 rows were not.")).to_be_visible()
    context.close()
