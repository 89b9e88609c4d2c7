"""The one writer of a message's state: claims what is due, sends it, and notes what became of it."""

import datetime
import logging

from django.db import transaction
from django.db.models import F, Q

from core.clock import now
from core.errors import NothingToResend
from core.mailer import Outcome, post
from core.models import OutboxMessage
from core.services.auditing import record

logger = logging.getLogger(__name__)

State = OutboxMessage.State
# Minutes before the second try, the third and so on: nine tries within about two days.
WAITS = [1, 5, 15, 60, 180, 360, 720, 1440]
MOST_ATTEMPTS = len(WAITS) + 1
# Longer than any mail server is waited for: whoever claimed a message this long ago is no longer at it.
STUCK_AFTER = datetime.timedelta(minutes=30)
LOST_AFTER = datetime.timedelta(minutes=15)
A_ROUND = 100
RESENDABLE = frozenset({State.FAILED, State.UNKNOWN, State.BOUNCED})


def is_mail_due():
    """Whether a round would find anything to do, summaries included."""
    held = Q(state=State.HELD, due_at__lte=now())
    return OutboxMessage.objects.filter(_due() | _lost() | held).exists()


def is_mail_stuck():
    """Whether mail has been due for long: no worker runs, or the mail server is away and nothing gets through."""
    since = now() - STUCK_AFTER
    waits = OutboxMessage.objects.filter(state__in=[State.WAITING, State.HELD])
    overdue = Q(due_at__lt=since) | Q(attempts__gt=0, written_at__lt=since)
    return waits.filter(overdue).exists()


def send_due():
    """One round: send what is due, at most `A_ROUND`; gives whether more is left that can be tried now.

    A message is claimed before it is sent, so that no other worker takes it, and none that was claimed is taken again:
    where a worker ends in between, it is told as not known. A round ends where the mail server is not reached.
    """
    OutboxMessage.objects.filter(_lost()).update(state=State.UNKNOWN)
    for _number in range(A_ROUND):
        message = claim_next()
        if message is None:
            return False
        result = post(message)
        note_result(message, result)
        if result.outcome == Outcome.NO_SERVER:
            return False
    return is_mail_due()


def claim_next():
    """The message that is due longest, now this worker's; None where nothing is due."""
    while True:
        with transaction.atomic():
            message = (
                OutboxMessage.objects.select_for_update(skip_locked=True).filter(_due()).order_by("due_at").first()
            )
            if message is None:
                return None
            moment = now()
            # On SQLite, which locks no rows, this condition decides between two workers.
            claimed = OutboxMessage.objects.filter(_due(), pk=message.pk).update(
                state=State.SENDING, claimed_at=moment, attempts=F("attempts") + 1
            )
        if claimed:
            message.claimed_at, message.attempts = moment, message.attempts + 1
            return message


def note_result(message, result):
    """Write down what became of a claimed message, unless somebody has decided about it meanwhile."""
    claimed = OutboxMessage.objects.filter(
        pk=message.pk, claimed_at=message.claimed_at, state__in=[State.SENDING, State.UNKNOWN]
    )
    if result.outcome == Outcome.SENT:
        gone = {"text": "", "html": ""} if message.is_secret else {}
        claimed.update(state=State.SENT, sent_at=now(), error="", **gone)
        return
    logger.warning("Message %s, try %s: %s (%s)", message.pk, message.attempts, result.outcome, result.error)
    if result.outcome == Outcome.UNKNOWN:
        claimed.update(state=State.UNKNOWN, error=result.error)
    elif result.outcome == Outcome.REFUSED_FOR_GOOD or message.attempts >= MOST_ATTEMPTS:
        claimed.update(state=State.FAILED, error=result.error)
    else:
        wait = datetime.timedelta(minutes=WAITS[message.attempts - 1])
        claimed.update(state=State.WAITING, due_at=now() + wait, error=result.error)


@transaction.atomic
def resend(message, *, by):
    """Send again, by somebody's decision, what failed, came back, or of which it is not known whether it went."""
    waiting = OutboxMessage.objects.filter(pk=message.pk, state__in=RESENDABLE).exclude(text="")
    if not waiting.update(state=State.WAITING, due_at=now(), attempts=0, error=""):
        raise NothingToResend(message)
    record(message, by=by, action="resend")


def note_bounce(pk, *, reason):
    """A message came back after the mail server had taken it; gives whether there is such a message."""
    taken = OutboxMessage.objects.filter(pk=pk, state__in=[State.SENT, State.SENDING, State.UNKNOWN])
    return bool(taken.update(state=State.BOUNCED, error=reason))


def _due():
    return Q(state=State.WAITING, due_at__lte=now())


def _lost():
    return Q(state=State.SENDING, claimed_at__lt=now() - LOST_AFTER)
