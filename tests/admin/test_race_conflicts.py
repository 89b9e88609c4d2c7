"""Two people press "Save" in the same moment: one of them wins, the other is shown the conflict."""

import pytest
from django.test import Client

from alliances.models import AllianceAlias, Membership
from core.dates import PartialDate
from core.models import AuditEntry
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.factories import AllianceFactory, DraftEventFactory, MembershipFactory, SecretariatUserFactory

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ours():
    return AllianceFactory()


@pytest.fixture
def clients(ours):
    return [signed_in(SecretariatUserFactory(alliance=ours)) for _number in range(4)]


def posting(client: Client, obj, **changes):
    """Open the form now; gives what posts it later."""
    data = form_data(client.get(admin_url(obj, "change")), **changes)
    return lambda: client.post(admin_url(obj, "change"), data).status_code


def test_of_several_saves_at_once_one_wins(ours, clients, together):
    event = DraftEventFactory(alliance=ours)
    places = [f"City {number}" for number in range(len(clients))]

    outcomes = together([posting(client, event, place_en=place) for client, place in zip(clients, places, strict=True)])

    event.refresh_from_db()
    assert sorted(outcomes) == [302, 409, 409, 409]
    assert event.place_en == places[outcomes.index(302)]
    assert AuditEntry.objects.filter(action="change", object_id=event.pk).count() == 1


def test_record_and_its_row_saved_at_once_do_not_both_pass(ours, clients, together):
    alias = AllianceAlias.objects.create(alliance=ours, text="First")
    first, second = clients[:2]

    outcomes = together([posting(first, ours, **{"aliases-0-text": "Mine"}), posting(second, alias, text="Theirs")])

    alias.refresh_from_db()
    assert sorted(outcomes) == [302, 409]
    assert alias.text == ("Mine" if outcomes[0] == 302 else "Theirs")


def test_fact_corrected_in_two_places_at_once_is_corrected_once(ours, clients, together):
    membership = MembershipFactory(alliance=ours, since=PartialDate.year(2016))
    first, second = clients[:2]

    outcomes = together(
        [
            posting(first, membership, since="2015"),
            posting(second, ours, **{"memberships-0-since": "2014"}),
        ]
    )

    assert sorted(outcomes) == [302, 409]
    assert Membership.objects.current().get().since.text == ("2015" if outcomes[0] == 302 else "2014")
    assert Membership.objects.count() == 2
