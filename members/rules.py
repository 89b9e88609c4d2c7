"""Scope rules of accounts, and what people answer for as representatives.

Who edits an institution or a person depends on alliances, so those rules stand in `alliances.rules`.
"""

from core import scope
from core.rules import ClosedRule, PartRule
from members.models import InstitutionAlias, PersonAlias, Representative, User


def represented_institution_ids(user):
    """Institutions that a person represents at this moment."""
    return Representative.objects.in_office().filter(user=user).values_list("institution_id", flat=True)


def represents(user, institution_id):
    """Whether the person represents this institution at this moment."""
    return institution_id in scope.facts_for(user).of("institutions")


def register_rules():
    scope.provide_facts("institutions", represented_institution_ids)
    scope.register(User, ClosedRule())
    scope.register(InstitutionAlias, PartRule("institution"))
    scope.register(PersonAlias, PartRule("person"))
