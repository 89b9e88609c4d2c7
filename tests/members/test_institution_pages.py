import datetime
import re

import pytest
from django.urls import reverse
from django.utils import translation

from alliances.choices import MembershipRole
from core.choices import Standing
from core.clock import now, today
from core.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db


def address(name, record, language="en"):
    with translation.override(language):
        return reverse(f"members:{name}", args=[record.slug])


def read(client, name, record, language="en"):
    page = client.get(address(name, record, language))
    assert page.status_code == 200
    return page.content.decode()


def fill(institution, rows):
    """As much as a page can show, `rows` times."""
    for _number in range(rows):
        source = factories.SourceFactory()
        factories.InstitutionAliasFactory(institution=institution, source=source)
        factories.MembershipFactory(institution=institution, source=source)
        factories.TenureFactory(institution=institution, source=source)
        factories.StatementFactory(institution=institution, alliance=None, source=source)
        contradiction = factories.ContradictionFactory(alliance=None, institution=institution)
        factories.ContradictionSideFactory(contradiction=contradiction).sources.add(source)
        factories.AppointmentFactory(office__institution=institution, source=source)
        factories.GroupFactory(institution=institution)
        factories.ProjectFactory(institution=institution)
        factories.ProjectPartnerFactory(institution=institution)
        factories.OpportunityFactory(institution=institution)
        factories.OpportunityPartnerFactory(institution=institution)
        factories.EventFactory(institution=institution)
        factories.EventHostFactory(institution=institution)
        factories.NewsItemFactory(institution=institution)
        institution.related.add(factories.InstitutionFactory())
        institution.sources.add(source)


@pytest.mark.parametrize("rows", [1, 3])
def test_institution_page_query_count(client, rows, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    fill(institution, rows)

    with django_assert_num_queries(10):
        page = client.get(address("institution", institution))

    assert page.status_code == 200
    counts = {kind: len(page.context["related"][kind]) for kind in ("groups", "projects", "opportunities", "events")}
    assert counts == {"groups": rows, "projects": 2 * rows, "opportunities": 2 * rows, "events": 2 * rows}


@pytest.mark.parametrize("rows", [1, 3])
def test_networks_page_query_count(client, rows, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    for _number in range(rows):
        membership = factories.MembershipFactory(institution=institution)
        factories.StatementFactory(alliance=membership.alliance)
        membership.alliance.sources.add(factories.SourceFactory())

    with django_assert_num_queries(4):
        page = client.get(address("networks", institution))

    assert len(page.context["networks"].joined) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_person_page_query_count(client, rows, django_assert_num_queries):
    person = factories.PersonFactory()
    for _number in range(rows):
        source = factories.SourceFactory()
        factories.PersonAliasFactory(person=person, source=source)
        factories.AppointmentFactory(person=person, source=source)
        factories.TenureFactory(person=person, institution=None)
        contradiction = factories.ContradictionFactory(alliance=None, person=person)
        factories.ContradictionSideFactory(contradiction=contradiction).sources.add(source)
        factories.GroupFactory(head=person)
        factories.EventFactory().people.add(person)
        factories.NewsItemFactory().people.add(person)
        person.sources.add(source)

    with django_assert_num_queries(8):
        page = client.get(address("person", person))

    assert {len(found) for found in page.context["related"].values()} == {rows}


def fill_with_secrets(institution):
    """Everything that would show, were it or its other end published, in the record, or confirmed."""
    draft = factories.DraftAllianceFactory(name="Veiled alliance")
    source = factories.DraftSourceFactory(title="Veiled source")
    factories.MembershipFactory(institution=institution, alliance=draft)
    factories.MembershipFactory(institution=institution, alliance__name="Seen alliance", source=source)
    factories.MembershipFactory(institution=institution, alliance__name="Corrected one", recorded_until=now())
    factories.TenureFactory(
        institution=institution, body=factories.BodyFactory(alliance=draft, name="Veiled council"), source=source
    )
    factories.InstitutionAliasFactory(institution=institution, source=source)
    contradiction = factories.ContradictionFactory(topic="Veiled dispute", alliance=draft, institution=institution)
    factories.ContradictionSideFactory(contradiction=contradiction, value="Veiled side")
    factories.AppointmentFactory(
        office__institution=institution, person=factories.DraftPersonFactory(name="Veiled person")
    )
    factories.DraftGroupFactory(institution=institution, name="Veiled group")
    factories.ProjectPartnerFactory(
        institution=institution, project=factories.DraftProjectFactory(title="Veiled project")
    )
    factories.DraftOpportunityFactory(institution=institution, title="Veiled opportunity")
    factories.OpportunityPartnerFactory(
        institution=institution, opportunity=factories.DraftOpportunityFactory(title="Veiled call of others")
    )
    factories.EventHostFactory(institution=institution, event=factories.DraftEventFactory(title="Veiled event"))
    factories.DraftNewsItemFactory(institution=institution, title="Veiled story")
    later = now() + datetime.timedelta(days=1)
    factories.NewsItemFactory(institution=institution, title="Veiled story of tomorrow", published_at=later)
    institution.related.add(factories.DraftInstitutionFactory(name="Veiled partner"))
    institution.sources.add(source)


@pytest.mark.parametrize("name", ["institution", "networks"])
def test_institution_pages_show_nothing_unpublished(client, name):
    institution = factories.InstitutionFactory()
    fill_with_secrets(institution)

    page = read(client, name, institution)

    assert "Veiled" not in page
    assert "Corrected one" not in page
    assert "Seen alliance" in page


def test_directory_shows_nothing_unpublished(client):
    institution = factories.InstitutionFactory()
    fill_with_secrets(institution)

    page = client.get(reverse("members:institution_list"))

    assert "Veiled" not in page.content.decode()
    [row] = [row for row in page.context["page_obj"] if row == institution]
    assert [membership.alliance.name for membership in row.current_memberships] == ["Seen alliance"]


def test_person_page_shows_nothing_unpublished(client):
    person = factories.PersonFactory()
    source = factories.DraftSourceFactory(title="Veiled source")
    factories.PersonAliasFactory(person=person, source=source)
    factories.AppointmentFactory(
        person=person, office__title="Veiled office", office__institution=factories.DraftInstitutionFactory()
    )
    factories.AppointmentFactory(person=person, office__title="Seen office", source=source)
    factories.DraftGroupFactory(head=person, name="Veiled group")
    factories.DraftEventFactory(title="Veiled event").people.add(person)
    factories.DraftNewsItemFactory(title="Veiled story").people.add(person)

    page = read(client, "person", person)

    assert "Veiled" not in page
    assert "Seen office" in page


def test_claimed_membership_stands_apart_and_is_not_counted(client):
    institution = factories.InstitutionFactory()
    factories.MembershipFactory(institution=institution, alliance__name="Recorded one")
    factories.MembershipFactory(
        institution=institution, alliance__name="Claimed one", standing=Standing.CLAIMED, role=MembershipRole.OBSERVER
    )

    page = client.get(address("institution", institution))

    assert page.context["network_count"] == 1
    assert [row.alliance.name for row in page.context["memberships"][Standing.RECORDED]] == ["Recorded one"]
    assert [row.alliance.name for row in page.context["memberships"][Standing.CLAIMED]] == ["Claimed one"]


def test_former_membership_is_shown_and_not_counted(client):
    institution = factories.InstitutionFactory()
    yesterday = PartialDate.day(today() - datetime.timedelta(days=1))
    factories.MembershipFactory(institution=institution, alliance__name="Former one", until=yesterday)

    page = client.get(address("institution", institution))

    assert page.context["network_count"] == 0
    assert "Former one" in page.content.decode()


def test_names_carry_their_language(client):
    institution = factories.InstitutionFactory(name="Polytechnic", name_zh_hans="理工大学", name_ar="جامعة")
    factories.InstitutionAliasFactory(institution=institution, text="理工大學", language="zh-hant")

    page = read(client, "institution", institution)

    assert '<bdi lang="zh-Hans" dir="ltr">理工大学</bdi>' in page
    assert '<bdi lang="ar" dir="rtl">جامعة</bdi>' in page
    assert '<bdi lang="zh-Hant" dir="ltr">理工大學</bdi>' in page


def test_name_in_another_language_is_marked_and_said_so(client):
    institution = factories.InstitutionFactory(name="Polytechnic", name_ru="Политех")

    russian, arabic = (read(client, "institution", institution, language) for language in ("ru", "ar"))

    assert "<h1><bdi>Политех</bdi></h1>" in russian
    assert '<h1><bdi lang="en" dir="ltr">Polytechnic</bdi></h1>' in arabic
    assert '<p class="notice">' in arabic
    assert '<p class="notice">' not in russian


def test_only_complete_languages_are_offered_to_search_engines(client):
    institution = factories.InstitutionFactory(name="Polytechnic", name_ru="Политех")

    page = read(client, "institution", institution)

    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en", "ru", "x-default"]


@pytest.mark.parametrize("name", ["institution", "networks"])
def test_former_address_leads_to_the_same_page_at_the_present_one(client, name):
    institution = factories.InstitutionFactory(slug="former-name")
    old = address(name, institution)
    institution.refresh_from_db()
    institution.slug = "present-name"
    institution.save()

    answer = client.get(old)

    assert (answer.status_code, answer.url) == (301, address(name, institution))


def test_draft_institution_is_not_found(client):
    draft = factories.DraftInstitutionFactory()

    assert [client.get(address(name, draft)).status_code for name in ("institution", "networks")] == [404, 404]


@pytest.mark.parametrize(("country", "label"), [("HK", "Hong Kong SAR, China"), ("MO", "Macao SAR, China")])
def test_country_or_region_claims_no_statehood(client, country, label):
    page = read(client, "institution", factories.InstitutionFactory(country=country))

    assert "Country or region" in page
    assert label in page


def test_pages_set_no_cookie(client):
    membership = factories.MembershipFactory()
    person = factories.PersonFactory()

    addresses = [
        reverse("members:institution_list"),
        address("institution", membership.institution),
        address("networks", membership.institution),
        address("person", person),
    ]

    assert [client.get(path).cookies.output() for path in addresses] == ["", "", "", ""]


def test_directory_sorts_in_the_language_of_the_reader(client):
    first = factories.InstitutionFactory(name="Zeta", name_ru="Альфа")
    second = factories.InstitutionFactory(name="Alpha", name_ru="Омега")

    russian, english = (list(client.get(f"/{language}/institutions/").context["page_obj"]) for language in ("ru", "en"))

    assert russian == [first, second]
    assert english == [second, first]
