"""Records of alliances on the desk, and the alliances that a person works for."""

from django.db.models import F, Q

from alliances.models import Alliance, Contradiction, Document, Event, Membership, Statement
from alliances.recipients import secretariat_of
from alliances.rules import workplaces
from core import desk
from core.review.people import provide_reviewers


def _is_open():
    return Q(state=Contradiction.State.OPEN)


def register_desk():
    desk.provide_workplaces(workplaces)
    provide_reviewers(secretariat_of)
    desk.watch_publishable(Event, of="alliance__name")
    desk.watch_publishable(Document, of="alliance__name")
    desk.watch_publishable(Alliance, stays_current=True)
    desk.describe(Membership, "institution__name", of="alliance__name")
    desk.watch(Membership, desk.Case("ending", desk.ends_soon, day=F("until_latest")))
    desk.describe(Contradiction, "topic", of=("alliance__name", "institution__name", "person__name"))
    desk.watch(Contradiction, desk.Case("disputed", _is_open, moment=F("created_at"), query="state__exact=open"))
    desk.describe(
        Statement, ("note", "alliance__name", "institution__name"), of=("alliance__name", "institution__name")
    )
