"""How often pages are read: about, a day, and nothing of the reader."""

import datetime

import pytest
from django.test import Client

from core import reads
from core.clock import today
from core.models import Change, ReadCount
from tests import factories
from tests.admin.conftest import signed_in

pytestmark = pytest.mark.django_db

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36"
CRAWLER = "Mozilla/5.0 (compatible; Examplebot/2.1; +https://example.org/bot)"


@pytest.fixture(autouse=True)
def nothing_counted(kept):
    reads.write_counts()
    ReadCount.objects.all().delete()


@pytest.fixture
def item():
    return factories.NewsItemFactory()


@pytest.fixture
def reader():
    return Client(headers={"User-Agent": BROWSER})


def written(item):
    reads.write_counts()
    return list(ReadCount.objects.of(item).values_list("day", "number"))


def test_each_reading_counts_whether_the_page_is_made_or_kept(reader, item):
    tag = reader.get(item.get_absolute_url()).headers["ETag"]
    reader.get(item.get_absolute_url(), {"utm_source": "letter"})
    reader.get(item.get_absolute_url(), headers={"If-None-Match": tag})

    assert written(item) == [(today(), 3)]


def test_readings_of_a_day_are_added_to_those_that_are_written(reader, item, freeze_now):
    day = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)
    freeze_now(day)
    item.published_at = day - datetime.timedelta(days=9)
    item.save()
    reader.get(item.get_absolute_url())
    first = written(item)
    reader.get(item.get_absolute_url())
    reader.get(item.get_absolute_url())
    second = written(item)
    freeze_now(day + datetime.timedelta(days=1))
    reader.get(item.get_absolute_url())

    assert (first, second) == ([(day.date(), 1)], [(day.date(), 3)])
    assert [number for _day, number in written(item)] == [1, 3]


@pytest.mark.parametrize(
    "headers",
    [{"User-Agent": CRAWLER}, {"User-Agent": "curl/8.5"}, {"User-Agent": ""}, {"Sec-Purpose": "prefetch"}],
)
def test_programs_and_pages_fetched_in_advance_do_not_count(item, headers):
    client = Client(headers={"User-Agent": BROWSER} | headers)

    client.get(item.get_absolute_url())
    client.get(item.get_absolute_url())

    assert written(item) == []


def test_who_is_signed_in_and_who_asks_for_the_head_alone_do_not_count(reader, item):
    author = signed_in(factories.RepresentativeUserFactory(institution=item.institution))
    reader.head(item.get_absolute_url())
    author.get(item.get_absolute_url(), headers={"User-Agent": BROWSER})
    reader.get("/en/news/")
    reader.get(factories.DraftNewsItemFactory().get_absolute_url())

    assert written(item) == []
    assert not ReadCount.objects.exists()


def test_reader_gets_no_cookie_and_nothing_of_the_reader_is_kept(reader, item):
    answers = [reader.get(item.get_absolute_url(), REMOTE_ADDR="203.0.113.9") for _n in range(2)]
    reads.write_counts()

    assert [len(answer.cookies) for answer in answers] == [0, 0]
    assert {field.name for field in ReadCount._meta.get_fields()} == {
        *("id", "item_type", "item_id", "item", "day", "number")
    }


def test_kept_page_that_is_counted_costs_one_query(reader, item, django_assert_num_queries):
    reader.get(item.get_absolute_url())

    with django_assert_num_queries(1):
        reader.get(item.get_absolute_url())


def test_writing_counts_drops_no_kept_page_and_costs_the_same_for_many(reader, kept, django_assert_num_queries):
    for item in factories.NewsItemFactory.create_batch(3):
        reader.get(item.get_absolute_url())
    changes, pages = Change.objects.count(), len(kept)
    reads.ContentType.objects.get_for_model(item)

    with django_assert_num_queries(5):  # two of them are the savepoint
        reads.write_counts()

    assert (Change.objects.count(), len(kept)) == (changes, pages)


def test_counts_go_with_their_record(item):
    factories.ReadCountFactory(item=item)

    item.delete()

    assert not ReadCount.objects.exists()


def test_own_items_say_about_how_often_and_nobody_else_is_told(client):
    item = factories.NewsItemFactory(institution=factories.InstitutionFactory())
    factories.ReadCountFactory(item=item, number=30)
    factories.ReadCountFactory(item=item, number=12, day=today() - datetime.timedelta(days=29))
    factories.ReadCountFactory(item=item, number=900, day=today() - datetime.timedelta(days=30))
    other = factories.NewsItemFactory()
    factories.ReadCountFactory(item=other, number=70)
    author = signed_in(factories.RepresentativeUserFactory(institution=item.institution))

    own, dashboard = author.get("/workspace/items/").text, author.get("/workspace/").text

    for page in (own, dashboard):
        assert "Read about 40 times in the last 30 days" in page
        assert "about 70" not in page
    assert "Read about" not in client.get(item.get_absolute_url()).text


@pytest.mark.parametrize(
    ("number", "told"), [(4, 0), (9, 10), (14, 10), (15, 20), (99, 100), (123, 120), (1250, 1300), (98765, 99000)]
)
def test_number_is_told_rounded(number, told):
    assert reads.rounded(number) == told
