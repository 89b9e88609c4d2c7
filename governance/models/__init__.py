from governance.models.body import Body, BodyAlias, Seat, Tenure
from governance.models.circular import Circular
from governance.models.meeting import AgendaItem, Attendance, Meeting
from governance.models.proposal import Proposal, ProposalPart, ProposalParty

__all__ = [
    "AgendaItem",
    "Attendance",
    "Body",
    "BodyAlias",
    "Circular",
    "Meeting",
    "Proposal",
    "ProposalPart",
    "ProposalParty",
    "Seat",
    "Tenure",
]
