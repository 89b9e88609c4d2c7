"""Finished pages and several processes: what another connection commits shows at once, whenever it comes."""

import threading

import pytest
from django.db import connections, transaction
from django.test import Client

from core.page_cache.store import PageStore
from news.views import NewsListPage
from tests import factories

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

NEWS = "/en/news/"


def in_a_thread(work):
    """Run it to its end with a connection of its own."""
    failures = []

    def run():
        try:
            work()
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(timeout=30)
    assert not failures


def rename(story, title):
    def work():
        row = type(story).objects.get(pk=story.pk)
        row.title_en = title
        row.save()

    return work


def test_page_shows_what_another_connection_changed(kept):
    story = factories.NewsItemFactory(title="First")
    client = Client()
    client.get(NEWS)

    in_a_thread(rename(story, "Second"))

    assert "Second" in client.get(NEWS).content.decode()


def test_page_that_changes_in_the_making_is_not_kept(kept, monkeypatch):
    """The story is renamed after the page has read it and before the page is finished."""
    story = factories.NewsItemFactory(title="First")
    get_context_data, client = NewsListPage.get_context_data, Client()

    def slow(view, **kwargs):
        context = get_context_data(view, **kwargs)
        list(context["page_obj"])
        if story.title_en == "First":
            story.title_en = "Second"
            in_a_thread(rename(story, "Second"))
            in_a_thread(lambda: Client().get("/en/about/"))  # for this reader the process learns of the change
        return context

    monkeypatch.setattr(NewsListPage, "get_context_data", slow)

    pages = [client.get(NEWS).content.decode() for _number in range(2)]

    assert ["First" in page for page in pages] == [True, False]
    assert ["Second" in page for page in pages] == [False, True]


def test_readers_and_writers_together_never_see_an_older_page(kept, together):
    """Each writer looks at the page after its change: it must have that change or a later one."""
    stories = [factories.NewsItemFactory(title=f"Story {number} now 0.") for number in range(3)]

    def write(story, number):
        def work():
            client, missing = Client(), []
            for turn in range(1, 6):
                rename(story, f"Story {number} now {turn}.")()
                if f"Story {number} now {turn}." not in client.get(NEWS).content.decode():
                    missing.append(turn)
            return missing

        return work

    outcomes = together([write(story, number) for number, story in enumerate(stories)])

    assert outcomes == [[], [], []]


@pytest.mark.postgres
def test_change_that_is_committed_after_a_later_one_is_read():
    """PostgreSQL numbers rows as they are written, and shows them as they are committed."""
    slow, fast = (factories.NewsItemFactory() for _number in range(2))
    reader, written, read = PageStore(), threading.Event(), threading.Event()
    reader.catch_up()
    applied = []
    reader._apply = lambda model, rows, reach: applied.append(rows)

    def write_slowly():
        with transaction.atomic():
            rename(slow, "Slow")()
            written.set()
            assert read.wait(timeout=30)
        connections.close_all()

    thread = threading.Thread(target=write_slowly)
    thread.start()
    assert written.wait(timeout=30)
    rename(fast, "Fast")()
    reader.catch_up()
    before = list(applied)
    read.set()
    thread.join(timeout=30)
    reader.catch_up()
    reader.catch_up()

    assert (before, applied) == ([{fast.pk}], [{fast.pk}, {slow.pk}])
