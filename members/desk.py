"""Institutions, people and who represents or holds what, on the desk."""

from django.db.models import F, Q
from django.db.models.functions import TruncDate

from core import desk
from core.clock import today
from members.models import Appointment, Institution, Invitation, Person, Representative, User


def _representation_ends_soon():
    return Q(until__date__gte=today(), until__date__lte=today() + desk.NOTICE)


def register_desk():
    desk.watch_publishable(Institution, stays_current=True)
    desk.watch_publishable(Person)
    desk.describe(Appointment, ("person__name", "office__title"), of="office__institution__name")
    desk.watch(Appointment, desk.Case("ending", desk.ends_soon, day=F("until_latest")))
    desk.describe(Representative, ("user__full_name", "user__email"), of="institution__name")
    desk.watch(Representative, desk.Case("ending", _representation_ends_soon, day=TruncDate("until")))
    desk.describe(Invitation, ("email",), of="institution__name")
    desk.describe(User, ("full_name", "email"))
