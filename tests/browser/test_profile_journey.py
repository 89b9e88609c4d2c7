"""The profile of an institution, kept by its representative and checked by its secretariat, with script and without."""

import pytest
from playwright.sync_api import expect

from tests.browser.people import choose_language, picture, write_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def tell(page, text, *, has_script):
    """Write the description in English."""
    if has_script:
        choose_language(page, "English")
        write_text(page, "description_en", text)
    else:
        page.locator("#id_description_en").fill(f"<p>{text}</p>")


@pytest.mark.parametrize("has_script", [True, False])
def test_profile_is_changed_at_once_and_after_review(seat, crew, has_script):
    author, secretary, reader = (
        seat(person, java_script_enabled=has_script) for person in (crew.author, crew.secretary, None)
    )
    public, former = crew.institution.get_absolute_url(), crew.institution.name

    author.goto("/workspace/")
    author.locator(".fact-box").get_by_role("link", name="logo").click()
    tell(author, "A university by the sea.", has_script=has_script)
    author.locator("#id_logo").set_input_files(picture("teal"))
    author.locator("#id_contact_email").fill("no address")
    author.get_by_role("button", name="Save").click()
    expect(author.get_by_role("alert")).to_contain_text("Nothing was saved yet")
    expect(author.get_by_text("teal.png")).to_be_visible()
    author.locator("#id_contact_email").fill("office@sea.example")
    author.get_by_role("button", name="Save").click()
    expect(author.get_by_role("status").first).to_contain_text("Readers see it now")
    reader.goto(public)
    expect(reader.get_by_text("A university by the sea.")).to_be_visible()
    expect(reader.locator("img.logo")).to_be_visible()
    expect(reader.get_by_text("office@sea.example")).to_be_visible()

    author.get_by_role("link", name="Propose a change").click()
    author.locator("#id_name_en").fill("University by the Sea")
    author.locator("#id_aliases-0-text").fill("Sea University")
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_text("Change to the public version: Awaiting review")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text(former)

    secretary.goto("/admin/review/")
    secretary.get_by_role("link", name=former).first.click()
    expect(secretary.get_by_text("Sea University")).to_be_visible()
    secretary.get_by_role("button", name="Approve", exact=True).click()
    expect(secretary.locator(".messagelist .success")).to_be_visible()
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("University by the Sea")
    expect(reader.get_by_text("A university by the sea.")).to_be_visible()
