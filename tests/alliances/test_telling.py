"""Who is told of a move: a wrong receiver stands beside every right one."""

import datetime
from urllib.parse import urlsplit

import pytest

from alliances.recipients import secretariat_of
from core.choices import PublicationState as S
from core.clock import now
from core.errors import ReasonMissing
from core.models import OutboxMessage
from core.services.publishing import move
from members.models import Representative
from members.recipients import representatives_of
from tests import factories
from tests.world import World

TO_AUTHORS = [(S.SUBMITTED, S.RETURNED), (S.SUBMITTED, S.PUBLISHED), (S.PUBLISHED, S.ARCHIVED)]


@pytest.fixture
def world(db):
    """Everybody, and an item of alliance A and institution X; superusers, strangers and the disabled among them."""
    return World()


@pytest.fixture
def secretary(world):
    return world.user("secretariat of A")


def make_item(world, state, **fields):
    return factories.NewsItemFactory(**{"alliance": world.a, "institution": world.x, "state": state, **fields})


def told(world):
    """Roles that got a message; receivers that are no role of the world by their address."""
    roles = {pk: role for role, pk in world._accounts.items()}
    return sorted(roles.get(message.receiver_id, message.address) for message in OutboxMessage.objects.all())


BOTH_OF_X = ["representative of X", "secretariat of B, representative of X"]


def test_secretariat_of_the_main_alliance_is_told_what_is_sent_in(world):
    move(make_item(world, S.DRAFT), S.SUBMITTED, by=world.user("representative of X"))

    assert told(world) == ["secretariat of A"]
    assert OutboxMessage.objects.get().kind == "submitted"


def test_item_of_no_alliance_goes_to_the_secretariats_of_its_institution(world):
    factories.MembershipFactory(alliance=world.b, institution=world.x, recorded_until=now())

    move(make_item(world, S.DRAFT, alliance=None), S.SUBMITTED, by=world.user("representative of X"))

    assert told(world) == ["secretariat of A"]


@pytest.mark.parametrize(("start", "end"), TO_AUTHORS)
def test_representatives_in_office_are_told_what_became_of_it(world, secretary, start, end):
    move(make_item(world, start), end, by=secretary, note="The date is missing.")

    assert told(world) == BOTH_OF_X
    assert {message.kind for message in OutboxMessage.objects.all()} == {str(end)}


@pytest.mark.parametrize(("start", "end"), [(S.SUBMITTED, S.RETURNED), (S.PUBLISHED, S.ARCHIVED)])
def test_message_leads_each_receiver_to_a_page_of_the_item_that_opens(world, client, start, end):
    colleague = factories.SecretariatUserFactory(alliance=world.a)
    item = make_item(world, start, created_by=colleague)

    move(item, end, by=world.user("secretariat of A"), note="The date is missing.")

    messages = OutboxMessage.objects.select_related("receiver")
    links = {message.receiver.email: urlsplit(message.link).path for message in messages}
    own = f"/workspace/news/{item.pk}/"
    assert links == {
        **{world.user(role).email: own for role in BOTH_OF_X},
        colleague.email: f"/admin/news/newsitem/{item.pk}/review/",
    }
    for message in messages:
        client.force_login(message.receiver)
        assert client.get(links[message.receiver.email]).status_code == 200


def test_message_about_a_record_that_nobody_writes_leads_to_the_workspace(world):
    charter = factories.DocumentFactory(alliance=world.a, institution=world.x)

    move(charter, S.ARCHIVED, by=world.user("superuser"), note="There is a new one.")

    assert {urlsplit(message.link).path for message in OutboxMessage.objects.all()} == {"/workspace/"}


def test_reason_of_a_return_is_in_the_message(world, secretary):
    move(make_item(world, S.SUBMITTED), S.RETURNED, by=secretary, note="The <date> is missing.")

    message = OutboxMessage.objects.first()

    assert "The <date> is missing." in message.text
    assert "The &lt;date&gt; is missing." in message.html


def test_publication_in_the_future_is_told_with_its_moment(world, secretary):
    moment = datetime.datetime(2031, 5, 4, 9, 30, tzinfo=datetime.UTC)

    move(make_item(world, S.SUBMITTED), S.PUBLISHED, by=secretary, at=moment)

    message = OutboxMessage.objects.first()
    assert message.kind == "scheduled"
    assert "4 May 2031, 09:30 (UTC)" in message.text


def test_contributors_are_told_of_their_own_items_alone(world, secretary):
    role = Representative.Role.CONTRIBUTOR
    author, other = (factories.RepresentativeFactory(institution=world.x, role=role).user for _n in range(2))

    move(make_item(world, S.SUBMITTED, created_by=author), S.PUBLISHED, by=secretary)

    assert told(world) == sorted([author.email, *BOTH_OF_X])
    assert other.email not in told(world)


def test_author_out_of_office_is_not_told(world, secretary):
    author = world.user("former representative of X")

    move(make_item(world, S.SUBMITTED, created_by=author), S.PUBLISHED, by=secretary)

    assert told(world) == BOTH_OF_X


@pytest.mark.parametrize("role", ["superuser", "disabled secretariat of A", "secretariat of B"])
def test_author_who_neither_represents_nor_works_for_it_is_not_told(world, secretary, role):
    move(make_item(world, S.SUBMITTED, created_by=world.user(role)), S.PUBLISHED, by=secretary)

    assert told(world) == BOTH_OF_X


def test_colleague_who_wrote_it_is_told_and_who_did_it_is_not(world, secretary):
    colleague = factories.SecretariatUserFactory(alliance=world.a)

    move(make_item(world, S.SUBMITTED, created_by=colleague), S.PUBLISHED, by=secretary)
    move(make_item(world, S.SUBMITTED, created_by=secretary), S.PUBLISHED, by=secretary)

    assert told(world) == sorted([*BOTH_OF_X, *BOTH_OF_X, colleague.email])


def test_institution_is_told_of_to_its_representatives(world):
    charter = factories.DocumentFactory(alliance=world.a, institution=world.x)

    move(charter, S.ARCHIVED, by=world.user("superuser"), note="There is a new one.")

    assert told(world) == BOTH_OF_X


def test_withdrawal_is_told_to_nobody(world):
    move(make_item(world, S.SUBMITTED), S.DRAFT, by=world.user("representative of X"))

    assert told(world) == []


def test_refused_move_tells_nobody(world, secretary):
    with pytest.raises(ReasonMissing):
        move(make_item(world, S.SUBMITTED), S.RETURNED, by=secretary)

    assert told(world) == []


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
@pytest.mark.parametrize(("start", "end"), [(S.DRAFT, S.SUBMITTED), *TO_AUTHORS])
def test_every_message_is_whole_in_every_language(world, start, end, language):
    """No text is left in English, no gap open, no markup in the plain text."""
    item = make_item(world, start, title_en="Forum", title_ru="Форум", title_ar="منتدى", title_zh_hans="论坛")
    title = {"en": "Forum", "ru": "Форум", "ar": "منتدى", "zh-hans": "论坛"}[language]
    reader = world.user("representative of X" if end != S.SUBMITTED else "secretariat of A")
    reader.language = language
    reader.save()

    move(item, end, by=world.user("superuser"), note="7")

    message = OutboxMessage.objects.get(receiver=reader)
    assert title in message.subject
    assert title in message.text
    assert title in message.html
    for content in (message.subject, message.text, message.html):
        assert "%(" not in content
        assert "{{" not in content
    assert "<" not in message.text
    if language != "en":
        assert "You get this" not in message.text
        assert not message.subject.isascii()


def test_recipients_leave_out_the_disabled_before_anything_is_written(world):
    assert list(representatives_of([world.x.pk])) == [world.user(role) for role in BOTH_OF_X]
    assert list(secretariat_of(make_item(world, S.DRAFT))) == [world.user("secretariat of A")]
