import datetime

import pytest
from django.urls import reverse

from core.choices import PublicationState as S
from core.clock import now
from core.services import publishing
from tests.factories import (
    EventFactory,
    GroupFactory,
    InstitutionFactory,
    NewsItemFactory,
    OpportunityFactory,
    ProjectFactory,
    ProposedChangeFactory,
    RepresentativeUserFactory,
    SecretariatUserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
FACTORIES = [NewsItemFactory, EventFactory, GroupFactory, ProjectFactory, OpportunityFactory]
DASHBOARD = "/workspace/"


@pytest.fixture
def institution():
    return InstitutionFactory()


@pytest.fixture
def person(institution, client):
    user = RepresentativeUserFactory(institution=institution)
    client.force_login(user)
    return user


def items_of(page):
    return {entry["state"]: [item.pk for item in entry["items"]] for entry in page.context["states"]}


@pytest.mark.usefixtures("person")
def test_dashboard_shows_own_items_by_state_and_nothing_of_others(client, institution):
    draft, sent = NewsItemFactory(institution=institution, state=S.DRAFT), GroupFactory(institution=institution)
    NewsItemFactory(institution=InstitutionFactory(), state=S.DRAFT, title="Of somebody else")

    page = client.get(DASHBOARD)

    assert items_of(page) == {S.DRAFT: [draft.pk], S.PUBLISHED: [sent.pk]}
    assert "Of somebody else" not in page.text


def test_dashboard_says_why_an_item_came_back(client, institution, person):
    editor = SecretariatUserFactory()
    item = NewsItemFactory(institution=institution, alliance=editor.secretariats.get().alliance, state=S.DRAFT)
    for reason in ("An older reason", "The second picture shows another meeting"):
        publishing.move(item, S.SUBMITTED, by=person)
        publishing.move(item, S.RETURNED, by=editor, note=reason)

    page = client.get(DASHBOARD)

    assert "The second picture shows another meeting" in page.text
    assert "An older reason" not in page.text
    assert "1 item came back" in page.text


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize("rows", [3, 300])
@pytest.mark.parametrize(("address", "queries"), [(DASHBOARD, 10), ("/workspace/items/", 8)])
def test_own_items_take_the_same_queries_for_few_and_many(
    client, institution, rows, address, queries, django_assert_num_queries
):
    for number in range(rows):
        state = (S.RETURNED, S.DRAFT, S.PUBLISHED)[number % 3]
        item = FACTORIES[number % len(FACTORIES)](institution=institution, state=state)
        if state == S.PUBLISHED:
            ProposedChangeFactory(target=item, institution_id=institution.pk, stage="returned")

    with django_assert_num_queries(queries):
        client.get(address)


@pytest.mark.usefixtures("person")
def test_items_are_paged_and_narrowed_by_kind_and_state(client, institution):
    for _number in range(21):
        NewsItemFactory(institution=institution, state=S.DRAFT)
    group = GroupFactory(institution=institution)

    second = client.get("/workspace/items/?kind=news&state=draft&page=2").context["items"]

    assert len(second) == 1
    assert [item.pk for item in client.get("/workspace/items/?kind=groups").context["items"]] == [group.pk]


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(
    ("query", "status"), [("kind=people", 400), ("state=gone", 400), ("page=abc", 404), ("page=9", 404)]
)
def test_items_refuse_what_they_do_not_know(client, query, status):
    assert client.get(f"/workspace/items/?{query}").status_code == status


@pytest.mark.usefixtures("person")
def test_scheduled_item_says_so_and_has_no_link_to_readers(client, institution):
    NewsItemFactory(institution=institution, published_at=now() + datetime.timedelta(days=1))

    (item,) = client.get("/workspace/items/").context["items"]

    assert (item.state_label, item.public_address) == ("Scheduled", "")


def test_newcomer_is_told_what_to_do_first(client, person):
    steps = dict.fromkeys(address for _sentence, address in client.get(DASHBOARD).context["steps"])

    assert list(steps) == ["/workspace/news/new/", "/accounts/settings/"]


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC"])
def test_who_posted_and_chose_a_zone_is_told_nothing_more(client, institution, person, zone):
    NewsItemFactory(institution=institution)
    person.time_zone = zone
    person.save()

    assert client.get(DASHBOARD).context["steps"] == []


def test_account_without_institution_gets_a_sentence(client):
    client.force_login(UserFactory())

    page = client.get(DASHBOARD)

    assert "does not represent an institution yet" in page.text
    assert client.get("/workspace/items/").status_code == 404


def test_representation_that_ended_opens_nothing_any_more(client, institution, person):
    person.representations.update(until=now())
    NewsItemFactory(institution=institution, title="Of my former university")

    assert "Of my former university" not in client.get(DASHBOARD).text


def test_workspace_is_kept_nowhere_and_asks_strangers_to_sign_in(client):
    answer = client.get(DASHBOARD)

    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next=/workspace/"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.usefixtures("person")
def test_workspace_comes_in_the_language_of_the_account(client):
    client.post("/workspace/language/", {"language": "ar", "next": "/workspace/items/"})

    assert 'lang="ar" dir="rtl"' in client.get(DASHBOARD).text


@pytest.mark.parametrize(
    ("factory", "address"),
    [(RepresentativeUserFactory, "/workspace/"), (SecretariatUserFactory, "/admin/"), (UserFactory, "/workspace/")],
)
def test_sign_in_leads_to_the_place_of_ones_work(client, factory, address):
    client.force_login(factory())

    assert client.get(reverse("account_login"))["Location"] == address


def test_page_for_readers_leads_who_is_signed_in_to_the_workspace(client, person):
    assert 'href="/workspace/"' in client.get("/en/").text

    client.logout()

    assert 'href="/workspace/"' not in client.get("/en/").text
