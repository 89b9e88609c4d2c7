"""States in the admin: read-only, moved by actions and buttons that report what happened."""

import pytest
from django.contrib.messages import get_messages

from alliances.models import Document, Event
from core.errors import NotYours
from core.models import AuditEntry
from core.services.tagging import tag as add_area
from news.models import NewsItem
from tests.admin.conftest import admin_url
from tests.factories import (
    AllianceFactory,
    AreaFactory,
    DocumentFactory,
    DraftNewsItemFactory,
    EventFactory,
    NewsItemFactory,
)


def act(client, to, items, **extra):
    data = {"action": f"move_to_{to}", "_selected_action": [item.pk for item in items], **extra}
    return client.post(admin_url(NewsItem, "changelist"), data)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def report(page):
    return [(outcome.item.pk, outcome.done, outcome.text) for outcome in page.context["outcomes"]]


def test_action_reports_on_each_row(secretariat, ours):
    drafts = [DraftNewsItemFactory(alliance=ours) for _number in range(2)]
    published = NewsItemFactory(alliance=ours)

    response = act(secretariat, "published", [*drafts, published])

    assert (response.context["done"], response.context["refused"]) == (2, 1)
    told = {pk: (done, text) for pk, done, text in report(response)}
    assert told[drafts[0].pk] == (True, f"“{drafts[0].title}” is now in the state “Published”.")
    assert told[published.pk][0] is False
    assert "cannot go from “Published” to “Published”" in told[published.pk][1]
    assert f'href="{admin_url(published, "change")}"' in response.content.decode()
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
    assert report(without) == [(item.pk, False, "Say why: the author reads the reason.")]
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


def test_report_leads_back_to_the_list_as_it_was_filtered(secretariat, ours):
    item = DraftNewsItemFactory(alliance=ours)
    address = f"{admin_url(NewsItem, 'changelist')}?state=draft"

    page = secretariat.post(address, {"action": "move_to_published", "_selected_action": [item.pk]})

    assert f'href="{address}"' in page.content.decode()


def tag(client, items, area=None):
    extra = {} if area is None else {"area": area}
    data = {"action": "tag_with_area", "_selected_action": [item.pk for item in items], **extra}
    return client.post(admin_url(NewsItem, "changelist"), data)


def test_rows_are_tagged_with_an_area_and_each_is_reported(secretariat, ours):
    area, items = AreaFactory(name="Energy"), NewsItemFactory.create_batch(2, alliance=ours)
    items[1].areas.add(area)

    asked = tag(secretariat, items)
    page = tag(secretariat, items, area.pk)

    assert f'<option value="{area.pk}">' in asked.content.decode()
    assert {pk: text for pk, _done, text in report(page)} == {
        items[0].pk: "tagged with “Energy”",
        items[1].pk: "had the area “Energy” already",
    }
    assert list(items[0].areas.all()) == [area]
    assert AuditEntry.objects.filter(action="change").count() == 1


def test_tagging_reaches_no_other_alliance(secretariat, ours, theirs):
    area, foreign = AreaFactory(), NewsItemFactory(alliance=theirs)

    tag(secretariat, [foreign], area.pk)

    assert not foreign.areas.exists()


def test_shared_row_of_others_is_not_ours_to_tag(secretary):
    foreign = AllianceFactory()

    with pytest.raises(NotYours, match="is not yours to change"):
        add_area(foreign, AreaFactory(), by=secretary)


@pytest.mark.parametrize("given", ["", "nonsense"])
def test_tagging_asks_again_without_an_area(secretariat, ours, given):
    item = NewsItemFactory(alliance=ours)

    page = tag(secretariat, [item], given)

    assert "Choose an area from the list." in page.content.decode()
    assert not item.areas.exists()


def test_draft_area_that_is_not_ours_cannot_be_given(secretariat, ours):
    item, hidden = NewsItemFactory(alliance=ours), AreaFactory(state="draft")

    tag(secretariat, [item], hidden.pk)

    assert not item.areas.exists()


def test_records_without_areas_offer_no_tagging(secretariat, ours):
    DocumentFactory(alliance=ours)

    assert "tag_with_area" not in secretariat.get(admin_url(Document, "changelist")).content.decode()
