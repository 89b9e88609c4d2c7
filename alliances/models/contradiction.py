from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified, Timed
from core.querysets import ScopedQuerySet, SlugQuerySet


class Contradiction(Identified, Timed):
    """A place where sources disagree: both sides are kept, each with its source."""

    reached_by_links = True

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        RULED = "ruled", _("Decided")

    slug = models.SlugField(_("key"), max_length=40, unique=True)
    topic = models.CharField(_("what about"), max_length=200)
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contradictions",
        verbose_name=_("alliance"),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contradictions",
        verbose_name=_("institution"),
    )
    person = models.ForeignKey(
        "members.Person",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="contradictions",
        verbose_name=_("person"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    ruling = models.TextField(_("how the portal deals with it"), blank=True)

    objects = SlugQuerySet.as_manager()

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        ordering = ["slug"]

    def __str__(self):
        return self.topic

    def natural_key(self):
        return (self.slug,)

    def concerned_alliance_ids(self):
        return {self.alliance_id} if self.alliance_id else set()


class ContradictionSide(Identified):
    """What one source says, or several say alike."""

    reached_by_links = True

    contradiction = models.ForeignKey(
        Contradiction, on_delete=models.CASCADE, related_name="sides", verbose_name=_("contradiction")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    value = models.CharField(_("what is said"), max_length=300)
    sources = models.ManyToManyField("core.Source", blank=True, related_name="sides", verbose_name=_("sources"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("side of a contradiction")
        verbose_name_plural = _("sides of contradictions")
        ordering = ["order", "id"]

    def __str__(self):
        return self.value
