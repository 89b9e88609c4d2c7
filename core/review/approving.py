"""How a row of the queue is approved: each kind may say so for itself, all others are published."""

from django.utils.translation import gettext as _
from reversion.revisions import create_revision, set_user

from core.choices import PublicationState
from core.models import UnreadItem
from core.moving import told
from core.services.publishing import move
from core.services.reviewing import mark_read

_deeds = {}


def approve_with(model, deed):
    """Register `deed(item, by=user)`, which approves a row and gives the sentence that says so."""
    _deeds[model] = deed


def approval_of(model):
    return _deeds.get(model, publish)


def publish(item, *, by):
    """What a trusted institution published already is ticked off as read."""
    if item.state == PublicationState.PUBLISHED and UnreadItem.objects.of(item).exists():
        mark_read(item, by=by)
        return _("“%(item)s” was ticked off as read.") % {"item": item}
    with create_revision():
        set_user(by)
        return told(move(item, PublicationState.PUBLISHED, by=by))
