import pytest

from core.clock import today
from core.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db


def year(offset):
    return PartialDate.year(today().year + offset)


def sections(page):
    return [(str(label), [event.title for event in events]) for label, events in page.context["sections"]]


def test_events_ahead_come_first_and_the_nearest_of_them_at_the_top(client):
    for title, starts in [
        ("Far", year(3)),
        ("Near", year(1)),
        ("Old", year(-9)),
        ("Recent", year(-1)),
        ("Some day", None),
    ]:
        factories.EventFactory(title=title, starts=starts)
    running = factories.EventFactory(title="Running", starts=year(-2), ends=year(1))

    page = client.get("/en/events/")

    assert sections(page) == [
        ("Coming up", [running.title, "Near", "Far"]),
        ("Past events", ["Recent", "Old"]),
        ("Undated events", ["Some day"]),
    ]


def test_order_that_the_reader_chose_has_no_sections(client):
    for title, starts in [("A past one", year(-1)), ("One ahead", year(1))]:
        factories.EventFactory(title=title, starts=starts)

    assert sections(client.get("/en/events/?ordering=-name")) == [("", ["One ahead", "A past one"])]
