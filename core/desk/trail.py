"""What colleagues did, from the audit trail, and what one opened or changed last."""

import re

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.core.signing import BadSignature
from django.db import models

from core import scope
from core.choices import PublicationState
from core.deeds import VERBS, Deed
from core.desk.lines import Lines, admin_link, collect
from core.desk.registry import names
from core.models import AuditEntry, ProposedChange

# What goes from one state to another, and the names of these.
STATES = {Deed.MOVE: PublicationState.choices, Deed.PROPOSED_CHANGE: ProposedChange.Stage.choices}
GONE = {Deed.DELETE, Deed.STRIKE}
COLLEAGUES, OWN, RECENT = 8, 20, 8
COOKIE, PLACE = "recent", re.compile(r"[a-z_]+\.[a-z_]+:[0-9A-Za-z]{1,26}")


def state_named(entry, state):
    """The name of a state that an entry holds, before or after; nothing where its deed goes through no states."""
    return dict(STATES.get(entry.action, ())).get(state, "")


class ToldDeed:
    """An entry of the trail as the desk tells it."""

    def __init__(self, entry):
        self.entry = entry
        self.verb = VERBS.get(entry.action, entry.action)
        self.reached = state_named(entry, entry.after)

    @property
    def url(self):
        """The record, where it still has a form."""
        model = model_of(self.entry.object_type)
        return "" if model is None or self.entry.action in GONE else admin_link(model, "change", self.key)

    @property
    def key(self):
        entry = self.entry
        return quote(entry.after if entry.action == Deed.CORRECT else entry.object_id)


def model_of(label):
    return next((model for model in admin.site._registry if model._meta.label_lower == label), None)


def colleagues(user):
    """What others did last to records of the alliances that the person works for."""
    entries = scope.manageable(AuditEntry.objects.all(), user).exclude(actor_id=user.pk)
    return [ToldDeed(entry) for entry in entries.order_by("-at", "-id")[:COLLEAGUES]]


def _changed(user):
    """Places of what the person changed last, each once."""
    entries = AuditEntry.objects.filter(actor_id=user.pk).order_by("-at", "-id")[:OWN]
    return [f"{entry.object_type}:{ToldDeed(entry).key}" for entry in entries if entry.action not in GONE]


def opened(request):
    """Places of what the person opened last in this browser; those of another account do not count."""
    try:
        owner, *places = request.get_signed_cookie(COOKIE, default="").split(" ")
    except BadSignature:
        return []
    return [place for place in places if PLACE.fullmatch(place)] if owner == str(request.user.pk) else []


def remember(request, response, model, pk):
    """Keep in the browser which forms were opened last: reading writes nothing to the database."""
    if request.method != "GET" or response.status_code != 200 or model not in names():
        return response
    place = f"{model._meta.label_lower}:{pk}"
    places = [place, *(other for other in opened(request) if other != place)][:RECENT]
    response.set_signed_cookie(
        COOKIE,
        " ".join([str(request.user.pk), *places]),
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response


def recent(request):
    """What the person opened or changed last, as far as it is still in scope; two queries."""
    places = list(dict.fromkeys([*opened(request), *_changed(request.user)]))
    wanted: dict[type, list[str]] = {}
    for place in places:
        label, pk = place.split(":")
        model = model_of(label)
        if model in names():
            wanted.setdefault(model, []).append(pk)
    parts = []
    for model, keys in wanted.items():
        rows = scope.manageable(models.QuerySet(model), request.user).filter(pk__in=keys).order_by("pk")
        parts.append(Lines(model._meta.label_lower, rows, names()[model], len(keys)))
    lines = {f"{label}:{line.pk}": line for label, found in collect(parts).items() for line in found}
    return [lines[place] for place in places if place in lines][:RECENT]
