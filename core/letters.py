"""A message as its receiver reads it: subject, text and HTML in one language."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, select_template
from django.utils import timezone, translation

from core.languages import direction, language_tag
from core.zones import zone_of

SETTINGS_PATH = "/accounts/settings/"
LONGEST_SUBJECT = 300


@dataclass(frozen=True)
class Letter:
    subject: str
    body: str
    text: str
    html: str
    link: str


def write_letter(kind, *, language, name="", account=None, context=None):
    """Render a kind in the language and the time zone of its receiver, whoever caused it.

    Every address is below BASE_URL, whatever host was asked.
    """
    with translation.override(language), timezone.override(zone_of(account)):
        context = {
            "receiver": name,
            "kind": kind,
            "language": language,
            "tag": language_tag(language),
            "direction": direction(language),
            "base_url": settings.BASE_URL,
            "zone": timezone.get_current_timezone_name(),
            **(context or {}),
        }
        link = context.get("link") or ""
        context["link"] = absolute(link() if callable(link) else link)
        context["settings_link"] = absolute(SETTINGS_PATH) if account is not None else ""
        subject, _blank, body = _plain(f"messages/{kind.name}.txt", context).partition("\n\n")
        context["subject"] = shortened(" ".join(subject.split()))
        context["body"] = body.strip()
        context["before"], context["quoted"], context["after"] = around(context["body"], context.get("note") or "")
        text = _plain("messages/frame.txt", context)
        html = select_template([f"messages/{kind.name}.html", "messages/frame.html"]).render(context)
    return Letter(context["subject"], context["body"], text.strip() + "\n", html.strip() + "\n", context["link"])


def absolute(path):
    return urljoin(f"{settings.BASE_URL}/", path) if path else ""


def shortened(subject):
    return subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…"


def around(body, note):
    """The body before the note that it quotes, the note, and what follows: a note runs in a direction of its own."""
    before, found, after = body.rpartition(f"\n\n{note.strip()}")
    if not note.strip() or not found or after.lstrip(" \t\r")[:1] not in {"", "\n"}:
        return body, "", ""
    return before, note.strip(), after.strip()


def _plain(name, context):
    """Text is no markup: quotes and ampersands stay what they are."""
    return get_template(name).template.render(Context(context, autoescape=False)).strip()
