from research.models.group import Group
from research.models.opportunity import Opportunity, OpportunityPartner
from research.models.project import Project, ProjectPartner

__all__ = ["Group", "Opportunity", "OpportunityPartner", "Project", "ProjectPartner"]
