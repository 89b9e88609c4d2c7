"""What is said of translations in forms, and what becomes of it: everywhere where a record is saved."""

import pytest
from django.test import Client

from core.choices import TextState as T
from core.clock import now
from core.editing import Editor, kinds
from core.services.proposing import approve_change
from core.services.writing import copy_written
from core.translating import standings
from news.models import NewsItem
from tests import factories
from tests.admin.conftest import admin_url, form_data, signed_in
from tests.workspace.test_changes import propose
from tests.workspace.test_writing import as_shown, edit_address

pytestmark = pytest.mark.django_db
SECRET = "Черновик перевода"


@pytest.fixture
def item():
    membership = factories.MembershipFactory()
    return factories.NewsItemFactory(
        institution=membership.institution,
        alliance=membership.alliance,
        title_en="We met",
        title_ru="Мы встретились",
        title_ar="التقينا",
        state="draft",
    )


@pytest.fixture
def person(client, item):
    user = factories.RepresentativeUserFactory(institution=item.institution)
    client.force_login(user)
    return user


@pytest.fixture
def editor(item):
    return factories.SecretariatUserFactory(alliance=item.alliance)


def states(item):
    found = {standing.code: standing.state for standing in standings(NewsItem.objects.get(pk=item.pk))}
    return found["ru"], found["ar"]


def publish(item):
    NewsItem.objects.filter(pk=item.pk).update(state="published", published_at=now())


@pytest.mark.parametrize(("ticked", "expected"), [({}, T.STALE), ({"minor_change": "on"}, T.CURRENT)])
def test_form_of_the_workspace_keeps_the_state(client, item, person, ticked, expected):
    answer = client.post(edit_address(item), as_shown(client, item) | {"title_en": "We met again"} | ticked)

    assert (answer.status_code, states(item)) == (302, (expected, expected))


@pytest.mark.parametrize(("ticked", "expected"), [({}, T.STALE), ({"minor_change": "on"}, T.CURRENT)])
def test_form_of_the_admin_keeps_the_state(item, editor, ticked, expected):
    client = signed_in(editor)
    page = client.get(admin_url(item, "change"))

    answer = client.post(admin_url(item, "change"), form_data(page, title_en="We met again", **ticked))

    assert (answer.status_code, states(item)) == (302, (expected, expected))


@pytest.mark.usefixtures("person")
@pytest.mark.parametrize(("ticked", "expected"), [({}, T.STALE), ({"minor_change": "on"}, T.CURRENT)])
def test_change_keeps_the_state_once_it_is_applied(client, item, editor, ticked, expected):
    publish(item)
    change = propose(client, item, title_en="We met again", **ticked)
    assert states(item) == (T.CURRENT, T.CURRENT)

    approve_change(change, by=editor)

    assert states(item) == (expected, expected)


@pytest.mark.usefixtures("person")
def test_stale_translation_can_be_said_to_fit(client, item):
    client.post(edit_address(item), as_shown(client, item) | {"title_en": "We met again"})

    client.post(edit_address(item), as_shown(client, item) | {"fitting_languages": ["ru"]})

    assert states(item) == (T.CURRENT, T.STALE)


@pytest.mark.usefixtures("person")
def test_text_that_is_not_ready_stays_in_the_form_and_from_readers(client, item):
    sent = as_shown(client, item) | {"title_ru": SECRET, "unready_languages": ["ru"]}
    client.post(edit_address(item), sent)
    publish(item)

    stranger = Client()
    public = [
        f"/ru/news/{item.slug}/",
        "/ru/news/",
        f"/api/v1/news/{item.slug}/?lang=ru",
        f"/ru/search/?search={SECRET[:8]}",
    ]
    pages = [stranger.get(address) for address in public]

    assert [page.status_code for page in pages] == [200] * 4
    assert not [page for page in pages if SECRET in page.text]
    assert "We met" in pages[0].text
    assert 'class="notice"' in pages[0].text
    assert states(item) == (T.DRAFT, T.CURRENT)
    assert SECRET in client.get(edit_address(item, "change")).text


@pytest.mark.usefixtures("person")
def test_text_that_is_ready_is_read_again(client, item):
    client.post(edit_address(item), as_shown(client, item) | {"title_ru": SECRET, "unready_languages": ["ru"]})
    shown = as_shown(client, item)
    assert (shown["title_ru"], shown["unready_languages"]) == (SECRET, ["ru"])

    client.post(edit_address(item), shown | {"unready_languages": []})

    assert (NewsItem.objects.get().title_ru, states(item)) == (SECRET, (T.CURRENT, T.CURRENT))


@pytest.mark.usefixtures("person")
def test_one_language_has_to_be_ready(client, item):
    sent = as_shown(client, item) | {"unready_languages": ["en", "ru", "ar"]}

    page = client.post(edit_address(item), sent)

    assert page.context["editor"].form.errors.keys() == {"unready_languages"}


def test_copy_keeps_what_is_not_ready_hidden(client, item, person):
    client.post(edit_address(item), as_shown(client, item) | {"title_ru": SECRET, "unready_languages": ["ru"]})

    copied = copy_written(Editor(kinds()["news"], person, NewsItem.objects.get()), by=person)

    assert (NewsItem.objects.get(pk=copied.pk).title_ru or "", states(copied)) == ("", (T.DRAFT, T.CURRENT))


def test_machine_translation_is_said_on_the_page_and_in_the_api(client, item, person):
    client.post(edit_address(item), as_shown(client, item) | {"machine_languages": ["ru"]})
    publish(item)

    told = {language: "notice" in Client().get(f"/{language}/news/{item.slug}/").text for language in ("en", "ru")}

    assert told == {"en": False, "ru": True}
    assert Client().get(f"/api/v1/news/{item.slug}/").json()["machine_translated"] == ["ru"]
