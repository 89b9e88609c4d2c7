"""Scope rules of the home page: it belongs to all alliances together, so the superuser alone curates it."""

from core import scope
from core.rules import ClosedRule
from portal.models import HomeBlock, HomePin


def register_rules():
    scope.register(HomeBlock, ClosedRule())
    scope.register(HomePin, ClosedRule())
