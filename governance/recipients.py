"""Who gets a circular: representatives in office of the institutions that it is for, on this day."""

from alliances.choices import WITHOUT_RIGHTS
from alliances.models import Membership
from governance.models import Circular, Tenure
from members.recipients import representatives_of

Circle = Circular.Circle


def receivers_of(circular):
    """Accounts that get the circular if it is sent now."""
    return representatives_of(_institutions(circular))


def _institutions(circular):
    """A role is written to as it stands; members and council without those who have no rights there today."""
    memberships = Membership.objects.filter(alliance=circular.alliance_id)
    present = memberships.in_force().recorded()
    if circular.circle == Circle.ROLE:
        return present.filter(role=circular.role).values("institution")
    if circular.circle == Circle.COUNCIL:
        left = present.filter(role__in=WITHOUT_RIGHTS).values("institution")
        seats = Tenure.objects.on_councils().filter(body__alliance=circular.alliance_id)
        return seats.exclude(institution=None).exclude(institution__in=left).values("institution")
    members = memberships.with_rights()
    if circular.circle == Circle.COUNTRY:
        members = members.filter(institution__country=circular.country)
    return members.values("institution")
