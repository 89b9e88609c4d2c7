"""Another alliance to which a story is addressed takes its review over: once, told to both, with no second decision."""

import pytest

from core.choices import PublicationState as S
from core.errors import DomainError
from core.models import AuditEntry, OutboxMessage, ReviewAssignment
from core.services.publishing import move
from news.services.taking_over import NotToBeTaken, addressed_to, take_over
from tests import factories
from tests.admin.conftest import signed_in

PAGE = "/admin/news/newsitem/addressed/"


@pytest.fixture
def main(db):
    return factories.SecretariatUserFactory()


@pytest.fixture
def other(db):
    return factories.SecretariatUserFactory()


def alliance_of(user):
    return user.secretariats.get().alliance


@pytest.fixture
def story(main, other):
    return make_story(alliance_of(main), alliance_of(other))


def make_story(main, *others, **fields):
    story = factories.NewsItemFactory(**{"alliance": main, "state": S.SUBMITTED, "title": "Shared story"} | fields)
    story.alliances.add(*others)
    return story


def test_taking_over_moves_the_review_and_tells_both(main, other, story):
    colleague = factories.SecretariatUserFactory(alliance=alliance_of(other))
    factories.ReviewAssignmentFactory(item=story, reviewer=main)
    client = signed_in(other)

    answer = client.post(PAGE, {"item": story.pk, "from": story.alliance_id})

    story.refresh_from_db()
    assert answer.headers["Location"] == f"/admin/news/newsitem/{story.pk}/review/"
    assert story.alliance == alliance_of(other)
    assert list(story.alliances.all()) == [alliance_of(main)]
    entry = AuditEntry.objects.get(action="take_over")
    assert (entry.actor_id, entry.before, entry.after) == (other.pk, str(alliance_of(main)), str(alliance_of(other)))
    assert {message.receiver for message in OutboxMessage.objects.filter(kind="taken_over")} == {main, colleague}
    assert not ReviewAssignment.objects.exists()


def test_who_reviewed_it_before_decides_no_more(main, other, story):
    take_over(story, by=other)

    with pytest.raises(DomainError):
        move(story, S.PUBLISHED, by=main)

    move(story, S.PUBLISHED, by=other)
    assert AuditEntry.objects.filter(action="move", object_id=story.pk).count() == 1


def test_what_is_decided_or_not_addressed_is_not_taken(main, other):
    ours, theirs = alliance_of(main), alliance_of(other)
    decided = make_story(ours, theirs, state=S.PUBLISHED)
    draft = make_story(ours, theirs, state=S.DRAFT)
    unaddressed = make_story(ours)
    strangers = [factories.SuperuserFactory(), factories.UserFactory(), factories.RepresentativeUserFactory(), main]

    for item in (decided, draft, unaddressed):
        with pytest.raises(NotToBeTaken):
            take_over(item, by=other)
    for person in strangers:
        with pytest.raises(NotToBeTaken):
            take_over(make_story(ours, theirs), by=person)

    assert not AuditEntry.objects.filter(action="take_over").exists()


def test_page_names_what_is_addressed_to_the_own_alliance_alone(main, other, story):
    make_story(alliance_of(main), title="Veiled story")

    page, of_main = (signed_in(user).get(PAGE) for user in (other, main))

    assert list(page.context["items"]) == [story]
    assert "Veiled" not in page.text
    assert list(of_main.context["items"]) == []


@pytest.mark.parametrize("person", [factories.UserFactory, factories.RepresentativeUserFactory])
@pytest.mark.django_db
def test_page_is_the_staffs(person):
    assert signed_in(person()).get(PAGE).status_code == 302


@pytest.mark.parametrize("rows", [1, 3])
def test_page_query_count(main, other, rows, django_assert_num_queries):
    for _n in range(rows):
        make_story(alliance_of(main), alliance_of(other))
    client = signed_in(other)

    with django_assert_num_queries(4):
        page = client.get(PAGE)

    assert len(page.context["items"]) == rows


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_two_alliances_that_take_it_over_at_once_one_does(together):
    people = [factories.SecretariatUserFactory() for _n in range(2)]
    story = make_story(factories.AllianceFactory(), *(alliance_of(user) for user in people))

    outcomes = together([lambda user=user: take_over(story, by=user) for user in people])

    assert sum(isinstance(outcome, NotToBeTaken) for outcome in outcomes) == 1
    assert AuditEntry.objects.filter(action="take_over").count() == 1
    story.refresh_from_db()
    assert story.alliance in [alliance_of(user) for user in people]
    assert [addressed_to(user).count() for user in people if alliance_of(user) != story.alliance] == [1]
