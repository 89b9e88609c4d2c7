"""Scope rules of news and of the reference blocks that stories share."""

from alliances.rules import OfAllianceRule, PostedRule
from core import scope
from core.rules import PartRule
from news.models import Boilerplate, BoilerplateVersion, NewsItem, NewsMention


def register_rules():
    scope.register(NewsItem, PostedRule())
    scope.register(NewsMention, PartRule("news_item", ends=["institution"]))
    scope.register(Boilerplate, OfAllianceRule())
    scope.register(BoilerplateVersion, PartRule("boilerplate"))
