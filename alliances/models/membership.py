from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alliances.choices import MembershipRole
from alliances.querysets import MembershipQuerySet
from core.models import DatedRelation


class Membership(DatedRelation):
    """An institution in an alliance, in one role, from a day and perhaps until a day.

    Several roles may run side by side; periods of one role do not overlap, and a role is open once.
    """

    exclusive_fields = ("alliance", "institution", "role")

    # The indexes below begin with these two.
    alliance = models.ForeignKey(
        "alliances.Alliance",
        on_delete=models.PROTECT,
        db_index=False,
        related_name="memberships",
        verbose_name=_("alliance"),
    )
    institution = models.ForeignKey(
        "members.Institution",
        on_delete=models.PROTECT,
        db_index=False,
        related_name="memberships",
        verbose_name=_("institution"),
    )
    role = models.CharField(_("role"), max_length=20, choices=MembershipRole, default=MembershipRole.MEMBER)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["alliance", "institution", F("since_earliest").asc(nulls_first=True), "id"]
        constraints = [
            *DatedRelation.dated_constraints("membership"),
            models.UniqueConstraint(
                fields=["alliance", "institution", "role"],
                condition=Q(until_precision="", recorded_until=None),
                name="one_open_membership_a_role",
                violation_error_message=_("This institution already holds this role; end the open period first."),
            ),
        ]
        indexes = [
            models.Index(fields=["institution", "recorded_until"], name="membership_of_institution"),
            # With all that decides whether it is in force, so that members are counted without reading the rows.
            models.Index(
                fields=[
                    *("alliance", "recorded_until", "role", "institution", "standing", "first_recorded_on"),
                    *("since_latest", "attested_on_latest", "until_precision", "until_earliest"),
                ],
                name="membership_of_alliance",
            ),
        ]

    def __str__(self):
        return f"{self.institution}, {self.alliance.short_name}: {self.get_role_display()}"

    def get_absolute_url(self):
        return self.institution.get_absolute_url()

    @property
    def floor(self):
        return self.alliance.founded_earliest

    def locked_under(self):
        return self.alliance

    def concerned_alliance_ids(self):
        return {self.alliance_id}
