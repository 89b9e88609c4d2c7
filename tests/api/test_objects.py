"""What the objects hold: the demo's facts, addresses of pages, dates, figures with their sources."""

import pytest
from django.conf import settings
from django.utils import translation

from portal.api_router import ENDPOINTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def with_demo(demo, db):
    pass


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_page_is_that_of_the_record(endpoint, language, ask):
    model = ENDPOINTS[endpoint].serializer_class.model

    for row in ask(f"{endpoint}/?lang={language}&page_size=5")["results"]:
        record = model.objects.get(pk=row["id"])
        with translation.override(language):
            assert row["page"] == f"{settings.BASE_URL}{record.get_absolute_url()}"


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_object_is_found_by_its_address_and_by_its_id(endpoint, ask):
    row = ask(f"{endpoint}/?page_size=1")["results"][0]

    by_address = ask(row["url"].removeprefix(f"{settings.BASE_URL}/api/v1/"))

    assert by_address == ask(f"{endpoint}/{row['id']}/")
    assert {name: by_address[name] for name in row if name != "languages"} == {
        name: value for name, value in row.items() if name != "languages"
    }


def test_council_has_eighteen_seats_in_order(ask):
    seats = ask("seats/?body=uasr-executive-council")["results"]

    assert [seat["rank"] for seat in seats] == list(range(1, 19))
    assert seats[0]["institution"]["slug"] == "xian-jiaotong-university"
    assert "Pusan" in seats[-1]["institution"]["name"]


def test_claimed_seat_stands_apart_with_its_source(ask):
    (seat,) = ask("seats/?body=uasr-executive-council&standing=claimed")["results"]

    assert (seat["institution"]["slug"], seat["rank"]) == ("spbpu", None)
    assert seat["source"]["published"]["text"] == "4 December 2020"


def test_four_counts_of_one_alliance_keep_their_wording(ask):
    figures = ask("statements/?alliance=uasr&kind=members")["results"]

    assert {"150", "over 150"} <= {figure["figure"] for figure in figures}
    assert all(figure["source"]["slug"] for figure in figures)


def test_identifiers_are_in_the_payload(ask):
    university = ask("institutions/hong-kong-polytechnic-university/")

    assert university["country"]["code"] == "HK"
    assert {"ror_id", "wikidata_id", "whed_id"} <= set(university)


def test_recorded_members_are_counted_as_they_are_listed(ask):
    alliance = ask("alliances/uasr/")
    roles = ("member", "founding_member", "co_founder")
    listed = [row for role in roles for row in ask(f"memberships/?alliance=uasr&role={role}&page_size=100")["results"]]

    assert alliance["recorded_members"] == len({row["institution"]["id"] for row in listed})


def test_story_has_its_pictures_and_its_reference(ask):
    story = ask("news/lanzhou-ten-years/?lang=ar")

    assert story["pictures"]
    assert all(picture["alt"] or picture["is_decorative"] for picture in story["pictures"])
    assert story["languages"]["body"] == "ar"
