"""Change forms in a real browser, by keyboard where a keyboard is enough."""

import pytest
from playwright.sync_api import expect

from alliances.models import Event, Membership
from members.models import User
from research.models import Group
from tests.admin.conftest import admin_url
from tests.browser.matrix import THEMES, languages
from tests.factories import (
    InstitutionAliasFactory,
    MembershipFactory,
    NewsItemFactory,
    PictureFactory,
    ProjectPartnerFactory,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_bar_of_tabs_chooses_the_language_of_all_texts(browse, page):
    story = NewsItemFactory(title="News", title_ru="Новость", lead="Once", lead_ru="Однажды", byline="By us")
    PictureFactory(owner=story, alt="A table", alt_ru="Стол")
    browse(admin_url(story, "change"))
    tabs = page.get_by_role("tablist", name="Language of the texts")

    tabs.get_by_role("tab", name="English").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")

    assert tabs.get_by_role("tab", name="Русский").get_attribute("aria-selected") == "true"
    expect(page.locator("#id_title_ru")).to_be_visible()
    expect(page.locator("[name$='-0-alt_ru']")).to_be_visible()
    expect(page.locator("#id_title_en")).not_to_be_visible()


def test_tabs_count_the_texts_as_they_are_written(browse, page):
    browse(admin_url(NewsItemFactory(title="News", lead="Once", title_ru="Новость"), "change"))
    russian = page.get_by_role("tab", name="Русский texts: 1 of 2")

    russian.click()
    page.locator("#id_lead_ru").fill("Однажды")

    expect(page.get_by_role("tab", name="Русский texts: 2 of 2")).to_be_visible()


def test_source_text_stands_beside_the_translation(browse, page):
    browse(admin_url(NewsItemFactory(title="News", body_en="<p>Once <strong>upon</strong></p>"), "change"))

    page.get_by_role("tab", name="العرب").click()
    page.get_by_label("Show beside it").check()

    assert page.locator(".field-title_ar .source-text").inner_text() == "News"
    assert page.locator(".field-body_ar .source-text strong").inner_text() == "upon"
    assert page.locator("#id_title_ar").get_attribute("dir") == "rtl"
    assert page.locator(".field-body_ar .ProseMirror[contenteditable]").get_attribute("dir") == "rtl"


def test_tab_of_a_language_with_an_error_is_shown_and_marked(browse, page):
    browse(admin_url(NewsItemFactory(title="News"), "change"))

    page.get_by_role("tab", name="中文").click()
    page.locator("#id_title_zh_hans").fill("长" * 301)
    page.evaluate("document.querySelector('#id_title_zh_hans').removeAttribute('maxlength')")
    page.locator("#id_title_zh_hans").fill("长" * 301)
    page.evaluate("sessionStorage.clear()")
    page.get_by_role("button", name="Save", exact=True).click()

    assert page.get_by_role("tab", name="has errors").get_attribute("data-language") == "zh-hans"
    expect(page.locator("#id_title_zh_hans")).to_be_visible()


def test_remark_appears_while_one_writes_and_leads_to_its_field(browse, page):
    browse(admin_url(NewsItemFactory(title="News", body_en="<p>Once</p>"), "change"))

    page.get_by_role("tab", name="Русский").click()
    page.locator("#id_title_ru").fill("The forum has opened")
    remark = page.get_by_role("link", name="Title (Русский)")
    remark.wait_for()
    page.get_by_role("tab", name="English").click()
    remark.click()

    assert page.locator(".field-title_ru .finding-note").inner_text() == (
        "This text is not in the script of its language."
    )
    assert page.evaluate("document.activeElement.id") == "id_title_ru"


WORD_LIST = (
    '<p class=MsoListParagraph style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span>'
    '</span>A laboratory</p><img src="file:///C:/clip.png">'
)


def test_text_pasted_from_word_arrives_clean_and_asks_for_the_picture(browse, page):
    browse(admin_url(NewsItemFactory(title="News", body_en=""), "change"))
    editor = page.locator(".field-body_en .ProseMirror[contenteditable]")

    editor.focus()
    editor.evaluate(
        """(editor, html) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/html", html);
            editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        WORD_LIST,
    )

    notice = page.get_by_text("upload the original as a picture")
    notice.wait_for()
    page.get_by_role("tab", name="Русский").click()
    page.locator("#id_title_ru").fill("The forum has opened")
    page.get_by_role("link", name="Title (Русский)").wait_for()  # remarks come anew
    page.get_by_role("tab", name="English").click()
    assert notice.is_visible()
    assert editor.locator("ul > li").inner_text() == "A laboratory"
    assert page.locator("#id_body_en").input_value() == "<ul><li><p>A laboratory</p></li></ul>"


def test_pictures_change_places_by_keyboard(browse, page):
    story = NewsItemFactory(title="News")
    first, second = (PictureFactory(owner=story, order=number) for number in (1, 2))
    browse(admin_url(story, "change"))

    page.get_by_role("button", name="Move down").first.focus()
    page.keyboard.press("Enter")
    told = page.locator("#row-news").inner_text()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Save", exact=True).press("Enter")
    page.wait_for_url("**/newsitem/")

    assert told == "Now at position 2 of 2."
    assert list(story.pictures.in_order()) == [second, first]


def test_decorative_picture_needs_no_alternative_text(browse, page):
    story = NewsItemFactory(title="News")
    PictureFactory(owner=story)
    browse(admin_url(story, "change"))

    page.get_by_label("Decorative").first.check()

    expect(page.locator("[name$='-0-alt_en']")).not_to_be_visible()


def test_form_is_sent_with_a_reason_from_the_form(browse, page):
    story = NewsItemFactory(title="News", state="submitted")
    browse(admin_url(story, "change"))

    page.get_by_label("Reason").fill("The figures lack a source.")
    page.get_by_role("button", name="Return to author").click()

    page.get_by_text("is now in the state “Returned to author”").wait_for()
    story.refresh_from_db()
    assert story.state == "returned"


def test_preview_opens_beside_the_form_and_runs_no_script(browse, page):
    browse(admin_url(NewsItemFactory(title="As stored"), "change"))
    page.locator("#id_title_en").fill("As typed")

    with page.context.expect_page() as opened:
        page.locator("button[formaction$='/preview/en/']").click()
    preview = opened.value
    preview.wait_for_load_state()

    assert preview.get_by_role("heading", level=1).inner_text() == "As typed"
    assert page.locator("#id_title_en").input_value() == "As typed"


@pytest.mark.axe
@pytest.mark.parametrize("scheme", THEMES)
@pytest.mark.parametrize("language", languages(["en", "ar"]))
def test_forms_of_each_kind_are_silent_and_accessible(browse, page, language, scheme):
    User.objects.update(language=language)
    page.emulate_media(color_scheme=scheme)
    story = NewsItemFactory(title="THE FORUM HAS OPENED", body_en='<p><a href="/x">here</a></p>')
    PictureFactory(owner=story)
    membership = MembershipFactory()
    records = [story, membership, membership.institution, ProjectPartnerFactory().project]

    found = {str(record): browse(admin_url(record, "change")) for record in records}

    assert {name: result for name, result in found.items() if result != ([], [])} == {}


def test_address_is_proposed_from_the_first_title_that_is_written(browse, page):
    browse("/admin/news/newsitem/add/")
    slug = page.locator("#id_slug")
    proposed = []
    for language, suffix, title in [
        ("简体中文", "zh_hans", "UASR会议"),
        ("简体中文", "zh_hans", ""),
        ("Русский", "ru", "Новая школа"),
        ("English", "en", "A new school"),
    ]:
        page.get_by_role("tab", name=language).click()
        page.locator(f"#id_title_{suffix}").fill(title)
        proposed.append(slug.input_value())
    slug.fill("own-words")
    page.locator("#id_title_en").fill("Another school")

    assert proposed == ["", "", "novaya-shkola", "a-new-school"]
    assert slug.input_value() == "own-words"


@pytest.mark.parametrize("language", ["zh-hans", "ru", "ar"])
def test_editor_speaks_the_language_of_the_person(browse, page, language):
    story = NewsItemFactory(title="News")
    User.objects.update(language=language)
    browse(admin_url(story, "change"))
    menu = page.locator(".prose-menubar:visible").first

    said = menu.evaluate(
        """(menu) => [
            ...[...menu.querySelectorAll("[title]")].map((button) => button.title),
            ...[...menu.querySelectorAll(".prose-menubar__option")].map((option) => option.textContent),
        ]"""
    )
    menu.locator("[data-name=table]").click()
    dialogue = page.locator("dialog[open]").inner_text()

    assert len(said) > 20
    assert not [words for words in said if words.isascii()]
    assert not [line for line in dialogue.split("\n") if line.strip() and line.isascii()]


def test_rows_of_a_table_are_read_downwards_on_a_phone(browse, page):
    alias = InstitutionAliasFactory()
    page.set_viewport_size({"width": 360, "height": 800})
    said, faults = browse(admin_url(alias.institution, "change"))
    row = page.locator("tr.dynamic-aliases").first

    cells = row.locator("td[data-column]:visible")
    boxes = [cell.bounding_box() for cell in cells.all()]

    assert (said, faults) == ([], [])
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 360 for box in boxes)
    assert cells.first.evaluate("(cell) => getComputedStyle(cell, '::before').content") == '"Name"'
    assert cells.last.get_attribute("data-column") == "Delete?"


@pytest.mark.parametrize(
    ("model", "field"), [(Membership, "field-alliance"), (Event, "field-kind"), (Group, "field-name_en")]
)
def test_new_record_is_begun_in_its_first_field(browse, page, model, field):
    browse(admin_url(model, "add"))

    assert field in page.evaluate("document.activeElement.closest('.form-row, .fieldBox')?.className ?? ''").split()
