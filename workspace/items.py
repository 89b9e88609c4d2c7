"""Own items: what is posted for some institutions, of all kinds in one list, in a fixed number of queries."""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Case, Count, F, Q, Value, When, Window
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from core.choices import PublicationState
from core.clock import now, today
from core.models import AuditEntry, ProposedChange, ReadCount
from core.models.base import SORT_LANGUAGES
from core.reads import DAYS_SHOWN, Reads
from core.unions import union_of
from workspace.kinds import KINDS

S = PublicationState
TITLES = tuple(f"title_{suffix}" for suffix in SORT_LANGUAGES)
OPEN_STAGES = (ProposedChange.Stage.RETURNED, ProposedChange.Stage.WAITING)
# In the order in which they ask for something to be done.
STATES = (S.RETURNED, S.DRAFT, S.SUBMITTED, S.PUBLISHED, S.ARCHIVED)


@dataclass
class Item:
    """One item in one line; its titles stand in attributes per language, as those of a record do."""

    kind: str
    pk: str
    slug: str
    state: PublicationState
    updated_at: Any
    published_at: Any
    reads: int = 0
    texts: dict = field(default_factory=dict)
    reason: str = ""

    def __getattr__(self, name):
        try:
            return self.__dict__["texts"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def kind_label(self):
        return KINDS[self.kind]._meta.verbose_name

    @property
    def state_label(self):
        waits = self.state == S.PUBLISHED and self.published_at > now()
        return _("Scheduled") if waits else self.state.label

    @property
    def public_address(self):
        is_public = self.state == S.PUBLISHED and self.published_at <= now()
        return KINDS[self.kind](slug=self.slug).get_absolute_url() if is_public else ""

    @property
    def told_reads(self):
        return Reads(self.reads)

    @property
    def list_address(self):
        return reverse("workspace:items", query={"state": self.state})


class OwnItems:
    """Items of the institutions with these ids."""

    def __init__(self, institution_ids):
        self.institution_ids = institution_ids

    def _rows(self, kind):
        """A bare queryset: that of modeltranslation would read the columns of the reader's language."""
        return models.QuerySet(KINDS[kind]).filter(institution__in=self.institution_ids).order_by()

    @cached_property
    def counts(self):
        """How many items there are, by kind and state."""
        if not self.institution_ids:
            return {}
        parts = [
            self._rows(kind).values_list(Value(number), "state").annotate(count=Count("pk"))
            for number, kind in enumerate(KINDS)
        ]
        kinds = list(KINDS)
        return {(kinds[number], S(state)): count for number, state, count in union_of(parts)}

    def count(self, *, kind="", state=""):
        wanted = [count for (of, at), count in self.counts.items() if kind in ("", of) and state in ("", at)]
        return sum(wanted)

    def page(self, *, kind="", state="", start=0, size=20):
        """Some of the items of a kind and state, or of all, what changed last first."""
        kinds = [key for key in KINDS if self.count(kind=key, state=state) and kind in ("", key)]
        parts = [self._lines(key, self._rows(key).filter(**({"state": state} if state else {}))) for key in kinds]
        if not parts:
            return []
        return self._read(union_of(parts).order_by("-moment", "key")[start : start + size])

    def first_of_each_state(self, size):
        """The first items of each state, what changed last first, read in one query."""
        parts = []
        for kind, state in self.counts:
            first = self._rows(kind).filter(state=state).order_by("-updated_at", "pk").values("pk")[:size]
            parts.append(self._lines(kind, self._rows(kind).filter(pk__in=first)))
        items = self._read(union_of(parts).order_by("-moment", "key")) if parts else []
        return {state: [item for item in items if item.state == state][:size] for state in STATES}

    def _lines(self, kind, rows):
        title = KINDS[kind].title_field
        texts = {name: F(name.replace("title", title, 1)) for name in TITLES}
        columns = {"kind": Value(kind), "key": F("pk"), "moment": F("updated_at"), "public": F("published_at")}
        columns["reads"] = ReadCount.objects.sum_since(today() - datetime.timedelta(days=DAYS_SHOWN - 1))
        named = {f"shown_{name}": text for name, text in texts.items()}
        return rows.annotate(**{name: value for name, value in columns.items() if name != "kind"}, **named).values_list(
            columns["kind"], "key", "slug", "state", "moment", "public", "reads", *named
        )

    def _read(self, rows):
        items = [
            Item(kind, key, slug, S(state), moment, public, reads or 0, dict(zip(TITLES, texts, strict=True)))
            for kind, key, slug, state, moment, public, reads, *texts in rows
        ]
        reasons = reasons_of([item.pk for item in items if item.state == S.RETURNED])
        for item in items:
            item.reason = reasons.get(item.pk, "")
        return items


def open_changes(institution_ids, size):
    """The first open changes, and how many of all came back; one query.

    Those to the institutions themselves come first, then those to their public items that came back, then what waits.
    """
    if not institution_ids:
        return [], 0
    returned = Count("pk", filter=Q(stage=ProposedChange.Stage.RETURNED))
    rows = ProposedChange.objects.filter(institution_id__in=institution_ids, stage__in=OPEN_STAGES)
    rows = rows.annotate(returned=Window(returned)).defer("base", "content")
    is_item = Case(When(target_id__in=institution_ids, then=0), default=1)
    changes = list(rows.order_by(is_item, "stage", "-proposed_at", "pk")[:size])
    return changes, changes[0].returned if changes else 0


def reasons_of(ids):
    """Why these items came back last, by their ids, from the audit trail."""
    if not ids:
        return {}
    entries = AuditEntry.objects.filter(object_id__in=ids, action="move", after=S.RETURNED).order_by("at", "pk")
    return dict(entries.values_list("object_id", "note"))
