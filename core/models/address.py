from django.db import models
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.querysets import ScopedQuerySet


class SlugRedirect(models.Model):
    """A former address of a record: it leads to the present one until another record takes it."""

    model = models.CharField(_("kind of record"), max_length=60)
    slug = models.SlugField(_("former address"), max_length=100)
    object_id = models.CharField(_("record's id"), max_length=26, db_index=True)
    created_at = models.DateTimeField(_("created"), default=now, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["model", "slug"], name="one_redirect_a_former_address")]

    def __str__(self):
        return f"{self.model}/{self.slug}"


class WithdrawnId(models.Model):
    """The permanent id of a record that was deleted: its address answers 410 and no other record gets it."""

    id = models.CharField(_("permanent id"), max_length=26, primary_key=True)
    model = models.CharField(_("kind of record"), max_length=60)
    withdrawn_at = models.DateTimeField(_("withdrawn"), default=now, editable=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("withdrawn id")
        verbose_name_plural = _("withdrawn ids")

    def __str__(self):
        return self.id
