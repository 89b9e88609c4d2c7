"""Who gets a circular: representatives in office of the institutions that it is for, on this day."""

from alliances.models import Membership
from governance.models import Circular, Tenure
from members.recipients import representatives_of

Circle = Circular.Circle


def receivers_of(circular):
    """Accounts that get the circular if it is sent now."""
    return representatives_of(_institutions(circular))


def _institutions(circular):
    present = Membership.objects.in_force().recorded().filter(alliance=circular.alliance_id)
    if circular.circle == Circle.COUNCIL:
        seats = Tenure.objects.in_force().recorded().filter(body__alliance=circular.alliance_id)
        return seats.exclude(institution=None).values("institution")
    if circular.circle == Circle.ROLE:
        return present.filter(role=circular.role).values("institution")
    if circular.circle == Circle.COUNTRY:
        present = present.filter(institution__country=circular.country)
    return present.as_members().values("institution")
