from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core.addressing import address_of
from core.models import Identified, Slugged, Timed
from core.querysets import ScopedQuerySet
from governance.querysets import MeetingQuerySet


class Meeting(Identified, Timed, Slugged):
    """A meeting of a body: the calendar entry holds day, place and hosts; this holds agenda and outcome."""

    reached_by_links = True

    event = models.OneToOneField(
        "alliances.Event", on_delete=models.PROTECT, related_name="meeting", verbose_name=_("event in the calendar")
    )
    body = models.ForeignKey(
        "governance.Body", on_delete=models.PROTECT, related_name="meetings", verbose_name=_("body")
    )
    outcome = models.TextField(_("outcome"), blank=True)
    minutes = models.ForeignKey(
        "alliances.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="meetings",
        verbose_name=_("minutes"),
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = [F("event__starts_earliest").desc(nulls_last=True), "slug"]

    def __str__(self):
        return str(self.event)

    def get_absolute_url(self):
        return address_of("governance:meeting", self.slug)

    def concerned_alliance_ids(self):
        return {self.body.alliance_id}


class AgendaItem(Identified):
    reached_by_links = True

    class Kind(models.TextChoices):
        REPORT = "report", _("Report")
        APPLICATIONS = "applications", _("Applications for membership")
        PROPOSALS = "proposals", _("Proposals")
        ELECTION = "election", _("Election")
        OTHER = "other", _("Other item")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda", verbose_name=_("meeting"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    title = models.CharField(_("item"), max_length=300)
    outcome = models.TextField(_("outcome"), blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        ordering = ["order", "id"]

    def __str__(self):
        return self.title


class Attendance(Identified):
    """An institution, and perhaps a person for it, at a meeting."""

    reached_by_links = True

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="attendances", verbose_name=_("meeting")
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        related_name="attendances",
        verbose_name=_("institution"),
    )
    person = models.ForeignKey(
        "members.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("person"),
    )
    office = models.ForeignKey(
        "members.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("office"),
        help_text=_("For an office whose holder the source does not name."),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["id"]

    def __str__(self):
        return str(self.person or self.office or self.institution)
