"""What a secretariat keeps about a record while it reviews it; never public, whatever becomes of the record."""

import hashlib

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.clock import now
from core.models.base import Identified
from core.querysets import ScopedQuerySet


class OfItemQuerySet(ScopedQuerySet):
    def of(self, item):
        return self.filter(item_type=ContentType.objects.get_for_model(item), item_id=item.pk)


class OfItem(Identified):
    """Something that is kept about one record with a publication state."""

    item_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, editable=False, related_name="+")
    item_id = models.CharField(max_length=26, editable=False)
    item = GenericForeignKey("item_type", "item_id")

    class Meta:
        abstract = True


class ReviewComment(OfItem):
    """A remark in the conversation between the author's side and the secretariat."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("author"),
    )
    at = models.DateTimeField(_("when"), default=now, editable=False)
    text = models.TextField(_("text"), editable=False)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("review", "comment")
        verbose_name_plural = pgettext_lazy("review", "comments")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["item_type", "item_id", "at"], name="comment_of_item")]

    def __str__(self):
        return self.text[:80]


class ReviewAssignment(OfItem):
    """Who looks after a record that awaits a decision: one person at most."""

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        editable=False,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    at = models.DateTimeField(_("since"), default=now, editable=False)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("review", "assignment")
        verbose_name_plural = pgettext_lazy("review", "assignments")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["item_type", "item_id"], name="one_reviewer_an_item")]

    def __str__(self):
        return f"{self.item}: {self.reviewer}"


class UnreadItem(OfItem):
    """A record that its author's side published without review, until somebody of the secretariat has read it."""

    at = models.DateTimeField(_("when"), default=now, editable=False)

    objects = OfItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("record to be read")
        verbose_name_plural = _("records to be read")
        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["item_type", "item_id"], name="unread_once")]

    def __str__(self):
        return str(self.item)


class PreviewLinkQuerySet(OfItemQuerySet):
    def with_token(self, token):
        """The link that this token opens, open or not any more; the token itself is stored nowhere."""
        return self.filter(token_hash=hash_of(token)).first()

    def latest_first(self):
        return self.select_related("made_by").order_by("-made_at", "-id")


def hash_of(token):
    return hashlib.sha256(token.encode()).hexdigest()


class PreviewLink(OfItem):
    """An address by which people without an account read one record until a moment, unless it is revoked."""

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("made by"),
    )
    made_at = models.DateTimeField(_("made"), default=now, editable=False)
    expires_at = models.DateTimeField(_("open until"), editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["item_type", "item_id"], name="preview_link_of_item")]

    def __str__(self):
        return f"{self.item} ({self.expires_at:%Y-%m-%d})"

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > now()
