"""The kernel's own records on the desk."""

from django.db.models import F, Q

from core.desk.registry import Case, describe, watch, watch_publishable
from core.models import Area, ProposedChange, Source


def _waits():
    return Q(stage=ProposedChange.Stage.WAITING)


def register_desk():
    watch_publishable(Source)
    watch_publishable(Area)
    describe(ProposedChange, "title")
    watch(ProposedChange, Case("submitted", _waits, moment=F("proposed_at"), query="stage__exact=waiting"))
