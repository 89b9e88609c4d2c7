"""The page of an own item: what was said with those who review it, and the links for people without an account."""

import pytest

from core.choices import PublicationState as S
from core.models import ProposedChange, ReviewComment
from core.services import publishing
from core.services.proposing import return_change
from core.services.reviewing import comment
from tests import factories
from tests.admin.conftest import signed_in
from tests.workspace.test_changes import propose

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    membership = factories.MembershipFactory()
    return factories.DraftNewsItemFactory(institution=membership.institution, alliance=membership.alliance)


@pytest.fixture
def person(client, item):
    user = factories.RepresentativeUserFactory(institution=item.institution)
    client.force_login(user)
    return user


@pytest.fixture
def editor(item):
    return factories.SecretariatUserFactory(alliance=item.alliance)


def page_of(item):
    return f"/workspace/news/{item.pk}/"


def lines_of(client, item):
    return [line.text for line in client.get(page_of(item)).context["thread"]]


def test_author_reads_what_was_said_and_answers(client, item, person, editor):
    publishing.move(item, S.SUBMITTED, by=person)
    comment(item, "Which hall is on the picture?", by=editor)

    answer = client.post(f"{page_of(item)}comment/", {"comment": " The old one. "})

    assert answer["Location"] == f"{page_of(item)}#said"
    assert lines_of(client, item) == ["", "Which hall is on the picture?", "The old one."]
    assert "The old one." in signed_in(editor).get(f"/admin/news/newsitem/{item.pk}/review/").text


@pytest.mark.usefixtures("person")
def test_empty_answer_is_not_kept_and_said_to_be_empty(client, item):
    page = client.post(f"{page_of(item)}comment/", {"comment": "  "}, follow=True)

    assert ReviewComment.objects.count() == 0
    assert [message.level_tag for message in page.context["messages"]] == ["error"]


@pytest.mark.usefixtures("person")
def test_what_is_said_of_items_of_others_is_out_of_sight_and_not_answered(client, item, editor):
    other = factories.DraftNewsItemFactory(alliance=item.alliance, institution=factories.InstitutionFactory())
    comment(other, "A word to somebody else", by=editor)

    assert lines_of(client, item) == []
    assert client.post(f"{page_of(other)}comment/", {"comment": "Let me see"}).status_code == 404
    assert ReviewComment.objects.count() == 1


@pytest.mark.usefixtures("person")
def test_draft_leads_to_its_preview_links_and_back(client, item):
    links = f"/preview/links/news.newsitem/{item.pk}/"

    assert links in client.get(page_of(item)).text
    made = client.post(links)

    assert f'href="{page_of(item)}"' in made.text
    assert 'data-copies="new-address"' in made.text


def test_reviewer_comes_back_from_the_preview_links_to_the_review(item, editor):
    page = signed_in(editor).get(f"/preview/links/news.newsitem/{item.pk}/")

    assert f'href="/admin/news/newsitem/{item.pk}/review/"' in page.text


@pytest.fixture
def public(item, person, editor):
    publishing.move(item, S.SUBMITTED, by=person)
    publishing.move(item, S.PUBLISHED, by=editor)
    return item


def test_dashboard_shows_changes_that_came_back_with_the_reason_before_those_that_wait(client, public, person, editor):
    return_change(propose(client, public, title_en="As it shall be"), by=editor, note="The date is missing.")
    waiting = factories.NewsItemFactory(institution=public.institution, alliance=public.alliance)
    propose(client, waiting, title_en="Another that waits")

    page = client.get("/workspace/")

    assert [change.stage for change in page.context["changes"]] == ["returned", "waiting"]
    assert "The date is missing." in page.text
    assert "1 change to a public item came back" in page.text


def test_changes_of_others_are_not_on_the_dashboard(client, public, person):
    propose(client, public, title_en="As it shall be")
    stranger = factories.RepresentativeUserFactory()

    assert signed_in(stranger).get("/workspace/").context["changes"] == []


def test_change_goes_with_the_record_that_is_deleted(client, public, person):
    propose(client, public, title_en="As it shall be")

    public.delete()

    assert ProposedChange.objects.count() == 0
