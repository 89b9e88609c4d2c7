"""Long lists: counted up to a limit, and refused beyond it with a word on what to do."""

import pytest

from core.paging import CappedPaginator, LeanPaginator
from news.models import NewsItem
from news.views import NewsListPage
from tests import factories

pytestmark = pytest.mark.django_db

HINT = "the list ends there"


@pytest.fixture
def short_lists(monkeypatch):
    """Two rows a page, five rows counted."""
    monkeypatch.setattr(CappedPaginator, "most", 5)
    monkeypatch.setattr(NewsListPage, "paginate_by", 2)


@pytest.mark.parametrize(("rows", "count", "has_more"), [(4, 4, False), (5, 5, False), (7, 5, True)])
def test_rows_are_counted_up_to_the_limit(short_lists, django_assert_num_queries, rows, count, has_more):
    factories.NewsItemFactory.create_batch(rows)
    paginator = CappedPaginator(NewsItem.objects.newest_first(), 2)

    with django_assert_num_queries(1) as captured:
        counted = (paginator.count, paginator.has_more, paginator.num_pages)

    assert counted == (count, has_more, (count + 1) // 2)
    assert "LIMIT 6" in captured[0]["sql"]


def test_list_that_is_longer_says_so(client, short_lists):
    factories.NewsItemFactory.create_batch(7)

    page = client.get("/en/news/")

    assert f"More than 5 found: {HINT}" in page.content.decode()


@pytest.mark.parametrize(("asked", "status", "hint"), [("3", 200, True), ("4", 404, True), ("abc", 404, False)])
def test_page_beyond_the_limit_is_refused_with_a_hint(client, short_lists, asked, status, hint):
    factories.NewsItemFactory.create_batch(7)

    page = client.get("/en/news/", {"page": asked})

    assert (page.status_code, HINT in page.content.decode()) == (status, hint)


def test_page_beyond_a_short_list_is_not_there(client, short_lists):
    factories.NewsItemFactory.create_batch(3)

    assert client.get("/en/news/", {"page": "9"}).status_code == 404


def test_lean_pages_hold_the_rows_of_plain_ones_in_their_order(django_assert_num_queries):
    for _number in range(5):
        factories.NewsItemFactory()
    rows = NewsItem.objects.newest_first().with_first_picture()

    lean, plain = LeanPaginator(rows, 2), CappedPaginator(rows, 2)

    for number in (1, 2, 3):
        assert list(lean.page(number)) == list(plain.page(number))
    with django_assert_num_queries(1):
        assert len(list(lean.page(2))) == 2
