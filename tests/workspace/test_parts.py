"""Institutions named in a joint project: who is asked, who answers, and what becomes of the answer."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from core.choices import PublicationState as S
from core.models import AuditEntry, OutboxMessage
from core.services.publishing import move
from members.models import Representative
from research import services
from research.models import ProjectPartner
from tests.admin.conftest import signed_in
from tests.factories import (
    DraftProjectFactory,
    InstitutionFactory,
    ProjectFactory,
    ProjectPartnerFactory,
    RepresentativeFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/workspace/parts/"


def answer(user, part, deed, **data):
    return signed_in(user).post(reverse(f"workspace:part_{deed}", args=[part.pk]), data)


@pytest.fixture
def author():
    return RepresentativeFactory()


@pytest.fixture
def part(author):
    return ProjectPartnerFactory(project=ProjectFactory(institution=author.institution))


@pytest.fixture
def asked(part):
    return RepresentativeFactory(institution=part.institution)


def test_publishing_asks_representatives_of_partners_once(author):
    project = DraftProjectFactory(institution=author.institution, state=S.SUBMITTED)
    own = ProjectPartnerFactory(project=project, institution=author.institution)
    part = ProjectPartnerFactory(project=project)
    ProjectPartnerFactory(project=project, institution=InstitutionFactory(), is_confirmed=True)
    asked = RepresentativeFactory(institution=part.institution)
    RepresentativeFactory(institution=part.institution, role=Representative.Role.CONTRIBUTOR)
    staff = SuperuserFactory()

    for state in (S.PUBLISHED, S.ARCHIVED, S.DRAFT, S.SUBMITTED, S.PUBLISHED):
        move(project, state, by=staff, note="why")

    own.refresh_from_db()
    assert own.is_confirmed
    messages = OutboxMessage.objects.filter(kind="part_asked")
    assert [(message.receiver, message.link) for message in messages] == [(asked.user, messages[0].link)]
    assert messages[0].link.endswith(PAGE)


def test_page_lists_what_own_institution_is_asked(part, asked):
    ProjectPartnerFactory(institution=part.institution, is_confirmed=True)
    ProjectPartnerFactory(institution=part.institution, project=DraftProjectFactory())
    ProjectPartnerFactory()

    page = signed_in(asked.user).get(PAGE)

    assert list(page.context["parts"]) == [part]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_parts_query_count(asked, part, rows, django_assert_num_queries):
    for _n in range(rows - 1):
        ProjectPartnerFactory(institution=part.institution)
    client = signed_in(asked.user)

    with django_assert_num_queries(6):
        page = client.get(PAGE)

    assert len(page.context["parts"]) == rows


def test_confirming_is_shown_recorded_and_told(author, part, asked):
    answer(asked.user, part, "confirm")

    part.refresh_from_db()
    assert part.is_confirmed
    entry = AuditEntry.objects.get(action="part_confirmed")
    assert (entry.actor_id, entry.object_id) == (asked.user_id, part.project_id)
    assert OutboxMessage.objects.get(kind="part_confirmed").receiver == author.user


def test_declining_takes_the_name_away_and_tells_why(author, part, asked):
    answer(asked.user, part, "decline", reason=" Never agreed. ")

    assert not ProjectPartner.objects.filter(pk=part.pk).exists()
    assert AuditEntry.objects.get(action="part_declined").note == "Never agreed."
    message = OutboxMessage.objects.get(kind="part_declined")
    assert message.receiver == author.user
    assert "Never agreed." in message.text


def test_declining_needs_a_reason(part, asked):
    answer(asked.user, part, "decline", reason="  ")

    assert ProjectPartner.objects.visible_to(AnonymousUser()).filter(pk=part.pk).exists()
    assert not AuditEntry.objects.filter(action="part_declined").exists()


@pytest.mark.parametrize("deed", ["confirm", "decline"])
def test_nobody_answers_for_another_institution(author, part, asked, deed):
    contributor = RepresentativeFactory(institution=part.institution, role=Representative.Role.CONTRIBUTOR)
    others = [author, RepresentativeFactory(), contributor]

    answers = [answer(person.user, part, deed, reason="Not ours.") for person in others]

    assert [response.status_code for response in answers] == [404, 404, 404]
    part.refresh_from_db()
    assert not part.is_confirmed
    with pytest.raises(services.PartAnswered):
        services.confirm(part, by=author.user)


def test_second_answer_finds_nothing_to_answer(part, asked):
    stale = ProjectPartner.objects.get(pk=part.pk)
    services.confirm(part, by=asked.user)

    with pytest.raises(services.PartAnswered):
        services.decline(stale, by=asked.user, reason="Too late.")

    assert AuditEntry.objects.filter(object_id=part.project_id, action__startswith="part_").count() == 1
