"""Twenty people press "Approve" in the same moment: one decision, one entry, one signal."""

import pytest

from core.choices import PublicationState
from core.models import AuditEntry, OutboxMessage
from core.signals import moved
from tests import factories
from tests.admin.conftest import admin_url, signed_in
from tests.workspace.test_changes import propose

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
PEOPLE = 20


def test_of_twenty_approvals_at_once_one_moves(together):
    alliance = factories.AllianceFactory()
    story = factories.NewsItemFactory(alliance=alliance, state=PublicationState.SUBMITTED)
    address = admin_url(story, "review")
    clients = [signed_in(factories.SecretariatUserFactory(alliance=alliance)) for _number in range(PEOPLE)]
    seen = clients[0].get(address).context["form"]["seen"].value()
    sent = []

    def note(**kwargs):
        sent.append(kwargs["after"])

    moved.connect(note)
    try:
        answers = together(
            [lambda client=client: client.post(address, {"deed": "published", "seen": seen}) for client in clients]
        )
    finally:
        moved.disconnect(note)

    told = [answer for answer in answers if answer.status_code == 200]
    assert sorted(answer.status_code for answer in answers) == [200] * (PEOPLE - 1) + [302]
    assert all("was faster" in answer.content.decode() for answer in told)
    assert AuditEntry.objects.filter(action="move", object_id=story.pk).count() == 1
    assert sent == ["published"]


def test_of_twenty_approvals_of_a_change_at_once_one_is_done(client, together):
    membership = factories.MembershipFactory()
    item = factories.NewsItemFactory(
        institution=membership.institution, alliance=membership.alliance, title="As it is public", body="<p>Text.</p>"
    )
    author = factories.RepresentativeUserFactory(institution=membership.institution)
    client.force_login(author)
    change = propose(client, item, title_en="As it shall be")
    address = admin_url(change, "change")
    clients = [signed_in(factories.SecretariatUserFactory(alliance=item.alliance)) for _number in range(PEOPLE)]

    answers = together([lambda client=client: client.post(address, {"approve": "1"}) for client in clients])

    told = [answer for answer in answers if answer.status_code == 200]
    assert sorted(answer.status_code for answer in answers) == [200] * (PEOPLE - 1) + [302]
    assert all("was faster" in answer.content.decode() for answer in told)
    entries = AuditEntry.objects.filter(object_id=item.pk)
    assert entries.filter(after="approved").count() == entries.filter(action="change").count() == 1
    assert list(OutboxMessage.objects.filter(kind="change_approved").values_list("receiver", flat=True)) == [author.pk]
    item.refresh_from_db()
    assert item.title_en == "As it shall be"
