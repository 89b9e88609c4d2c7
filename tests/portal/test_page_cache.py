"""Finished pages: who gets them, what they cost, what drops them and what does not."""

import datetime
import gzip

import pytest
from django.apps import apps
from django.db import OperationalError, connection, transaction
from django.test import Client

from core.choices import PublicationState
from core.models import Change
from core.page_cache import collecting
from core.services import changes
from tests import factories

pytestmark = pytest.mark.django_db

NEWS = "/en/news/"
NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


def test_kept_page_costs_one_query(client, kept, django_assert_num_queries):
    factories.NewsItemFactory()
    made = client.get(NEWS)

    with django_assert_num_queries(1):
        again = client.get(NEWS)

    assert (again.content, again.headers["ETag"]) == (made.content, made.headers["ETag"])
    assert again.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("offered", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_kept_page_is_not_sent_twice(client, kept, offered):
    made = client.get(NEWS)

    again = client.get(NEWS, headers={"If-None-Match": offered.format(tag=made.headers["ETag"])})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == made.headers["Content-Security-Policy"]
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(again.headers)


def test_first_reader_may_have_the_page_already(client, kept):
    tag = client.get(NEWS).headers["ETag"]
    kept.clear()

    assert client.get(NEWS, headers={"If-None-Match": tag}).status_code == 304
    assert len(kept) == 1


def test_kept_page_comes_packed_or_plain_with_a_tag_of_its_own(client, kept):
    packed = client.get(NEWS, headers={"Accept-Encoding": "br, gzip"})
    plain = client.get(NEWS)

    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert [int(page.headers["Content-Length"]) for page in (packed, plain)] == [
        len(packed.content),
        len(plain.content),
    ]


@pytest.mark.parametrize("accepted", ["gzip;q=0", "identity, gzip; q=0.0", "br", ""])
def test_who_takes_no_packed_page_gets_a_plain_one(client, keeping, accepted):
    for _time in range(2):
        page = client.get(NEWS, headers={"Accept-Encoding": accepted})

        assert "Content-Encoding" not in page.headers
        assert "Accept-Encoding" in page.headers["Vary"]


@pytest.mark.parametrize("accepted", ["gzip", "br;q=0, gzip;q=0.5", "gzip;q=1.0, identity;q=0"])
def test_who_takes_packed_pages_gets_one(client, keeping, accepted):
    assert client.get(NEWS, headers={"Accept-Encoding": accepted}).headers["Content-Encoding"] == "gzip"


def test_head_is_answered_from_the_kept_page(client, kept, django_assert_num_queries):
    first = client.head(NEWS)
    assert len(kept) == 0
    made = client.get(NEWS)

    with django_assert_num_queries(1):
        head = client.head(NEWS)

    assert first.status_code == 200
    assert (head.content, head.headers["Content-Length"]) == (b"", made.headers["Content-Length"])


def test_known_parameters_make_a_page_each_in_whatever_order(client, kept):
    for query in ("?search=a&kind=news", "?kind=news&search=a", "?kind=news&search=a&year=", "?search=b&kind=news"):
        client.get(NEWS + query)

    assert len(kept) == 2


def test_unknown_parameters_make_no_page_and_get_into_none(client, kept):
    page = client.get(NEWS + "?utm_source=%22%3Epoison&search=story")

    assert b"poison" not in page.content
    assert b"search=story" in page.content
    assert client.get(NEWS + "?search=story&fbclid=1").content == page.content
    assert len(kept) == 1


@pytest.mark.parametrize("language", ["en", "zh-hans", "ru", "ar"])
def test_languages_do_not_mix(client, kept, language):
    for code in ("en", "zh-hans", "ru", "ar"):
        client.get(f"/{code}/about/", headers={"Accept-Language": "ru"})

    page = client.get(f"/{language}/about/", headers={"Accept-Language": "ar"})

    assert page.headers["Content-Language"].lower() == language
    assert f'<html lang="{page.headers["Content-Language"]}"' in page.content.decode()


def test_page_of_a_person_is_neither_kept_nor_taken_from_there(client, kept):
    draft = factories.NewsItemFactory(state=PublicationState.DRAFT, title="Not yet to be read")
    staff = Client()
    staff.force_login(factories.SuperuserFactory())

    assert draft.title in staff.get(NEWS).content.decode()
    assert len(kept) == 0
    assert draft.title not in client.get(NEWS).content.decode()
    assert draft.title in staff.get(NEWS).content.decode()
    assert staff.get(NEWS).headers["Cache-Control"] == "private, no-store"


def test_credentials_in_a_header_go_the_usual_way(client, kept):
    client.get(NEWS, headers={"Authorization": "Token 123"})

    assert len(kept) == 0


@pytest.mark.parametrize(
    ("address", "status"), [("/en/nothing/", 404), ("/en/news/?page=99", 404), ("/accounts/login/", 200), ("/en", 301)]
)
def test_what_is_no_page_for_everybody_is_not_kept(client, kept, address, status):
    assert client.get(address).status_code == status
    assert len(kept) == 0


def test_foreign_host_is_refused_although_the_page_is_kept(client, kept):
    client.get(NEWS)

    assert client.get(NEWS, headers={"Host": "elsewhere.example"}).status_code == 400


@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Original-URL", "X-Rewrite-URL"])
def test_headers_that_name_another_place_change_nothing(client, keeping, name):
    factories.NewsItemFactory()
    plain = client.get(NEWS)

    forged = client.get(NEWS, headers={name: "host=elsewhere.example" if name == "Forwarded" else "elsewhere.example"})

    assert (forged.status_code, forged.content) == (200, plain.content)
    assert client.get(NEWS).content == plain.content


@pytest.mark.parametrize(
    "host", ["elsewhere.example", "testserver@elsewhere.example", "testserver:80:80", "a" * 300, "[::"]
)
@pytest.mark.parametrize("address", [NEWS, "/", "/sitemap.xml", "/accounts/login/", "/api/v1/news/", "/en/nothing/"])
def test_foreign_host_is_in_no_answer(client, keeping, address, host):
    answer = client.get(address, headers={"Host": host})

    assert (answer.status_code, "elsewhere" in answer.content.decode()) == (400, False)


def test_page_is_the_same_for_every_host_of_ours(client, kept):
    client.get(NEWS, headers={"Host": "localhost"})

    assert "localhost" not in client.get(NEWS).content.decode()


def test_page_that_reads_what_nobody_announces_is_not_kept(client, kept, monkeypatch):
    factories.NewsItemFactory()
    monkeypatch.setattr("core.page_cache.collecting.known_labels", lambda: frozenset({"core.area"}))

    client.get(NEWS)

    assert len(kept) == 0


def test_memory_is_bounded(client, kept, settings):
    settings.PAGE_CACHE_MEGABYTES = 0.1
    for number in range(30):
        client.get(NEWS, {"search": f"word {number}"})

    assert 0 < len(kept) < 20
    assert (NEWS, "search=word+29") in kept
    assert (NEWS, "search=word+0") not in kept


def test_database_that_does_not_answer_gives_no_page_of_earlier(client, kept, monkeypatch):
    factories.NewsItemFactory()
    client.get(NEWS)

    def refuse(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)

    assert client.get(NEWS).status_code == 503


# What drops a page


@pytest.fixture
def three():
    """Two alliances and three universities, X in A, Z in B, with a story of each university."""
    a, b = (factories.AllianceFactory(slug=slug) for slug in ("a", "b"))
    x, y, z = (factories.InstitutionFactory(slug=slug, country="KZ") for slug in ("x", "y", "z"))
    factories.MembershipFactory(alliance=a, institution=x)
    factories.MembershipFactory(alliance=b, institution=z)
    area = factories.AreaFactory(slug="area")
    moment = factories.now() - datetime.timedelta(days=9)
    for number, (slug, institution) in enumerate([("x", x), ("y", y), ("z", z)]):
        published_at = moment + datetime.timedelta(hours=number)
        factories.NewsItemFactory(slug=f"of-{slug}", institution=institution, alliance=None, published_at=published_at)
        factories.GroupFactory(slug=f"of-{slug}", institution=institution, alliance=None).areas.add(area)
    return {"a": a, "b": b, "x": x, "y": y, "z": z, "area": area, "source": factories.SourceFactory()}


PAGES = {
    "home": "/en/",
    "about": "/en/about/",
    "institutions": "/en/institutions/",
    "alliances": "/en/alliances/",
    "news": NEWS,
    "groups": "/en/research/groups/",
    "A": "/en/alliances/a/",
    "B": "/en/alliances/b/",
    "members of A": "/en/alliances/a/members/",
    "members of B": "/en/alliances/b/members/",
    "governance of A": "/en/alliances/a/governance/",
    "X": "/en/institutions/x/",
    "Y": "/en/institutions/y/",
    "Z": "/en/institutions/z/",
    "networks of Y": "/en/institutions/y/networks/",
    "news of X": "/en/news/of-x/",
    "news of Y": "/en/news/of-y/",
    "news of Z": "/en/news/of-z/",
    "group of Y": "/en/research/groups/of-y/",
    "area": "/en/research/areas/area/",
}
MEMBERSHIP_LISTS = {"institutions", "alliances", "members of A", "members of B"}


def new_membership(w):
    factories.MembershipFactory(alliance=w["a"], institution=w["y"])


def ended_membership(w):
    membership = w["x"].memberships.get()
    membership.recorded_until = factories.now()
    membership.save()


def renamed_institution(w):
    w["y"].name_en = "Another name"
    w["y"].save()


def renamed_alliance(w):
    w["b"].name_en = "Another name"
    w["b"].save()


def new_story(w):
    factories.NewsItemFactory(institution=w["y"], alliance=None, published_at=factories.now())


def withdrawn_story(w):
    story = w["x"].news.get()
    story.state = PublicationState.ARCHIVED
    story.save()


def moved_group(w):
    group = w["y"].groups.get()
    group.institution = w["z"]
    group.save()


def group_without_area(w):
    w["y"].groups.get().areas.clear()


def deleted_group(w):
    w["y"].groups.get().delete()


def new_statement(w):
    factories.StatementFactory(alliance=w["b"], source=w["source"])


def new_source(w):
    factories.SourceFactory()


def draft_of_a_story(w):
    factories.NewsItemFactory(institution=w["y"], alliance=None, state=PublicationState.DRAFT)


def reworded_draft(w):
    story = factories.NewsItemFactory(institution=w["y"], alliance=None, state=PublicationState.DRAFT)
    story.title_en = "Better"
    story.save()


@pytest.mark.parametrize(
    ("change", "dropped"),
    [
        (new_membership, {"A", "Y", "networks of Y", *MEMBERSHIP_LISTS}),
        (ended_membership, {"A", "X", *MEMBERSHIP_LISTS}),
        (
            renamed_institution,
            {"home", "news", "groups", "Y", "networks of Y", "news of Y", "group of Y", "area", *MEMBERSHIP_LISTS},
        ),
        (renamed_alliance, {"home", "news", "groups", "B", "Z", "news of Z", *MEMBERSHIP_LISTS}),
        (new_story, {"home", "news", "Y", "news of Y", "news of Z"}),
        (withdrawn_story, {"home", "news", "X", "news of X", "news of Y"}),
        # A story asks in one statement for all that it may lead to, its institution and groups among them.
        (moved_group, {"groups", "Y", "Z", "news of Y", "news of Z", "group of Y", "area"}),
        (group_without_area, {"group of Y", "area"}),
        (deleted_group, {"groups", "Y", "news of Y", "group of Y", "area"}),
        (new_statement, {"B"}),
        (new_source, {"home", "news", "members of A", "members of B"}),
        (draft_of_a_story, set()),
        (reworded_draft, set()),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_change_drops_the_pages_that_show_it_and_no_others(three, client, kept, change, dropped):
    for address in PAGES.values():
        assert client.get(address).status_code == 200
    assert len(kept) == len(PAGES)

    connection.run_on_commit.clear()  # else the transaction of the test counts as one that changes many
    change(three)
    kept.catch_up()

    assert {name for name, address in PAGES.items() if (address, "") not in kept} == dropped


def test_rolled_back_change_drops_nothing(client, kept):
    story = factories.NewsItemFactory(title="As it is")
    client.get(NEWS)

    with transaction.atomic():
        story.title_en = "Never"
        story.save()
        transaction.set_rollback(True)

    assert "As it is" in client.get(NEWS).content.decode()
    assert Change.objects.filter(rows=story.pk).count() == 1
    assert (NEWS, "") in kept


def test_bulk_writes_are_announced(client, kept):
    stories = [factories.NewsItemFactory(title="Before") for _number in range(2)]
    client.get(NEWS)

    type(stories[0]).objects.filter(pk=stories[0].pk).update(title_en="After")

    assert "After" in client.get(NEWS).content.decode()


def test_transaction_that_changes_many_rows_says_so_once(client, kept):
    stories = [factories.NewsItemFactory() for _number in range(changes.MANY + 5)]
    about = factories.AreaFactory()
    Change.objects.all().delete()
    connection.run_on_commit.clear()
    client.get(NEWS)

    with transaction.atomic():
        for story in stories:
            story.title_en = "Together"
            story.save()
        about.save()

    said = list(Change.objects.values_list("model", "rows").order_by("pk"))
    assert len(said) == changes.MANY + 2
    assert said[-2:] == [("news.newsitem", "*"), ("core.area", about.pk)]
    assert "Together" in client.get(NEWS).content.decode()


def test_many_changes_that_are_rolled_back_do_not_silence_later_ones(kept):
    story = factories.NewsItemFactory()
    Change.objects.all().delete()
    connection.run_on_commit.clear()

    with transaction.atomic():
        type(story).objects.update(title_en="Never")
        transaction.set_rollback(True)
    story.save()

    assert list(Change.objects.values_list("rows", flat=True)) == [story.pk]


def test_scheduled_story_appears_and_goes_on_time(client, kept, freeze_now):
    freeze_now(NOON)
    minute = datetime.timedelta(minutes=1)
    factories.NewsItemFactory(title="Only for a while", published_at=NOON + minute, unpublish_at=NOON + 3 * minute)
    seen = []

    for minutes in (0, 0.9, 1, 2.9, 3):
        freeze_now(NOON + minutes * minute)
        seen.append("Only for a while" in client.get(NEWS).content.decode())

    assert seen == [False, False, True, True, False]


def test_deadline_and_day_end_a_page(client, kept, freeze_now):
    freeze_now(NOON)
    deadline = NOON + datetime.timedelta(hours=2)
    factories.OpportunityFactory(deadline=deadline, deadline_zone="UTC")
    address = "/en/opportunities/"

    client.get(address)
    first = kept.find((address, "")).stale_at
    freeze_now(deadline)
    client.get(address)

    assert (first, kept.find((address, "")).stale_at) == (deadline, datetime.datetime(2026, 3, 11, tzinfo=datetime.UTC))


def test_next_moment_is_asked_for_once(client, kept, django_assert_num_queries):
    with django_assert_num_queries(4):  # what changed twice, the soonest moment, and the menu
        client.get("/en/about/")
        client.get("/en/privacy/")


def test_process_that_is_far_behind_drops_everything(client, kept):
    story = factories.NewsItemFactory(title="Of earlier")
    client.get(NEWS)
    story.title_en = "Of now"
    story.save()
    changes.announce_all(type(story))

    newest = Change.objects.latest("pk").pk
    Change.objects.all().delete()
    Change.objects.create(pk=newest + 1, model="core.area", rows="*")

    assert "Of now" in client.get(NEWS).content.decode()


def test_old_changes_are_pruned(kept, monkeypatch):
    monkeypatch.setattr(changes, "PRUNED_EVERY", 1)
    monkeypatch.setattr(changes, "KEPT", 3)

    for _number in range(6):
        factories.AreaFactory()

    assert Change.objects.count() == 3


def test_table_goes_by_the_model_whose_changes_are_announced():
    class Renamed(type(factories.AreaFactory.build())):
        class Meta:
            app_label = "core"
            proxy = True

    collecting._labels_by_table.cache_clear()
    try:
        assert collecting._labels_by_table()["core_area"] == "core.area"
    finally:
        del apps.all_models["core"]["renamed"]
        apps.clear_cache()
        collecting._labels_by_table.cache_clear()
