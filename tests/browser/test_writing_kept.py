"""Nothing typed is lost: after a crash, after a session that ended, in a window left open."""

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from news.models import NewsItem
from tests import factories
from tests.browser.people import choose_language, drop, write_body

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NEW = "/workspace/news/new/"


@pytest.fixture
def writer(seat, crew):
    """A form in which something was typed and kept."""
    page = seat(crew.author)
    page.goto(NEW)
    choose_language(page, "English")
    page.get_by_role("textbox", name="Title").fill("Half an hour of work")
    write_body(page, "en", "A long paragraph.")
    drop(page.locator("#pictures-group"), "navy")
    expect(page.locator(".picture-preview")).to_be_visible()
    expect(page.locator(".kept-news")).to_contain_text("Kept at", timeout=15_000)
    return page


def sign_in(context, person):
    """In another window of the same browser."""
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(person.email)
    page.get_by_label("Password").fill(factories.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/workspace/")
    page.close()


def test_words_typed_while_the_editors_start_are_kept(seat, crew):
    page = seat(crew.author)
    page.clock.install()
    page.goto(NEW)

    choose_language(page, "English")
    page.get_by_role("textbox", name="Title").fill("Quickly")
    page.clock.run_for(6_000)

    expect(page.locator(".kept-news")).to_contain_text("Kept at")


def test_form_that_nobody_touched_is_not_kept(seat, crew):
    page = seat(crew.author)
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.clock.install()
    page.goto(NEW)

    page.clock.run_for(20_000)

    assert sent == []


def test_text_is_offered_again_after_a_crash(writer):
    context = writer.context
    writer.close()

    page = context.new_page()
    page.goto(NEW)
    page.get_by_role("link", name="Restore").click()
    choose_language(page, "English")

    expect(page.get_by_role("textbox", name="Title")).to_have_value("Half an hour of work")
    expect(page.locator(".ProseMirror[contenteditable]").first).to_have_text("A long paragraph.")
    expect(page.locator(".picture-preview")).to_be_visible()
    page.locator("#pictures-0 [name$=alt_en]").fill("A navy wall")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved as a draft")
    item = NewsItem.objects.get()
    assert (item.title, [shown.alt for shown in item.pictures.all()]) == ("Half an hour of work", ["A navy wall"])


def test_session_that_ended_while_one_writes_loses_nothing(writer, crew):
    Session.objects.all().delete()
    writer.get_by_role("textbox", name="Lead").fill("Typed after the session ended")
    expect(writer.locator(".kept-news")).to_contain_text("sign in in another window", timeout=15_000)

    sign_in(writer.context, crew.author)

    expect(writer.locator(".kept-news")).to_contain_text("Kept at", timeout=15_000)
    writer.locator("#pictures-0 [name$=alt_en]").fill("A navy wall")
    writer.get_by_role("button", name="Save draft").click()
    expect(writer.get_by_role("status").first).to_contain_text("Saved as a draft")
    assert NewsItem.objects.get().lead == "Typed after the session ended"


def test_form_without_script_comes_back_after_signing_in_anew(seat, crew):
    writer = seat(crew.author, java_script_enabled=False)
    writer.goto(NEW)
    writer.get_by_label("Title [English]").fill("Half an hour of work")
    Session.objects.all().delete()
    writer.get_by_role("button", name="Save draft").click()
    expect(writer.get_by_label("title (English)")).to_have_value("Half an hour of work")

    sign_in(writer.context, crew.author)
    writer.get_by_role("button", name="back to the form").click()

    expect(writer.get_by_label("Title [English]")).to_have_value("Half an hour of work")
    assert not NewsItem.objects.exists()
    writer.get_by_role("button", name="Save draft").click()
    expect(writer.get_by_role("status").first).to_contain_text("Saved as a draft")
    assert NewsItem.objects.get().title == "Half an hour of work"
