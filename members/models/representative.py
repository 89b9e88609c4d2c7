from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.models import Identified
from members.querysets import RepresentativeQuerySet


class Representative(Identified):
    """A person who posts for an institution, from a moment until a moment; what ends, ends at once."""

    class Role(models.TextChoices):
        REPRESENTATIVE = "representative", _("Representative")
        CONTRIBUTOR = "contributor", _("Contributor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="representations", verbose_name=_("account")
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        related_name="representatives",
        verbose_name=_("institution"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.REPRESENTATIVE)
    since = models.DateTimeField(_("since"), default=now)
    until = models.DateTimeField(_("until"), null=True, blank=True)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["institution", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "institution"],
                condition=Q(until=None),
                name="one_open_representation_an_institution",
                violation_error_message=_("This person already represents the institution."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="representation_ends_after_it_begins",
                violation_error_message=_("The end must come after the beginning."),
            ),
        ]

    def __str__(self):
        return f"{self.user}, {self.institution}"

    def concerned_alliance_ids(self):
        return self.institution.present_alliance_ids()
