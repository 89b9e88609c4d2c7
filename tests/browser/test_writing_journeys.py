"""From a first draft to readers and back, by the people who do it, each at a browser of his or her own."""

import pytest
from playwright.sync_api import expect

from news.models import NewsItem
from tests import factories
from tests.browser.people import choose_language, drop, picture, write_body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COLOURS = ("navy", "teal", "maroon")


def describe(page, number, colour):
    row = page.locator(f"#pictures-{number}")
    row.locator("[name$=alt_en]").fill(f"A wall painted {colour}")
    row.locator("[name$=caption_en]").fill(f"The {colour} hall")
    row.locator("[name$=credit_en]").fill("University press office")


def write_story(page):
    """A story with three pictures in two languages: two of them dropped, one chosen."""
    page.goto("/workspace/")
    page.get_by_role("link", name="Write a news item").click()
    choose_language(page, "English")
    page.get_by_role("textbox", name="Title").fill("The halls have new walls")
    write_body(page, "en", "Three halls of the university were painted this summer.")
    drop(page.locator("#pictures-group"), *COLOURS[:2])
    expect(page.locator(".picture-preview")).to_have_count(2)
    page.get_by_role("button", name="Add a picture").click()
    page.locator("#pictures-2 [type=file]").set_input_files(picture(COLOURS[2]))
    expect(page.locator("[name$='-kept']:not([value=''])")).to_have_count(3)
    for number, colour in enumerate(COLOURS):
        describe(page, number, colour)
    choose_language(page, "Русский")
    page.locator("#id_title_ru").fill("У залов новые стены")
    write_body(page, "ru", "Этим летом покрасили три зала университета.")


def decide(page, item, button, **given):
    """Press a button on the page of the review, which the queue leads to."""
    page.goto("/admin/review/")
    page.get_by_role("link", name=str(item)).click()
    expect(page.frame_locator(".review-page").get_by_role("heading", level=1)).to_have_text(str(item))
    for label, text in given.items():
        page.get_by_label(label).fill(text)
    page.get_by_role("button", name=button, exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_story_is_written_returned_mended_and_read(seat, crew):
    author, secretary, reader = seat(crew.author), seat(crew.secretary), seat()

    write_story(author)
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_role("status").first).to_contain_text("Sent to the secretariat")
    item = NewsItem.objects.get()
    assert reader.goto(item.get_absolute_url()).status == 404

    decide(secretary, item, "Return to author", Reason="Say which year.")
    author.goto("/workspace/")
    expect(author.get_by_text("Say which year.")).to_be_visible()
    author.get_by_role("link", name=item.title).click()
    author.get_by_role("link", name="Edit").click()
    choose_language(author, "English")
    author.get_by_role("textbox", name="Lead").fill("In the summer of 2026 the halls were painted.")
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_role("status").first).to_contain_text("Sent to the secretariat")

    decide(secretary, item, "Approve")
    reader.goto(item.get_absolute_url())
    expect(reader.get_by_role("heading", level=1)).to_have_text("The halls have new walls")
    expect(reader.locator("article img")).to_have_count(3)
    for caption in ("The navy hall", "The teal hall", "The maroon hall"):
        expect(reader.get_by_text(caption)).to_be_visible()
    assert [shown["alt"] for shown in api(reader, item)["pictures"]] == [f"A wall painted {one}" for one in COLOURS]
    reader.get_by_role("link", name="Русский").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("У залов новые стены")


def api(page, item):
    return page.request.get(f"/api/v1/news/{item.slug}/").json()


@pytest.fixture
def published(crew):
    """A story of theirs that readers read."""
    return factories.NewsItemFactory(
        institution=crew.institution, alliance=crew.alliance, title="As it is public", body="<p>A text.</p>"
    )


def test_change_to_a_public_story_is_proposed_compared_and_approved(seat, crew, published):
    author, secretary, reader = seat(crew.author), seat(crew.secretary), seat()
    reader.goto(published.get_absolute_url())

    author.goto("/workspace/")
    author.get_by_role("link", name="As it is public").click()
    author.get_by_role("link", name="Propose a change").click()
    choose_language(author, "English")
    author.get_by_role("textbox", name="Title").fill("As it shall be public")
    drop(author.locator("#pictures-group"), "navy")
    describe(author, 0, "navy")
    expect(author.locator(".picture-preview")).to_be_visible()
    author.get_by_role("button", name="Send to the secretariat").click()
    expect(author.get_by_role("status").first).to_contain_text("Readers see the public version until")
    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("As it is public")

    secretary.goto("/admin/")
    secretary.get_by_role("link", name="Proposed changes").first.click()
    secretary.get_by_role("link", name="As it").click()
    expect(secretary.locator("ins").first).to_contain_text("shall be")
    secretary.get_by_role("button", name="Approve").click()
    expect(secretary.locator(".messagelist .success")).to_be_visible()

    reader.reload()
    expect(reader.get_by_role("heading", level=1)).to_have_text("As it shall be public")
    expect(reader.get_by_text("The navy hall")).to_be_visible()


def test_second_of_two_writers_sees_the_difference_and_chooses(seat, crew):
    item = factories.DraftNewsItemFactory(
        institution=crew.institution, alliance=crew.alliance, title="First words", kicker="Council"
    )
    colleague = factories.RepresentativeUserFactory(institution=crew.institution)
    address = f"/workspace/news/{item.pk}/edit/"
    mine, theirs = seat(crew.author), seat(colleague)
    for page in (mine, theirs):
        page.goto(address)
        choose_language(page, "English")

    for page, whose in ((theirs, "theirs"), (mine, "mine")):
        page.get_by_role("textbox", name="Title").fill(f"Title of {whose}")
        page.get_by_role("textbox", name="Lead").fill(f"Lead of {whose}")
    theirs.get_by_role("textbox", name="Kicker").fill("Forum")
    for page in (theirs, mine):
        page.get_by_role("button", name="Save draft").click()
        page.wait_for_load_state()

    conflict = mine.locator(".conflict")
    expect(conflict).to_contain_text("Kicker")
    expect(conflict).to_contain_text("Kicker")
    conflict.get_by_role("group", name="Title").get_by_label("Keep theirs").check()
    conflict.get_by_role("group", name="Lead").get_by_label("Take mine").check()
    mine.get_by_role("button", name="Save draft").click()
    expect(mine.get_by_role("status").first).to_contain_text("Saved as a draft")

    item.refresh_from_db()
    assert (item.title, item.lead, item.kicker) == ("Title of theirs", "Lead of mine", "Forum")
