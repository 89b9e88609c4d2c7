"""Two who write different parts of one profile at the same moment, and two who decide about one change."""

import pytest

from core.models import AuditEntry
from core.services.proposing import approve_change
from members.models import Institution, User
from tests import factories
from tests.workspace.test_profile import as_shown, at_once, propose

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
SECRETARIES = 4


def test_parts_saved_and_approved_at_one_moment_are_both_there_and_approved_once(client, together):
    membership = factories.MembershipFactory()
    institution = membership.institution
    client.force_login(factories.RepresentativeUserFactory(institution=institution))
    change = propose(client, institution, name_en="Approved")
    data = as_shown(client, at_once(institution)) | {"website": "https://new.example"}
    people = [factories.SecretariatUserFactory(alliance=membership.alliance).pk for _number in range(SECRETARIES)]

    def approve(pk):
        return lambda: approve_change(change, by=User.objects.get(pk=pk))

    saved, *outcomes = together([lambda: client.post(at_once(institution), data), *map(approve, people)])

    stored = Institution.objects.get()
    assert saved.status_code == 302
    assert (stored.name_en, stored.website) == ("Approved", "https://new.example")
    assert [isinstance(outcome, Exception) for outcome in outcomes].count(False) == 1
    assert AuditEntry.objects.filter(action="proposed change", after="approved").count() == 1
