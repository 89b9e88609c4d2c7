"""The outbox in the admin: seen and sent again within one's alliances; what a message says is shown nowhere."""

import pytest

from core.models import OutboxMessage
from tests import factories
from tests.admin.conftest import admin_url

pytestmark = pytest.mark.django_db
State = OutboxMessage.State


def make_message(alliance, **fields):
    return factories.OutboxMessageFactory(alliance_ids=f" {alliance.pk} ", **{"state": State.FAILED, **fields})


def state_of(message):
    return OutboxMessage.objects.get(pk=message.pk).state


def test_one_click_sends_again(secretariat, ours):
    message = make_message(ours)
    page = secretariat.get(admin_url(message, "change"))

    secretariat.post(admin_url(message, "resend"))

    assert "Send again" in page.text
    assert state_of(message) == State.WAITING


def test_chosen_messages_are_sent_again_and_each_is_reported(secretariat, ours):
    failed, sent = make_message(ours), make_message(ours, state=State.SENT, subject="It went")

    page = secretariat.post(
        admin_url(OutboxMessage, "changelist"),
        {"action": "resend_selected", "_selected_action": [failed.pk, sent.pk]},
    )

    assert (state_of(failed), state_of(sent)) == (State.WAITING, State.SENT)
    assert "“It went” cannot be sent again" in page.text


def test_message_of_another_alliance_is_not_sent_again(secretariat):
    message = make_message(factories.AllianceFactory())

    answer = secretariat.post(admin_url(message, "resend"))

    assert answer.status_code == 404
    assert state_of(message) == State.FAILED


def test_reading_sends_nothing(secretariat, ours):
    message = make_message(ours)

    assert secretariat.get(admin_url(message, "resend")).status_code == 405
    assert state_of(message) == State.FAILED


def test_what_a_message_says_is_not_shown(superuser, ours):
    message = make_message(ours, body="the reason of a return", text="the reason of a return", html="<p>the reason</p>")

    assert "the reason" not in superuser.get(admin_url(message, "change")).text
    assert "the reason" not in superuser.get(admin_url(OutboxMessage, "changelist")).text
