"""Who works for an institution: an appointment ends, is handed over. Changes of one institution come one by one."""

from django.db import transaction

from core import scope
from core.clock import now
from core.errors import NotYours
from core.services.auditing import record
from members.errors import LastRepresentative, NoSuccessor
from members.models import Institution, Representative
from members.rules import keeps_people_of

R = Representative.Role


@transaction.atomic
def end(representative, *, by):
    """End an appointment now: a representative ends others' and own, a contributor the own.

    The last representative stays, unless a secretariat ends the appointment.
    """
    representative = _locked(representative)
    is_own = representative.user_id == by.pk
    if not is_own and not keeps_people_of(by, representative.institution):
        raise NotYours(representative)
    if _is_last(representative) and not scope.can_edit(by, representative):
        raise LastRepresentative
    _end(representative, by)
    return representative


@transaction.atomic
def hand_over(representative, *, to, by):
    """Make a colleague representative and leave, in one step."""
    representative = _locked(representative)
    if representative.user_id != by.pk or representative.role != R.REPRESENTATIVE:
        raise NotYours(representative)
    colleagues = _in_office(representative).filter(user__is_active=True).exclude(pk=representative.pk)
    successor = colleagues.filter(pk=to.pk).first()
    if successor is None:
        raise NoSuccessor
    if successor.role != R.REPRESENTATIVE:
        before, successor.role = successor.role, R.REPRESENTATIVE
        successor.save(update_fields=["role"])
        record(successor, by=by, action="role", before=before, after=successor.role)
    _end(representative, by)
    return successor


def _locked(representative):
    """The appointment as it stands, and nobody else changes those of its institution until we are done."""
    Institution.objects.select_for_update(of=("self",)).get(pk=representative.institution_id)
    current = Representative.objects.in_office().select_related("institution", "user")
    found = current.filter(pk=representative.pk).first()
    if found is None:
        raise NotYours(representative)
    return found


def _in_office(representative):
    return Representative.objects.in_office().filter(institution=representative.institution_id)


def _is_last(representative):
    others = _in_office(representative).filter(role=R.REPRESENTATIVE, user__is_active=True)
    return representative.role == R.REPRESENTATIVE and not others.exclude(pk=representative.pk).exists()


def _end(representative, by):
    representative.until = now()
    representative.save(update_fields=["until"])
    record(representative, by=by, action="end")
