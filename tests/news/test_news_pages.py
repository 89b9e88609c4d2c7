import datetime
import re

import pytest
from django.urls import reverse
from django.utils import translation

from core.clock import now
from core.dates import PartialDate
from tests import factories

pytestmark = pytest.mark.django_db


def story(item):
    return reverse("news:detail", args=[item.slug])


@pytest.mark.parametrize(
    ("source_date", "kind", "label", "text"),
    [
        (PartialDate.month(2020, 12), "source", "Source dated", "2020-12"),
        (PartialDate.unknown(), "here", "Published here", "2026-03-05"),
    ],
)
def test_shown_date_says_which_date_it_is(source_date, kind, label, text):
    moment = datetime.datetime(2026, 3, 5, 9, tzinfo=datetime.UTC)
    item = factories.NewsItemFactory.build(source_date=source_date, published_at=moment)

    assert (item.shown_date.kind, str(item.shown_date.label), item.shown_date.date.text) == (kind, label, text)


def test_undated_draft_shows_no_date():
    assert factories.DraftNewsItemFactory.build(source_date=PartialDate.unknown()).shown_date is None


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


def test_story_shows_nothing_unpublished(client):
    item = factories.NewsItemFactory(
        alliance=factories.AllianceFactory(),
        institution=factories.DraftInstitutionFactory(name="Veiled poster"),
        source=factories.DraftSourceFactory(title="Veiled source"),
    )
    item.alliances.add(factories.DraftAllianceFactory(name="Veiled alliance"))
    item.institutions.add(factories.DraftInstitutionFactory(name="Veiled university"))
    item.people.add(factories.DraftPersonFactory(name="Veiled person"))
    item.areas.add(factories.DraftAreaFactory(name="Veiled area"))
    item.groups.add(factories.DraftGroupFactory(name="Veiled group"))
    item.projects.add(factories.DraftProjectFactory(title="Veiled project"))
    item.boilerplates.add(
        factories.BoilerplateVersionFactory(
            boilerplate__alliance=factories.DraftAllianceFactory(), title="Veiled block"
        )
    )
    factories.NewsMentionFactory(
        news_item=item, name="Veiled speaker", institution=factories.DraftInstitutionFactory(name="Veiled home")
    )

    pages = [client.get(story(item)), client.get(reverse("news:list"))]

    assert ["Veiled" in page.content.decode() for page in pages] == [False, False]


def test_neighbours_are_the_published_stories_beside_it(client):
    days = {name: now() - datetime.timedelta(days=number) for number, name in enumerate("abcdefg", start=1)}
    newest, newer, item, older, oldest = (factories.NewsItemFactory(published_at=days[day]) for day in "abdfg")
    factories.NewsItemFactory(published_at=days["c"], state="archived")
    factories.NewsItemFactory(published_at=days["e"], unpublish_at=now() - datetime.timedelta(hours=1))

    related = client.get(story(item)).context["related"]
    ends = [client.get(story(end)).context["related"] for end in (newest, oldest)]

    assert (related["newer"], related["older"]) == ([newer], [older])
    assert [ends[0]["newer"], ends[1]["older"]] == [[], []]


@pytest.mark.parametrize("state", ["draft", "submitted", "returned", "archived"])
def test_unpublished_story_is_neither_found_nor_listed(client, state):
    item = factories.NewsItemFactory(state=state)

    page = client.get(reverse("news:list"))

    assert client.get(story(item)).status_code == 404
    assert list(page.context["page_obj"]) == []
    assert "0 stories found" in page.content.decode()


def test_story_shows_its_parts(client):
    version = factories.BoilerplateVersionFactory(title="For reference", text="<p>Old figures.</p>")
    factories.BoilerplateVersionFactory(
        boilerplate=version.boilerplate, valid_from=datetime.date(2025, 1, 1), text="<p>New figures.</p>"
    )
    item = factories.NewsItemFactory(
        kicker="Council",
        lead="What it is about.",
        byline="Edited by the office",
        source=factories.SourceFactory(title="A page"),
        source_date=PartialDate.month(2020, 12),
        original_language="ru",
        is_machine_translated=True,
        body="<p>One.</p><h2>Then</h2><p>Two.</p>",
    )
    item.boilerplates.add(version)
    factories.NewsMentionFactory(news_item=item, name="A. Speaker", spellings="A. Speeker")
    factories.PictureFactory(owner=item, caption="Two people", credit="The office", alt="Two people at a table")

    page = client.get(story(item)).content.decode()

    for part in (
        '<p class="kicker">Council</p>',
        "What it is about.",
        "Edited by the office",
        '<time datetime="2020-12">December 2020</time>',
        "<dd>Russian</dd>",
        "machine translation",
        "Old figures.",
        "A. Speeker",
        'alt="Two people at a table"',
        "Two people <small>The office</small></figcaption>",
    ):
        assert part in page
    assert "New figures." not in page


def test_first_picture_of_a_story_stands_before_its_text_and_once(client):
    item = factories.NewsItemFactory(body="<p>One.</p><p>Two.</p>")
    for number in (2, 1):
        factories.PictureFactory(owner=item, order=number, alt=f"Picture {number}")

    page = client.get(story(item)).content.decode()

    assert sorted(re.findall(r"Picture \d|<p>\w+\.</p>", page), key=page.index) == [
        "Picture 1",
        "<p>One.</p>",
        "Picture 2",
        "<p>Two.</p>",
    ]


def test_decorative_picture_has_empty_alternative_text(client):
    item = factories.NewsItemFactory()
    factories.PictureFactory(owner=item, alt="", is_decorative=True)

    assert 'alt=""' in client.get(story(item)).content.decode()


def test_story_in_another_language_is_marked_and_said_so(client):
    item = factories.NewsItemFactory(title="A story", body="<p>Its text.</p>")
    with translation.override("ar"):
        address = story(item)

    page = client.get(address).content.decode()

    assert '<h1><bdi lang="en" dir="ltr">A story</bdi></h1>' in page
    assert '<div class="prose" lang="en" dir="ltr"><p>Its text.</p></div>' in page
    assert '<p class="notice">' in page
    assert re.findall(r'rel="alternate" hreflang="([^"]+)"', page) == ["en", "x-default"]


def test_former_address_of_a_story_redirects(client):
    item = factories.NewsItemFactory(slug="former")
    item.refresh_from_db()
    item.slug = "present"
    item.save()

    answer = client.get(reverse("news:detail", args=["former"]))

    assert (answer.status_code, answer.url) == (301, story(item))


def test_news_pages_set_no_cookie(client):
    item = factories.NewsItemFactory()

    assert {client.get(path).cookies.output() for path in (reverse("news:list"), story(item))} == {""}


def test_news_list_shows_the_newest_first_and_filters(client):
    alliance = factories.AllianceFactory()
    older = factories.NewsItemFactory(alliance=alliance, published_at=now() - datetime.timedelta(days=9))
    newer = factories.NewsItemFactory(published_at=now() - datetime.timedelta(days=2))
    newer.alliances.add(alliance)
    factories.NewsItemFactory()

    page = client.get(reverse("news:list"), {"alliance": alliance.slug})

    assert list(page.context["page_obj"]) == [newer, older]


def test_list_says_which_date_it_shows(client):
    factories.NewsItemFactory(source_date=PartialDate.month(2020, 12))
    factories.NewsItemFactory(source_date=PartialDate.unknown())

    page = client.get(reverse("news:list")).text

    labels = re.findall(r'<span class="label">([^<]+)</span><time', page)
    assert sorted(labels) == ["Published here", "Source dated"]
