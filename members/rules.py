"""Scope rules of accounts, and what people answer for as representatives.

Who edits an institution or a person depends on alliances, so those rules stand in `alliances.rules`.
"""

from core import scope
from core.rules import ClosedRule, PartRule
from members.models import InstitutionAlias, PersonAlias, Representative, User


def offices_of(user):
    """Pairs of an institution's id and the role that the person has there at this moment; asked once a request."""
    if not hasattr(user, "_offices"):
        user._offices = list(Representative.objects.in_office().filter(user=user).values_list("institution_id", "role"))
    return user._offices


def represented_institution_ids(user):
    """Institutions for which a person writes at this moment, whatever the role."""
    return [institution_id for institution_id, _role in offices_of(user)]


def represents(user, institution_id):
    """Whether the person represents this institution at this moment."""
    return institution_id in scope.facts_for(user).of("institutions")


def led_institution_ids(user):
    """Institutions whose representative a person is at this moment; contributors write, and lead nothing."""
    return [institution_id for institution_id, role in offices_of(user) if role == Representative.Role.REPRESENTATIVE]


def leads(user, institution_id):
    """Whether the person is a representative of this institution at this moment: invites, ends, edits its profile."""
    return institution_id in scope.facts_for(user).of("led_institutions")


def keeps_people_of(user, institution):
    """Whether the person decides who works for an institution: its representatives, and secretariats related to it."""
    return leads(user, institution.pk) or scope.can_edit(user, Representative(institution=institution))


def register_rules():
    scope.provide_facts("institutions", represented_institution_ids)
    scope.provide_facts("led_institutions", led_institution_ids)
    scope.register(User, ClosedRule())
    scope.register(InstitutionAlias, PartRule("institution"))
    scope.register(PersonAlias, PartRule("person"))
