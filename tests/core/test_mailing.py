"""Sending from the outbox: a real mail server on a socket that takes, refuses, is away or breaks off half-way."""

import datetime
import socket

import pytest
from django.core import mail
from django.utils import timezone

from core import tasks
from core.errors import NothingToResend
from core.management.commands.worker import Beat
from core.messages import MessageKind, kinds
from core.models import AuditEntry, OutboxMessage
from core.services import mailing
from portal.settings.mail import mail_settings
from tests import factories
from tests.mail_server import running_mail_server

State = OutboxMessage.State
START = datetime.datetime(2026, 3, 2, 12, tzinfo=datetime.UTC)


@pytest.fixture
def use_server(settings, monkeypatch):
    """Call it with a port: mail goes there."""

    def use(port):
        monkeypatch.setenv("EMAIL_URL", f"smtp://127.0.0.1:{port}")
        for name, value in mail_settings().items():
            setattr(settings, name, value)

    return use


@pytest.fixture
def server(use_server):
    with running_mail_server() as server:
        use_server(server.port)
        yield server


@pytest.fixture
def server_away(use_server):
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    use_server(port)


def make_message(**fields):
    return factories.OutboxMessageFactory(**fields)


def reload(message):
    return OutboxMessage.objects.get(pk=message.pk)


@pytest.mark.django_db
def test_mail_arrives_whole(server, settings):
    settings.BASE_URL, settings.DEFAULT_FROM_EMAIL = "https://portal.example", "Portal <portal@portal.example>"
    message = make_message(
        subject="Ваша новость опубликована",
        text="Здравствуйте!\n",
        html="<p>Здравствуйте!</p>",
        language="ru",
        reply_to="office@alliance.example",
    )

    mailing.send_due()

    [taken] = server.taken
    assert taken["Subject"].strip() == "Ваша новость опубликована"
    assert (taken["From"], taken["To"]) == ("Portal <portal@portal.example>", message.address)
    assert taken["Message-ID"] == f"<{message.pk}.outbox@portal.example>"
    assert (taken["Reply-To"], taken["Content-Language"]) == ("office@alliance.example", "ru")
    assert taken.get_body("plain").get_content().strip() == "Здравствуйте!"
    assert taken.get_body("html").get_content().strip() == "<p>Здравствуйте!</p>"
    assert (reload(message).state, reload(message).attempts) == (State.SENT, 1)


@pytest.mark.django_db
def test_bounces_come_to_an_address_that_names_the_message(settings):
    settings.BOUNCE_ADDRESS = "bounces@portal.example"
    message = make_message()

    mailing.send_due()

    [sent] = mail.outbox
    assert sent.from_email == f"bounces+{message.pk}@portal.example"
    assert sent.message()["From"] == settings.DEFAULT_FROM_EMAIL


@pytest.mark.django_db
def test_server_that_is_away_is_tried_again_later_and_given_up_in_the_end(server_away, freeze_now):
    moment = START
    freeze_now(moment)
    message = make_message(due_at=moment)
    waited = []
    for _try in range(mailing.MOST_ATTEMPTS):
        mailing.send_due()
        waited.append((reload(message).due_at - moment).total_seconds() / 60)
        moment = reload(message).due_at
        freeze_now(moment)

    last = reload(message)

    assert waited == [*mailing.WAITS, 0]
    assert (last.state, last.attempts) == (State.FAILED, mailing.MOST_ATTEMPTS)
    assert "ConnectionRefusedError" in last.error
    assert not mailing.is_mail_due()


@pytest.mark.django_db
def test_round_ends_where_the_server_is_away(server_away):
    make_message(), make_message()

    assert mailing.send_due() is False

    assert sorted(OutboxMessage.objects.values_list("attempts", flat=True)) == [0, 1]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "state", "error"),
    [
        ({"rcpt_answer": "450 try later"}, State.WAITING, "450 try later"),
        ({"rcpt_answer": "550 no such mailbox"}, State.FAILED, "550 no such mailbox"),
        ({"data_answer": "451 busy"}, State.WAITING, "451 busy"),
        ({"data_answer": "554 not wanted"}, State.FAILED, "554 not wanted"),
        ({"drops": True}, State.UNKNOWN, "SMTPServerDisconnected"),
    ],
)
def test_answer_of_the_server_decides(server, answers, state, error):
    message = make_message()
    other = make_message(due_at=timezone.now() + datetime.timedelta(days=1))
    vars(server).update(answers)

    mailing.send_due()

    assert (reload(message).state, server.taken) == (state, [])
    assert error in reload(message).error
    assert reload(other).attempts == 0


@pytest.mark.django_db
def test_message_that_cannot_be_written_fails_and_holds_nobody_up(server):
    broken = make_message(subject="Two\nlines", due_at=START)
    good = make_message()

    mailing.send_due()

    assert (reload(broken).state, reload(good).state) == (State.FAILED, State.SENT)


@pytest.mark.django_db
def test_crash_after_the_claim_is_told_as_not_known_and_not_sent_again(server, freeze_now, monkeypatch):
    freeze_now(START)
    message = make_message(due_at=START)

    def crash(message):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(mailing, "post", crash)
        with pytest.raises(SystemExit):
            mailing.send_due()
    freeze_now(START + datetime.timedelta(minutes=14))
    mailing.send_due()
    still_claimed = reload(message).state
    freeze_now(START + datetime.timedelta(minutes=16))
    mailing.send_due()

    assert still_claimed == State.SENDING
    assert reload(message).state == State.UNKNOWN
    assert server.taken == []


@pytest.mark.django_db(transaction=True)
def test_several_workers_at_once_send_each_message_once(server, together):
    for _number in range(20):
        make_message()

    outcomes = together([mailing.send_due] * 4)

    assert outcomes == [False] * 4
    taken = [message["Message-ID"] for message in server.taken]
    assert len(taken) == len(set(taken)) == 20
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {(State.SENT, 1)}


@pytest.mark.django_db
def test_round_leaves_what_is_more_for_the_next(monkeypatch):
    monkeypatch.setattr(mailing, "A_ROUND", 2)
    for _number in range(3):
        make_message()

    assert mailing.send_due() is True
    tasks.send_messages.enqueue()

    assert len(mail.outbox) == 3


@pytest.mark.django_db
def test_secret_text_is_gone_once_it_is_sent(monkeypatch):
    monkeypatch.setitem(kinds, "key", MessageKind("key", "Key", "Because.", "Open", is_secret=True))
    message = make_message(kind="key", text="https://portal.example/key/1")

    mailing.send_due()

    assert "key/1" in mail.outbox[0].body
    assert (reload(message).text, reload(message).html) == ("", "")


@pytest.mark.django_db
@pytest.mark.parametrize("state", State.values)
def test_only_what_did_not_arrive_is_sent_again(state):
    message, secretary = make_message(state=state), factories.UserFactory()
    if state not in {"failed", "unknown", "bounced"}:
        with pytest.raises(NothingToResend):
            mailing.resend(message, by=secretary)
        return

    mailing.resend(message, by=secretary)
    mailing.send_due()

    assert reload(message).state == State.SENT
    assert AuditEntry.objects.get().action == "resend"


@pytest.mark.django_db
def test_beat_wakes_what_is_due_and_rests_otherwise(monkeypatch):
    woken = []
    monkeypatch.setattr(tasks, "send_messages", type("Task", (), {"enqueue": lambda: woken.append(1)}))
    monkeypatch.setattr("core.management.commands.worker.connections.close_all", lambda: None)
    message = make_message(due_at=timezone.now() + datetime.timedelta(hours=1))
    Beat().look()
    rested = list(woken)
    OutboxMessage.objects.filter(pk=message.pk).update(due_at=timezone.now())

    Beat().look()

    assert (rested, woken) == ([], [1])
