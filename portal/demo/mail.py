"""The mail of the demo, as files in a folder and as pages: nothing leaves the machine, and everybody reads everything.

There only where the settings name the folder; anywhere else these addresses are 404.
"""

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.framing import framed

MOST = 100
PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; form-action 'self'; "
PAGE_POLICY += "base-uri 'none'; frame-ancestors 'none'"


@dataclass(frozen=True)
class KeptMail:
    name: str
    subject: str
    sender: str
    to: str
    answers_to: str
    at: object
    text: str
    html: str


def kept_mail(name):
    """One mail of the folder by the name of its file."""
    path = _folder() / f"{name}.eml"
    if not re.fullmatch(r"[\w-]+", name) or not path.is_file():
        raise Http404
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    plain, html = mail.get_body(["plain"]), mail.get_body(["html"])
    return KeptMail(
        name=name,
        subject=str(mail["Subject"]).strip(),
        sender=str(mail["From"]),
        to=str(mail["To"]),
        answers_to=str(mail["Reply-To"] or ""),
        at=parsedate_to_datetime(mail["Date"]),
        text=plain.get_content() if plain else "",
        html=html.get_content() if html else "",
    )


@require_safe
@never_cache
def mail_list(request):
    """The newest mail first."""
    names = sorted((path.stem for path in _folder().glob("*.eml")), reverse=True)[:MOST]
    mails = [kept_mail(name) for name in names]
    return render(request, "demo/mail_list.html", {"mails": mails})


@require_safe
@never_cache
def mail_page(request, name):
    """One mail, as HTML in a frame that may do nothing, and as text."""
    response = render(request, "demo/mail.html", {"mail": kept_mail(name)})
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response


@require_safe
@never_cache
def mail_html(request, name):
    """The HTML of one mail by itself."""
    return framed(kept_mail(name).html)


def _folder():
    if not settings.DEMO_MAIL_DIR:
        raise Http404
    return Path(settings.DEMO_MAIL_DIR)
