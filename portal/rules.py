"""Scope rules of the home page and the main menu: all alliances share them, so the superuser alone curates them."""

from core import scope
from core.rules import ClosedRule
from portal.models import HomeBlock, HomePin, MenuEntry


def register_rules():
    scope.register(HomeBlock, ClosedRule())
    scope.register(HomePin, ClosedRule())
    scope.register(MenuEntry, ClosedRule())
