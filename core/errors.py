"""Domain errors: what services raise, with the sentence that people read."""

from django.utils.formats import localize
from django.utils.timezone import get_current_timezone_name, localtime
from django.utils.translation import gettext as _

from core.choices import PublicationState


class DomainError(Exception):
    """A rule of the portal forbids it; `str(error)` says what is wrong and what to do."""


def was_faster(item, entry, state):
    """Who brought it where it is, and when, told to whoever comes second."""
    told = _("%(who)s was faster: “%(item)s” went to “%(state)s” on %(moment)s (%(zone)s). Nothing was done twice.")
    names = {
        "who": entry.actor_label,
        "item": item,
        "state": state,
        "moment": localize(localtime(entry.at)),
        "zone": get_current_timezone_name(),
    }
    return told % names


class IllegalMove(DomainError):
    def __init__(self, item, to):
        self.item, self.to = item, to
        super().__init__(
            _("“%(item)s” cannot go from “%(start)s” to “%(end)s”, or you may not do it; load the page again.")
            % {"item": item, "start": PublicationState(item.state).label, "end": PublicationState(to).label}
        )


class DecidedAlready(IllegalMove):
    """Somebody else moved it first."""

    def __init__(self, item, to, entry):
        super().__init__(item, to)
        self.args = (was_faster(item, entry, PublicationState(entry.after).label),)


class ReadAlready(DomainError):
    def __init__(self, item):
        super().__init__(_("“%(item)s” is ticked off as read already.") % {"item": item})


class ChangedMeanwhile(DomainError):
    def __init__(self, item):
        self.item = item
        super().__init__(
            _("“%(item)s” was changed while you read it. This is how it stands now: read it again, then decide.")
            % {"item": item}
        )


class NothingSaid(DomainError):
    def __init__(self):
        super().__init__(_("Write what you want to say first."))


class ReasonMissing(DomainError):
    def __init__(self):
        super().__init__(_("Say why: the author reads the reason."))


class NotYours(DomainError):
    def __init__(self, item):
        self.item = item
        super().__init__(_("“%(item)s” is not yours to change.") % {"item": item})


class EndHasPassed(DomainError):
    def __init__(self, item):
        self.item = item
        super().__init__(
            _("“%(item)s” would never be public: its “public until” comes before. Change or empty that first.")
            % {"item": item}
        )


class NothingToResend(DomainError):
    def __init__(self, message):
        super().__init__(
            _("“%(message)s” cannot be sent again: it went out, waits for its turn, or held a link that has expired.")
            % {"message": message}
        )


class OverlappingPeriod(DomainError):
    def __init__(self, relation):
        self.relation = relation
        super().__init__(
            _("“%(relation)s” overlaps another period of the same role; end that one first.") % {"relation": relation}
        )


class ImportRefused(DomainError):
    def __init__(self, batch):
        self.batch = batch
        super().__init__(_("The import has gone on meanwhile. This is how it stands now."))
