"""Bodies, seats, meetings and proposals on the desk."""

from django.db.models import Exists, F, OuterRef, Q

from core import desk
from core.choices import Standing
from core.clock import today
from governance.models import Body, Meeting, Proposal, Tenure


def is_vacant():
    """The last tenure of a seat that the record holds, once it is over."""
    later = Q(until_latest=None) | Q(until_latest__gt=OuterRef("until_latest"))
    successors = Tenure.objects.current().recorded().filter(later, seat=OuterRef("seat"))
    ended = Q(recorded_until=None, standing=Standing.RECORDED, seat__isnull=False, until_latest__lt=today())
    return ended & ~Exists(successors)


def register_desk():
    desk.watch_publishable(Proposal, of="alliance__name")
    desk.describe(Body, "name", of="alliance__name")
    desk.describe(Meeting, "event__title", of="body__name")
    desk.describe(Tenure, ("institution__name", "person__name"), of="body__name")
    desk.watch(
        Tenure,
        desk.Case("ending", desk.ends_soon, day=F("until_latest")),
        desk.Case("vacant", is_vacant, day=F("until_latest")),
    )
