"""What the profile of an institution lacks, and what in it nobody has confirmed; each with where it is mended.

Only representatives mend it; others who work for the institution read what is missing.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from alliances.models import Membership
from core.clock import today
from core.languages import column_suffix, language_names, text_in
from members.rules import leads


@dataclass(frozen=True)
class Gap:
    """Something that readers look for and do not find; of a text, in which language."""

    label: str
    address: str
    language: Any = None


@dataclass(frozen=True)
class Profile:
    """An institution, its gaps, the memberships that a source claims and no record confirms, and its open change."""

    institution: Any
    gaps: list
    claims: list
    change: Any


def profiles_of(institutions, user, changes):
    """The profiles, in one query; `changes` are the open ones of these institutions and what they posted."""
    open_changes = {change.target_id: change for change in changes}
    claims = list(_claims_of(institutions, user))
    return [
        Profile(
            institution,
            gaps_of(institution, may_mend=leads(user, institution.pk)),
            [claim for claim in claims if claim.institution_id == institution.pk],
            open_changes.get(institution.pk),
        )
        for institution in institutions
    ]


def gaps_of(institution, *, may_mend):
    """What is missing; with addresses for whoever may fill it in."""
    at_once = reverse("workspace:profile_edit", args=[institution.pk])
    reviewed = reverse("workspace:change", args=["institutions", institution.pk])
    wanted = [
        *_descriptions(institution, at_once),
        (institution.logo, Gap(_("logo"), f"{at_once}#id_logo")),
        (institution.website, Gap(_("website"), f"{at_once}#id_website")),
        (institution.contact_email, Gap(_("contact"), f"{at_once}#id_contact_email")),
        (institution.ror_id, Gap(_("ROR id"), f"{reviewed}#id_ror_id")),
    ]
    missing = [gap for value, gap in wanted if not value]
    return missing if may_mend else [Gap(gap.label, "", gap.language) for gap in missing]


def _descriptions(institution, address):
    """Pairs of the description in a language and its gap."""
    for language in language_names():
        code = language["code"]
        field = f"{address}?language={code}#id_description_{column_suffix(code)}"
        yield text_in(institution, "description", code), Gap(_("description"), field, language)


def _claims_of(institutions, user):
    """Claimed memberships that may hold today, in alliances that record none of the institution."""
    current = Membership.objects.current().possibly_on(today())
    recorded = current.recorded().filter(institution=OuterRef("institution"), alliance=OuterRef("alliance"))
    claims = current.claimed().filter(~Exists(recorded), institution__in=[place.pk for place in institutions])
    return claims.visible_to(user).select_related("alliance").order_by("alliance__sort_en", "pk")
