"""The table of moves as a whole: every pair of states, every role."""

import itertools

import pytest

from core.choices import PublicationState as S
from core.errors import IllegalMove
from core.models import AuditEntry
from core.moves import MOVES, can_move, moves_open_to
from core.services.publishing import move
from news.models import NewsItem
from tests.world import ROLES

AUTHORS = {"representative of X", "contributor of X", "secretariat of B, representative of X"}
EDITORS = {"secretariat of A", "superuser"}

# Who may make which move with a story of alliance A and institution X; every pair that is not here is nobody's.
WHO_MOVES = {
    (S.DRAFT, S.SUBMITTED): AUTHORS | EDITORS,
    (S.RETURNED, S.SUBMITTED): AUTHORS | EDITORS,
    (S.SUBMITTED, S.DRAFT): AUTHORS | EDITORS,
    (S.DRAFT, S.PUBLISHED): EDITORS,
    (S.SUBMITTED, S.PUBLISHED): EDITORS,
    (S.SUBMITTED, S.RETURNED): EDITORS,
    (S.PUBLISHED, S.ARCHIVED): EDITORS,
    (S.ARCHIVED, S.DRAFT): EDITORS,
    (S.DRAFT, S.ARCHIVED): EDITORS,
}


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "end"), list(itertools.product(S, S)))
def test_every_pair_of_states_is_open_to_those_in_the_table(world, start, end):
    story = world.records["news.newsitem"][f"A X {start.value}"]

    movers = {role for role in ROLES if can_move(world.user(role), story, end)}

    assert movers == WHO_MOVES.get((start, end), set())


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_move_does_what_the_table_says_and_nothing_else(world, role):
    """The service asks the same question, and a refused move leaves state and trail as they were."""
    for start, end in itertools.product(S, S):
        story = world.records["news.newsitem"][f"A X {start.value}"]
        user = world.user(role)
        written = AuditEntry.objects.count()
        if role in WHO_MOVES.get((start, end), set()):
            moved = move(story, end, by=user, note="Two dates are missing.")
            assert NewsItem.objects.get(pk=story.pk).state == moved.state == end
            assert AuditEntry.objects.count() == written + 1
            NewsItem.objects.filter(pk=story.pk).update(state=start, published_at=story.published_at)
        else:
            with pytest.raises(IllegalMove):
                move(story, end, by=user, note="Because.")
            assert NewsItem.objects.get(pk=story.pk).state == start
            assert AuditEntry.objects.count() == written


@pytest.mark.django_db
def test_buttons_follow_the_table(world):
    submitted = world.records["news.newsitem"]["A X submitted"]

    assert moves_open_to(world.user("secretariat of A"), submitted) == [S.DRAFT, S.PUBLISHED, S.RETURNED]
    assert moves_open_to(world.user("representative of X"), submitted) == [S.DRAFT]
    assert moves_open_to(world.user("representative of Y"), submitted) == []


@pytest.mark.django_db
def test_who_represents_an_institution_does_not_publish_for_it_by_being_staff_elsewhere(world):
    """Staff of B who write for X write as authors: A's secretariat decides."""
    draft = world.records["news.newsitem"]["A X draft"]

    assert moves_open_to(world.user("secretariat of B, representative of X"), draft) == [S.SUBMITTED]
    assert moves_open_to(world.user("secretariat of B, representative of X"), world.x) == []


@pytest.mark.django_db
def test_every_pair_of_the_table_has_an_answer_here():
    assert set(MOVES) == set(WHO_MOVES)
