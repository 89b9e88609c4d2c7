import datetime

import pytest

from core.clock import now
from core.dates import PartialDate
from core.gathering import Links, Values, gather
from members.models import Institution
from research.models import Opportunity
from tests import factories

pytestmark = pytest.mark.django_db


def test_gather_reads_several_kinds_in_one_query(django_assert_num_queries):
    deadline = now().replace(microsecond=0) + datetime.timedelta(days=3)
    call = factories.OpportunityFactory(
        title="A call", title_ru="Конкурс", deadline=deadline, deadline_zone="Asia/Shanghai", is_example=True
    )
    event = factories.EventFactory(title="A forum", title_zh_hans="论坛", starts=PartialDate.month(2020, 11))

    with django_assert_num_queries(1):
        found = gather(
            events=Links(type(event).objects.order_by("pk"), date="starts"),
            calls=Links(Opportunity.objects.order_by("pk"), text="deadline_zone", moment="deadline", flag="is_example"),
        )
        [seen_event], [seen_call] = found["events"], found["calls"]
        read = [
            (seen_event.pk, seen_event.slug, seen_event.title_en, seen_event.title_zh_hans, seen_event.starts),
            (seen_call.pk, seen_call.slug, seen_call.title_en, seen_call.title_ru),
            (seen_call.deadline, seen_call.deadline_zone, seen_call.is_example),
        ]

    assert read == [
        (event.pk, event.slug, "A forum", "论坛", PartialDate.month(2020, 11)),
        (call.pk, call.slug, "A call", "Конкурс"),
        (deadline, "Asia/Shanghai", True),
    ]


def test_gather_keeps_order_and_limit():
    older, newer, newest = (
        factories.NewsItemFactory(published_at=now() - datetime.timedelta(days=days)) for days in (9, 5, 1)
    )
    rows = type(older).objects.newest_first()

    found = gather(news=Links(rows, 2), none=Links(rows.none().newest_first()))

    assert found == {"news": [newest, newer], "none": []}


def test_values_come_once_each_beside_records(django_assert_num_queries):
    for country in ("KZ", "CN", "KZ"):
        factories.InstitutionFactory(country=country)
    story = factories.NewsItemFactory()

    with django_assert_num_queries(1):
        found = gather(
            countries=Values(Institution.objects.in_reading_order(), "country"),
            news=Links(type(story).objects.order_by("pk")),
        )

    assert sorted(found["countries"]) == ["CN", "KZ"]
    assert [row.pk for row in found["news"]] == [story.pk]
