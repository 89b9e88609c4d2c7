import datetime

import pytest
from django.urls import reverse

from core.clock import now
from tests import factories

pytestmark = pytest.mark.django_db


def story(item):
    return reverse("news:detail", args=[item.slug])


@pytest.mark.parametrize("rows", [1, 3])
def test_news_list_query_count(client, rows, django_assert_num_queries):
    for _number in range(rows):
        factories.NewsItemFactory(institution=factories.InstitutionFactory(), source=factories.SourceFactory())

    with django_assert_num_queries(4):
        page = client.get(reverse("news:list"))

    assert len(page.context["object_list"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_news_page_query_count(client, rows, django_assert_num_queries):
    item = factories.NewsItemFactory(
        institution=factories.InstitutionFactory(), source=factories.SourceFactory(), body="<p>One.</p><p>Two.</p>"
    )
    for _number in range(rows):
        factories.NewsItemFactory()
        factories.NewsMentionFactory(news_item=item, institution=factories.InstitutionFactory())
        factories.PictureFactory(owner=item)
        item.boilerplates.add(factories.BoilerplateVersionFactory())
        item.alliances.add(factories.AllianceFactory())
        item.institutions.add(factories.InstitutionFactory())
        item.people.add(factories.PersonFactory())
        item.areas.add(factories.AreaFactory())
        item.groups.add(factories.GroupFactory())
        item.projects.add(factories.ProjectFactory())

    with django_assert_num_queries(5):
        page = client.get(story(item))

    assert len(page.context["related"]["alliances"]) == rows + 1
