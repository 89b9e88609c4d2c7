"""Institutions named in projects, opportunities and events: who is asked, who answers, what becomes of the answer."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages import get_messages
from django.urls import reverse

from alliances.models import EventHost
from alliances.services import parts as services
from core.choices import PublicationState as S
from core.models import AuditEntry, OutboxMessage, ProposedChange
from core.services.proposing import ChangeRefused, approve_change
from core.services.publishing import move
from members.models import Representative
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.factories import (
    AllianceFactory,
    DraftEventFactory,
    DraftOpportunityFactory,
    DraftProjectFactory,
    EventFactory,
    EventHostFactory,
    InstitutionFactory,
    MembershipFactory,
    OpportunityPartnerFactory,
    ProjectFactory,
    ProjectPartnerFactory,
    RepresentativeFactory,
    SecretariatUserFactory,
    SuperuserFactory,
)

pytestmark = pytest.mark.django_db
PAGE = "/workspace/parts/"


def answer(user, part, deed, **data):
    return signed_in(user).post(reverse(f"workspace:part_{deed}", args=[part.pk]), data)


@pytest.fixture
def author():
    return RepresentativeFactory()


@pytest.fixture(params=[ProjectPartnerFactory, OpportunityPartnerFactory, EventHostFactory])
def part(request, author):
    """A part of each kind, in a public record of the author's institution."""
    model = request.param._meta.model
    return request.param(**{f"{model.whole_field}__institution": author.institution})


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
    OpportunityPartnerFactory(institution=part.institution, opportunity=DraftOpportunityFactory())
    EventHostFactory(institution=part.institution, event=DraftEventFactory())
    ProjectPartnerFactory()

    page = signed_in(asked.user).get(PAGE)

    assert list(page.context["parts"]) == [part]


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_parts_query_count(asked, part, rows, django_assert_num_queries):
    for _n in range(rows - 1):
        ProjectPartnerFactory(institution=part.institution)
    client = signed_in(asked.user)

    with django_assert_num_queries(8):
        page = client.get(PAGE)

    assert len(page.context["parts"]) == rows


def test_confirming_is_shown_recorded_and_told(author, part, asked):
    answer(asked.user, part, "confirm")

    part.refresh_from_db()
    assert part.is_confirmed
    entry = AuditEntry.objects.get(action="part_confirmed")
    assert (entry.actor_id, entry.object_id) == (asked.user_id, part.whole.pk)
    assert OutboxMessage.objects.get(kind="part_confirmed").receiver == author.user


def test_declining_takes_the_name_away_and_tells_why(author, part, asked):
    answer(asked.user, part, "decline", reason=" Never agreed. ")

    assert not type(part).objects.filter(pk=part.pk).exists()
    assert AuditEntry.objects.get(action="part_declined").note == "Never agreed."
    message = OutboxMessage.objects.get(kind="part_declined")
    assert message.receiver == author.user
    assert "Never agreed." in message.text


def test_declining_needs_a_reason(part, asked):
    answer(asked.user, part, "decline", reason="  ")

    assert type(part).objects.visible_to(AnonymousUser()).filter(pk=part.pk).exists()
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
    stale = type(part).objects.get(pk=part.pk)
    services.confirm(part, by=asked.user)

    with pytest.raises(services.PartAnswered):
        services.decline(stale, by=asked.user, reason="Too late.")

    assert AuditEntry.objects.filter(object_id=part.whole.pk, action__startswith="part_").count() == 1


def test_who_answers_what_a_colleague_declined_is_told(part, asked):
    colleague = RepresentativeFactory(institution=part.institution)
    services.decline(part, by=asked.user, reason="Never agreed.")

    response = answer(colleague.user, part, "confirm")

    assert response.status_code == 302
    assert "answered meanwhile" in str(*get_messages(response.wsgi_request))
    assert answer(SuperuserFactory(), part, "confirm").status_code == 404


def test_whoever_is_added_to_what_is_public_is_asked_at_once(author):
    asked = RepresentativeFactory()
    public, draft = EventFactory(institution=author.institution), DraftEventFactory()

    part = EventHostFactory(event=public, institution=asked.institution, role=EventHost.Role.CO_HOST)
    own = EventHostFactory(event=public, institution=author.institution)
    EventHostFactory(event=draft, institution=asked.institution)
    EventHostFactory(institution=asked.institution, is_confirmed=True)
    part.save()

    message = OutboxMessage.objects.get()
    assert (message.kind, message.receiver, message.about_id) == ("part_asked", asked.user, public.pk)
    assert "Co-host" in message.body
    own.refresh_from_db()
    assert own.is_confirmed


def test_secretariat_that_adds_a_partner_to_a_public_project_asks_it():
    project = ProjectFactory(alliance=AllianceFactory())
    asked = RepresentativeFactory(institution=MembershipFactory(alliance=project.alliance).institution)
    client = signed_in(SecretariatUserFactory(alliance=project.alliance))
    page = client.get(admin_url(project, "change"))
    row = {"partners-TOTAL_FORMS": 1, "partners-0-institution": asked.institution_id, "partners-0-order": 1}

    client.post(admin_url(project, "change"), form_data(page, **row, **{"partners-0-role": "partner"}))

    assert OutboxMessage.objects.get(kind="part_asked").receiver == asked.user
    assert not project.partners.get().is_confirmed


@pytest.mark.parametrize(
    ("factory", "endpoint", "name"),
    [(EventHostFactory, "events", "hosts"), (OpportunityPartnerFactory, "opportunities", "partners")],
)
def test_readers_see_who_has_not_confirmed(client, factory, endpoint, name):
    part = factory()
    page = part.whole.get_absolute_url()
    address = f"/api/v1/{endpoint}/{part.whole.slug}/"

    before, told = client.get(page).text, client.get(address).json()[name][0]["is_confirmed"]
    type(part).objects.filter(pk=part.pk).update(is_confirmed=True)
    after, told_then = client.get(page).text, client.get(address).json()[name][0]["is_confirmed"]

    assert ("(unconfirmed)" in before, told) == (True, False)
    assert ("(unconfirmed)" in after, told_then) == (False, True)


def as_shown(page):
    """What a browser sends back of a form with its rows that nobody touched."""
    editor = page.context["editor"]
    data = {"_made-from": page.context["made_from"], "_autosave": page.context["autosave_id"]}
    forms = [form for rows in editor.formsets for form in (rows.management_form, *rows.forms)]
    for bound in (bound for form in (editor.form, *forms) for bound in form):
        if bound.value() not in (None, "", []) and bound.value() is not False and bound.name != "file":
            data[bound.html_name] = getattr(bound.value(), "pk", bound.value())
    return data


@pytest.mark.parametrize("from_open_form", [False, True])
def test_proposed_change_brings_back_nobody_who_declined_meanwhile(client, author, from_open_form):
    """Neither as it was written before, nor sent from a form that was open when the partner declined."""
    project = ProjectFactory(institution=author.institution, alliance=AllianceFactory())
    part = ProjectPartnerFactory(project=project)
    asked = RepresentativeFactory(institution=part.institution)
    client.force_login(author.user)
    address = reverse("workspace:change", args=["projects", project.pk])
    sent = as_shown(client.get(address)) | {"aim_en": "Another aim."}

    if from_open_form:
        services.decline(part, by=asked.user, reason="Never agreed.")
    client.post(address, sent)
    if not from_open_form:
        services.decline(part, by=asked.user, reason="Never agreed.")
    for change in ProposedChange.objects.all():
        with pytest.raises(ChangeRefused):
            approve_change(change, by=SuperuserFactory())

    assert ProposedChange.objects.count() == (0 if from_open_form else 1)
    assert not project.partners.exists()


def test_partners_of_what_is_scheduled_are_asked_at_once_and_told_from_when_it_is_public(author):
    """They have time to answer before anybody reads their name."""
    call = DraftOpportunityFactory(institution=author.institution, state=S.SUBMITTED)
    part = OpportunityPartnerFactory(opportunity=call)
    asked = RepresentativeFactory(institution=part.institution)
    move(call, S.PUBLISHED, by=SuperuserFactory(), at=datetime.datetime(2099, 3, 8, 9, tzinfo=datetime.UTC))

    page = signed_in(asked.user).get(PAGE)
    message = OutboxMessage.objects.get(kind="part_asked")
    answer(asked.user, part, "confirm")

    assert "8 March 2099, 09:00 (UTC)" in message.text
    assert list(page.context["parts"]) == [part]
    assert "8 March 2099, 09:00 (UTC)" in page.text
    assert call.get_absolute_url() not in page.text
    part.refresh_from_db()
    assert part.is_confirmed
    assert OutboxMessage.objects.filter(kind="part_asked").count() == 1


@pytest.mark.parametrize("state", [S.SUBMITTED, S.ARCHIVED])
def test_nobody_answers_for_what_is_taken_back(part, asked, state):
    type(part.whole).objects.filter(pk=part.whole.pk).update(state=state)

    response = answer(asked.user, part, "confirm")

    assert response.status_code == 404
    assert list(signed_in(asked.user).get(PAGE).context["parts"]) == []


def test_an_institution_that_is_archived_is_not_asked_and_its_people_find_every_page_they_were_told_of(author):
    partner = RepresentativeFactory()
    mine = ProjectPartnerFactory(project__institution=author.institution, institution=partner.institution)
    theirs = OpportunityPartnerFactory(opportunity__institution=partner.institution, institution=author.institution)
    services.confirm(mine, by=partner.user)
    staff = SuperuserFactory()
    move(theirs.whole, S.ARCHIVED, by=staff, note="Over.")
    move(author.institution, S.ARCHIVED, by=staff, note="Merged.")
    ProjectPartnerFactory(institution=author.institution)

    messages = OutboxMessage.objects.filter(receiver=author.user)
    client = signed_in(author.user)
    statuses = {message.kind: client.get(urlsplit(message.link).path).status_code for message in messages}

    assert statuses == {"part_confirmed": 200, "part_asked": 200, "archived": 200}
    assert messages.filter(kind="part_asked").count() == 1


def test_copy_of_an_item_has_partners_that_nobody_has_asked(author):
    project = ProjectFactory(institution=author.institution)
    ProjectPartnerFactory(project=project, is_confirmed=True)

    signed_in(author.user).post(reverse("workspace:copy", args=["projects", project.pk]))

    copied = ProjectFactory._meta.model.objects.exclude(pk=project.pk).get()
    assert [part.is_confirmed for part in copied.partners.all()] == [False]


def test_what_one_institution_confirmed_does_not_hold_for_another_in_its_row(client, author):
    draft = DraftOpportunityFactory(institution=author.institution)
    part = OpportunityPartnerFactory(opportunity=draft, is_confirmed=True)
    other = InstitutionFactory()
    client.force_login(author.user)
    address = reverse("workspace:edit", args=["opportunities", draft.pk])

    client.post(address, as_shown(client.get(address)) | {"partners-0-institution": other.slug})

    part.refresh_from_db()
    assert (part.institution, part.is_confirmed) == (other, False)
