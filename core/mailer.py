"""One message on its way to the mail server, and what became of it."""

from dataclasses import dataclass
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import models

PERMANENT = range(500, 600)


class Outcome(models.TextChoices):
    SENT = "sent"
    NO_SERVER = "no server"
    REFUSED = "refused"
    REFUSED_FOR_GOOD = "refused for good"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Result:
    outcome: Outcome
    error: str = ""


def post(message):
    """Hand one message to the mail server, over a connection of its own.

    Before the connection stands, and where the server says no, the message surely did not go. Where the line breaks
    while it is handed over nobody knows; that is said as it is, so that nothing is sent twice.
    """
    try:
        letter = as_mail(message)
        letter.message()
    except ValueError as error:
        return Result(Outcome.REFUSED_FOR_GOOD, _described(error))
    connection = _connection()
    try:
        connection.open()
    except OSError as error:
        return Result(Outcome.NO_SERVER, _described(error))
    try:
        connection.send_messages([letter])
    except OSError as error:
        return Result(_after_refusal(error), _described(error))
    finally:
        _close(connection)
    return Result(Outcome.SENT)


def as_mail(message):
    """The mail of a message; bounces find it by the id in Message-ID, and by the envelope's sender where one is set."""
    headers = {
        "Message-ID": f"<{message.pk}.outbox@{_domain()}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": message.language,
        "From": settings.DEFAULT_FROM_EMAIL,
    }
    letter = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        from_email=bounce_address(message) or settings.DEFAULT_FROM_EMAIL,
        to=[message.address],
        reply_to=[message.reply_to] if message.reply_to else None,
        headers=headers,
    )
    letter.attach_alternative(message.html, "text/html")
    return letter


def bounce_address(message):
    """`bounces@portal.example` becomes `bounces+<id>@portal.example`; empty where no such address is set."""
    if not settings.BOUNCE_ADDRESS:
        return ""
    local, domain = settings.BOUNCE_ADDRESS.rsplit("@", 1)
    return f"{local}+{message.pk}@{domain}"


def _domain():
    return urlsplit(settings.BASE_URL).hostname or "localhost"


def _connection():
    return mail.get_connection() if django.VERSION < (6, 1) else mail.mailers.default


def _close(connection):
    """The message is with the server by now: a farewell that fails changes nothing."""
    try:
        connection.close()
    except OSError:
        connection.connection = None


def _after_refusal(error):
    """What a refusal means: not for this receiver ever, not now, or no answer at all."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return Outcome.REFUSED_FOR_GOOD if all(code in PERMANENT for code in codes) else Outcome.REFUSED
    if isinstance(error, SMTPDataError) and error.smtp_code in PERMANENT:
        return Outcome.REFUSED_FOR_GOOD
    return Outcome.REFUSED if isinstance(error, SMTPResponseException) else Outcome.UNKNOWN


def _described(error):
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(f"{code} {_words(text)}" for code, text in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return f"{error.smtp_code} {_words(error.smtp_error)}"
    name = type(error).__name__
    return f"{name}: {error}" if isinstance(error, OSError) else name


def _words(text):
    return text.decode(errors="replace") if isinstance(text, bytes) else str(text)
