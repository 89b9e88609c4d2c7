"""How often one gets mail: at once, daily, weekly or none; a summary is one message in the receiver's language."""

import datetime

import pytest
from django.core import mail

from core import tasks
from core.choices import Rhythm, Topic
from core.messages import MessageKind, kinds
from core.models import OutboxMessage
from core.services import mailing, summaries
from core.services.messages import tell
from tests import factories

State = OutboxMessage.State
TUESDAY_MORNING = datetime.datetime(2026, 3, 10, 4, tzinfo=datetime.UTC)
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


def settings_of(reader, client, **changes):
    """What the settings page would send for the account as it is, with these changes."""
    client.force_login(reader)
    form = client.get("/accounts/settings/").context["form"]
    return {name: form[name].value() for name in form.fields} | {"language": "en"} | changes


def test_muted_topic_is_not_mailed_and_stands_in_the_workspace(client):
    reader = factories.UserFactory(topic_rhythms={Topic.OWN: Rhythm.NONE})
    [muted] = tell_of("Forum", reader)
    [heard] = tell("remark", [reader], about=factories.NewsItemFactory(title="School"))
    tasks.send_messages.enqueue()
    client.force_login(reader)

    page = client.get("/workspace/messages/")

    assert [sent.subject for sent in mail.outbox] == [heard.subject]
    assert {letter.pk for letter in page.context["letters"]} == {muted.pk, heard.pk}
    assert muted.subject in page.text


def test_topic_without_a_choice_of_its_own_follows_that_for_all():
    reader = factories.UserFactory(message_rhythm=Rhythm.WEEKLY, topic_rhythms={Topic.REMARKS: Rhythm.AT_ONCE})

    assert reader.rhythm_of(Topic.REMARKS) == Rhythm.AT_ONCE
    assert reader.rhythm_of(Topic.OWN) == reader.rhythm_of(None) == Rhythm.WEEKLY


@pytest.mark.parametrize("kind", ["invitation", "account"])
def test_invitations_and_the_account_are_sent_whatever_is_chosen(kind):
    nothing = dict.fromkeys(Topic, Rhythm.NONE)
    reader = factories.UserFactory(message_rhythm=Rhythm.NONE, topic_rhythms=nothing)

    assert summaries.waits_as(kinds[kind], reader) == {"state": State.WAITING, "due_at": WEDNESDAY}


def test_summaries_hold_exactly_their_topics(freeze_now):
    rhythms = {Topic.OWN: Rhythm.DAILY, Topic.REMARKS: Rhythm.WEEKLY, Topic.REVIEW: Rhythm.NONE}
    reader = factories.UserFactory(topic_rhythms=rhythms)
    story = factories.NewsItemFactory(title="Forum")
    [daily], [weekly], [muted] = (tell(kind, [reader], about=story) for kind in ("published", "remark", "submitted"))
    held = OutboxMessage.objects.filter(state=State.BUNDLED).order_by("kind")

    freeze_now(THURSDAY_MORNING)
    tasks.send_messages.enqueue()
    on_thursday = list(held)
    [later] = tell("published", [reader], about=story)
    freeze_now(MONDAY_MORNING)
    tasks.send_messages.enqueue()
    on_monday = list(held.exclude(pk=daily.pk))
    freeze_now(TUESDAY_MORNING)
    tasks.send_messages.enqueue()

    assert (on_thursday, on_monday) == ([daily], [later, weekly])
    assert [len(letter.body.split("•")) - 1 for letter in mail.outbox] == [1, 2]
    muted.refresh_from_db()
    assert muted.state == State.LISTED


def test_change_of_a_topic_takes_along_what_is_held_and_loses_nothing(client, freeze_now):
    reader = factories.UserFactory(message_rhythm=Rhythm.WEEKLY)
    story = factories.NewsItemFactory()
    for kind in ("published", "remark", "submitted", "part_asked"):
        tell(kind, [reader], about=story, context={"institution": story})
    choice = {"topic_own": "daily", "topic_remarks": "now", "topic_review": "none"}

    client.post("/accounts/settings/", settings_of(reader, client, **choice))

    reader.refresh_from_db()
    stand = {message.kind: (message.state, message.due_at) for message in OutboxMessage.objects.all()}
    assert reader.topic_rhythms == {"own": "daily", "remarks": "now", "review": "none"}
    assert stand["published"] == (State.HELD, THURSDAY_MORNING)
    assert stand["remark"] == (State.HELD, WEDNESDAY)
    assert stand["submitted"][0] == State.LISTED
    assert stand["part_asked"] == (State.HELD, MONDAY_MORNING)
    tasks.send_messages.enqueue()
    freeze_now(MONDAY_MORNING)
    tasks.send_messages.enqueue()
    assert [len(letter.body.split("•")) - 1 for letter in mail.outbox] == [1, 2]
    assert len(client.get("/workspace/messages/").context["letters"]) == 4


def test_change_does_not_put_off_a_summary_that_is_due(client, freeze_now):
    reader = factories.UserFactory(message_rhythm=Rhythm.DAILY)
    tell_of("Forum", reader)
    freeze_now(THURSDAY_MORNING)

    client.post("/accounts/settings/", settings_of(reader, client, topic_own="weekly"))

    assert OutboxMessage.objects.get().due_at == THURSDAY_MORNING


def test_settings_page_shows_each_topic_and_refuses_what_is_no_choice(client):
    reader = factories.UserFactory(topic_rhythms={Topic.CIRCULARS: Rhythm.WEEKLY})
    sent = settings_of(reader, client, topic_circulars="hourly")
    shown = client.get("/accounts/settings/")

    refused = client.post("/accounts/settings/", sent)

    assert [field.name for field in shown.context["form"].topic_fields()] == [f"topic_{topic}" for topic in Topic]
    assert '<option value="weekly" selected>' in shown.text
    assert refused.context["form"].errors.keys() == {"topic_circulars"}
    reader.refresh_from_db()
    assert reader.topic_rhythms == {"circulars": "weekly"}
