"""Preview links: made, revoked, and told of in the trail."""

import datetime
import secrets

from django.db import transaction

from core.clock import now
from core.errors import NotYours
from core.models import PreviewLink
from core.models.review import hash_of
from core.moves import owns_or_edits
from core.services.auditing import record

OPEN_FOR = datetime.timedelta(days=14)


@transaction.atomic
def make_preview_link(item, *, by):
    """Make a link for people without an account; gives the token, which is shown once and kept nowhere."""
    if not owns_or_edits(by, item):
        raise NotYours(item)
    token = secrets.token_urlsafe(32)
    PreviewLink.objects.create(item=item, made_by=by, expires_at=now() + OPEN_FOR, token_hash=hash_of(token))
    record(item, by=by, action="preview")
    return token


@transaction.atomic
def revoke_preview_link(link, *, by):
    """Close a link before its time; a link that is closed stays as it is."""
    if not owns_or_edits(by, link.item):
        raise NotYours(link.item)
    link = PreviewLink.objects.select_for_update().get(pk=link.pk)
    if link.is_open:
        link.revoked_at = now()
        link.save(update_fields=["revoked_at"])
        record(link.item, by=by, action="unpreview")
    return link
