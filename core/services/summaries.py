"""Messages in one: daily or weekly, for those who asked for that."""

import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from core.choices import Rhythm
from core.clock import now
from core.letters import write_letter
from core.messages import SUMMARY, kinds, topic_of
from core.models import OutboxMessage

State = OutboxMessage.State
# Before the working day begins, from Morocco to Japan.
HOUR = 4
MONDAY = 0
LIST_PATH = "/workspace/messages/"


def waits_as(kind, receiver):
    """The state in which a new message waits, and when it is due."""
    moment = now()
    always = receiver is None or kind.is_always_at_once
    rhythm = Rhythm.AT_ONCE if always else receiver.rhythm_of(kind.topic)
    if rhythm == Rhythm.AT_ONCE:
        return {"state": State.WAITING, "due_at": moment}
    if rhythm == Rhythm.NONE:
        return {"state": State.LISTED, "due_at": moment}
    return {"state": State.HELD, "due_at": next_summary(rhythm, moment)}


def next_summary(rhythm, moment):
    """The next morning, or the next Monday morning, after a moment (UTC)."""
    moment = moment.astimezone(datetime.UTC)
    due = moment.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    while due <= moment or (rhythm == Rhythm.WEEKLY and due.weekday() != MONDAY):
        due += datetime.timedelta(days=1)
    return due


def gather_due():
    """Make the summaries that are due; what a person has due at the same time goes into one."""
    for receiver_id in _held_and_due().order_by().values_list("receiver", flat=True).distinct():
        gather(receiver_id)


@transaction.atomic
def gather(receiver_id):
    """Write the summary of one person; the lock on the account keeps two workers from writing two."""
    receiver = get_user_model().objects.select_for_update(no_key=True).get(pk=receiver_id)
    held = list(_held_and_due().filter(receiver=receiver).order_by("written_at", "pk"))
    if not held:
        return
    rows = OutboxMessage.objects.filter(pk__in=[message.pk for message in held])
    if not receiver.is_active:
        rows.update(state=State.LISTED)
        return
    language = receiver.language or settings.LANGUAGE_CODE
    context = {"held": held, "number": len(held), "link": LIST_PATH}
    letter = write_letter(kinds[SUMMARY], language=language, name=receiver.full_name, account=receiver, context=context)
    summary = OutboxMessage.objects.create(
        kind=SUMMARY,
        receiver=receiver,
        address=receiver.email,
        name=receiver.full_name,
        language=language,
        subject=letter.subject,
        body=letter.body,
        text=letter.text,
        html=letter.html,
        link=letter.link,
    )
    rows.update(state=State.BUNDLED, bundle=summary)


def follow_rhythm(receiver):
    """A person chose another rhythm: what is held for the old one goes by the new one of its topic.

    What a summary was due for already is not put off.
    """
    moment = now()
    held = OutboxMessage.objects.filter(receiver=receiver, state=State.HELD)
    for kind in set(held.order_by().values_list("kind", flat=True)):
        rhythm, of_kind = receiver.rhythm_of(topic_of(kind)), held.filter(kind=kind)
        if rhythm == Rhythm.NONE:
            of_kind.update(state=State.LISTED)
        elif rhythm == Rhythm.AT_ONCE:
            of_kind.update(due_at=moment)
        else:
            of_kind.filter(due_at__gt=moment).update(due_at=next_summary(rhythm, moment))


def _held_and_due():
    return OutboxMessage.objects.filter(state=State.HELD, due_at__lte=now())
