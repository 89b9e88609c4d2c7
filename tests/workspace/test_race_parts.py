"""Two people of one institution who answer one part at the same moment: one answer holds, the other is told."""

import pytest
from django.contrib.messages import get_messages

from core.models import AuditEntry, OutboxMessage
from tests.factories import EventHostFactory, OpportunityPartnerFactory, ProjectPartnerFactory, RepresentativeFactory
from tests.workspace.test_parts import answer

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
TOLD_TOO_LATE = "answered meanwhile"


@pytest.mark.parametrize("factory", [ProjectPartnerFactory, OpportunityPartnerFactory, EventHostFactory])
@pytest.mark.parametrize("deeds", [("confirm", "confirm"), ("confirm", "decline"), ("decline", "decline")])
def test_one_of_two_answers_holds_and_the_other_is_told(together, factory, deeds):
    author = RepresentativeFactory()
    part = factory(**{f"{factory._meta.model.whole_field}__institution": author.institution})
    people = [RepresentativeFactory(institution=part.institution).user for _deed in deeds]

    def act(person, deed):
        return lambda: answer(person, part, deed, reason=f"Said by {person.pk}.")

    answers = together([act(person, deed) for person, deed in zip(people, deeds, strict=True)])

    told = [" ".join(map(str, get_messages(response.wsgi_request))) for response in answers]
    (entry,) = AuditEntry.objects.filter(object_id=part.whole.pk, action__startswith="part_")
    (message,) = OutboxMessage.objects.filter(kind__in=["part_confirmed", "part_declined"])
    (held,) = [place for place, person in enumerate(people) if person.pk == entry.actor_id]
    assert (message.kind, message.receiver) == (entry.action, author.user)
    assert entry.action == ("part_confirmed" if deeds[held] == "confirm" else "part_declined")
    assert type(part).objects.filter(pk=part.pk, is_confirmed=True).exists() == (deeds[held] == "confirm")
    assert [TOLD_TOO_LATE in told[held], TOLD_TOO_LATE in told[1 - held]] == [False, True]
