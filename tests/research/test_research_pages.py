import datetime
import re

import pytest
from django.urls import reverse

from core.clock import now
from research.models import Opportunity, Project
from tests import factories

pytestmark = pytest.mark.django_db

LISTS = ["area_list", "group_list", "project_list", "opportunity_list"]


def in_days(days):
    return {"deadline": now() + datetime.timedelta(days=days), "deadline_zone": "Asia/Shanghai"}


def make_area_with_all(rows):
    area = factories.AreaFactory()
    for _number in range(rows):
        narrower = factories.AreaFactory(parent=area)
        for record in (
            factories.GroupFactory(head=factories.PersonFactory()),
            factories.ProjectFactory(),
            factories.OpportunityFactory(**in_days(9)),
            factories.NewsItemFactory(),
            factories.AllianceFactory(),
        ):
            record.areas.add(area, narrower)
        area.sources.add(factories.SourceFactory())
    return area


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
        factories.OpportunityPartnerFactory(opportunity=opportunity)
        factories.PictureFactory(owner=opportunity)

    with django_assert_num_queries(4):
        page = client.get(reverse("research:opportunity", args=[opportunity.slug]))

    assert len(page.context["opportunity"].seen_partners) == rows


def make_veiled_neighbours(area):
    """Published records in the area whose other ends are not, and drafts in the area itself."""
    veiled = {
        "institution": factories.DraftInstitutionFactory(name="Veiled university"),
        "source": factories.DraftSourceFactory(title="Veiled source"),
        "alliance": factories.DraftAllianceFactory(name="Veiled alliance"),
    }
    group = factories.GroupFactory(head=factories.DraftPersonFactory(name="Veiled head"), **veiled)
    project = factories.ProjectFactory(proposal=factories.DraftProposalFactory(title="Veiled proposal"), **veiled)
    opportunity = factories.OpportunityFactory(**in_days(3), **veiled)
    factories.ProjectPartnerFactory(project=project, institution=veiled["institution"])
    factories.OpportunityPartnerFactory(opportunity=opportunity, institution=veiled["institution"])
    for record in (group, project):
        record.news.add(factories.DraftNewsItemFactory(title="Veiled story"))
    group.projects.add(factories.DraftProjectFactory(title="Veiled project"))
    project.groups.add(factories.DraftGroupFactory(name="Veiled group"))
    drafts = [
        factories.DraftGroupFactory(name="Veiled group"),
        factories.DraftProjectFactory(title="Veiled project"),
        factories.DraftOpportunityFactory(title="Veiled call"),
        factories.DraftNewsItemFactory(title="Veiled story"),
        veiled["alliance"],
    ]
    hidden_area = factories.DraftAreaFactory(name="Veiled area", parent=area)
    for record in (group, project, opportunity, *drafts):
        record.areas.add(area, hidden_area)
    area.sources.add(veiled["source"])
    return {"area": area, "group": group, "project": project, "opportunity": opportunity}


@pytest.mark.parametrize("kind", ["area", "group", "project", "opportunity"])
def test_research_pages_show_nothing_unpublished(client, kind):
    record = make_veiled_neighbours(factories.AreaFactory())[kind]

    page = client.get(reverse(f"research:{kind}", args=[record.slug])).content.decode()

    assert str(record) in page
    assert "Veiled" not in page


@pytest.mark.parametrize("name", LISTS)
def test_research_lists_show_nothing_unpublished(client, name):
    make_veiled_neighbours(factories.AreaFactory())

    assert "Veiled" not in client.get(reverse(f"research:{name}")).content.decode()


@pytest.mark.parametrize("kind", ["area", "group", "project", "opportunity"])
def test_unpublished_research_is_not_found(client, kind):
    drafts = {
        "area": factories.DraftAreaFactory,
        "group": factories.DraftGroupFactory,
        "project": factories.DraftProjectFactory,
        "opportunity": factories.DraftOpportunityFactory,
    }

    assert client.get(reverse(f"research:{kind}", args=[drafts[kind]().slug])).status_code == 404


def test_areas_count_what_is_seen_once_in_the_wider_area_too(client):
    wider = factories.AreaFactory()
    narrower = factories.AreaFactory(parent=wider)
    make_veiled_neighbours(wider)
    group = factories.GroupFactory()
    group.areas.add(wider, narrower)
    factories.DraftGroupFactory().areas.add(narrower)

    areas = {area.pk: area for area in client.get(reverse("research:area_list")).context["areas"]}

    counts = [
        (areas[pk].groups_count, areas[pk].projects_count, areas[pk].news_count) for pk in (wider.pk, narrower.pk)
    ]
    assert counts == [(2, 1, 0), (1, 0, 0)]


def test_opportunities_close_soonest_first_and_closed_ones_come_last(client):
    closed_long_ago = factories.OpportunityFactory(**in_days(-9))
    closed_lately = factories.OpportunityFactory(**in_days(-1))
    standing = factories.OpportunityFactory(stage=Opportunity.Stage.STANDING)
    later = factories.OpportunityFactory(**in_days(9))
    sooner = factories.OpportunityFactory(**in_days(2))

    page = client.get(reverse("research:opportunity_list"))

    sections = [(str(label), rows) for label, rows in page.context["sections"]]
    assert sections == [
        ("Open calls", [sooner, later]),
        ("Standing programmes", [standing]),
        ("Closed", [closed_lately, closed_long_ago]),
    ]
    assert page.content.decode().count('class="day is-closed"') == 2


def test_deadline_is_printed_in_its_zone(client):
    moment = datetime.datetime(2031, 5, 4, 15, 59, tzinfo=datetime.UTC)
    call = factories.OpportunityFactory(deadline=moment, deadline_zone="Asia/Shanghai")

    page = client.get(reverse("research:opportunity", args=[call.slug])).content.decode()

    assert '<time datetime="2031-05-04T23:59:00+08:00">4 May 2031, 23:59</time>' in page
    assert ' (<bdi dir="ltr">Asia/Shanghai</bdi> · <bdi dir="ltr">UTC+8</bdi>)' in page


def test_example_entries_say_that_they_are_examples(client):
    call = factories.OpportunityFactory(is_example=True, **in_days(5))

    pages = [client.get(reverse("research:opportunity_list")), client.get(call.get_absolute_url())]

    assert ["nobody can apply" in page.content.decode() for page in pages] == [True, True]


def test_unconfirmed_partners_are_marked(client):
    partner = factories.ProjectPartnerFactory(is_confirmed=False)
    factories.ProjectPartnerFactory(project=partner.project, is_confirmed=True)

    page = client.get(partner.project.get_absolute_url()).content.decode()

    counts = [page.count(f'data-label="Confirmed">{word}<') for word in ("unconfirmed", "confirmed")]
    assert counts == [1, 1]


def test_project_stands_at_its_stage_between_those_passed_and_those_ahead(client):
    project = factories.ProjectFactory(stage=Project.Stage.RUNNING)

    page = client.get(project.get_absolute_url()).content.decode()

    assert re.findall(r'<li class="is-(\w+)"( aria-current="step")?>(\w+)</li>', page) == [
        ("passed", "", "Proposed"),
        ("passed", "", "Agreed"),
        ("now", ' aria-current="step"', "Running"),
        ("ahead", "", "Completed"),
    ]


@pytest.mark.parametrize("name", ["group_list", "project_list", "opportunity_list"])
def test_empty_list_says_what_would_stand_there_and_a_filter_that_it_finds_nothing(client, name):
    page, filtered = (client.get(reverse(f"research:{name}"), data) for data in ({}, {"search": "nothing"}))

    assert ["will stand here" in answer.content.decode() for answer in (page, filtered)] == [True, False]
    assert "Nothing matches." in filtered.content.decode()


def test_former_address_of_a_group_redirects(client):
    group = factories.GroupFactory(slug="former")
    group.refresh_from_db()
    group.slug = "present"
    group.save()

    answer = client.get(reverse("research:group", args=["former"]))

    assert (answer.status_code, answer.url) == (301, reverse("research:group", args=["present"]))


def test_lists_filter_by_area_and_keep_the_choice(client):
    area = factories.AreaFactory()
    inside, _outside = factories.GroupFactory(), factories.GroupFactory()
    inside.areas.add(area)

    page = client.get(reverse("research:group_list"), {"area": area.slug})

    assert list(page.context["page_obj"]) == [inside]
    assert f'<option value="{area.slug}" selected>' in page.content.decode()


def test_research_pages_set_no_cookie(client):
    records = make_veiled_neighbours(factories.AreaFactory())
    addresses = [reverse(f"research:{name}") for name in LISTS]
    addresses += [record.get_absolute_url() for record in records.values()]

    assert {client.get(path).cookies.output() for path in addresses} == {""}


@pytest.mark.parametrize("kind", ["group", "project", "opportunity"])
def test_list_shows_the_first_picture_of_each_record(client, kind):
    factory = getattr(factories, f"{kind.capitalize()}Factory")
    shown, bare = factory(), factory()
    later, first = (factories.PictureFactory(owner=shown, order=order) for order in (2, 1))

    page = client.get(reverse(f"research:{kind}_list"))

    assert first.file.url in page.text
    assert later.file.url not in page.text
    files = {record.pk: record.card_file and record.card_file.name for record in page.context["page_obj"]}
    assert files == {shown.pk: first.file.name, bare.pk: None}
    assert page.text.count("<picture>") == 1
    assert re.search(r'<img src="[^"]+" width="\d+" height="\d+" alt="" decoding="async" loading="lazy">', page.text)


@pytest.mark.parametrize("kind", ["group", "project", "opportunity"])
def test_list_shows_no_picture_of_another_kind_with_the_same_id(client, kind):
    shown = getattr(factories, f"{kind.capitalize()}Factory")()
    other = factories.NewsItemFactory(pk=shown.pk)
    picture = factories.PictureFactory(owner=other)

    assert picture.file.url not in client.get(reverse(f"research:{kind}_list")).text


@pytest.mark.parametrize("kind", ["group", "project", "opportunity"])
def test_page_asks_at_once_for_the_picture_that_it_opens_with_alone(client, kind):
    shown = getattr(factories, f"{kind.capitalize()}Factory")()
    later, first = (factories.PictureFactory(owner=shown, order=order) for order in (2, 1))

    page = client.get(shown.get_absolute_url()).text

    drawn = dict(re.findall(r'<img src="([^"]+)"[^>]* decoding="async" ([^>]+)>', page))
    assert drawn == {first.file.url: 'fetchpriority="high"', later.file.url: 'loading="lazy"'}
