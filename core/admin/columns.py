"""Columns that answer questions: state and since when, languages that are complete, last change and by whom."""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.db.models import Case, F, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from core import scope
from core.choices import PublicationState
from core.choices import TextState as T
from core.clock import now
from core.languages import language_names
from core.lists import listed
from core.models import AuditEntry
from core.translating import standings

S = PublicationState
# The trail is written a moment after the record; an entry older than that tells of an earlier change.
SAME_CHANGE = datetime.timedelta(seconds=5)


@dataclass
class Trail:
    """What the trail tells a person of a record: who changed it last, and when it was sent in."""

    last: AuditEntry | None = None
    sent_in: AuditEntry | None = None


def attach_trails(user, rows):
    """Give each of the rows what the trail tells this person of it, in one query."""
    trails = {row.pk: Trail() for row in rows}
    if not trails:
        return
    about = AuditEntry.objects.filter(object_type=rows[0]._meta.label_lower, object_id__in=list(trails))
    entries = scope.manageable(about, user).annotate(
        is_sent=Case(When(action="move", after=S.SUBMITTED, then=Value(1)), default=Value(0)),
        newest=Window(
            RowNumber(), partition_by=[F("object_id"), F("is_sent")], order_by=[F("at").desc(), F("id").desc()]
        ),
    )
    for entry in entries.filter(newest=1).order_by("at", "id"):
        trails[entry.object_id].last = entry
        if entry.is_sent:
            trails[entry.object_id].sent_in = entry
    for row in rows:
        row.trail = trails[row.pk]


def waiting(row):
    """For how long a submitted record has waited, in words."""
    trail = getattr(row, "trail", None)
    if row.state != S.SUBMITTED or trail is None:
        return ""
    days = (now() - (trail.sent_in.at if trail.sent_in else row.updated_at)).days
    if not days:
        return _("came in today")
    return ngettext("waiting for %(days)s day", "waiting for %(days)s days", days) % {"days": days}


# The class of a mark, and how a reader hears the languages that stand so, in this order.
HEARD = {
    T.CURRENT: ("is-complete", gettext_lazy("Complete: %(languages)s.")),
    T.STALE: ("is-stale", gettext_lazy("Out of date: %(languages)s.")),
    T.DRAFT: ("is-draft", gettext_lazy("Not ready: %(languages)s.")),
    T.MISSING: ("is-missing", gettext_lazy("Missing: %(languages)s.")),
}


def language_marks(row):
    """The code of each language, marked where it is out of date, not ready or missing; a reader hears the lists."""
    states = (standing.state for standing in standings(row))
    return _marks(tuple(T.CURRENT if state == T.ORIGINAL else state for state in states), get_language())


@lru_cache(maxsize=1000)
def _marks(states, _reader_language):
    """Of many rows a list holds few that stand differently: how the languages stand, in their order."""
    names = {state: [] for state in HEARD}
    marks = []
    for language, state in zip(language_names(), states, strict=True):
        names[state].append(language["name_local"])
        marks.append((HEARD[state][0], language["tag"][:2].upper()))
    told = [HEARD[state][1] % {"languages": listed(found) or "–"} for state, found in names.items()]
    kept = [text for text, found in zip(told, names.values(), strict=True) if found or text is told[0]]
    shown = format_html_join("", '<span class="mark {}">{}</span>', marks)
    return format_html(
        '<span class="visually-hidden">{}</span><span class="marks" aria-hidden="true">{}</span>', " ".join(kept), shown
    )


def changed(moment, who):
    """A moment, and by whom where that is known and may be told."""
    day = display_for_value(moment, "–")
    return format_html('<span class="changed">{} <bdi>{}</bdi></span>', day, who) if who else day


class WorkColumns(admin.ModelAdmin):
    """The columns of every record with a publication state; what the trail tells costs one query a page."""

    def get_list_display(self, request):
        """State and languages stand beside the name, where a narrow window still shows them."""
        first, *others = (name for name in super().get_list_display(request) if name != "publication")
        return [first, "publication", "languages", *others, "last_change"]

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        changelist = (getattr(response, "context_data", None) or {}).get("cl")
        if changelist is not None:
            attach_trails(request.user, list(changelist.result_list))
        return response

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def publication(self, obj):
        key, name = ("scheduled", _("Scheduled")) if obj.is_scheduled else (obj.state, obj.get_state_display())
        pill = format_html('<span class="state state--{}">{}</span>', key, name)
        since = waiting(obj)
        return format_html('{} <span class="waiting">{}</span>', pill, since) if since else pill

    @admin.display(description=gettext_lazy("languages"))
    def languages(self, obj):
        return language_marks(obj)

    @admin.display(description=gettext_lazy("last change"), ordering="updated_at")
    def last_change(self, obj):
        last = obj.trail.last if hasattr(obj, "trail") else None
        told = last is not None and last.at >= obj.updated_at - SAME_CHANGE
        return changed(obj.updated_at, last.actor_label if told else "")
