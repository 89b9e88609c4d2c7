"""The work list of translations in the admin and in the workspace, and the state where it is shown."""

import datetime

import pytest

from core.choices import PublicationState as S
from core.choices import TextState as T
from core.services.translating import Wishes
from news.models import NewsItem
from research.models import Group
from tests import factories
from tests.admin.conftest import admin_url, signed_in

pytestmark = pytest.mark.django_db
ADMIN, WORKSPACE = "/admin/translations/", "/workspace/translations/"
SECRET = "Unseen by others"


def story(alliance, title="Story", **texts):
    return factories.NewsItemFactory(alliance=alliance, title_en=title, **texts)


def complete(alliance, title="Complete"):
    return story(alliance, title, title_ru="Всё", title_zh_hans="齐", title_ar="كامل")


def made_stale(item):
    item = NewsItem.objects.get(pk=item.pk)
    item.title_en += " anew"
    item.save()
    return item


def titles(page):
    return [row.name_en for row in page.context["page"].object_list if row.source.model is NewsItem]


def cells(page, title):
    (row,) = (row for row in page.context["page"].object_list if row.name_en == title)
    return [standing.state for standing, _address in row.cells]


def test_list_has_a_cell_for_each_language(secretariat, ours):
    item = complete(ours)
    item.text_wishes = Wishes(unready=("ar",))
    item.save()
    made_stale(item)

    page = secretariat.get(ADMIN)

    assert cells(page, "Complete anew") == [T.ORIGINAL, T.STALE, T.STALE, T.DRAFT]


def test_list_leaves_out_what_needs_no_work_and_the_archive(secretariat, ours):
    complete(ours)
    story(ours, "Archived", state=S.ARCHIVED)
    story(ours, "In review", state=S.SUBMITTED)

    assert titles(secretariat.get(ADMIN)) == ["In review"]
    assert titles(secretariat.get(ADMIN, {"state": "current", "language": "ru"})) == ["Complete"]


def test_what_changed_longest_ago_comes_first(secretariat, ours, freeze_now):
    moment = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
    for days, title in ((1, "New"), (9, "Old"), (5, "Between")):
        NewsItem.objects.filter(pk=story(ours, title).pk).update(updated_at=moment - datetime.timedelta(days=days))

    assert titles(secretariat.get(ADMIN)) == ["Old", "Between", "New"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"kind": "news.newsitem"}, {"Partial", "Stale anew", "Machine"}),
        ({"kind": "research.group"}, set()),
        ({"language": "ru"}, {"Partial", "Stale anew"}),
        ({"state": "stale"}, {"Stale anew"}),
        ({"state": "missing", "language": "ar"}, {"Partial", "Machine"}),
        ({"state": "machine"}, {"Machine"}),
        ({"state": "draft"}, set()),
    ],
)
def test_list_is_narrowed(secretariat, ours, query, expected):
    story(ours, "Partial")
    made_stale(complete(ours, "Stale"))
    item = story(ours, "Machine", title_ru="Машина")
    item.text_wishes = Wishes(machine=("ru",))
    item.save()
    factories.GroupFactory(alliance=ours)

    assert set(titles(secretariat.get(ADMIN, query))) == expected


def test_list_is_narrowed_by_institution_and_alliance(ours, theirs):
    institution = factories.InstitutionFactory()
    story(ours, "Ours", institution=institution)
    story(theirs, "Theirs")
    client = signed_in(factories.SuperuserFactory())

    assert titles(client.get(ADMIN, {"institution": institution.pk})) == ["Ours"]
    assert titles(client.get(ADMIN, {"alliance": theirs.pk})) == ["Theirs"]


def test_list_holds_and_counts_nothing_out_of_scope(secretariat, ours, theirs):
    institution = factories.InstitutionFactory(name=SECRET, state=S.DRAFT)
    story(theirs, SECRET, institution=institution, state=S.DRAFT)
    made_stale(complete(theirs, SECRET))
    story(ours)

    page = secretariat.get(ADMIN)
    narrowed = [
        secretariat.get(ADMIN, {name: of.pk}) for name, of in (("institution", institution), ("alliance", theirs))
    ]

    assert titles(page) == ["Story"]
    assert page.context["all_work"] == page.context["page"].paginator.count
    assert SECRET not in page.text
    assert [answer.status_code for answer in narrowed] == [400, 400]
    assert SECRET not in "".join(answer.text for answer in narrowed)


def test_institution_out_of_sight_is_not_offered(secretariat, ours, theirs):
    institution = factories.InstitutionFactory(name=SECRET, state=S.DRAFT)
    factories.InstitutionFactory(name="Another")
    story(ours, institution=institution)

    assert SECRET not in secretariat.get(ADMIN).text


def test_workspace_lists_own_items_alone(client, ours):
    own, other = factories.InstitutionFactory(), factories.InstitutionFactory(name=SECRET)
    client.force_login(factories.RepresentativeUserFactory(institution=own))
    draft = story(ours, "Own draft", institution=own, state=S.DRAFT)
    public = story(ours, "Own public", institution=own)
    sent = story(ours, "Own sent", institution=own, state=S.SUBMITTED)
    story(ours, SECRET, institution=other)

    page = client.get(WORKSPACE)

    assert set(titles(page)) == {"Own draft", "Own public", "Own sent"}
    assert page.context["all_work"] == 4
    assert SECRET not in page.text
    assert {row.pk: row.address for row in page.context["page"].object_list} == {
        own.pk: f"/workspace/profile/{own.pk}/edit/?language=zh-hans",
        draft.pk: f"/workspace/news/{draft.pk}/edit/?language=zh-hans",
        public.pk: f"/workspace/news/{public.pk}/change/?language=zh-hans",
        sent.pk: f"/workspace/news/{sent.pk}/",
    }


def test_workspace_lists_the_profile_for_those_who_keep_it(client, ours):
    led, written_for = (
        factories.InstitutionFactory(description_en="<p>A</p>"),
        factories.InstitutionFactory(name=SECRET),
    )
    person = factories.RepresentativeUserFactory(institution=led)
    factories.RepresentativeFactory(user=person, institution=written_for, role="contributor")
    story(ours, SECRET, institution=written_for)
    client.force_login(person)

    narrowed = client.get(WORKSPACE, {"institution": led.pk})
    profiles = client.get(WORKSPACE, {"kind": "members.institution"})
    contributor = factories.RepresentativeFactory(institution=led, role="contributor").user

    assert [row.pk for row in narrowed.context["page"].object_list] == [led.pk]
    assert [row.pk for row in profiles.context["page"].object_list] == [led.pk]
    assert signed_in(contributor).get(WORKSPACE).context["all_work"] == 0
    assert signed_in(contributor).get(WORKSPACE, {"kind": "members.institution"}).status_code == 400


@pytest.mark.parametrize("address", [ADMIN, WORKSPACE])
@pytest.mark.parametrize("query", [{"kind": "members.user"}, {"language": "fr"}, {"state": "gone"}])
def test_list_refuses_what_it_does_not_know(ours, address, query):
    institution = factories.InstitutionFactory()
    story(ours, institution=institution)
    client = signed_in(factories.SecretariatUserFactory(alliance=ours))
    if address == WORKSPACE:
        client.force_login(factories.RepresentativeUserFactory(institution=institution))

    page = client.get(address, query)

    assert (page.status_code, list(page.context["page"].object_list)) == (400, [])


def test_list_comes_in_pages(secretariat, ours):
    items = factories.NewsItemFactory.build_batch(30, alliance=ours)
    NewsItem.objects.bulk_create(items)

    first, second = (secretariat.get(ADMIN, {"page": number, "kind": "news.newsitem"}) for number in (1, 2))

    shown = [row.pk for page in (first, second) for row in page.context["page"].object_list]
    assert (len(first.context["page"].object_list), sorted(shown)) == (25, sorted(item.pk for item in items))


@pytest.mark.parametrize("rows", [3, 300])
def test_admin_list_query_count(rows, ours, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    NewsItem.objects.bulk_create(factories.NewsItemFactory.build_batch(rows, alliance=ours, institution=institution))
    Group.objects.bulk_create(factories.GroupFactory.build_batch(rows, alliance=ours, institution=institution))
    client = signed_in(factories.SecretariatUserFactory(alliance=ours))
    client.get(ADMIN)

    with django_assert_num_queries(8):
        client.get(ADMIN)


@pytest.mark.parametrize("rows", [3, 300])
def test_workspace_list_query_count(client, rows, ours, django_assert_num_queries):
    institution = factories.InstitutionFactory()
    NewsItem.objects.bulk_create(factories.NewsItemFactory.build_batch(rows, alliance=ours, institution=institution))
    client.force_login(factories.RepresentativeUserFactory(institution=institution))
    client.get(WORKSPACE)

    with django_assert_num_queries(9):
        client.get(WORKSPACE)


def test_state_is_shown_where_one_works(secretariat, ours):
    item = made_stale(complete(ours))
    NewsItem.objects.filter(pk=item.pk).update(state=S.SUBMITTED)

    pages = [secretariat.get(admin_url(item, page)) for page in ("change", "review")]
    pages.append(secretariat.get("/admin/news/newsitem/"))

    assert [page.text.count("standing--stale") > 2 for page in pages[:2]] == [True, True]
    assert pages[2].text.count("is-stale") == 3
