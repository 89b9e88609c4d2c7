"""Scope rules of groups, projects and opportunities."""

from alliances.rules import PostedRule
from core import scope
from core.rules import PartRule
from research.models import Group, Opportunity, OpportunityPartner, Project, ProjectPartner


def register_rules():
    scope.register(Group, PostedRule())
    scope.register(Project, PostedRule())
    scope.register(ProjectPartner, PartRule("project", ends=["institution"]))
    scope.register(Opportunity, PostedRule())
    scope.register(OpportunityPartner, PartRule("opportunity", ends=["institution"]))
