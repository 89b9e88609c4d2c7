from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliances.models.part import NamedPart
from alliances.querysets import EventHostQuerySet, EventQuerySet
from alliances.validators import validate_zone
from core.addressing import address_of
from core.choices import MeetingMode
from core.fields import PartialDateField, partial_date_constraints
from core.models import Identified, Picture, Publishable
from core.richtext import RichTextField


class Event(Publishable):
    """A forum, summit, meeting, exhibition: dated as far as known, perhaps yearly, perhaps part of another event."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        FORUM = "forum", _("Forum")
        CONFERENCE = "conference", _("Conference")
        SUMMIT = "summit", _("Summit")
        FOUNDING = "founding", _("Founding")
        SEMINAR = "seminar", _("Seminar")
        EXHIBITION = "exhibition", _("Exhibition")
        COMPETITION = "competition", _("Competition")
        TALK = "talk", _("Talk")
        EXCHANGE = "exchange", _("Exchange visit")
        SIGNING = "signing", _("Signing of an agreement")
        FIELD_STUDY = "field_study", _("Field study")
        OTHER = "other", _("Other event")

    title_field = "title"
    searched_fields = ("title", "summary", "place")

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    body = RichTextField(_("text"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("alliance"),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("institution"),
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("part of the event"),
    )
    starts = PartialDateField(_("begins"))
    ends = PartialDateField(_("ends"), optional=True)
    start_time = models.TimeField(_("time of the beginning"), null=True, blank=True)
    end_time = models.TimeField(_("time of the end"), null=True, blank=True)
    zone = models.CharField(
        _("time zone"), max_length=40, blank=True, validators=[validate_zone], help_text=_("For example Asia/Shanghai.")
    )
    is_yearly = models.BooleanField(_("every year"), default=False)
    mode = models.CharField(_("on site or online"), max_length=10, choices=MeetingMode, blank=True)
    platform = models.CharField(_("platform"), max_length=80, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    website = models.URLField(_("website"), max_length=300, blank=True)
    areas = models.ManyToManyField("core.Area", blank=True, related_name="events", verbose_name=_("areas"))
    people = models.ManyToManyField("members.Person", blank=True, related_name="events", verbose_name=_("people"))
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("source"),
    )

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = EventQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *Publishable.publishable_constraints("event"),
            *partial_date_constraints("event", "starts", "ends"),
            models.CheckConstraint(
                condition=Q(ends_latest=None) | Q(starts_earliest=None) | Q(ends_latest__gte=F("starts_earliest")),
                name="event_last_day_after_its_first",
                violation_error_message=_("The event ends before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(start_time=None) | ~Q(zone=""),
                name="event_time_has_a_zone",
                violation_error_message=_("Say in which time zone the time is."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("alliances:event", self.slug)

    def clean(self):
        super().clean()
        if self.parent_id and self.parent_id == self.pk:
            raise ValidationError({"parent": _("An event cannot be a part of itself.")})

    def concerned_alliance_ids(self):
        return {self.alliance_id} if self.alliance_id else set()


class EventHost(NamedPart, Identified):
    """An institution at an event: as host, co-host or participant."""

    reached_by_links = True
    whole_field = "event"

    class Role(models.TextChoices):
        HOST = "host", _("Host")
        CO_HOST = "co_host", _("Co-host")
        PARTICIPANT = "participant", _("Participant")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="hosts", verbose_name=_("event"))
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        related_name="hosted_events",
        verbose_name=_("institution"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.HOST)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = EventHostQuerySet.as_manager()

    class Meta:
        verbose_name = _("host of an event")
        verbose_name_plural = _("hosts of events")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "institution", "role"], name="one_role_a_host_of_an_event")
        ]

    def __str__(self):
        return f"{self.institution}: {self.get_role_display()}"
