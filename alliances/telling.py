"""What is told of a move of a publication state, and to whom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.recipients import author_side_of, secretariat_of
from core.choices import PublicationState as S
from core.messages import MessageKind, register
from core.services.messages import tell
from core.signals import moved

WORKSPACE = "/workspace/"
BECAUSE_YOURS = _("You get this because you wrote it or represent the institution that it comes from.")
TO_WORKSPACE = _("Open the workspace")

KINDS = [
    MessageKind(
        "submitted",
        title=pgettext_lazy("message", "Sent in for review"),
        why=_("You get this because you work in the secretariat that reviews it."),
        action=_("Review it"),
    ),
    MessageKind("returned", pgettext_lazy("message", "Returned"), BECAUSE_YOURS, TO_WORKSPACE),
    MessageKind("published", pgettext_lazy("message", "Published"), BECAUSE_YOURS, _("Read it on the portal")),
    MessageKind("scheduled", pgettext_lazy("message", "Scheduled"), BECAUSE_YOURS, TO_WORKSPACE),
    MessageKind("archived", pgettext_lazy("message", "Archived"), BECAUSE_YOURS, TO_WORKSPACE),
]
TOLD_TO_AUTHORS = {S.RETURNED: "returned", S.PUBLISHED: "published", S.ARCHIVED: "archived"}


def tell_of_move(sender, item, by, after, note, **kwargs):
    """Who did it is not told; who else is follows from the record's alliance and institution."""
    if after == S.SUBMITTED:
        kind, receivers = "submitted", secretariat_of(item)
    elif after in TOLD_TO_AUTHORS:
        kind, receivers = TOLD_TO_AUTHORS[after], author_side_of(item)
    else:
        return
    if kind == "published" and item.is_scheduled:
        kind = "scheduled"
    receivers = [user for user in receivers if by is None or user.pk != by.pk]
    if receivers:
        context = {"by": by, "note": note.strip(), "link": _link(kind, item), "what": item._meta.verbose_name}
        tell(kind, receivers, about=item, context=context)


def _link(kind, item):
    if kind == "submitted":
        return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_review", args=[item.pk])
    return item.get_absolute_url if kind == "published" else WORKSPACE


def connect():
    for kind in KINDS:
        register(kind)
    moved.connect(tell_of_move, dispatch_uid="alliances.tell_of_move")
