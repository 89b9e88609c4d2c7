"""What a secretariat keeps about a record while it reviews it; never public, whatever becomes of the record."""

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
