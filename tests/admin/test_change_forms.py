"""Change forms: what one button saves and moves."""

import datetime

import pytest
from django.contrib.messages import get_messages

from core.clock import now
from core.models import AuditEntry
from news.models import NewsItem
from tests.admin.conftest import admin_url, form_data
from tests.factories import DraftNewsItemFactory, NewsItemFactory


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def save(client, obj, **changes):
    """Open the form of a record, change some fields and press a button."""
    page = client.get(admin_url(obj, "change"))
    return client.post(admin_url(obj, "change"), form_data(page, **changes))


def test_one_button_saves_and_publishes(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, draft, kicker_en="New", _move="published")

    story = NewsItem.objects.get()
    assert response.url == admin_url(draft, "change")
    assert (story.kicker, story.state, story.is_published) == ("New", "published", True)
    assert AuditEntry.objects.get(action="move").after == "published"


def test_moment_in_the_future_schedules_and_names_the_zone(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours, title="Forum")
    moment = (now() + datetime.timedelta(days=3)).replace(second=0, microsecond=0)

    response = save(secretariat, draft, _move="published", move_at=f"{moment:%Y-%m-%dT%H:%M}")

    story = NewsItem.objects.get()
    assert (story.published_at, story.is_scheduled) == (moment, True)
    assert "“Forum” will be public from" in said(response)[0]
    assert "(UTC)" in said(response)[0]


def test_moment_that_has_passed_is_refused_and_the_text_kept(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, draft, kicker_en="New", _move="published", move_at="2020-01-01T10:00")

    story = NewsItem.objects.get()
    assert (story.kicker, story.state) == ("New", "draft")
    assert said(response)[1] == "This moment has passed. Leave it empty to publish at once."


def test_return_without_a_reason_saves_and_asks_for_it(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    response = save(secretariat, item, kicker_en="New", _move="returned", move_reason=" ")

    item.refresh_from_db()
    assert (item.kicker, item.state) == ("New", "submitted")
    assert said(response)[1] == "Say why: the author reads the reason."


def test_return_with_a_reason_moves(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    save(secretariat, item, _move="returned", move_reason="The figures lack a source.")

    item.refresh_from_db()
    assert item.state == "returned"
    assert AuditEntry.objects.get(action="move").note == "The figures lack a source."


def test_refused_move_repeats_the_reason_that_was_typed(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, item, _move="returned", move_reason="The figures lack a source.")

    assert "cannot go from" in said(response)[1]
    assert said(response)[2] == "You gave this reason: The figures lack a source."


def test_error_in_the_form_keeps_all_that_was_typed(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    response = save(secretariat, item, kicker_en="New", slug="no good", _move="returned", move_reason="Because")

    item.refresh_from_db()
    assert item.state == "submitted"
    page = response.content.decode()
    assert "Because</textarea>" in page
    assert 'value="New"' in page


def test_new_record_is_made_and_submitted_at_once(secretariat, ours):
    page = secretariat.get(admin_url(NewsItem, "add"))

    secretariat.post(
        admin_url(NewsItem, "add"),
        form_data(page, title_en="Forum", slug="forum", alliance=ours.pk, source_date="2021", _move="submitted"),
    )

    assert NewsItem.objects.get(slug="forum").state == "submitted"


def test_forged_move_to_no_state_only_saves(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    response = save(secretariat, draft, kicker_en="New", _move="nonsense")

    assert response.url == admin_url(NewsItem, "changelist")
    assert NewsItem.objects.get().state == "draft"


@pytest.mark.parametrize(("state", "buttons"), [("published", ["archived"]), ("archived", ["draft"])])
def test_form_has_the_buttons_of_the_table(secretariat, ours, state, buttons):
    page = secretariat.get(admin_url(NewsItemFactory(alliance=ours, state=state), "change"))

    assert [move["to"] for move in page.context["moves"]] == buttons
    assert page.content.decode().count('name="_move"') == len(buttons)


def test_old_version_offers_no_move(superuser, ours):
    story = NewsItemFactory(alliance=ours)
    save(superuser, story, kicker_en="New")
    history = superuser.get(admin_url(story, "history"))

    old = superuser.get(history.context["action_list"][0]["url"])

    assert old.status_code == 200
    assert 'name="_move"' not in old.content.decode()
