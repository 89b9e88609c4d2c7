from django.db import models
from django.utils.translation import gettext_lazy as _

from core.addressing import address_of
from core.choices import ContentLanguage
from core.fields import PartialDateField, partial_date_constraints
from core.models.base import Publishable
from core.querysets import PublishableQuerySet


class Source(Publishable):
    """Where a fact was read: a page, a story, a letter, or the editors' own knowledge."""

    class Kind(models.TextChoices):
        PAGE = "page", _("Web page")
        NEWS = "news", _("News item")
        PHOTO_STORY = "photo_story", _("Photo story")
        DOCUMENT = "document", _("Document")
        LETTER = "letter", _("Letter or message")
        EDITORS = "editors", _("Editors' knowledge")

    title_field = "title"
    searched_fields = ("title", "publisher")

    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PAGE)
    address = models.URLField(_("web address"), max_length=500, blank=True)
    published = PartialDateField(_("date of publication"))
    seen_on = models.DateField(_("seen on"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=ContentLanguage, default=ContentLanguage.ENGLISH, blank=True
    )
    original_language = models.CharField(
        _("language of the original"), max_length=10, choices=ContentLanguage, blank=True
    )
    is_machine_translated = models.BooleanField(_("machine-translated"), default=False)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    note = models.TextField(_("note for readers"), blank=True)

    objects = PublishableQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [*Publishable.publishable_constraints("source"), *partial_date_constraints("source", "published")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return address_of("core:source", self.slug)
