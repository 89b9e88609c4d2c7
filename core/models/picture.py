from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.languages import column_suffix
from core.models.base import Identified
from core.picture_fields import PictureField, VariantsField
from core.quality import file_name_sentence, is_file_name
from core.querysets import ScopedQuerySet
from core.uploads import upload_to


class PictureQuerySet(ScopedQuerySet):
    def in_order(self):
        return self.order_by("order", "pk")

    def of_each(self, owners):
        """The pictures of each row of this model, for a subquery."""
        return self.filter(owner_type=ContentType.objects.get_for_model(owners), owner_id=OuterRef("pk"))


class Picture(Identified):
    """A picture of a record, in its order, with caption, credit and alternative text in each language."""

    reached_by_links = True

    owner_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, editable=False)
    owner_id = models.CharField(max_length=26, editable=False)
    owner = GenericForeignKey("owner_type", "owner_id")
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    file = PictureField(_("picture"), upload_to=upload_to, width_field="width", height_field="height")
    file_variants = VariantsField()
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    alt = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for readers who do not see it; never a file name."),
    )
    is_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("The picture tells nothing that the text does not.")
    )

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["order", "id"]
        indexes = [models.Index(fields=["owner_type", "owner_id", "order"], name="picture_of_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_decorative=True) | ~Q(alt=""),
                name="picture_has_alt_or_is_decorative",
                violation_error_message=_("Describe the picture for readers who do not see it, or mark it decorative."),
            )
        ]

    def __str__(self):
        return self.alt or self.caption or self.pk

    def clean(self):
        super().clean()
        self._refuse_file_names()

    def _refuse_file_names(self):
        for suffix in ("en", column_suffix("zh-hans"), "ru", "ar"):
            text = getattr(self, f"alt_{suffix}") or ""
            if is_file_name(text):
                raise ValidationError({f"alt_{suffix}": file_name_sentence() % {"text": text}})
