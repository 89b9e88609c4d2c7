"""Sending a circular: once, whoever presses the button how often."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.choices import Topic
from core.clock import now
from core.letters import write_letter
from core.messages import MessageKind, kinds, register
from core.services.auditing import record
from core.services.messages import tell
from governance.errors import AlreadySent, NoContact, NoReceivers
from governance.models import Circular
from governance.recipients import receivers_of

KIND = "circular"


def register_kind():
    register(
        MessageKind(
            KIND,
            title=_("Circular"),
            why=_("You get this because you represent an institution to which the alliance's secretariat writes."),
            action=_("Open the alliance's page"),
            topic=Topic.CIRCULARS,
        )
    )


@transaction.atomic
def send(circular, *, by):
    """Write the circular to everybody whom it is for today; gives the messages."""
    circular = Circular.objects.select_for_update().get(pk=circular.pk)
    if circular.sent_at is not None:
        raise AlreadySent(circular)
    if not circular.alliance.contact_email:
        raise NoContact(circular.alliance)
    written = tell(
        KIND, receivers_of(circular), about=circular, context=_context(circular), once=f"circular {circular.pk}"
    )
    if not written:
        raise NoReceivers(circular)
    circular.sent_at, circular.sent_by = now(), by
    circular.save(update_fields=["sent_at", "sent_by", "updated_at"])
    record(circular, by=by, action="send", note=str(len(written)))
    return written


def letter_of(circular, *, name=""):
    """The circular as a receiver who reads in its first language gets it."""
    return write_letter(kinds[KIND], language=circular.language, name=name, context=_context(circular))


def _context(circular):
    alliance = circular.alliance
    return {"circular": circular, "link": alliance.get_absolute_url, "reply_to": alliance.contact_email}
