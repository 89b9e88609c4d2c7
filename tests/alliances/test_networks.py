import datetime

import pytest

from alliances.choices import MembershipRole
from alliances.networks import networks_of
from core.choices import Standing
from core.clock import now, today
from core.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db

Role = MembershipRole


def join(institution, *roles, **fields):
    alliance = factories.AllianceFactory()
    for role in roles:
        factories.MembershipFactory(institution=institution, alliance=alliance, role=role, **fields)
    return alliance


def networks(institution):
    found = networks_of(institution.memberships.with_card().order_by("pk"))
    return [row.alliance for row in found.co_founded], [row.alliance for row in found.joined]


def test_initiators_and_co_founders_co_founded_and_others_joined():
    institution = factories.InstitutionFactory()
    initiated = join(institution, Role.INITIATOR)
    co_founded = join(institution, Role.CO_FOUNDER)
    others = [join(institution, role) for role in (Role.FOUNDING_MEMBER, Role.MEMBER, Role.OBSERVER)]

    assert networks(institution) == ([initiated, co_founded], others)


def test_each_alliance_is_listed_once():
    institution = factories.InstitutionFactory()
    founded = join(institution, Role.MEMBER, Role.INITIATOR, Role.CO_FOUNDER)
    joined = join(institution, Role.FOUNDING_MEMBER, Role.MEMBER)

    assert networks(institution) == ([founded], [joined])


def test_what_does_not_hold_today_is_no_network():
    institution = factories.InstitutionFactory()
    join(institution, Role.MEMBER, standing=Standing.CLAIMED)
    join(institution, Role.MEMBER, recorded_until=now())
    join(institution, Role.MEMBER, until=PartialDate.day(today() - datetime.timedelta(days=1)))
    join(institution, Role.MEMBER, since=PartialDate.day(today() + datetime.timedelta(days=1)))
    join(institution, Role.APPLICANT, Role.SUSPENDED)

    assert networks(institution) == ([], [])


def test_the_day_of_leaving_still_counts():
    institution = factories.InstitutionFactory()
    alliance = join(institution, Role.MEMBER, until=PartialDate.day(today()))

    assert networks(institution) == ([], [alliance])
