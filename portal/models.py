"""What is curated: the blocks of the home page in their order, what is pinned in them, and the main menu."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.languages import best_text
from core.models import Identified
from core.richtext import RichTextField
from portal.choices import BlockKind, MenuPage
from portal.querysets import ScheduledQuerySet

ENDS_BEFORE_IT_BEGINS = _("The end must come after the beginning.")


class Scheduled(Identified):
    """Shown from a moment, until a moment; an empty end is open."""

    order = models.PositiveSmallIntegerField(_("order"), default=10)
    shown_from = models.DateTimeField(_("shown from"), null=True, blank=True)
    shown_until = models.DateTimeField(_("shown until"), null=True, blank=True)

    class Meta:
        abstract = True

    @classmethod
    def ends_after_it_begins(cls, name):
        return models.CheckConstraint(
            condition=Q(shown_from=None) | Q(shown_until=None) | Q(shown_until__gt=F("shown_from")),
            name=name,
            violation_error_message=ENDS_BEFORE_IT_BEGINS,
        )


class HomeBlock(Scheduled):
    """A block of the home page."""

    kind = models.CharField(_("kind"), max_length=20, choices=BlockKind)
    title = models.CharField(_("heading"), max_length=200, blank=True, help_text=_("Replaces the usual heading."))
    text = RichTextField(_("text"), blank=True, help_text=_("For the opening and for notices."))
    limit = models.PositiveSmallIntegerField(
        _("how many records"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(48)],
        help_text=_("Set it to the number of pinned records to show nothing else."),
    )

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        verbose_name = _("block of the home page")
        verbose_name_plural = _("blocks of the home page")
        ordering = ["order", "id"]
        constraints = [
            Scheduled.ends_after_it_begins("home_block_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["kind"],
                condition=~Q(kind=BlockKind.NOTICE),
                name="one_home_block_a_kind",
                violation_error_message=_("There is such a block already; only notices may stand there several times."),
            ),
        ]

    def __str__(self):
        return self.title or self.get_kind_display()


class HomePin(Scheduled):
    """A record that stands first in its block, as long as it is public and the block would show it at all."""

    block = models.ForeignKey(HomeBlock, on_delete=models.CASCADE, related_name="pins", verbose_name=_("block"))
    news = models.ForeignKey(
        "news.NewsItem", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("news item")
    )
    call = models.ForeignKey(
        "research.Opportunity",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("opportunity"),
    )
    event = models.ForeignKey(
        "alliances.Event", on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("event")
    )
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("alliance"),
    )

    FIELD_OF = {
        BlockKind.NEWS: "news",
        BlockKind.CALLS: "call",
        BlockKind.EVENTS: "event",
        BlockKind.ALLIANCES: "alliance",
    }

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        verbose_name = _("pinned record")
        verbose_name_plural = _("pinned records")
        ordering = ["order", "id"]
        constraints = [
            Scheduled.ends_after_it_begins("home_pin_ends_after_it_begins"),
            models.CheckConstraint(
                condition=(
                    Q(news__isnull=False, call=None, event=None, alliance=None)
                    | Q(news=None, call__isnull=False, event=None, alliance=None)
                    | Q(news=None, call=None, event__isnull=False, alliance=None)
                    | Q(news=None, call=None, event=None, alliance__isnull=False)
                ),
                name="home_pin_is_of_one_record",
                violation_error_message=_("Choose one record to pin."),
            ),
        ]

    def __str__(self):
        return str(self.record)

    def clean(self):
        super().clean()
        field = self.FIELD_OF.get(self.block.kind) if self.block_id else None
        if field is None or getattr(self, f"{field}_id") is None:
            raise ValidationError(_("Pin a record of the kind that the block shows."))

    @property
    def record(self):
        return self.news or self.call or self.event or self.alliance

    @property
    def record_id(self):
        return self.news_id or self.call_id or self.event_id or self.alliance_id


class MenuEntry(Scheduled):
    """An entry of the main menu: a page of the portal, or an address elsewhere. Without any the usual menu is shown."""

    title_field = "label"

    page = models.CharField(_("page"), max_length=40, choices=MenuPage, blank=True)
    address = models.URLField(
        _("address elsewhere"),
        max_length=300,
        blank=True,
        validators=[URLValidator(schemes=["https"], message=_("Give a whole address that begins with https://."))],
    )
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("Replaces the usual word; needed for an address elsewhere.")
    )

    objects = ScheduledQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the main menu")
        verbose_name_plural = _("main menu")
        ordering = ["order", "id"]
        constraints = [
            Scheduled.ends_after_it_begins("menu_entry_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["page"],
                condition=~Q(page=""),
                name="one_menu_entry_a_page",
                violation_error_message=_("This page stands in the menu already."),
            ),
            models.CheckConstraint(
                condition=(Q(page="") & ~Q(address="")) | (~Q(page="") & Q(address="")),
                name="menu_entry_leads_to_one_place",
                violation_error_message=_("Choose a page, or give an address elsewhere; not both."),
            ),
        ]

    def __str__(self):
        return best_text(self, "label")[0] or self.get_page_display() or self.address

    def clean(self):
        super().clean()
        if self.address and not best_text(self, "label")[0]:
            raise ValidationError(_("An address elsewhere needs a label, in one language at least."))
