"""Who is told as a representative: those in office at this moment, whose account is not disabled."""

from members.models import Representative, User


def representatives_of(institution_ids, *, roles=(Representative.Role.REPRESENTATIVE,)):
    """Accounts that represent one of these institutions now."""
    in_office = Representative.objects.in_office().filter(institution__in=institution_ids, role__in=roles)
    return User.objects.filter(is_active=True, pk__in=in_office.values("user")).order_by("pk")


def represents_now(user, institution_id):
    """Whether the account is that of a representative or contributor in office; a disabled one represents nobody."""
    return representatives_of([institution_id], roles=Representative.Role.values).filter(pk=user.pk).exists()
