from alliances.models.alliance import Alliance, AllianceAlias, Milestone
from alliances.models.contradiction import Contradiction, ContradictionSide
from alliances.models.document import Document
from alliances.models.event import Event, EventHost
from alliances.models.membership import Membership
from alliances.models.secretariat import Secretariat
from alliances.models.statement import Statement
from alliances.models.trust import Trust

__all__ = [
    "Alliance",
    "AllianceAlias",
    "Contradiction",
    "ContradictionSide",
    "Document",
    "Event",
    "EventHost",
    "Membership",
    "Milestone",
    "Secretariat",
    "Statement",
    "Trust",
]
