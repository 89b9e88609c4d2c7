"""Messages in the workspace: one's own, with the number of those unread; nobody else's, not for a superuser either."""

import pytest
from django.urls import reverse

from core.clock import now
from core.models import OutboxMessage
from tests.factories import OutboxMessageFactory, SuperuserFactory, UserFactory

pytestmark = pytest.mark.django_db
LIST = "/workspace/messages/"


@pytest.fixture
def person(client):
    user = UserFactory()
    client.force_login(user)
    return user


def page_of(message):
    return reverse("workspace:message", args=[message.pk])


def test_list_holds_own_messages_alone_newest_first(client, person):
    first, second = OutboxMessageFactory(receiver=person), OutboxMessageFactory(receiver=person)
    OutboxMessageFactory(subject="To somebody else")
    OutboxMessageFactory(receiver=None, address=person.email, subject="To an address without an account")

    page = client.get(LIST)

    assert [letter.pk for letter in page.context["letters"]] == [second.pk, first.pk]
    assert "To somebody else" not in page.text


@pytest.mark.parametrize("make_reader", [UserFactory, SuperuserFactory])
def test_message_of_another_is_not_there(client, make_reader):
    message = OutboxMessageFactory()
    client.force_login(make_reader())

    assert client.get(page_of(message)).status_code == 404
    assert OutboxMessage.objects.get().read_at is None


def test_stranger_is_asked_to_sign_in(client):
    assert client.get(page_of(OutboxMessageFactory())).status_code == 302


def test_opening_a_message_marks_it_as_read(client, person):
    message = OutboxMessageFactory(receiver=person, body="5 < 7, see https://portal.example/en/", language="ar")
    before = client.get(LIST).text

    page = client.get(page_of(message))

    assert "Messages: 1 unread" in before
    assert "5 &lt; 7, see <a href=" in page.text
    assert '<div class="prose" lang="ar" dir="rtl">' in page.text
    assert "unread" not in client.get(LIST).text
    assert "no-store" in page["Cache-Control"]


def test_all_are_marked_as_read_at_once_and_only_ones_own(client, person):
    OutboxMessageFactory(receiver=person)
    other = OutboxMessageFactory()

    client.post(reverse("workspace:read_all"))

    assert list(OutboxMessage.objects.unread()) == [other]


@pytest.mark.parametrize("rows", [1, 3])
def test_list_query_count(client, person, rows, django_assert_num_queries):
    for _number in range(rows):
        OutboxMessageFactory(receiver=person)

    with django_assert_num_queries(6):
        client.get(LIST)


def test_list_is_paged(client, person):
    for _number in range(21):
        OutboxMessageFactory(receiver=person, read_at=now())

    assert len(client.get(f"{LIST}?page=2").context["letters"]) == 1
    assert client.get(f"{LIST}?page=3").status_code == 404
