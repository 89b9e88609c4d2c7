"""The one way to tell somebody something by mail."""

from django.conf import settings
from django.db import transaction

from core import tasks
from core.letters import write_letter
from core.messages import Address, kinds
from core.models import OutboxMessage
from core.services.auditing import padded
from core.services.summaries import waits_as


@transaction.atomic
def tell(kind, to, *, about=None, context=None, once=""):
    """Write one message for each receiver, in his or her language, with what it tells of: one transaction for both.

    `to` holds accounts, or an `Address` for people without one; disabled accounts and repeats are left out. `about` is
    the record that it is about; its alliances' secretariats see whether the message arrived. `context` goes to the
    templates; its `link` is a path, or a function that gives one in the receiver's language; `reply_to` an address.
    With `once`, a second call with the same key writes nothing for those who have it already. Gives what was written.
    """
    kind = kinds[kind]
    rows = [_message(kind, receiver, about, context or {}, once) for receiver in _receivers(to)]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=bool(once))
    transaction.on_commit(tasks.send_messages.enqueue, robust=True)
    return list(OutboxMessage.objects.filter(pk__in=[row.pk for row in rows])) if once else rows


def _receivers(to):
    """Each address once; of accounts, those that may sign in."""
    found = {}
    for receiver in to:
        if isinstance(receiver, Address) or receiver.is_active:
            found.setdefault(receiver.email.lower(), receiver)
    return found.values()


def _message(kind, receiver, about, context, once):
    account = None if isinstance(receiver, Address) else receiver
    name = receiver.full_name if account else receiver.name
    language = receiver.language or settings.LANGUAGE_CODE
    letter = write_letter(kind, language=language, name=name, account=account, context={"about": about, **context})
    return OutboxMessage(
        kind=kind.name,
        receiver=account,
        address=receiver.email,
        name=name,
        language=language,
        reply_to=context.get("reply_to", ""),
        subject=letter.subject,
        body="" if kind.is_secret else letter.body,
        text=letter.text,
        html=letter.html,
        link="" if kind.is_secret else letter.link,
        once=once,
        about_type=about._meta.label_lower if about else "",
        about_id=str(about.pk) if about else "",
        **waits_as(kind, account),
        alliance_ids=padded(about.concerned_alliance_ids()) if hasattr(about, "concerned_alliance_ids") else "",
    )
