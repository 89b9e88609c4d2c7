from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.addressing import address_of
from core.fields import PartialDateField, partial_date_constraints
from core.models import Identified, Publishable
from core.querysets import ScopedQuerySet
from governance.querysets import ProposalQuerySet


class Proposal(Publishable):
    """What a member puts before a body: its text in parts, who proposed and who supports it, what came of it."""

    class Status(models.TextChoices):
        FOR_DISCUSSION = "for_discussion", _("For discussion")
        ADOPTED = "adopted", _("Adopted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a proposal", "Withdrawn")
        CARRIED_OUT = "carried_out", _("Carried out")

    title_field = "title"
    searched_fields = ("title", "summary")

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("text"), blank=True)
    alliance = models.ForeignKey(
        "alliances.Alliance", on_delete=models.PROTECT, related_name="proposals", verbose_name=_("alliance")
    )
    meeting = models.ForeignKey(
        "governance.Meeting",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("meeting"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    date = PartialDateField(_("date"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.FOR_DISCUSSION)
    is_derived = models.BooleanField(
        _("derived"),
        default=False,
        help_text=_("A point that a speaker stressed, not worded as a proposal of its own."),
    )
    areas = models.ManyToManyField("core.Area", blank=True, related_name="proposals", verbose_name=_("areas"))
    note = models.TextField(_("note for readers"), blank=True)
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("source"),
    )

    objects = ProposalQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        constraints = [
            *Publishable.publishable_constraints("proposal"),
            *partial_date_constraints("proposal", "date"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("governance:proposal", self.slug)

    def concerned_alliance_ids(self):
        return {self.alliance_id}

    @property
    def path(self):
        """The statuses that it passes in their order: it ends where it is declined or withdrawn."""
        status = self.Status
        ended = {status.DECLINED, status.WITHDRAWN}
        if self.status in ended:
            return [status.FOR_DISCUSSION, status(self.status)]
        return [each for each in status if each not in ended]


class ProposalPart(Identified):
    reached_by_links = True

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="parts", verbose_name=_("proposal"))
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    text = models.TextField(_("text"))

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a proposal")
        verbose_name_plural = _("parts of the proposal")
        ordering = ["order", "id"]

    def __str__(self):
        return self.text


class ProposalParty(Identified):
    """An institution that proposed or supports a proposal, and who spoke for it."""

    reached_by_links = True

    class Role(models.TextChoices):
        PROPOSER = "proposer", _("Proposer")
        SUPPORTER = "supporter", pgettext_lazy("party of a proposal", "Supporter")

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="parties", verbose_name=_("proposal"))
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        related_name="proposal_parts",
        verbose_name=_("institution"),
    )
    person = models.ForeignKey(
        "members.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposal_parts",
        verbose_name=_("spoken for by"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PROPOSER)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to a proposal")
        verbose_name_plural = _("proposers and supporters")
        ordering = ["role", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "institution", "role"], name="one_role_an_institution_in_a_proposal"
            )
        ]

    def __str__(self):
        return f"{self.institution}: {self.get_role_display()}"
