"""manage.py read_bounces: notes which messages came back, from one report on standard input or from a Maildir."""

import mailbox
import sys

from django.core.management.base import BaseCommand

from core.bounces import read_bounce
from core.services.mailing import note_bounce


class Command(BaseCommand):
    help = (
        "Reads reports of failed delivery and marks their messages. Without --maildir one report is read "
        "from standard input, as a mail server pipes it; with it all reports in that Maildir that were not read before."
    )

    def add_arguments(self, parser):
        parser.add_argument("--maildir", help="The folder where mail to BOUNCE_ADDRESS is put.")

    def handle(self, *, maildir, **options):
        reports = _unread(maildir) if maildir else [sys.stdin.buffer.read()]
        noted = other = 0
        for report in reports:
            bounce = read_bounce(report)
            if bounce and note_bounce(bounce[0], reason=bounce[1]):
                noted += 1
            else:
                other += 1
        self.stdout.write(f"Messages that came back: {noted}. Other mail: {other}.")


def _unread(path):
    """Each unread message of a Maildir; it is marked as read once it was dealt with."""
    box = mailbox.Maildir(path, create=False)
    for key in list(box.keys()):
        message = box[key]
        if "S" in message.get_flags():
            continue
        yield message.as_bytes()
        message.set_subdir("cur")
        message.add_flag("S")
        box[key] = message
