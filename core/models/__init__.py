from core.models.address import SlugRedirect, WithdrawnId
from core.models.area import Area
from core.models.audit import AuditEntry
from core.models.base import Alias, DatedRelation, Identified, Listed, Publishable, RecordedFact, Slugged, Timed
from core.models.change import Change
from core.models.imports import ImportBatch, ImportRow
from core.models.outbox import OutboxMessage
from core.models.picture import Picture
from core.models.reads import ReadCount
from core.models.review import OfItem, PreviewLink, ReviewAssignment, ReviewComment, UnreadItem
from core.models.source import Source
from core.models.writing import Autosave, ProposedChange

__all__ = [
    "Alias",
    "Area",
    "AuditEntry",
    "Autosave",
    "Change",
    "DatedRelation",
    "Identified",
    "ImportBatch",
    "ImportRow",
    "Listed",
    "OfItem",
    "OutboxMessage",
    "Picture",
    "PreviewLink",
    "ProposedChange",
    "Publishable",
    "ReadCount",
    "RecordedFact",
    "ReviewAssignment",
    "ReviewComment",
    "SlugRedirect",
    "Slugged",
    "Source",
    "Timed",
    "UnreadItem",
    "WithdrawnId",
]
