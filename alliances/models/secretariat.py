from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Identified
from core.querysets import ScopedQuerySet


class Secretariat(Identified):
    """A person on the staff of an alliance's secretariat."""

    alliance = models.ForeignKey(
        "alliances.Alliance", on_delete=models.CASCADE, related_name="secretariat", verbose_name=_("alliance")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="secretariats", verbose_name=_("account")
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a secretariat")
        verbose_name_plural = _("secretariats")
        ordering = ["alliance", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "user"],
                name="once_in_a_secretariat",
                violation_error_message=_("This person already works in this secretariat."),
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.alliance.short_name}"

    def concerned_alliance_ids(self):
        return {self.alliance_id}
