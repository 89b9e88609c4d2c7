"""Kinds of messages: each app registers those that it sends; `core.services.messages.tell` writes them.

The texts of a kind stand in `templates/messages/<kind>.txt`: the subject, an empty line, the message. It is written
without a frame: link, reason and the way to the settings are added. `<kind>.html` may lay it out, extending
`messages/frame.html`; without it the paragraphs of the text are shown.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from core.choices import Topic

SUMMARY = "summary"
kinds: dict[str, "MessageKind"] = {}


@dataclass(frozen=True)
class MessageKind:
    """`why` is the whole sentence that says why one gets it; `action` the words on its link.

    By `topic` a person chooses how often it comes by mail; `is_always_at_once` is for what cannot wait for a summary
    or be switched off: invitations, account, security. The text of a kind that `is_secret` (it holds a link that opens
    something) is kept until it is sent, no longer.
    """

    name: str
    title: Any
    why: Any
    action: Any
    topic: Topic | None = None
    is_always_at_once: bool = False
    is_secret: bool = False


@dataclass(frozen=True)
class Address:
    """A receiver without an account."""

    email: str
    language: str
    name: str = ""


def register(kind):
    kinds[kind.name] = kind


def title_of(name):
    """The name of a kind; of one that no longer exists, the word that is kept."""
    return str(kinds[name].title) if name in kinds else name


def topic_of(name):
    """What a kind is about; one that no longer exists follows the choice for all."""
    return kinds[name].topic if name in kinds else None


register(
    MessageKind(
        SUMMARY,
        title=_("Summary"),
        why=_("You get this because you asked for a summary in place of single messages."),
        action=_("Open your messages"),
    )
)
