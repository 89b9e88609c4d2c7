from django.core.validators import FileExtensionValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.choices import DocumentVisibility
from alliances.querysets import DocumentQuerySet
from core.choices import ContentLanguage
from core.fields import PartialDateField, partial_date_constraints
from core.models import Publishable
from core.uploads import check_document, upload_to

DOCUMENT_ENDINGS = ["pdf", "docx", "xlsx", "odt"]


class Document(Publishable):
    """A charter, declaration, report or minutes; `visibility` says who may read a published one."""

    class Kind(models.TextChoices):
        CHARTER = "charter", _("Charter or constitution")
        DECLARATION = "declaration", _("Declaration")
        REPORT = "report", _("Report")
        MINUTES = "minutes", _("Minutes")
        AGREEMENT = "agreement", _("Agreement")
        PRESENTATION = "presentation", _("Presentation")
        FORM = "form", _("Form")
        OTHER = "other", _("Other document")

    title_field = "title"
    searched_fields = ("title", "summary")

    title = models.CharField(_("title"), max_length=300)
    summary = models.TextField(_("in one or two sentences"), blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        related_name="documents",
        verbose_name=_("alliance"),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("institution"),
    )
    date = PartialDateField(_("date"))
    language = models.CharField(_("language"), max_length=10, choices=ContentLanguage, blank=True)
    file = models.FileField(
        _("file"),
        upload_to=upload_to,
        blank=True,
        max_length=200,
        validators=[FileExtensionValidator(DOCUMENT_ENDINGS), check_document],
    )
    address = models.URLField(_("web address"), max_length=500, blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=10, choices=DocumentVisibility, default=DocumentVisibility.PUBLIC
    )
    source = models.ForeignKey(
        "core.Source",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("source"),
    )

    objects = DocumentQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            *Publishable.publishable_constraints("document"),
            *partial_date_constraints("document", "date"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('alliances:document_list')}#{self.slug}"

    def concerned_alliance_ids(self):
        return {self.alliance_id}

    @property
    def file_type(self):
        return self.file.name.rpartition(".")[2].upper()

    @property
    def file_size(self):
        """In bytes; None where the store has lost the file."""
        try:
            return self.file.size
        except OSError:
            return None
