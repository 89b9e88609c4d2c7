"""What the apps tell the desk: names of records in one line, reasons why one needs somebody, and workplaces."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core.choices import PublicationState
from core.clock import now, today
from core.languages import incomplete_q
from core.models import AuditEntry, UnreadItem
from core.querysets import published_q

S = PublicationState
SOON = datetime.timedelta(days=30)
NOTICE = datetime.timedelta(days=60)
STALE = datetime.timedelta(days=365)


@dataclass(frozen=True)
class Name:
    """How a record reads in one line: its own name, and what it belongs to, each as a path to a text."""

    title: str
    of: str = ""


@dataclass(frozen=True)
class Case:
    """One reason why records of a model stand in a block of the desk.

    `moment`, `day` and `note` are expressions for what is shown beside the name; the rows come in the order of
    `moment` or `day`, the earliest first. `query` is what the model's list is asked for to show the same rows.
    """

    block: str
    condition: Callable[[], Q]
    moment: Any = None
    day: Any = None
    note: Any = None
    query: str = ""

    @property
    def order(self):
        return self.moment if self.moment is not None else self.day

    @property
    def link(self):
        return self.query or f"attention={self.block}"


_names: dict[Any, Name] = {}
_cases: dict[Any, list[Case]] = {}
_workplaces: list[Callable[[Any], list[Any]]] = []


def describe(model, title, of=""):
    """Say how records of a model are named where records of many models stand in one list."""
    _names[model] = Name(title, of)


def names():
    return _names


def watch(model, *cases):
    """Put records of a described model on the desk."""
    _cases.setdefault(model, []).extend(cases)


def watched():
    return _cases


def cases_of(model):
    return _cases.get(model, [])


def provide_workplaces(ask):
    """Register `ask(user) -> alliances` in whose secretariat a person works."""
    _workplaces.append(ask)


def workplaces(user):
    return [place for ask in _workplaces for place in ask(user)]


def ends_soon():
    """A dated relation that the record holds, whose end falls within the time of notice."""
    return Q(recorded_until=None, until_latest__gte=today(), until_latest__lte=today() + NOTICE)


def _last_move(to, column):
    moves = AuditEntry.objects.filter(object_id=OuterRef("pk"), action="move", after=to).order_by("-at")
    return Subquery(moves.values(column)[:1])


def _since(state):
    """The moment at which a record came into its state, from the trail; the last change where the trail is silent."""
    return Coalesce(_last_move(state, "at"), F("updated_at"))


def _is_unread():
    return Q(state=S.PUBLISHED, pk__in=UnreadItem.objects.values("item_id"))


def _is_scheduled():
    return Q(state=S.PUBLISHED, published_at__gt=now())


def _leaves_soon():
    return published_q() & Q(unpublish_at__lte=now() + SOON)


def _is_untouched():
    return published_q() & Q(updated_at__lt=now() - STALE)


def watch_publishable(model, *, of="", stays_current=False):
    """The cases of every record with a publication state; pages that `stays_current` are due for a look once a year."""
    describe(model, model.title_field, of)
    watch(
        model,
        Case("submitted", lambda: Q(state=S.SUBMITTED), moment=_since(S.SUBMITTED), query="state=submitted"),
        Case(
            "returned",
            lambda: Q(state=S.RETURNED),
            moment=_since(S.RETURNED),
            note=_last_move(S.RETURNED, "note"),
            query="state=returned",
        ),
        Case("unread", _is_unread, moment=F("published_at")),
        Case("scheduled", _is_scheduled, moment=F("published_at"), query="state=scheduled"),
        Case("leaving", _leaves_soon, moment=F("unpublish_at")),
        Case("untranslated", lambda: published_q() & incomplete_q(model), moment=F("updated_at")),
        Case("draft", lambda: Q(state=S.DRAFT), moment=F("updated_at"), query="state=draft"),
    )
    if stays_current:
        watch(model, Case("untouched", _is_untouched, moment=F("updated_at")))
