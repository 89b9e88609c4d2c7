"""A form that was sent after its session had ended: nothing is saved, nothing typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from core.models import ReviewComment
from news.models import NewsItem
from tests.admin.conftest import admin_url, form_data, png, signed_in
from tests.factories import EventFactory, NewsItemFactory, ProposedChangeFactory, SecretariatUserFactory

ADD = "/admin/news/newsitem/add/"


def strict(user=None):
    """A browser whose forms are checked for their token."""
    client = Client(enforce_csrf_checks=True)
    if user is not None:
        client.force_login(user)
    return client


@pytest.fixture
def story(ours):
    return NewsItemFactory(alliance=ours, title="A story", lead="Once")


def sent(client, obj, **changes):
    return form_data(client.get(admin_url(obj, "change")), **changes)


def test_form_sent_without_a_session_shows_what_was_typed(client, secretariat, story):
    data = sent(secretariat, story, lead_en="Half an hour of work", _save="Save")

    page = client.post(admin_url(story, "change"), data)

    story.refresh_from_db()
    assert (page.status_code, story.lead) == (403, "Once")
    assert '<input type="hidden" name="lead_en" value="Half an hour of work">' in page.text
    assert ">Half an hour of work</textarea>" in page.text
    assert 'name="_save"' not in page.text


def test_page_of_a_form_without_a_session_says_nothing_of_the_record(client, ours):
    hidden = NewsItemFactory(alliance=ours, title="Nobody's business", state="draft")

    page = client.post(admin_url(hidden, "change"), {"title_en": "A guess"})

    assert page.status_code == 403
    assert "Nobody" not in page.text


def test_form_comes_back_whole_after_signing_in_anew_and_is_not_saved(secretariat, story):
    data = sent(secretariat, story, lead_en="Half an hour of work", _again="1")

    page = secretariat.post(admin_url(story, "change"), data)

    story.refresh_from_db()
    assert story.lead == "Once"
    assert page.context["adminform"].form["lead_en"].value() == "Half an hour of work"
    assert "All that you typed is here" in page.text
    assert secretariat.post(admin_url(story, "change"), form_data(page)).status_code == 302
    story.refresh_from_db()
    assert story.lead == "Half an hour of work"


def test_form_that_comes_back_still_knows_its_version(secretariat, superuser, story):
    data = sent(secretariat, story, lead_en="Mine", _again="1")
    superuser.post(admin_url(story, "change"), sent(superuser, story, lead_en="Theirs"))

    page = secretariat.post(admin_url(story, "change"), data)

    story.refresh_from_db()
    assert (page.status_code, story.lead) == (409, "Theirs")
    assert page.context["adminform"].form["lead_en"].value() == "Mine"


def test_form_with_the_token_of_an_earlier_session_comes_back(secretary, ours):
    data = {"title_en": "A story", "alliance": ours.pk, "csrfmiddlewaretoken": "x" * 64, "_save": "Save"}

    page = strict(secretary).post(ADD, data)

    assert page.context["adminform"].form["title_en"].value() == "A story"
    assert "csrfmiddlewaretoken" in page.text
    assert not NewsItem.objects.exists()


def test_form_of_another_site_gets_no_answer(secretary):
    page = strict(secretary).post(ADD, {"title_en": "Forged"}, headers={"origin": "https://elsewhere.example"})

    assert page.status_code == 403
    assert "Forged" not in page.text


def test_given_back_form_keeps_no_file(secretary, settings):
    page = strict(secretary).post(ADD, {"core-picture-owner_type-owner_id-TOTAL_FORMS": "1", "x-file": png()})

    assert "adminform" in page.context
    assert "_held-" not in page.text


def test_other_pages_of_the_admin_keep_asking_for_the_token(secretary, ours):
    event = EventFactory(alliance=ours)

    page = strict(secretary).post(admin_url(event, "delete"), {"post": "yes"})

    assert page.status_code == 403
    event.refresh_from_db()


def test_form_of_another_alliance_is_not_given_back(secretary, theirs):
    event = EventFactory(alliance=theirs, title="Theirs")

    page = strict(secretary).post(admin_url(event, "change"), {"title_en": "Mine"})

    assert "Theirs" not in page.text
    assert page.status_code != 200


def test_list_leads_to_the_sign_in_as_ever(client):
    page = client.post(reverse("admin:news_newsitem_changelist"), {"action": "publish_selected"})

    assert page.status_code == 302


def test_staff_without_the_right_are_not_given_the_form_back(ours):
    data = {"name_en": "X", "_again": "1"}

    page = strict(SecretariatUserFactory(alliance=ours)).post("/admin/alliances/alliance/add/", data)

    assert page.status_code == 403
    assert "adminform" not in (page.context or {})


@pytest.mark.parametrize("deed", ["approve", "return", "deed"])
def test_decision_about_a_change_keeps_asking_for_the_token(secretary, ours, deed):
    """Its page stands at the address of a form, but decides what is pressed."""
    story = NewsItemFactory(alliance=ours)
    change = ProposedChangeFactory(target=story)

    page = strict(secretary).post(
        admin_url(change, "change"), {deed: "comment", "note": "No.", "comment": "Hm", "csrfmiddlewaretoken": "x" * 64}
    )

    change.refresh_from_db()
    assert (page.status_code, change.stage) == (403, "waiting")
    assert not ReviewComment.objects.exists()


@pytest.mark.parametrize("name", ["move", "saveasnew", "continue", "addanother", "submit"])
def test_no_button_of_a_form_with_an_old_token_does_anything(secretary, story, name):
    data = {**sent(signed_in(secretary), story), f"_{name}": "archived", "reason": "Old", "lead_en": "Typed"}

    page = strict(secretary).post(admin_url(story, "change"), {**data, "csrfmiddlewaretoken": "x" * 64})

    story.refresh_from_db()
    assert (story.lead, story.state, NewsItem.objects.count()) == ("Once", "published", 1)
    assert page.context["adminform"].form["lead_en"].value() == "Typed"
