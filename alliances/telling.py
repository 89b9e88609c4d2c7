"""What is told of a move of a publication state, and to whom."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.recipients import author_side_of, proposers_of, representing, secretariat_of
from core.choices import PublicationState as S
from core.choices import Topic
from core.editing import kind_of
from core.messages import MessageKind, register
from core.models import ProposedChange, ReviewAssignment
from core.moves import edits
from core.services.messages import tell
from core.services.proposing import open_change_of
from core.signals import change_moved, moved, remarked

Stage = ProposedChange.Stage
WORKSPACE = "/workspace/"
CHANGE_PAGE = "admin:core_proposedchange_change"
BECAUSE_YOURS = _("You get this because you wrote it or represent the institution that it comes from.")
BECAUSE_PROPOSED = _("You get this because you proposed the change, or represent the institution that it comes from.")
TO_OWN_PAGE = _("See where it stands")

KINDS = [
    MessageKind(
        "submitted",
        title=pgettext_lazy("message", "Sent in for review"),
        why=_("You get this because you work in the secretariat that reviews it."),
        action=_("Review it"),
        topic=Topic.REVIEW,
    ),
    MessageKind("returned", pgettext_lazy("message", "Returned"), BECAUSE_YOURS, TO_OWN_PAGE, Topic.OWN),
    MessageKind(
        "published", pgettext_lazy("message", "Published"), BECAUSE_YOURS, _("Read it on the portal"), Topic.OWN
    ),
    MessageKind("scheduled", pgettext_lazy("message", "Scheduled"), BECAUSE_YOURS, TO_OWN_PAGE, Topic.OWN),
    MessageKind("archived", pgettext_lazy("message", "Archived"), BECAUSE_YOURS, TO_OWN_PAGE, Topic.OWN),
    MessageKind(
        "remark",
        title=_("Comment"),
        why=_("You get this because you wrote it, represent the institution that it comes from, or review it."),
        action=_("Read and answer"),
        topic=Topic.REMARKS,
    ),
    MessageKind(
        "change_waiting",
        title=pgettext_lazy("message", "Change to review"),
        why=_("You get this because you work in the secretariat that reviews it."),
        action=_("Review it"),
        topic=Topic.REVIEW,
    ),
    MessageKind(
        "change_returned", pgettext_lazy("message", "Change returned"), BECAUSE_PROPOSED, TO_OWN_PAGE, Topic.OWN
    ),
    MessageKind(
        "change_approved",
        title=pgettext_lazy("message", "Change approved"),
        why=BECAUSE_PROPOSED,
        action=_("Read it on the portal"),
        topic=Topic.OWN,
    ),
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
    context = {"by": by, "note": note.strip(), "what": item._meta.verbose_name}
    for link, led_there in _by_link(kind, item, receivers):
        if led_there:
            tell(kind, led_there, about=item, context={**context, "link": link})


def tell_of_change(sender, change, by, before, after, note, **kwargs):
    """A change that waits is told to the secretariat, a decision to who proposed it; sent anew, it waits as before."""
    if after == before or after == Stage.WITHDRAWN:
        return
    receivers = secretariat_of(change.target) if after == Stage.WAITING else proposers_of(change)
    receivers = [user for user in receivers if user != by]
    if receivers:
        context = {
            "by": by,
            "note": note.strip(),
            "link": _link_of_change(change),
            "what": change.target._meta.verbose_name,
        }
        tell(f"change_{after}", receivers, about=change.target, context=context)


def tell_of_remark(sender, remark, by_staff, **kwargs):
    """A remark of the secretariat goes to the author's side, one of the author's side to who reviews the record."""
    item, by = remark.item, remark.author
    receivers = author_side_of(item) if by_staff else _who_reviews(item)
    receivers = [user for user in receivers if user != by]
    for link, led_there in _by_side(item, receivers) if by_staff else [(_page_of_decision(item), receivers)]:
        if led_there:
            tell("remark", led_there, about=item, context={"by": by, "note": remark.text, "link": f"{link}#said"})


def _who_reviews(item):
    """The one to whom the review was given, as long as it is his or hers to decide; else the secretariat."""
    given = ReviewAssignment.objects.of(item).select_related("reviewer").first()
    return [given.reviewer] if given and edits(given.reviewer, item) else secretariat_of(item)


def _link_of_change(change):
    links = {
        Stage.WAITING: reverse(CHANGE_PAGE, args=[change.pk]),
        Stage.APPROVED: change.target.get_absolute_url,
        Stage.RETURNED: _own_page(change.target),
    }
    return links[change.stage]


def _by_link(kind, item, receivers):
    """Where each receiver is led: to what the message is about, on a page that opens for him or her."""
    if kind == "published":
        return [(item.get_absolute_url, receivers)]
    if kind == "submitted":
        return [(_review_page(item), receivers)]
    return _by_side(item, receivers)


def _by_side(item, receivers):
    """Those who represent its institution are led to their own page of it, others to that of the review."""
    authors = representing(receivers, item)
    return [(_own_page(item), authors), (_review_page(item), [user for user in receivers if user not in authors])]


def _review_page(item):
    return reverse(f"admin:{item._meta.app_label}_{item._meta.model_name}_review", args=[item.pk])


def _page_of_decision(item):
    """Where the record is decided about: the page of the change to it, as long as one is open."""
    change = open_change_of(item)
    return reverse(CHANGE_PAGE, args=[change.pk]) if change else _review_page(item)


def _own_page(item):
    """The page of an own item in the workspace; what is not written there has none."""
    written = kind_of(type(item))
    return reverse("workspace:item", args=[written.key, item.pk]) if written else WORKSPACE


def connect():
    for kind in KINDS:
        register(kind)
    moved.connect(tell_of_move, dispatch_uid="alliances.tell_of_move")
    change_moved.connect(tell_of_change, dispatch_uid="alliances.tell_of_change")
    remarked.connect(tell_of_remark, dispatch_uid="alliances.tell_of_remark")
