import pytest

from core.models import OutboxMessage
from governance.errors import AlreadySent
from governance.services.circulars import send
from tests import factories


@pytest.mark.django_db(transaction=True)
def test_twenty_presses_send_one_circular(together):
    alliance = factories.AllianceFactory(contact_email="office@alliance.example")
    institution = factories.MembershipFactory(alliance=alliance).institution
    factories.RepresentativeUserFactory(institution=institution)
    circular, secretary = factories.CircularFactory(alliance=alliance), factories.UserFactory()

    outcomes = together([lambda: send(circular, by=secretary)] * 20)

    assert sum(isinstance(outcome, AlreadySent) for outcome in outcomes) == 19
    assert OutboxMessage.objects.count() == 1
