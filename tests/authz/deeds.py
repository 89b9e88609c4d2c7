"""What is read and sent of one item: who may in which state of the item, and what a deed writes.

The item is a story of X in alliance A; letters stand for roles as in `table.py`. Whoever is not named for a state
writes nothing then, and who does not find the address is answered like somebody who made it up.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from core.services.proposing import open_change_of
from core.services.reviewing import as_seen
from tests.authz.table import SIGNED_IN, STAFF
from tests.workspace.test_writing import PICTURE_ROWS, picture_file

AUTHORS = "XCM"
LEADERS = "XM"
EDITORS = "AS"
DRAFTS = ("draft", "withdrawn")  # the latter was public once
ONCE_PUBLISHED = ("published", "scheduled", "expired")
ITEM_STATES = (*DRAFTS, "submitted", "returned", *ONCE_PUBLISHED, "archived")
WITH_AUTHOR = (*DRAFTS, "returned")


def whenever(letters):
    return dict.fromkeys(ITEM_STATES, letters)


def while_in(states, letters):
    return dict.fromkeys(states, letters)


def of_item(page):
    return lambda place: reverse(f"workspace:{page}", args=["news", place.item.pk])


def at_desk(page, *more):
    return lambda place: reverse(f"admin:news_newsitem_{page}", args=[place.item.pk, *more])


def preview_links(place):
    return reverse("preview_links", args=["news.newsitem", place.item.pk])


def of_people(page, label="", name=""):
    """A page of the people of X, of one of them or of an invitation."""

    def address(place):
        keys = [place.world.records[label][name].pk] if label else []
        return reverse(f"workspace:{page}", args=[place.world.x.slug, *keys])

    return address


def always(**sent):
    return lambda _place: sent


def decision(deed, **sent):
    """A button of the page of the review, pressed on the record as it stands."""
    return lambda place: {"deed": deed, "seen": as_seen(place.item), **sent}


@dataclass(frozen=True)
class Deed:
    """Something sent: where to, who does it in which state, what is written, and who finds the address."""

    address: Callable
    doers: Mapping[str, str]
    writes: frozenset
    sent: Callable[[Any], dict] = field(default=always())
    finders: str = AUTHORS
    states: tuple = ITEM_STATES  # in which it is tried


MOVED = frozenset({"news.newsitem", "core.auditentry"})


def moved(place_of, doers, sent, finders=AUTHORS):
    return Deed(place_of, doers, MOVED, sent, finders)


def kept_of_x(place):
    """Sent as if it belonged to what X has typed already."""
    return {"_autosave": place.world.records["core.autosave"]["of X"].pk, "title_en": "Typed"}


# Pages of an item that are read: who opens them in which state.
READS = {
    "item": (of_item("item"), whenever(AUTHORS)),
    "edit": (of_item("edit"), while_in(WITH_AUTHOR, AUTHORS)),
    "delete": (of_item("delete"), while_in(["draft", "returned"], AUTHORS)),
    "change": (of_item("change"), while_in(ONCE_PUBLISHED, AUTHORS)),
    "preview links": (preview_links, whenever(AUTHORS + EDITORS)),
    "review": (at_desk("review"), whenever(EDITORS)),
    "reading": (at_desk("reading", "en"), whenever(EDITORS)),
}

# By its authors.
WRITING = {
    "submit": moved(of_item("move"), while_in(WITH_AUTHOR, AUTHORS), always(to="submitted")),
    "take back": moved(of_item("move"), while_in(["submitted"], AUTHORS), always(to="draft")),
    "publish by a forged move": moved(of_item("move"), {}, always(to="published")),
    "save": moved(of_item("edit"), while_in(WITH_AUTHOR, AUTHORS), lambda place: place.form | {"title_en": "Anew"}),
    "delete": moved(of_item("delete"), while_in(["draft", "returned"], AUTHORS), always()),
    "copy": moved(of_item("copy"), whenever(AUTHORS), always()),
    "comment": Deed(of_item("comment"), whenever(AUTHORS), {"core.reviewcomment"}, always(comment="It is mended.")),
    "keep": Deed(of_item("keep"), whenever(AUTHORS), {"core.autosave"}, always(title_en="Typed")),
    "send a picture": Deed(
        of_item("picture"), whenever(AUTHORS), {"core.picture"}, lambda _place: {"file": picture_file()}
    ),
    "propose a change": Deed(
        of_item("change"),
        while_in(ONCE_PUBLISHED, AUTHORS),
        {"core.proposedchange", "core.auditentry"},
        lambda place: place.form | {"title_en": "Anew"},
    ),
    "take a change back": Deed(
        of_item("withdraw_change"), while_in(ONCE_PUBLISHED, AUTHORS), {"core.proposedchange", "core.auditentry"}
    ),
    "check": Deed(of_item("check"), {}, set()),
    "make a preview link": Deed(
        preview_links, whenever(AUTHORS + EDITORS), {"core.previewlink", "core.auditentry"}, finders=AUTHORS + EDITORS
    ),
    "revoke a preview link": Deed(
        preview_links,
        whenever(AUTHORS + EDITORS),
        {"core.previewlink", "core.auditentry"},
        lambda place: {"revoke": place.world.records["core.previewlink"][f"A X {place.state}"].pk},
        finders=AUTHORS + EDITORS,
    ),
}


def at_review(deed, states, writes, **sent):
    return Deed(at_desk("review"), while_in(states, EDITORS), writes, decision(deed, **sent), finders=EDITORS)


def of_change(*, sent):
    def address(place):
        change = open_change_of(place.item)
        return reverse("admin:core_proposedchange_change", args=[change.pk if change else "0" * 26])

    writes = {"core.proposedchange", "core.auditentry"}
    return Deed(address, while_in(ONCE_PUBLISHED, EDITORS), writes, always(**sent), finders=EDITORS)


# At the desk of its secretariat.
REVIEWING = {
    "approve": at_review("published", [*DRAFTS, "submitted"], MOVED),
    "schedule": at_review("published", [*DRAFTS, "submitted"], MOVED, move_at="2099-01-01T09:00"),
    "return": at_review("returned", ["submitted"], MOVED, move_reason="Name the source."),
    "return without a reason": at_review("returned", [], set()),
    "remark": at_review("comment", ITEM_STATES, {"core.reviewcomment"}, comment="Who took the picture?"),
    "tick off": at_review("read", ITEM_STATES, {"core.unreaditem", "core.auditentry"}),
    "assign": Deed(
        at_desk("review"),
        whenever(EDITORS),
        {"core.reviewassignment", "core.auditentry"},
        lambda place: {"deed": "assign", "reviewer": place.world.user("secretariat of A").pk},
        finders=EDITORS,
    ),
    "archive": moved(
        at_desk("move", "archived"), while_in([*DRAFTS, *ONCE_PUBLISHED], EDITORS), always(), finders=EDITORS
    ),
    "archive what is chosen": moved(
        lambda _place: reverse("admin:news_newsitem_changelist"),
        while_in([*DRAFTS, *ONCE_PUBLISHED], EDITORS),
        lambda place: {"action": "move_to_archived", "_selected_action": [place.item.pk]},
        finders="ABMS",
    ),
    "approve in the queue": Deed(
        lambda _place: reverse("admin:review"),
        while_in([*DRAFTS, "submitted", *ONCE_PUBLISHED], EDITORS),
        {"core.auditentry"},
        lambda place: {"news.newsitem": [place.item.pk]},
        finders=STAFF,
        states=("submitted", "published", "archived"),  # the page of the queue takes long
    ),
    "approve a change": of_change(sent={"approve": "1"}),
    "return a change": of_change(sent={"note": "Name the source."}),
}
ITEM_DEEDS = {**WRITING, **REVIEWING}


def answer(page, **sent):
    """An answer for X in a project of Z; asked once the project is approved, and of those who lead X."""

    def address(place):
        part = place.world.records["research.projectpartner"][f"X, in B Z {place.state}"]
        return reverse(f"workspace:{page}", args=[part.pk])

    writes = {"research.projectpartner", "core.auditentry"}
    return Deed(address, while_in(["scheduled", "published"], LEADERS), writes, always(**sent), finders=LEADERS)


# Answers of an institution that is named as a partner, by the state of the project.
PART_DEEDS = {
    "confirm a part": answer("part_confirm"),
    "decline a part": answer("part_decline", reason="We never agreed."),
}

NEW = {"institution": "", "kind": "news", "original_language": "en", "title_en": "We met", **PICTURE_ROWS}
PERSON = {"members.representative", "core.auditentry"}
INVITATION = {"members.invitation", "core.auditentry"}


def once(address, doers, writes, sent=None, *, finders):
    return Deed(address, {"": doers}, writes, sent or always(), finders)


def new(page):
    return lambda _place: reverse(f"workspace:{page}", args=["news"])


# What hangs on the state of no item.
OTHER_DEEDS = {
    "write for X": once(
        new("new"), AUTHORS, MOVED, lambda place: NEW | {"institution": place.world.x.pk}, finders="XYZCM"
    ),
    "write over what X typed": once(new("new_keep"), "X", {"core.autosave"}, kept_of_x, finders="X"),
    "send a picture to what X typed": once(
        new("new_picture"),
        "X",
        {"core.picture"},
        lambda place: kept_of_x(place) | {"file": picture_file()},
        finders="X",
    ),
    "check a new text": once(new("new_check"), "", set(), finders="XYZCM"),
    "paste": once(new("paste"), "", set(), always(html="<p>Pasted</p>"), finders="XYZCM"),
    "forget what X typed": once(
        lambda place: reverse("workspace:forget", args=[place.world.records["core.autosave"]["of X"].pk]),
        "X",
        {"core.autosave"},
        finders="X",
    ),
    # Those who lead X are asked about a project that names it; the secretariat of A was told of the changes of X.
    "read all messages": once(
        lambda _place: reverse("workspace:read_all"), "XMA", {"core.outboxmessage"}, finders=SIGNED_IN
    ),
    "choose a language": once(
        lambda _place: reverse("workspace:language"),
        SIGNED_IN,
        {"members.user"},
        always(language="ru"),
        finders=SIGNED_IN,
    ),
    "comment on the profile": once(
        lambda place: reverse("workspace:comment", args=["institutions", place.world.x.pk]),
        LEADERS,
        {"core.reviewcomment"},
        always(comment="Which name is right?"),
        finders=LEADERS,
    ),
    "invite": once(
        of_people("people"),
        LEADERS,
        INVITATION,
        always(email="new@x.example", role="contributor", language="en"),
        finders=LEADERS,
    ),
    "hand over": once(
        of_people("hand_over"),
        LEADERS,
        PERSON,
        lambda place: {"to": place.world.user("contributor of X").representations.get().pk},
        finders=LEADERS,
    ),
    "end a contributor": once(
        lambda place: reverse(
            "workspace:people_end",
            args=[place.world.x.slug, place.world.user("contributor of X").representations.get().pk],
        ),
        AUTHORS,  # the contributor too: everybody may leave
        PERSON,
        finders=AUTHORS,
    ),
    "send an invitation anew": once(
        of_people("invitation_resend", "members.invitation", "X"), LEADERS, INVITATION, finders=LEADERS
    ),
    "withdraw an invitation": once(
        of_people("invitation_revoke", "members.invitation", "X"), LEADERS, INVITATION, finders=LEADERS
    ),
}
