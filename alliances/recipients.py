"""Who is told of what is posted: from whom it came, and whose secretariat decides about it.

A superuser is told where he or she belongs to a secretariat or represents an institution, never as such.
"""

from alliances.models import Membership, Secretariat
from members.models import Representative, User
from members.recipients import representatives_of, represents_now


def secretariat_of(item):
    """Staff of the alliance that moderates the record; where it names none, of the institution's present alliances."""
    alliance_id = getattr(item, "alliance_id", None)
    alliances = [alliance_id] if alliance_id else _present_alliances(item.home_id)
    staff = Secretariat.objects.filter(alliance__in=alliances)
    return User.objects.filter(is_active=True, is_staff=True, pk__in=staff.values("user")).order_by("pk")


def author_side_of(item):
    """Representatives of the record's institution, and its author while he or she represents it or works on it."""
    found = {user.pk: user for user in representatives_of([item.home_id])}
    author = getattr(item, "created_by", None)
    if author is not None and author.is_active and author.pk not in found and _is_still_there(author, item):
        found[author.pk] = author
    return list(found.values())


def proposers_of(change):
    """Who proposed a change; where he or she no longer represents the institution, those who do."""
    author = change.proposed_by
    if author is not None and represents_now(author, change.institution_id):
        return [author]
    return representatives_of([change.institution_id])


def representing(users, item):
    """Those of these accounts who represent the record's institution now, in whatever role; they open the workspace."""
    represent = representatives_of([item.home_id], roles=Representative.Role.values)
    return list(represent.filter(pk__in=[user.pk for user in users]))


def _is_still_there(author, item):
    institution_id = item.home_id
    represents = institution_id is not None and represents_now(author, institution_id)
    return represents or secretariat_of(item).filter(pk=author.pk).exists()


def _present_alliances(institution_id):
    return Membership.objects.in_force().recorded().filter(institution=institution_id).values("alliance")
