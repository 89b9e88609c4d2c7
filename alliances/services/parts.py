"""Institutions named in records of others: they are asked, and only they answer for themselves."""

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from alliances.models import parts_of
from core.errors import DomainError
from core.services.auditing import record
from members.rules import leads

# Sent in the transaction of an answer, with `part`, `by`, `is_confirmed` and `reason`.
answered = Signal()


class PartAnswered(DomainError):
    def __init__(self):
        super().__init__(_("This was answered meanwhile, or is no longer asked; load the page again."))


class ReasonMissing(DomainError):
    def __init__(self):
        super().__init__(_("Say why the institution does not take part; the authors read it."))


def confirm_own_part(whole, *, by):
    """The institution that a record comes from agrees by publishing it."""
    for part in parts_of(whole).filter(institution=whole.institution_id, is_confirmed=False):
        _confirm(part, by=by)


@transaction.atomic
def confirm(part, *, by):
    """A representative says that the institution takes part."""
    part = _locked(part, by)
    _confirm(part, by=by)
    answered.send(sender=type(part), part=part, by=by, is_confirmed=True, reason="")
    return part


@transaction.atomic
def decline(part, *, by, reason):
    """A representative says that it does not: it is named no longer; the reason stays in the audit trail."""
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    part = _locked(part, by)
    record(part.whole, by=by, action="part_declined", before=str(part.institution)[:200], note=reason)
    part.delete()
    answered.send(sender=type(part), part=part, by=by, is_confirmed=False, reason=reason)
    return part


def _confirm(part, *, by):
    part.is_confirmed = True
    part.save(update_fields=["is_confirmed"])
    record(part.whole, by=by, action="part_confirmed", after=str(part.institution)[:200])


def _locked(part, by):
    """The part as it stands now, to be answered once and by its own institution alone.

    The whole is locked first, in the order in which its form locks: of two answers the second finds none to give.
    """
    model = type(part)
    whole = model._meta.get_field(model.whole_field)
    whole.related_model.objects.select_for_update(no_key=True, of=("self",)).get(pk=getattr(part, whole.attname))
    rows = model.objects.select_related(model.whole_field, "institution").unanswered()
    current = rows.filter(pk=part.pk).first()
    if current is None or not leads(by, current.institution_id):
        raise PartAnswered
    return current
