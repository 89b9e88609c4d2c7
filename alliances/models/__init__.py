from alliances.models.alliance import Alliance, AllianceAlias, Milestone
from alliances.models.contradiction import Contradiction, ContradictionSide
from alliances.models.document import Document
from alliances.models.event import Event, EventHost
from alliances.models.membership import Membership
from alliances.models.part import NamedPart, part_models, parts_of
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
    "NamedPart",
    "Secretariat",
    "Statement",
    "Trust",
    "part_models",
    "parts_of",
]
