"""Who stands in the directory of contacts, and for whom: people in office today at member institutions of today.

A row never tells an address or a number by itself: the template asks `shows_contacts` of the account.
"""

from collections import namedtuple

from django.utils.translation import get_language

from alliances.models import Membership, Secretariat
from alliances.rules import joined_alliances
from core.languages import column_suffix
from core.querysets import published_q
from members.models import Representative

Place = namedtuple("Place", "institution alliance country")


def public_alliances_of(user):
    """Alliances in which the person's institutions are members today and which readers see, in reading order."""
    key = f"sort_{column_suffix(get_language())}"
    shown = [alliance for alliance in joined_alliances(user) if alliance.is_published]
    return sorted(shown, key=lambda alliance: (getattr(alliance, key), alliance.pk))


def _in_office():
    return Representative.objects.in_office().filter(user__is_active=True)


def people_of_members(alliances):
    """Representatives and contributors of the public institutions that are members of these alliances today."""
    members = Membership.objects.with_rights().filter(alliance__in=[alliance.pk for alliance in alliances])
    rows = _in_office().filter(published_q("institution__"), institution__in=members.values("institution"))
    return rows.select_related("user", "institution")


def staff_of(alliances):
    """Who works in the secretariats of these alliances today."""
    rows = Secretariat.objects.filter(alliance__in=[alliance.pk for alliance in alliances])
    rows = rows.filter(user__is_active=True, user__is_staff=True).select_related("user", "alliance")
    return rows.order_by(f"alliance__sort_{column_suffix(get_language())}", "user__full_name", "pk")


def places_of(user):
    """Which institutions of the directory are members of which of the person's alliances; asked once a request."""
    if not hasattr(user, "_places"):
        own = [alliance.pk for alliance in public_alliances_of(user)]
        rows = Membership.objects.with_rights().filter(published_q("institution__"), alliance__in=own)
        rows = rows.filter(institution__in=_in_office().values("institution")).order_by()
        found = rows.values_list("institution", "alliance", "institution__country").distinct()
        user._places = [Place(*row) for row in found]
    return user._places


def alliances_by_institution(user):
    """The person's alliances of which each institution of the directory is a member, in reading order."""
    members = {(place.institution, place.alliance) for place in places_of(user)}
    alliances = public_alliances_of(user)
    institutions = {institution for institution, _alliance in members}
    return {
        institution: [alliance for alliance in alliances if (institution, alliance.pk) in members]
        for institution in institutions
    }
