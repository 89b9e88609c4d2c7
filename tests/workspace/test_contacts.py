"""The directory of contacts: who stands in it, who reads it, and that an address is shown by consent alone."""

import datetime

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from core.choices import Standing
from core.clock import now, today
from core.dates import PartialDate
from members.models import Representative, User
from members.services import consenting
from tests.admin.conftest import admin_url, signed_in
from tests.factories import (
    AllianceFactory,
    DraftAllianceFactory,
    DraftInstitutionFactory,
    InstitutionFactory,
    MembershipFactory,
    RepresentativeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    SuperuserFactory,
    UserFactory,
)
from tests.query_counts import WORKSPACE_LISTS

pytestmark = pytest.mark.django_db
PAGE = "/workspace/contacts/"
PHONE = "+86 29 8266 8000"
A_DAY = datetime.timedelta(days=1)


@pytest.fixture
def alliance():
    return AllianceFactory(name="Silk Road")


@pytest.fixture
def reader(alliance):
    """Represents a member."""
    institution = MembershipFactory(alliance=alliance, institution__name="Aachen").institution
    return RepresentativeUserFactory(institution=institution, full_name="Reader of the list")


def colleague(alliance, name="Шёлковый Иван", **membership):
    """A person of another member, who agreed to be reached."""
    institution = MembershipFactory(alliance=alliance, **membership).institution
    user = RepresentativeUserFactory(institution=institution, full_name=name, email=f"{institution.slug}@x.example")
    consenting.show_contacts(user, phone=PHONE)
    return user


def names(client_or_user, **query):
    client = client_or_user if isinstance(client_or_user, Client) else signed_in(client_or_user)
    page = client.get(PAGE, query)
    if page.status_code != 200:
        return None
    return [row.user.full_name for row, _alliances in page.context["rows"]]


def test_member_finds_people_of_members_and_of_the_secretariat(alliance, reader):
    person = colleague(alliance, institution__name="Benha", institution__country="EG")
    secretary = SecretariatUserFactory(alliance=alliance, full_name="Who answers")

    page = signed_in(reader).get(PAGE)

    assert [(row.user, alliances) for row, alliances in page.context["rows"]] == [
        (reader, [alliance]),
        (person, [alliance]),
    ]
    assert [row.user for row in page.context["staff"]] == [secretary]
    assert all(text in page.text for text in ("Benha", "Egypt", "Representative", "since ", "Who answers"))
    assert page["Cache-Control"] == "private, no-store"


def test_address_and_number_are_shown_by_consent_alone(alliance, reader):
    person, secretary = colleague(alliance), SecretariatUserFactory(alliance=alliance)
    client = signed_in(reader)

    before = client.get(PAGE).text
    consenting.show_contacts(secretary)
    consenting.hide_contacts(person)
    after = client.get(PAGE).text

    assert [person.email in before, PHONE in before, secretary.email in before] == [True, True, False]
    assert 'href="tel:+862982668000"' in before
    assert [person.email in after, PHONE in after, secretary.email in after] == [False, False, True]


@pytest.mark.parametrize("make", [RepresentativeUserFactory, SecretariatUserFactory])
def test_person_without_a_name_is_not_called_by_the_address(alliance, reader, make):
    institution = MembershipFactory(alliance=alliance).institution
    given = {"institution": institution} if make is RepresentativeUserFactory else {"alliance": alliance}
    person = make(full_name="", email="hidden@x.example", **given)

    page = signed_in(reader).get(PAGE)

    assert "Without a name" in page.text
    assert person.email not in page.text


@pytest.mark.parametrize("words", ["hidden@x.example", "hidden", PHONE, "8266"])
def test_address_and_number_are_not_found_by_searching(alliance, reader, words):
    institution = MembershipFactory(alliance=alliance).institution
    person = RepresentativeUserFactory(institution=institution, email="hidden@x.example")
    consenting.show_contacts(person, phone=PHONE)

    assert names(reader, search=words) == []


def absent(alliance):
    """People who do not stand in the directory of the alliance, by why."""
    yesterday = PartialDate.day(today() - A_DAY)
    people = {
        role: colleague(alliance, role=role)
        for role in ("applicant", "suspended", "withdrawn", "observer", "supporter")
    }
    for role in ("suspended", "withdrawn"):
        people[f"{role} beside"] = colleague(alliance)
        institution = people[f"{role} beside"].representations.get().institution
        MembershipFactory(alliance=alliance, institution=institution, role=role)
    people |= {
        "ended": colleague(alliance, until=yesterday),
        "to come": colleague(alliance, since=PartialDate.day(today() + A_DAY)),
        "claimed": colleague(alliance, standing=Standing.CLAIMED),
        "struck": colleague(alliance, recorded_until=now()),
        "of a draft": colleague(alliance, institution=DraftInstitutionFactory()),
        "of another alliance": colleague(AllianceFactory()),
        "of no alliance": RepresentativeUserFactory(),
        "former representative": colleague(alliance),
        "representative to come": colleague(alliance),
        "disabled": colleague(alliance),
        "secretary of another alliance": SecretariatUserFactory(),
        "disabled secretary": SecretariatUserFactory(alliance=alliance, is_active=False),
        "secretary without the admin": SecretariatUserFactory(alliance=alliance, is_staff=False),
    }
    people["former representative"].representations.update(until=now() - datetime.timedelta(seconds=1))
    people["representative to come"].representations.update(since=now() + A_DAY)
    User.objects.filter(pk=people["disabled"].pk).update(is_active=False)
    return people


def test_directory_names_nobody_who_is_not_in_office_at_a_member_today(alliance, reader):
    people = absent(alliance)
    for why, person in people.items():
        User.objects.filter(pk=person.pk).update(full_name=f"Absent, {why}")

    page = signed_in(reader).get(PAGE)

    assert names(reader) == ["Reader of the list"]
    assert [why for why in people if f"Absent, {why}" in page.text or people[why].email in page.text] == []


def test_only_people_of_members_open_the_directory(alliance):
    known, others = colleague(alliance, name="Known by members alone"), absent(alliance)
    del others["of a draft"]  # a member today, whose page is not public yet

    for why, person in others.items():
        page = signed_in(person).get(PAGE)
        assert known.full_name not in page.text, why
        assert page.status_code in (200, 302, 404), why
    for person in (UserFactory(), SecretariatUserFactory(alliance=alliance), SuperuserFactory()):
        assert signed_in(person).get(PAGE).status_code == 404
    assert Client().get(PAGE).status_code == 302


def test_what_ends_takes_effect_on_the_next_request(alliance, reader):
    person, client = colleague(alliance), signed_in(reader)
    assert len(names(client)) == 2

    person.representations.update(until=now())
    assert names(client) == ["Reader of the list"]
    reader.representations.update(until=now())
    assert names(client) is None


def test_alliance_that_is_not_public_opens_no_directory(reader):
    institution = reader.representations.get().institution
    hidden = MembershipFactory(alliance=DraftAllianceFactory(name="Being prepared"), institution=institution).alliance
    colleague(hidden, name="Of a hidden alliance")

    page = signed_in(reader).get(PAGE)

    assert "Of a hidden alliance" not in page.text
    assert "Being prepared" not in page.text


def test_directory_names_only_alliances_that_reader_and_person_share(alliance, reader):
    person = colleague(alliance)
    elsewhere = MembershipFactory(institution=person.representations.get().institution).alliance

    page = signed_in(reader).get(PAGE)

    assert {row.user: alliances for row, alliances in page.context["rows"]}[person] == [alliance]
    assert elsewhere.name not in page.text


def test_directory_is_narrowed_by_alliance_country_and_words(alliance, reader):
    second = MembershipFactory(institution=reader.representations.get().institution).alliance
    person = colleague(alliance, name="Ольга Шёлкова", institution__name="Benha", institution__country="EG")
    colleague(second, name="Li Wei", institution__country="CN")
    SecretariatUserFactory(alliance=second, full_name="Secretary of the second")
    client = signed_in(reader)

    assert names(client, alliance=alliance.slug) == ["Reader of the list", person.full_name]
    assert names(client, country="EG") == names(client, search="шелкова") == [person.full_name]
    assert names(client, search="benha ольга") == [person.full_name]
    assert names(client, search="&") == []
    refused = client.get(PAGE, {"alliance": "elsewhere"})
    assert (refused.status_code, refused.context["rows"]) == (400, [])
    assert [row.user.full_name for row in client.get(PAGE, {"search": "second"}).context["staff"]] == [
        "Secretary of the second"
    ]
    assert not client.get(PAGE, {"country": "CN"}).context["staff"]
    assert not client.get(PAGE, {"alliance": alliance.slug}).context["staff"]
    offered = client.get(PAGE).context["filterset"].form.fields["country"].widget.choices
    assert sorted(code for code, _name in offered) == ["", "CN", "EG"]


def test_no_other_way_shows_address_or_number(alliance, reader):
    """Not to who may read the directory either: pages, search, API and its schema, and the admin of a secretariat."""
    person = colleague(alliance)
    institution = person.representations.get().institution
    client = signed_in(reader)
    pages = [
        *(institution.get_absolute_url(), alliance.get_absolute_url(), "/workspace/", "/workspace/documents/"),
        *(reverse("alliances:members", args=[alliance.slug]), reverse("members:institution_list")),
        reverse("portal:search") + "?search=" + institution.slug,
        *("/api/v1/people/", "/api/v1/institutions/", "/api/v1/schema/"),
    ]

    for address in pages:
        for reading in (client, Client()):
            text = reading.get(address, follow=True).text
            assert [words for words in (person.email, PHONE, "contacts_shown") if words in text] == [], address


def test_secretariat_neither_reads_nor_exports_a_number(alliance, reader):
    person = colleague(alliance)
    client = signed_in(SecretariatUserFactory(alliance=alliance))
    model_admin = admin.site._registry[Representative]
    row = person.representations.get()

    form = client.get(reverse("admin:members_representative_export")).context["form"]
    chosen = {name: "on" for name in form.fields if name not in {"format", "resource", "export_items"}}
    exported = client.post(
        reverse("admin:members_representative_export"), {"format": "0", "resource": "0", **chosen}
    ).content.decode()
    texts = [exported, client.get(admin_url(row, "change")).text]
    texts.append(client.get(reverse("admin:members_representative_changelist")).text)

    assert row.pk in exported
    assert model_admin.search_fields
    assert not any(PHONE in text for text in texts)


@pytest.mark.parametrize("rows", [3, 300])
def test_contacts_query_count(alliance, reader, rows, django_assert_num_queries):
    for _number in range(rows - 1):
        institution = MembershipFactory(alliance=alliance, institution__country="CN").institution
        RepresentativeFactory(institution=institution)
    for _number in range(3):
        SecretariatUserFactory(alliance=alliance)
    client = signed_in(reader)

    with django_assert_num_queries(WORKSPACE_LISTS["workspace:contacts"]):
        page = client.get(PAGE)

    assert page.context["paginator"].count == rows


def test_contacts_query_count_for_staff_of_two_alliances(alliance, reader, django_assert_num_queries):
    User.objects.filter(pk=reader.pk).update(is_staff=True)
    MembershipFactory(institution=reader.representations.get().institution)
    client = signed_in(reader)

    with django_assert_num_queries(10):
        assert len(client.get(PAGE).context["rows"]) == 1


def test_institution_without_people_is_not_in_the_directory(alliance, reader):
    MembershipFactory(alliance=alliance, institution=InstitutionFactory(name="Nobody there", country="JP"))

    page = signed_in(reader).get(PAGE)

    assert "Nobody there" not in page.text
    assert "Japan" not in page.text


def test_directory_is_shown_also_where_it_changes_between_two_questions(alliance, reader, monkeypatch):
    monkeypatch.setattr("workspace.directory.places_of", lambda user: [])

    page = signed_in(reader).get(PAGE)

    assert page.context["rows"] == [(row, []) for row in reader.representations.all()]
