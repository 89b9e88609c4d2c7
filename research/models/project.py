from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alliances.models import NamedPart
from alliances.querysets import NamedPartQuerySet
from core.addressing import address_of
from core.fields import PartialDateField, partial_date_constraints
from core.models import Identified, Picture, Publishable
from core.richtext import RichTextField
from research.models.content import ResearchContent
from research.querysets import ProjectQuerySet


class Project(ResearchContent):
    """A promising joint project: its aim, its partners, how far it is, and which partners it looks for."""

    class Stage(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        AGREED = "agreed", _("Agreed")
        RUNNING = "running", _("Running")
        COMPLETED = "completed", _("Completed")

    title_field = "title"
    searched_fields = ("title", "aim", "summary")

    title = models.CharField(_("title"), max_length=300)
    aim = models.TextField(_("aim"), blank=True)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    description = RichTextField(_("description"), blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.PROPOSED)
    wants_partners = models.BooleanField(_("partners wanted"), default=False)
    partners_wanted_note = models.TextField(_("which partners"), blank=True)
    partners_note = models.TextField(_("note on the partners"), blank=True)
    agreed = PartialDateField(_("date of the agreement"), optional=True)
    since = PartialDateField(_("since"))
    until = PartialDateField(_("until"), optional=True)
    results = models.TextField(_("results"), blank=True)
    groups = models.ManyToManyField("research.Group", blank=True, related_name="projects", verbose_name=_("groups"))
    proposal = models.ForeignKey(
        "governance.Proposal",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="projects",
        verbose_name=_("came from the proposal"),
    )

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = ProjectQuerySet.as_manager()

    class Meta(ResearchContent.Meta):
        verbose_name = _("joint project")
        verbose_name_plural = _("joint projects")
        constraints = [
            *Publishable.publishable_constraints("project"),
            *partial_date_constraints("project", "agreed", "since", "until"),
            models.CheckConstraint(
                condition=Q(institution__isnull=False) | Q(alliance__isnull=False),
                name="project_is_of_somebody",
                violation_error_message=_("Say of which institution or alliance it is."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("research:project", self.slug)


class ProjectPartner(NamedPart, Identified):
    """An institution in a project."""

    reached_by_links = True
    whole_field = "project"

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        PARTNER = "partner", _("Partner")
        PROPOSER = "proposer", _("Proposer")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="partners", verbose_name=_("project"))
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        related_name="project_parts",
        verbose_name=_("institution"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.PARTNER)
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = NamedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner in a project")
        verbose_name_plural = _("partners")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "institution"],
                name="once_in_a_project",
                violation_error_message=_("This institution is a partner already."),
            )
        ]

    def __str__(self):
        return f"{self.institution}: {self.get_role_display()}"
