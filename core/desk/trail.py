"""What colleagues did, from the audit trail, and what one opened or changed last."""

import re

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import quote
from django.core.signing import BadSignature
from django.db import models
from django.utils.translation import gettext_lazy, pgettext_lazy

from core import scope
from core.choices import PublicationState
from core.desk.lines import Lines, admin_link, collect
from core.desk.registry import names
from core.models import AuditEntry, ProposedChange

DEEDS = {
    "add": pgettext_lazy("in the trail", "added"),
    "change": pgettext_lazy("in the trail", "changed"),
    "delete": pgettext_lazy("in the trail", "deleted"),
    "record": pgettext_lazy("in the trail", "recorded"),
    "correct": pgettext_lazy("in the trail", "corrected"),
    "strike": pgettext_lazy("in the trail", "struck"),
    "import": pgettext_lazy("in the trail", "imported"),
    "move": pgettext_lazy("in the trail", "moved"),
    "invite": pgettext_lazy("in the trail", "invited"),
    "resend": pgettext_lazy("in the trail", "sent anew"),
    "revoke": pgettext_lazy("in the trail", "withdrew"),
    "accept": pgettext_lazy("in the trail", "accepted"),
    "end": pgettext_lazy("in the trail", "ended"),
    "role": pgettext_lazy("in the trail", "gave another role"),
    "proposed change": gettext_lazy("proposed change"),
    "read": pgettext_lazy("in the trail", "read after it was published"),
    "assign": pgettext_lazy("in the trail", "gave the review of it to somebody"),
    "preview": pgettext_lazy("in the trail", "made a preview link to"),
    "unpreview": pgettext_lazy("in the trail", "revoked a preview link to"),
    "contacts_shown": pgettext_lazy("in the trail", "agreed to show the contacts of"),
    "contacts_hidden": pgettext_lazy("in the trail", "no longer shows the contacts of"),
    "part_confirmed": pgettext_lazy("in the trail", "confirmed to be a partner in"),
    "part_declined": pgettext_lazy("in the trail", "declined to be a partner in"),
}
# What goes from one state to another, and the names of these.
STATES = {"move": PublicationState.choices, "proposed change": ProposedChange.Stage.choices}
GONE = {"delete", "strike"}
COLLEAGUES, OWN, RECENT = 8, 20, 8
COOKIE, PLACE = "recent", re.compile(r"[a-z_]+\.[a-z_]+:[0-9A-Za-z]{1,26}")


class Deed:
    """An entry of the trail as the desk tells it."""

    def __init__(self, entry):
        self.entry = entry
        self.verb = DEEDS.get(entry.action, entry.action)
        self.reached = dict(STATES.get(entry.action, ())).get(entry.after, "")

    @property
    def url(self):
        """The record, where it still has a form."""
        model = model_of(self.entry.object_type)
        return "" if model is None or self.entry.action in GONE else admin_link(model, "change", self.key)

    @property
    def key(self):
        entry = self.entry
        return quote(entry.after if entry.action == "correct" else entry.object_id)


def model_of(label):
    return next((model for model in admin.site._registry if model._meta.label_lower == label), None)


def colleagues(user):
    """What others did last to records of the alliances that the person works for."""
    entries = scope.manageable(AuditEntry.objects.all(), user).exclude(actor_id=user.pk)
    return [Deed(entry) for entry in entries.order_by("-at", "-id")[:COLLEAGUES]]


def _changed(user):
    """Places of what the person changed last, each once."""
    entries = AuditEntry.objects.filter(actor_id=user.pk).order_by("-at", "-id")[:OWN]
    return [f"{entry.object_type}:{Deed(entry).key}" for entry in entries if entry.action not in GONE]


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
