"""The same way from draft to readers without script, and by keyboard alone in Arabic on a phone."""

import pytest
from django.utils import translation
from playwright.sync_api import expect

from core.models import AuditEntry
from news.models import NewsItem
from tests.admin.conftest import admin_url
from tests.browser.people import picture
from tests.factories import DraftNewsItemFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 150


def test_story_goes_to_readers_and_back_without_script(seat, crew):
    author, secretary = (seat(person, java_script_enabled=False) for person in (crew.author, crew.secretary))
    reader = seat(java_script_enabled=False)

    author.goto("/workspace/news/new/")
    author.get_by_label("Title [English]").fill("The halls have new walls")
    author.get_by_label("Text [English]", exact=True).fill(
        "Three halls were painted.\n\nThe colours & the light are new."
    )
    author.locator("#pictures-0 [type=file]").set_input_files(picture("navy"))
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_role("alert")).to_contain_text("Describe the picture")
    author.locator("#pictures-0 [name$=alt_en]").fill("A wall painted navy")
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_role("status").first).to_contain_text("Sent to the secretariat")
    item = NewsItem.objects.get()

    secretary.goto(admin_url(item, "review"))
    secretary.get_by_label("Reason").fill("Say which year.")
    secretary.get_by_role("button", name="Return to author", exact=True).click()
    expect(secretary.locator(".messagelist .success")).to_be_visible()
    author.reload()
    expect(author.locator(".notice--warning")).to_contain_text("Say which year.")
    author.get_by_role("link", name="Edit", exact=True).click()
    author.get_by_label("Lead [English]").fill("In the summer of 2026 the halls were painted.")
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_role("status").first).to_contain_text("Sent to the secretariat")
    secretary.goto(admin_url(item, "review"))
    secretary.get_by_role("button", name="Approve", exact=True).click()
    expect(secretary.locator(".messagelist .success")).to_be_visible()

    reader.goto(item.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("The halls have new walls")
    expect(reader.get_by_role("img", name="A wall painted navy")).to_be_visible()
    expect(reader.locator(".prose p")).to_have_text(["Three halls were painted.", "The colours & the light are new."])


TABLE = "<table><tbody><tr><th>Year</th><td>2015</td></tr></tbody></table>"


def test_saved_text_is_edited_without_script_and_then_with_it(seat, crew):
    item = DraftNewsItemFactory(
        institution=crew.institution, created_by=crew.author, body_en=f"<p>The <em>old</em> halls.</p>{TABLE}"
    )
    plainly, scripted = seat(crew.author, java_script_enabled=False), seat(crew.author)
    box = plainly.get_by_label("Text [English]", exact=True)

    plainly.goto(f"/workspace/news/{item.pk}/edit/")
    expect(box).to_have_value("The *old* halls.\n\n[[1: Table – Year 2015]]")
    plainly.get_by_role("button", name="Save draft").click()
    item.refresh_from_db()
    assert (item.body_en, AuditEntry.objects.count()) == (f"<p>The <em>old</em> halls.</p>{TABLE}", 0)
    box.fill("The **new** halls.\n\n[[1: Table – Year 2015]]\n\n- one\n- two")
    plainly.get_by_role("button", name="Save draft").click()
    expect(plainly.get_by_role("status").first).to_contain_text("Saved as a draft")
    item.refresh_from_db()
    stored = f"<p>The <strong>new</strong> halls.</p>{TABLE}<ul><li><p>one</p></li><li><p>two</p></li></ul>"
    assert item.body_en == stored

    scripted.goto(f"/workspace/news/{item.pk}/edit/")
    editor = scripted.locator(".field:has(#id_body_en) .ProseMirror")
    expect(editor.locator("strong")).to_have_text("new")
    expect(editor.locator("td, th")).to_have_text(["Year", "2015"])
    expect(scripted.locator("[data-stored]")).to_have_count(0)


class Keyboard:
    """Somebody who has no mouse: goes on with Tab until the focus is where it shall be."""

    def __init__(self, page):
        self.page = page
        # Begun at the moment of the press, listening now and then comes too late: the choice of a file is missed.
        page.on("filechooser", lambda chooser: None)

    def go_to(self, selector):
        for _step in range(MOST_STOPS):
            if self.page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The focus never comes to {selector}.")

    def press(self, key="Enter"):
        self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.insert_text(text)

    def choose_file(self, file):
        with self.page.expect_file_chooser() as opened:
            self.press("Space")
        opened.value.set_files(file)


def test_story_goes_to_readers_by_keyboard_in_arabic_on_a_phone(seat, crew):
    narrow = {"locale": "ar", "viewport": {"width": 360, "height": 740}}
    for person in (crew.author, crew.secretary):
        person.language = "ar"
        person.save()
    author, secretary = seat(crew.author, **narrow), seat(crew.secretary, **narrow)
    by_author, by_secretary = Keyboard(author), Keyboard(secretary)

    author.goto("/workspace/")
    by_author.go_to("[href='/workspace/news/new/']").press()
    expect(author.locator(".drop-zone")).to_be_visible()
    by_author.go_to(".language-bar [data-language=en], .language-bar [aria-selected=true]").press("End")
    by_author.go_to("#id_title_ar").type("جدران جديدة للقاعات")
    by_author.go_to(".ProseMirror[contenteditable]").type("طُليت ثلاث قاعات.")
    by_author.go_to("[data-add]").press()
    by_author.go_to("#pictures-0 [type=file]").choose_file(picture("navy"))
    expect(author.locator(".picture-preview")).to_be_visible()
    by_author.go_to("#pictures-0 [name$=alt_ar]").type("جدار أزرق")
    by_author.go_to("[name=_submit]").press()
    expect(author.locator(".desk-messages .notice--success")).to_be_visible()
    item = NewsItem.objects.get()

    secretary.goto("/admin/review/")
    by_secretary.go_to(f"[href='{admin_url(item, 'review')}']").press()
    expect(secretary.locator(".review-page")).to_be_visible()
    by_secretary.go_to("[href='#decision-name']").press()
    by_secretary.go_to("[value=published]").press()
    expect(secretary.locator(".messagelist .success")).to_be_visible()

    with translation.override("ar"):
        author.goto(item.get_absolute_url())
    expect(author.get_by_role("heading", level=1)).to_have_text("جدران جديدة للقاعات")
    expect(author.get_by_role("img", name="جدار أزرق")).to_be_visible()
