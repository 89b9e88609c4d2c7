"""Reads a report that a message could not be delivered (RFC 3464): which message it was, and why."""

import re
from email import message_from_bytes, policy

ULID = "[0-9A-HJKMNP-TV-Z]{26}"
IN_MESSAGE_ID = re.compile(rf"<({ULID})\.outbox@", re.IGNORECASE)
IN_ADDRESS = re.compile(rf"\+({ULID})@", re.IGNORECASE)
ADDRESS_HEADERS = ("Delivered-To", "X-Original-To", "Envelope-To", "To")
LONGEST_REASON = 500


def read_bounce(raw):
    """The id of the message and the reason, or None where this reports no failure: a delay, an answer, other mail."""
    report = message_from_bytes(raw, policy=policy.default)
    failures = [part for part in _delivery_parts(report) if part.get("Action", "").strip().lower() == "failed"]
    if not failures:
        return None
    pk = _message_id(report, raw)
    if pk is None:
        return None
    reasons = (part.get("Diagnostic-Code") or part.get("Status") or "" for part in failures)
    return pk, " ".join("; ".join(filter(None, reasons)).split())[:LONGEST_REASON]


def _delivery_parts(report):
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            yield from part.get_payload()


def _message_id(report, raw):
    addresses = " ".join(str(value) for name in ADDRESS_HEADERS for value in report.get_all(name, []))
    found = IN_ADDRESS.search(addresses) or IN_MESSAGE_ID.search(raw.decode("ascii", errors="replace"))
    return found[1].upper() if found else None
