from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alliances.models import NamedPart
from alliances.querysets import NamedPartQuerySet
from alliances.validators import validate_zone
from core.addressing import address_of
from core.choices import ContentLanguage, MeetingMode
from core.clock import now
from core.models import Identified, Picture, Publishable
from core.richtext import RichTextField
from research.fields import ChoiceListField
from research.models.content import ResearchContent
from research.querysets import OpportunityQuerySet


class Opportunity(ResearchContent):
    """A programme or call: for whom, where, in which language, who pays, how to apply and until when."""

    class Kind(models.TextChoices):
        SCHOLARSHIP = "scholarship", _("Scholarship")
        SUMMER_SCHOOL = "summer_school", _("Summer school")
        EXCHANGE = "exchange", _("Exchange")
        JOINT_TRAINING = "joint_training", _("Joint degree programme")
        SHORT_EXCHANGE = "short_exchange", _("Short exchange")
        INTERNSHIP = "internship", _("Internship")
        COURSE = "course", _("Joint course")
        WEBINAR = "webinar", _("Webinar")
        CALL = "call", _("Call for proposals")
        POSITION = "position", _("Position")

    class Level(models.TextChoices):
        BACHELOR = "bachelor", _("Bachelor")
        MASTER = "master", _("Master")
        DOCTORAL = "doctoral", _("Doctoral")
        POSTDOCTORAL = "postdoctoral", _("Postdoctoral")
        RESEARCHER = "researcher", _("Researchers")
        STAFF = "staff", _("Staff")

    class Stage(models.TextChoices):
        PLANNED = "planned", _("Planned")
        STANDING = "standing", _("Standing programme")
        CALL = "call", _("Call")

    title_field = "title"
    searched_fields = ("title", "summary", "eligibility")

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    description = RichTextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.CALL)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.CALL)
    levels = ChoiceListField(_("levels"), choices=Level)
    eligibility = models.TextField(_("who may apply"), blank=True)
    mode = models.CharField(_("on site or online"), max_length=10, choices=MeetingMode, blank=True)
    teaching_languages = ChoiceListField(_("teaching languages"), choices=ContentLanguage)
    funding = models.TextField(_("funding and fees"), blank=True)
    places = models.PositiveIntegerField(_("places a year"), null=True, blank=True)
    how_to_apply = models.TextField(_("how to apply"), blank=True)
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True, db_index=True)
    deadline_zone = models.CharField(
        _("time zone of the deadline"),
        max_length=40,
        blank=True,
        validators=[validate_zone],
        help_text=_("For example Asia/Shanghai."),
    )
    is_example = models.BooleanField(
        _("example"), default=False, help_text=_("A sample entry, shown as such; nobody can apply.")
    )

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = OpportunityQuerySet.as_manager()

    class Meta(ResearchContent.Meta):
        verbose_name = _("opportunity")
        verbose_name_plural = _("opportunities")
        constraints = [
            *Publishable.publishable_constraints("opportunity"),
            models.CheckConstraint(
                condition=Q(institution__isnull=False) | Q(alliance__isnull=False),
                name="opportunity_is_of_somebody",
                violation_error_message=_("Say of which institution or alliance it is."),
            ),
            models.CheckConstraint(
                condition=Q(deadline=None) | ~Q(deadline_zone=""),
                name="opportunity_deadline_has_a_zone",
                violation_error_message=_("Say in which time zone the deadline is."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("research:opportunity", self.slug)

    @property
    def is_closed(self):
        return self.deadline is not None and self.deadline <= now()


class OpportunityPartner(NamedPart, Identified):
    """An institution that offers a programme or call together with the one that posted it."""

    reached_by_links = True
    whole_field = "opportunity"

    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, related_name="partners", verbose_name=_("opportunity")
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        related_name="opportunity_parts",
        verbose_name=_("institution"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)

    objects = NamedPartQuerySet.as_manager()

    class Meta:
        verbose_name = _("partner in an opportunity")
        verbose_name_plural = _("partners")
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["opportunity", "institution"],
                name="once_in_an_opportunity",
                violation_error_message=_("This institution is a partner already."),
            )
        ]

    def __str__(self):
        return str(self.institution)

    @property
    def role_label(self):
        return gettext("Partner")
