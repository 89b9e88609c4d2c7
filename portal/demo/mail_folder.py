"""A mail backend that keeps each mail as a file of its own; Django's may put two of one second into one file."""

import datetime
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from core.fields import new_ulid


class FolderBackend(BaseEmailBackend):
    """Writes below DEMO_MAIL_DIR, named so that the names stand in the order of time."""

    def send_messages(self, email_messages):
        folder = Path(settings.DEMO_MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True)
        for mail in email_messages:
            stamp = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S-%f")
            (folder / f"{stamp}-{new_ulid()}.eml").write_bytes(mail.message().as_bytes())
        return len(email_messages)
