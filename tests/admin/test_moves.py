"""States in the admin: read-only, moved by actions and buttons that report what happened."""

import pytest
from django.contrib.messages import get_messages

from alliances.models import Event
from core.models import AuditEntry
from news.models import NewsItem
from tests.admin.conftest import admin_url
from tests.factories import DraftNewsItemFactory, EventFactory, NewsItemFactory


def act(client, to, items, **extra):
    data = {"action": f"move_to_{to}", "_selected_action": [item.pk for item in items], **extra}
    return client.post(admin_url(NewsItem, "changelist"), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_action_reports_both_counts(secretariat, ours):
    drafts = [DraftNewsItemFactory(alliance=ours) for _number in range(2)]
    published = NewsItemFactory(alliance=ours)

    response = act(secretariat, "published", [*drafts, published])

    assert said(response)[0] == "“Published”: 2 moved, 1 refused."
    assert {item.state for item in NewsItem.objects.all()} == {"published"}
    assert AuditEntry.objects.filter(action="move").count() == 2


def test_action_does_not_reach_another_alliances_items(secretariat, ours, theirs):
    foreign = DraftNewsItemFactory(alliance=theirs)

    act(secretariat, "published", [foreign])

    foreign.refresh_from_db()
    assert foreign.state == "draft"


def test_return_asks_for_a_reason_first(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours, state="submitted")

    page = act(secretariat, "returned", [item])
    without = act(secretariat, "returned", [item], reason=" ")
    item.refresh_from_db()
    state_without = item.state
    act(secretariat, "returned", [item], reason="The figures lack a source.")
    item.refresh_from_db()

    assert 'name="reason"' in page.content.decode()
    assert "0 moved, 1 refused" in said(without)[0]
    assert state_without == "submitted"
    assert item.state == "returned"
    assert AuditEntry.objects.get(action="move").note == "The figures lack a source."


def test_form_offers_the_legal_moves_alone(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)

    page = secretariat.get(admin_url(draft, "change"))

    assert [move["label"] for move in page.context["moves"]] == ["Submit for review", "Publish", "Archive"]


def test_button_asks_and_moves(secretariat, ours):
    draft = DraftNewsItemFactory(alliance=ours)
    address = admin_url(draft, "move", "published")

    asked = secretariat.get(address)
    draft.refresh_from_db()
    state_before = draft.state
    secretariat.post(address)
    draft.refresh_from_db()

    assert (asked.status_code, state_before, draft.state) == (200, "draft", "published")


@pytest.mark.parametrize(("to", "status"), [("returned", 403), ("nonsense", 404), ("published", 404)])
def test_illegal_moves_are_refused(secretariat, ours, theirs, to, status):
    item = DraftNewsItemFactory(alliance=theirs if to == "published" else ours)

    assert secretariat.post(admin_url(item, "move", to)).status_code == status


def test_state_is_shown_and_not_typed(secretariat, ours):
    event = EventFactory(alliance=ours)

    page = secretariat.get(admin_url(event, "change"))

    assert "state" not in page.context["adminform"].form.fields
    assert "Published" in page.content.decode()
    assert Event.objects.get().state == "published"
