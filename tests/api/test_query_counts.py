"""Every list in a fixed number of queries: the count, the rows, and one for each relation to many."""

import pytest
from django.urls import reverse

from core.dates import PartialDate
from portal.api_router import ENDPOINTS
from tests import factories as make
from tests.query_counts import API_LISTS

OBJECTS = {
    "alliances": 7,
    "institutions": 5,
    "people": 4,
    "memberships": 1,
    "bodies": 3,
    "seats": 1,
    "meetings": 4,
    "proposals": 4,
    "events": 5,
    "statements": 1,
    "documents": 1,
    "areas": 3,
    "groups": 3,
    "projects": 5,
    "opportunities": 4,
    "news": 10,
    "sources": 1,
}


def alliance():
    record = make.AllianceFactory(host=make.InstitutionFactory(), parent=None)
    record.areas.set([make.AreaFactory(), make.AreaFactory()])
    record.sources.set([make.SourceFactory()])
    make.MilestoneFactory(alliance=record, source=make.SourceFactory())
    make.AllianceAliasFactory(alliance=record)
    return record


def institution():
    return make.InstitutionAliasFactory(source=make.SourceFactory()).institution


def person():
    record = make.AppointmentFactory(source=make.SourceFactory()).person
    make.AppointmentFactory(person=record)
    return record


def meeting():
    record = make.MeetingFactory()
    make.AgendaItemFactory(meeting=record)
    make.AttendanceFactory(meeting=record, person=make.PersonFactory())
    make.ProposalFactory(meeting=record)
    return record


def proposal():
    record = make.ProposalPartyFactory(person=make.PersonFactory()).proposal
    record.areas.set([make.AreaFactory()])
    make.ProposalPartFactory(proposal=record)
    return record


def event():
    record = make.EventHostFactory().event
    record.areas.set([make.AreaFactory()])
    make.EventHostFactory(event=record)
    return record


def project():
    record = make.ProjectPartnerFactory().project
    record.areas.set([make.AreaFactory()])
    record.groups.set([make.GroupFactory()])
    return record


def opportunity():
    record = make.OpportunityPartnerFactory().opportunity
    record.areas.set([make.AreaFactory(), make.AreaFactory()])
    return record


def with_area(factory):
    def make_one():
        record = factory()
        record.areas.set([make.AreaFactory(), make.AreaFactory()])
        return record

    return make_one


MAKERS = {
    "alliances": alliance,
    "institutions": institution,
    "people": person,
    "memberships": lambda: make.MembershipFactory(source=make.SourceFactory()),
    "bodies": lambda: make.SeatFactory().body,
    "seats": lambda: make.TenureFactory(person=make.PersonFactory(), source=make.SourceFactory()),
    "meetings": meeting,
    "proposals": proposal,
    "events": event,
    "statements": make.StatementFactory,
    "documents": lambda: make.DocumentFactory(source=make.SourceFactory()),
    "areas": lambda: make.AreaFactory(parent=None),
    "groups": with_area(make.GroupFactory),
    "projects": project,
    "opportunities": opportunity,
    "news": with_area(make.NewsItemFactory),
    "sources": lambda: make.SourceFactory(published=PartialDate.year(2020)),
}


def test_every_endpoint_has_its_numbers():
    assert set(API_LISTS) == set(OBJECTS) == set(MAKERS) == set(ENDPOINTS)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_list_takes_a_fixed_number_of_queries(endpoint, rows, client, db, django_assert_num_queries):
    made = {MAKERS[endpoint]().pk for _n in range(rows)}

    with django_assert_num_queries(API_LISTS[endpoint]):
        answer = client.get(reverse(f"api:{endpoint}-list")).json()

    assert made <= {row["id"] for row in answer["results"]}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_object_takes_a_fixed_number_of_queries(endpoint, client, db, django_assert_num_queries):
    made = MAKERS[endpoint]()

    with django_assert_num_queries(OBJECTS[endpoint]):
        answer = client.get(reverse(f"api:{endpoint}-detail", args=[made.pk])).json()

    assert answer["id"] == made.pk
