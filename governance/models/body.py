from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addressing import address_of
from core.models import Alias, DatedRelation, Identified, Listed, Slugged, Timed
from core.querysets import ScopedQuerySet
from governance.querysets import BodyQuerySet, TenureQuerySet


class Body(Identified, Timed, Slugged, Listed):
    """A council, committee or secretariat of an alliance, under whatever names its sources use."""

    reached_by_links = True

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        COMMITTEE = "committee", _("Committee")
        SECRETARIAT = "secretariat", _("Secretariat")
        WORKING_GROUP = "working_group", _("Working group")

    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.COUNCIL)
    alliance = models.ForeignKey(
        "alliances.Alliance", on_delete=models.PROTECT, related_name="bodies", verbose_name=_("alliance")
    )
    size = models.PositiveSmallIntegerField(_("number of seats"), null=True, blank=True)
    is_elected = models.BooleanField(_("elected"), null=True, blank=True)
    host = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_bodies",
        verbose_name=_("hosted by"),
    )
    note = models.TextField(_("note for readers"), blank=True)
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
        verbose_name=_("source"),
    )

    objects = BodyQuerySet.as_manager()

    class Meta(Listed.Meta):
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["alliance", "slug"]

    def __str__(self):
        return f"{self.name}, {self.alliance.short_name}"

    def get_absolute_url(self):
        return f"{address_of('governance:alliance', self.alliance.slug)}#{self.slug}"

    def alias_texts(self):
        return [] if self._state.adding else [alias.text for alias in self.aliases.all()]

    def concerned_alliance_ids(self):
        return {self.alliance_id}


class BodyAlias(Alias):
    parent_field = "body"

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("body"))

    class Meta(Alias.Meta):
        verbose_name = _("other name of a body")
        verbose_name_plural = _("other names of bodies")
        constraints = [models.UniqueConstraint(fields=["body", "text", "language"], name="one_alias_a_body")]


class Seat(Identified):
    """A place on a body: its rank in the list, and the kind of person or institution that it is for."""

    reached_by_links = True

    class Kind(models.TextChoices):
        MEMBER = "member", pgettext_lazy("place in a body", "Member")
        CHAIR = "chair", _("Chair")
        HEAD_OF_INSTITUTION = "head_of_institution", _("Current or former head of an institution")
        HEAD_OF_NETWORK = "head_of_network", _("Head of a national or regional network")
        STUDENT = "student", _("Student representative")
        SECRETARY_GENERAL = "secretary_general", _("Secretary General")

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="seats", verbose_name=_("body"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    kind = models.CharField(_("kind of seat"), max_length=30, choices=Kind, default=Kind.MEMBER)
    votes = models.BooleanField(_("entitled to vote"), default=True)
    office = models.ForeignKey(
        "members.Office",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("office"),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat")
        verbose_name_plural = _("seats")
        ordering = ["body", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "rank"],
                name="one_seat_a_rank",
                violation_error_message=_("Another seat of this body has this rank."),
            ),
            models.CheckConstraint(
                condition=Q(rank__gt=0),
                name="seat_rank_is_positive",
                violation_error_message=_("Ranks begin at 1."),
            ),
        ]

    def __str__(self):
        return f"{self.body}: {self.rank}"

    def concerned_alliance_ids(self):
        return {self.body.alliance_id}


class Tenure(DatedRelation):
    """Who holds a seat, from a day and perhaps until a day; a claimed place has no seat."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="tenures", verbose_name=_("body"))
    seat = models.ForeignKey(
        Seat, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures", verbose_name=_("seat")
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tenures",
        verbose_name=_("institution"),
    )
    person = models.ForeignKey(
        "members.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="tenures",
        verbose_name=_("person"),
    )

    objects = TenureQuerySet.as_manager()

    class Meta:
        verbose_name = _("tenure of a seat")
        verbose_name_plural = _("tenures of seats")
        ordering = [
            "body",
            F("seat__rank").asc(nulls_last=True),
            F("since_earliest").desc(nulls_last=True),
            "id",
        ]
        constraints = [
            *DatedRelation.dated_constraints("tenure"),
            models.CheckConstraint(
                condition=Q(institution__isnull=False) | Q(person__isnull=False),
                name="tenure_has_a_holder",
                violation_error_message=_("Name the institution or the person who holds the seat."),
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(standing="claimed"),
                name="tenure_recorded_has_a_seat",
                violation_error_message=_("A recorded tenure needs its seat; only a claimed place has none."),
            ),
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(until_precision="", recorded_until=None, standing="recorded"),
                name="one_open_tenure_a_seat",
                violation_error_message=_("This seat is taken; end the open tenure first."),
            ),
        ]

    def __str__(self):
        return f"{self.institution or self.person}, {self.body}"

    def get_absolute_url(self):
        return self.body.get_absolute_url()

    @property
    def exclusive_fields(self):
        """A seat has one holder at a time; a place without a seat is claimed once by each."""
        return ("seat", "standing") if self.seat_id else ("body", "seat", "institution", "person")

    @property
    def rank(self):
        return self.seat.rank if self.seat else None

    @property
    def floor(self):
        return self.body.alliance.founded_earliest

    def locked_under(self):
        return self.body.alliance

    def concerned_alliance_ids(self):
        return {self.body.alliance_id}
