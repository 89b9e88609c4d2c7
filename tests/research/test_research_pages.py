import datetime

import pytest
from django.urls import reverse

from core.clock import now
from tests import factories

pytestmark = pytest.mark.django_db

LISTS = ["area_list", "group_list", "project_list", "opportunity_list"]


def make_area_with_all(rows):
    area = factories.AreaFactory()
    for _number in range(rows):
        narrower = factories.AreaFactory(parent=area)
        for record in (
            factories.GroupFactory(head=factories.PersonFactory()),
            factories.ProjectFactory(),
            factories.OpportunityFactory(deadline=now() + datetime.timedelta(days=9), deadline_zone="Asia/Shanghai"),
            factories.NewsItemFactory(),
            factories.AllianceFactory(),
        ):
            record.areas.add(area, narrower)
        area.sources.add(factories.SourceFactory())
    return area


# Facets ask for alliances, areas and countries to choose from.
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("name", "queries"), [("area_list", 1), ("group_list", 5), ("project_list", 6), ("opportunity_list", 5)]
)
def test_research_list_query_count(client, name, queries, rows, django_assert_num_queries):
    make_area_with_all(rows)
    for _number in range(rows):
        factories.ProjectPartnerFactory()

    with django_assert_num_queries(queries):
        page = client.get(reverse(f"research:{name}"))

    assert page.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_area_page_query_count(client, rows, django_assert_num_queries):
    area = make_area_with_all(rows)

    with django_assert_num_queries(8):
        page = client.get(reverse("research:area", args=[area.slug]))

    assert len(page.context["groups"]) == rows


def make_group(rows):
    group = factories.GroupFactory(head=factories.PersonFactory(), source=factories.SourceFactory())
    for _number in range(rows):
        group.areas.add(factories.AreaFactory())
        group.projects.add(factories.ProjectFactory())
        group.news.add(factories.NewsItemFactory())
        factories.PictureFactory(owner=group)
    return group


@pytest.mark.parametrize("rows", [1, 3])
def test_group_page_query_count(client, rows, django_assert_num_queries):
    group = make_group(rows)

    with django_assert_num_queries(3):
        page = client.get(reverse("research:group", args=[group.slug]))

    assert {kind: len(found) for kind, found in page.context["related"].items()} == {
        "areas": rows,
        "projects": rows,
        "news": rows,
    }


@pytest.mark.parametrize("rows", [1, 3])
def test_project_page_query_count(client, rows, django_assert_num_queries):
    project = factories.ProjectFactory(proposal=factories.ProposalFactory(), source=factories.SourceFactory())
    for _number in range(rows):
        factories.ProjectPartnerFactory(project=project)
        project.areas.add(factories.AreaFactory())
        project.groups.add(factories.GroupFactory())
        project.news.add(factories.NewsItemFactory())
        factories.PictureFactory(owner=project)

    with django_assert_num_queries(4):
        page = client.get(reverse("research:project", args=[project.slug]))

    assert len(page.context["project"].seen_partners) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_opportunity_page_query_count(client, rows, django_assert_num_queries):
    opportunity = factories.OpportunityFactory(source=factories.SourceFactory())
    for _number in range(rows):
        opportunity.areas.add(factories.AreaFactory())
        opportunity.partners.add(factories.InstitutionFactory())
        factories.PictureFactory(owner=opportunity)

    with django_assert_num_queries(3):
        page = client.get(reverse("research:opportunity", args=[opportunity.slug]))

    assert len(page.context["related"]["partners"]) == rows
