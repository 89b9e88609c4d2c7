"""Reports of failed delivery find their message by its Message-ID or by the address they came to."""

import io
import mailbox
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from core.bounces import read_bounce
from core.models import OutboxMessage
from tests import factories

REPORT = """From: MAILER-DAEMON@university.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="part"

--part
Content-Type: text/plain

I'm sorry to have to inform you.

--part
Content-Type: message/delivery-status

Reporting-MTA: dns; university.example

Final-Recipient: rfc822; ann@university.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such
    mailbox

--part
Content-Type: text/rfc822-headers

Subject: Returned to you
Message-ID: {message_id}

--part--
"""


def report(*, to="portal@portal.example", action="failed", message_id="<other@elsewhere.example>"):
    return REPORT.format(to=to, action=action, message_id=message_id).encode()


@pytest.fixture
def message(db):
    return factories.OutboxMessageFactory(state=OutboxMessage.State.SENT)


def test_bounce_is_found_by_message_id_and_by_address(message):
    by_id = read_bounce(report(message_id=f"<{message.pk}.outbox@portal.example>"))
    by_address = read_bounce(report(to=f"bounces+{message.pk.lower()}@portal.example"))

    assert by_id == by_address == (message.pk, "smtp; 550 5.1.1 no such mailbox")


def test_delay_answer_and_other_mail_are_no_bounces(message):
    named = f"<{message.pk}.outbox@portal.example>"

    assert read_bounce(report(action="delayed", message_id=named)) is None
    assert read_bounce(f"From: ann@university.example\nIn-Reply-To: {named}\n\nI am on leave.".encode()) is None
    assert read_bounce(report()) is None


def test_command_reads_one_report_from_standard_input(message, monkeypatch, capsys):
    raw = report(message_id=f"<{message.pk}.outbox@portal.example>")
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(raw)))

    call_command("read_bounces")

    stored = OutboxMessage.objects.get()
    assert (stored.state, stored.error) == (OutboxMessage.State.BOUNCED, "smtp; 550 5.1.1 no such mailbox")
    assert capsys.readouterr().out == "Messages that came back: 1. Other mail: 0.\n"


def test_command_reads_each_report_of_a_maildir_once(message, tmp_path, capsys):
    box = mailbox.Maildir(tmp_path / "box")
    box.add(report(to=f"bounces+{message.pk}@portal.example"))
    box.add(report())

    call_command("read_bounces", maildir=str(tmp_path / "box"))
    call_command("read_bounces", maildir=str(tmp_path / "box"))

    assert capsys.readouterr().out.splitlines() == [
        "Messages that came back: 1. Other mail: 1.",
        "Messages that came back: 0. Other mail: 0.",
    ]
