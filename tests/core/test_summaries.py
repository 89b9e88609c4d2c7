"""How often one gets mail: at once, daily, weekly or none; a summary is one message in the receiver's language."""

import datetime

import pytest
from django.core import mail

from core import tasks
from core.choices import Rhythm
from core.messages import MessageKind, kinds
from core.models import OutboxMessage
from core.services import mailing, summaries
from core.services.messages import tell
from tests import factories

State = OutboxMessage.State
WEDNESDAY = datetime.datetime(2026, 3, 4, 12, tzinfo=datetime.UTC)
THURSDAY_MORNING = datetime.datetime(2026, 3, 5, 4, tzinfo=datetime.UTC)
MONDAY_MORNING = datetime.datetime(2026, 3, 9, 4, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def moment(db, freeze_now):
    freeze_now(WEDNESDAY)


def tell_of(title, *receivers):
    return tell("published", receivers, about=factories.NewsItemFactory(title=title, title_ru=f"{title} по-русски"))


@pytest.mark.parametrize(
    ("rhythm", "state", "due"),
    [
        (Rhythm.AT_ONCE, State.WAITING, WEDNESDAY),
        (Rhythm.DAILY, State.HELD, THURSDAY_MORNING),
        (Rhythm.WEEKLY, State.HELD, MONDAY_MORNING),
        (Rhythm.NONE, State.LISTED, WEDNESDAY),
    ],
)
def test_message_waits_as_its_receiver_wants(rhythm, state, due):
    [message] = tell_of("Forum", factories.UserFactory(message_rhythm=rhythm))

    assert (message.state, message.due_at) == (state, due)


def test_next_summary_is_never_now():
    assert summaries.next_summary(Rhythm.DAILY, THURSDAY_MORNING) == THURSDAY_MORNING + datetime.timedelta(days=1)
    assert summaries.next_summary(Rhythm.WEEKLY, MONDAY_MORNING) == MONDAY_MORNING + datetime.timedelta(days=7)


def test_what_concerns_the_account_comes_at_once(monkeypatch):
    monkeypatch.setitem(kinds, "published", MessageKind("published", "Key", "Because.", "Open", is_always_at_once=True))

    [message] = tell_of("Forum", factories.UserFactory(message_rhythm=Rhythm.NONE))

    assert message.state == State.WAITING


def test_summary_is_one_message_in_the_language_of_its_receiver(freeze_now):
    reader = factories.UserFactory(language="ru", message_rhythm=Rhythm.DAILY)
    other = factories.UserFactory(message_rhythm=Rhythm.WEEKLY)
    for title in ("Forum", "School"):
        tell_of(title, reader, other)
    tasks.send_messages.enqueue()
    before = list(mail.outbox)
    freeze_now(THURSDAY_MORNING)

    assert mailing.is_mail_due()
    tasks.send_messages.enqueue()

    [sent] = mail.outbox
    assert (before, sent.to, sent.subject) == ([], [reader.email], "2 сообщения портала")
    assert "Опубликовано: «Forum по-русски»" in sent.body
    assert "Опубликовано: «School по-русски»" in sent.body
    assert not mailing.is_mail_due()
    summary = OutboxMessage.objects.get(kind="summary")
    assert set(OutboxMessage.objects.of(reader).values_list("state", "bundle")) == {(State.BUNDLED, summary.pk)}
    assert set(OutboxMessage.objects.of(other).values_list("state", flat=True)) == {State.HELD}


def test_disabled_receiver_gets_no_summary(freeze_now):
    reader = factories.UserFactory(message_rhythm=Rhythm.DAILY)
    tell_of("Forum", reader)
    type(reader).objects.update(is_active=False)
    freeze_now(THURSDAY_MORNING)

    tasks.send_messages.enqueue()

    assert mail.outbox == []
    assert not mailing.is_mail_due()


@pytest.mark.parametrize(
    ("rhythm", "state", "due"),
    [
        ("now", State.HELD, WEDNESDAY),
        ("weekly", State.HELD, MONDAY_MORNING),
        ("none", State.LISTED, THURSDAY_MORNING),
    ],
)
def test_settings_page_takes_what_is_held_along(client, rhythm, state, due):
    reader = factories.UserFactory(message_rhythm=Rhythm.DAILY)
    tell_of("Forum", reader)
    client.force_login(reader)

    page = client.post(
        "/accounts/settings/", {"full_name": "Ann Reed", "language": "ar", "message_rhythm": rhythm}, follow=True
    )

    reader.refresh_from_db()
    message = OutboxMessage.objects.get()
    assert (reader.full_name, reader.language, reader.message_rhythm) == ("Ann Reed", "ar", rhythm)
    assert (message.state, message.due_at) == (state, due)
    assert '<html lang="ar" dir="rtl">' in page.text
