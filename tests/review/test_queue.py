"""The queue holds all kinds that await a decision within one's scope, the longest waiting first."""

import datetime

import pytest

from core.choices import PublicationState
from core.clock import now
from core.services.publishing import move
from core.services.reviewing import assign
from news.models import NewsItem
from tests import factories
from tests.admin.conftest import signed_in

S = PublicationState
QUEUE = "/admin/review/"


def titles(page):
    return [line.name_en for line in page.context["page"].object_list]


def waiting(factory, alliance, title, **fields):
    return factory(alliance=alliance, title_en=title, state=S.SUBMITTED, **fields)


def test_queue_holds_all_kinds_the_longest_waiting_first(secretariat, ours, freeze_now):
    moment, boss = now(), factories.SuperuserFactory()
    made = [(3, "Third", factories.NewsItemFactory), (9, "First", factories.EventFactory)]
    for age, title, factory in [*made, (5, "Second", factories.OpportunityFactory)]:
        freeze_now(moment - datetime.timedelta(days=age))
        move(factory(alliance=ours, title_en=title, state=S.DRAFT), S.SUBMITTED, by=boss)
    freeze_now(moment)

    page = secretariat.get(QUEUE)

    assert titles(page) == ["First", "Second", "Third"]
    assert [line.days_waiting for line in page.context["page"].object_list] == [9, 5, 3]


def test_queue_holds_nothing_else(secretariat, ours, theirs):
    waiting(factories.NewsItemFactory, theirs, "Theirs", institution=factories.InstitutionFactory(name="Hidden"))
    for state in set(S) - {S.SUBMITTED}:
        factories.NewsItemFactory(alliance=ours, state=state, title_en=str(state))

    page = secretariat.get(QUEUE)

    assert titles(page) == []
    assert "Hidden" not in page.content.decode()


def test_queue_is_narrowed(secretariat, ours):
    institution = factories.InstitutionFactory()
    waiting(factories.NewsItemFactory, ours, "Of all three", institution=institution, title_ru="Заголовок")
    NewsItem.objects.update(body_ru="Текст")
    waiting(factories.NewsItemFactory, ours, "A story")
    waiting(factories.EventFactory, ours, "An event", institution=institution)

    by_kind = secretariat.get(QUEUE, {"kind": "news.newsitem"})
    by_institution = secretariat.get(QUEUE, {"institution": institution.pk})
    by_language = secretariat.get(QUEUE, {"language": "ru", "kind": "news.newsitem"})

    assert set(titles(by_kind)) == {"Of all three", "A story"}
    assert set(titles(by_institution)) == {"Of all three", "An event"}
    assert titles(by_language) == ["Of all three"]


def test_queue_is_narrowed_by_reviewer(secretariat, secretary, ours):
    given, other = (waiting(factories.NewsItemFactory, ours, title) for title in ("Given", "Other"))
    assign(given, secretary, by=secretary)

    mine = secretariat.get(QUEUE, {"reviewer": secretary.pk})
    nobodys = secretariat.get(QUEUE, {"reviewer": "nobody"})

    assert (titles(mine), titles(nobodys)) == (["Given"], [other.title_en])


def test_chosen_rows_are_approved_with_a_report(secretariat, ours, theirs):
    first, decided = (waiting(factories.NewsItemFactory, ours, title) for title in ("First", "Decided"))
    foreign = waiting(factories.EventFactory, theirs, "Foreign")
    move(decided, S.RETURNED, by=factories.SuperuserFactory(full_name="The Boss"), note="No source.")

    page = secretariat.post(QUEUE, {"news.newsitem": [first.pk, decided.pk], "alliances.event": [foreign.pk]})

    told = {outcome.item.pk: (outcome.done, outcome.text) for outcome in page.context["outcomes"]}
    assert told[first.pk][0] is True
    assert told[decided.pk][0] is False
    assert "The Boss was faster" in told[decided.pk][1]
    assert foreign.pk not in told
    foreign.refresh_from_db()
    assert foreign.state == S.SUBMITTED


@pytest.mark.parametrize("query", [{"kind": "members.user"}, {"institution": "x"}, {"language": "xx"}])
def test_queue_refuses_what_it_does_not_offer(secretariat, ours, query):
    waiting(factories.NewsItemFactory, ours, "A story")

    page = secretariat.get(QUEUE, query)

    assert (page.status_code, titles(page)) == (400, [])


def test_queue_comes_in_pages(secretariat, ours):
    items = factories.NewsItemFactory.build_batch(30, alliance=ours, state=S.SUBMITTED)
    NewsItem.objects.bulk_create(items)

    first, second = (secretariat.get(QUEUE, {"page": number}) for number in (1, 2))

    shown = [line.pk for page in (first, second) for line in page.context["page"].object_list]
    assert (len(first.context["page"].object_list), sorted(shown)) == (25, sorted(item.pk for item in items))


@pytest.mark.parametrize("rows", [3, 300])
def test_queue_query_count(rows, ours, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    made = factories.NewsItemFactory.build_batch(rows, alliance=ours, institution=institution, state=S.SUBMITTED)
    NewsItem.objects.bulk_create(made)
    for factory in (factories.EventFactory, factories.ProjectFactory):
        waiting(factory, ours, "Another", institution=institution)
    client = signed_in(factories.SecretariatUserFactory(alliance=ours))
    client.get(QUEUE)

    with django_assert_num_queries(10):
        client.get(QUEUE)
