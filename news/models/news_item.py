from dataclasses import dataclass

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.addressing import address_of
from core.choices import ContentLanguage
from core.dates import PartialDate
from core.fields import PartialDateField, partial_date_constraints
from core.models import Identified, Picture, Publishable
from core.querysets import ScopedQuerySet
from core.richtext import RichTextField
from news.querysets import NewsQuerySet


@dataclass(frozen=True)
class ShownDate:
    """The one date of a news card, and a label that says which date it is."""

    date: PartialDate
    kind: str
    label: Promise


class NewsItem(Publishable):
    """A news item or photo story: moderated by its alliance's secretariat, posted for an institution, about several."""

    class Kind(models.TextChoices):
        NEWS = "news", _("News")
        PHOTO_STORY = "photo_story", _("Photo story")
        OUTCOME = "outcome", _("Outcome story")

    title_field = "title"
    searched_fields = ("title", "kicker", "lead")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.NEWS)
    kicker = models.CharField(_("kicker"), max_length=100, blank=True, help_text=_("A few words above the title."))
    title = models.CharField(_("title"), max_length=300)
    lead = models.TextField(_("lead"), blank=True)
    body = RichTextField(_("text"), blank=True)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("main alliance"),
        help_text=_("Its secretariat reviews the item."),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("posted for"),
    )
    alliances = models.ManyToManyField(
        "alliances.Alliance", blank=True, related_name="mentioned_in_news", verbose_name=_("alliances")
    )
    institutions = models.ManyToManyField(
        "members.Institution", blank=True, related_name="mentioned_in_news", verbose_name=_("institutions")
    )
    areas = models.ManyToManyField("core.Area", blank=True, related_name="news", verbose_name=_("areas"))
    people = models.ManyToManyField("members.Person", blank=True, related_name="news", verbose_name=_("people"))
    groups = models.ManyToManyField("research.Group", blank=True, related_name="news", verbose_name=_("groups"))
    projects = models.ManyToManyField("research.Project", blank=True, related_name="news", verbose_name=_("projects"))
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="news",
        verbose_name=_("source"),
    )
    source_date = PartialDateField(_("date of the source"))
    event_date = PartialDateField(_("date of what it tells"), optional=True)
    original_language = models.CharField(
        _("original language"), max_length=10, choices=ContentLanguage, default=ContentLanguage.ENGLISH
    )
    is_machine_translated = models.BooleanField(_("from a machine translation"), default=False)
    boilerplates = models.ManyToManyField(
        "news.BoilerplateVersion", blank=True, related_name="news", verbose_name=_("for reference")
    )

    pictures = GenericRelation(Picture, content_type_field="owner_type", object_id_field="owner_id")
    objects = NewsQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("news item")
        verbose_name_plural = _("news")
        constraints = [
            *Publishable.publishable_constraints("news"),
            *partial_date_constraints("news", "source_date", "event_date"),
            models.CheckConstraint(
                condition=Q(institution__isnull=False) | Q(alliance__isnull=False),
                name="news_is_of_somebody",
                violation_error_message=_("Say of which institution or alliance it is."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("news:detail", self.slug)

    def concerned_alliance_ids(self):
        return {self.alliance_id} if self.alliance_id else set()

    def shown_beside(self):
        """Ids of the stories whose pages lead to this one as the older or the newer."""
        if self.published_at is None:
            return set()
        rows = type(self)._default_manager.published()
        neighbours = [rows.older_than(self, self.published_at), rows.newer_than(self, self.published_at)]
        return {pk for found in neighbours for pk in found.values_list("pk", flat=True)[:1]}

    @property
    def shown_date(self):
        """The date of the source; where it has none, the day of publication here; None for what has neither."""
        if self.source_date.is_known:
            return ShownDate(self.source_date, "source", _("Source dated"))
        if self.published_at is None:
            return None
        return ShownDate(PartialDate.day(localdate(self.published_at)), "here", _("Published here"))


class NewsMention(Identified):
    """Somebody whom a story names and who has no record of his or her own, with the spellings of the source."""

    reached_by_links = True

    news_item = models.ForeignKey(
        NewsItem, on_delete=models.CASCADE, related_name="mentions", verbose_name=_("news item")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    name = models.CharField(_("name"), max_length=200)
    spellings = models.CharField(_("other spellings"), max_length=300, blank=True)
    note = models.TextField(_("who it is"), blank=True)
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mentions",
        verbose_name=_("institution"),
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["order", "id"]

    def __str__(self):
        return self.name
