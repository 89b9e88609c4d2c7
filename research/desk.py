"""Groups, projects and opportunities on the desk."""

from django.db.models import F, Q

from core import desk
from core.clock import now
from core.querysets import published_q
from research.models import Group, Opportunity, Project


def closes_soon():
    return published_q() & Q(deadline__gte=now(), deadline__lte=now() + desk.SOON)


def register_desk():
    desk.watch_publishable(Opportunity, of=("alliance__name", "institution__name"))
    desk.watch(Opportunity, desk.Case("closing", closes_soon, moment=F("deadline")))
    desk.watch_publishable(Project, of=("alliance__name", "institution__name"), stays_current=True)
    desk.watch_publishable(Group, of=("alliance__name", "institution__name"), stays_current=True)
