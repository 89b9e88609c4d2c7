"""What the profile of an institution lacks and what is unconfirmed, with the place where it is mended."""

import re

import pytest
from django.urls import reverse

from core.choices import PublicationState, Standing
from core.dates import PartialDate
from tests import factories
from tests.workspace.test_profile import at_once, profile, propose, reviewed

pytestmark = pytest.mark.django_db
DASHBOARD = "/workspace/"
DESCRIPTIONS = {f"description_{suffix}": "<p>Text.</p>" for suffix in ("en", "zh_hans", "ru", "ar")}


@pytest.fixture
def institution():
    return factories.MembershipFactory(institution__description_ru="<p>Текст.</p>").institution


@pytest.fixture
def person(client, institution):
    user = factories.RepresentativeUserFactory(institution=institution)
    client.force_login(user)
    return user


def shown(client, address=DASHBOARD):
    context = client.get(address).context
    (found,) = context["profiles"] if "profiles" in context else [context["profile"]]
    return found


def claim(institution, **fields):
    return factories.MembershipFactory(institution=institution, standing=Standing.CLAIMED, **fields)


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("of", [lambda institution: DASHBOARD, profile])
def test_each_gap_leads_to_the_field_that_fills_it(client, institution, of):
    gaps = shown(client, of(institution)).gaps

    fields = ["description_en", "description_zh_hans", "description_ar", "logo", "website", "contact_email", "ror_id"]
    assert [gap.address.partition("#id_")[2] for gap in gaps] == fields
    for gap in gaps:
        page, _hash, anchor = gap.address.partition("#")
        assert f'id="{anchor}"' in client.get(page).text
    assert [gap.language["code"] for gap in gaps if gap.language] == ["en", "zh-hans", "ar"]


@pytest.mark.usefixtures("person")
def test_profile_that_lacks_nothing_says_so(client, institution):
    given = {"logo": "institutions/logo.webp", "website": "https://x.example", "contact_email": "a@x.example"}
    type(institution).objects.update(ror_id="https://ror.org/017zhmm22", **given, **DESCRIPTIONS)

    assert shown(client).gaps == []
    assert "Everything that readers look for is there." in client.get(DASHBOARD).text


def test_contributor_reads_what_is_missing_and_is_led_nowhere(client, institution):
    user = factories.UserFactory()
    factories.RepresentativeFactory(user=user, institution=institution, role="contributor")
    client.force_login(user)

    gaps = shown(client).gaps

    assert len(gaps) == 7
    assert {gap.address for gap in gaps} == {""}
    page = client.get(DASHBOARD).text
    assert at_once(institution) not in page
    assert reviewed(institution) not in page


@pytest.mark.usefixtures("person")
def test_membership_that_is_only_claimed_is_named_until_it_is_recorded(client, institution):
    open_claim = claim(institution)
    claim(institution, alliance=institution.memberships.recorded().get().alliance, role="observer")
    claim(institution, until=PartialDate.year(2018))
    claim(factories.InstitutionFactory())

    assert shown(client).claims == [open_claim]
    page = client.get(DASHBOARD).text
    assert open_claim.alliance.name in page
    assert reverse("portal:contact") in re.search(r"Claimed, not confirmed.*?</ul>", page, re.DOTALL)[0]

    factories.MembershipFactory(institution=institution, alliance=open_claim.alliance, role="observer")
    assert shown(client).claims == []


@pytest.mark.usefixtures("person")
def test_claim_of_an_alliance_out_of_sight_is_not_named(client, institution):
    hidden = claim(institution, alliance__state=PublicationState.DRAFT, alliance__name="A hidden alliance")

    assert hidden.alliance.name not in client.get(DASHBOARD).text


@pytest.mark.usefixtures("person")
def test_change_that_waits_is_named_however_many_others_are_open(client, institution):
    for _number in range(21):
        item = factories.NewsItemFactory(institution=institution)
        factories.ProposedChangeFactory(target=item, institution_id=institution.pk, stage="returned")
    change = propose(client, institution, city_en="Xi'an Shi")

    assert shown(client).change == change


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("rows", [1, 5])
def test_gaps_take_the_same_queries_for_few_and_many(client, institution, person, rows, django_assert_num_queries):
    for _number in range(rows):
        claim(institution)
        other = factories.RepresentativeFactory(user=person)
        claim(other.institution)

    with django_assert_num_queries(8):
        client.get(DASHBOARD)
