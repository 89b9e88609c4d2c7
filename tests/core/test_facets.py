import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def directory(client, **query):
    return client.get(reverse("members:institution_list"), query)


def counts(page, name):
    [entry] = [entry for entry in page.context["facets"] if entry["facet"].name == name]
    return {value["value"]: value["count"] for value in [*entry["values"], *entry["more"]]}


def test_facets_count_what_the_other_filters_leave(client):
    factories.InstitutionFactory(country="KZ", kind="university")
    factories.InstitutionFactory(country="KZ", kind="academy")
    factories.InstitutionFactory(country="CN", kind="university")

    page = directory(client, country="KZ")

    assert counts(page, "country") == {"KZ": 2, "CN": 1}
    assert counts(page, "kind") == {"university": 1, "academy": 1}
    assert page.context["paginator"].count == 2


def test_facet_of_alliances_counts_each_institution_once_and_only_who_takes_part(client):
    alliance = factories.AllianceFactory(slug="uasr", name="Alliance of the Silk Road", name_ru="Альянс Шёлкового пути")
    member = factories.MembershipFactory(alliance=alliance).institution
    factories.MembershipFactory(alliance=alliance, institution=member, role="observer")
    factories.MembershipFactory(alliance=alliance, standing="claimed")
    factories.MembershipFactory(alliance=factories.DraftAllianceFactory(slug="secret"))

    page = client.get("/ru/institutions/")
    [entry] = [entry for entry in page.context["facets"] if entry["facet"].name == "alliance"]

    assert [(value["value"], value["label"], value["count"]) for value in entry["values"]] == [
        ("uasr", "Альянс Шёлкового пути", 1)
    ]


def test_facets_leave_out_drafts(client):
    factories.InstitutionFactory(country="KZ")
    factories.DraftInstitutionFactory(country="FR", kind="ministry")

    page = directory(client)

    assert counts(page, "country") == {"KZ": 1}
    assert "ministry" not in counts(page, "kind")


def test_facet_leads_to_the_first_page_and_keeps_the_other_filters(client):
    factories.InstitutionFactory(country="KZ", name="Steppe university")

    page = directory(client, search="steppe", page="1", country="KZ")
    [value] = page.context["facets"][0]["values"]

    assert (value["is_chosen"], value["address"]) == (True, "/en/institutions/?search=steppe")
    assert page.context["chosen"] == [("Country or region", "Kazakhstan", "/en/institutions/?search=steppe")]


def test_members_of_an_alliance_are_counted_by_country_and_role(client):
    alliance = factories.AllianceFactory()
    factories.MembershipFactory(alliance=alliance, institution__country="KZ", role="member")
    factories.MembershipFactory(alliance=alliance, institution__country="KZ", role="observer")
    factories.MembershipFactory(institution__country="CN")

    page = client.get(reverse("alliances:members", args=[alliance.slug]), {"role": "member"})

    assert (counts(page, "country"), counts(page, "role")) == ({"KZ": 1}, {"member": 1, "observer": 1})


def test_wrong_filter_shows_no_facets(client):
    assert "facets" not in directory(client, kind="castle").context
