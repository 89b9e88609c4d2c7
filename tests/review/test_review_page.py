"""The page on which a record is decided about."""

import datetime
import html
import re

import pytest
from django.contrib.messages import get_messages

from core.choices import PublicationState
from core.clock import now
from core.models import AuditEntry, ReviewAssignment, ReviewComment
from core.services.publishing import move
from core.services.reviewing import comment
from tests import factories
from tests.admin.conftest import admin_url, signed_in

S = PublicationState


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_page_shows_the_record_in_the_language_asked_for(secretariat, story):
    page = secretariat.get(admin_url(story, "review"), {"language": "ru"})
    reading = secretariat.get(page.context["reading_address"])

    assert page.context["chosen"]["code"] == "ru"
    assert '<html lang="ru"' in reading.content.decode()
    assert "frame-ancestors 'self'" in reading["Content-Security-Policy"]
    assert reading["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in reading["Cache-Control"]
    assert "A bridge" in reading.content.decode()


@pytest.mark.parametrize("page", ["review", "reading"])
def test_page_of_another_alliances_record_is_not_there(secretariat, theirs, page):
    foreign = factories.NewsItemFactory(alliance=theirs, state=S.SUBMITTED)
    args = ["en"] if page == "reading" else []

    assert secretariat.get(admin_url(foreign, page, *args)).status_code == 404


def test_approved_record_is_public(secretariat, story, post):
    post(secretariat, story, "published")

    story.refresh_from_db()
    assert story.is_published
    assert AuditEntry.objects.filter(action="move", after="published").count() == 1


def test_return_needs_a_reason_and_keeps_it(secretariat, story, post):
    without = post(secretariat, story, "returned")
    story.refresh_from_db()
    before = story.state
    post(secretariat, story, "returned", move_reason="The figures lack a source.")

    story.refresh_from_db()
    assert "Say why" in said(without)
    assert (before, story.state) == (S.SUBMITTED, S.RETURNED)
    assert AuditEntry.objects.get(after="returned").note == "The figures lack a source."


def test_scheduled_record_is_public_from_its_moment(secretariat, story, post):
    moment = (now() + datetime.timedelta(days=3)).replace(second=0, microsecond=0)

    post(secretariat, story, "published", move_at=moment.strftime("%Y-%m-%dT%H:%M"))

    story.refresh_from_db()
    assert (story.is_scheduled, story.published_at) == (True, moment)


def test_second_decision_is_told_who_was_faster_and_keeps_the_reason(secretariat, ours, story, post):
    late = signed_in(factories.SecretariatUserFactory(alliance=ours))
    read = late.get(admin_url(story, "review"))
    post(secretariat, story, "published")

    answer = post(late, story, "returned", page=read, move_reason="Too long to type again")

    story.refresh_from_db()
    assert story.state == S.PUBLISHED
    assert "First Secretary was faster" in said(answer)
    assert answer.context["form"]["move_reason"].value() == "Too long to type again"
    assert AuditEntry.objects.filter(action="move").count() == 1


def test_record_that_changed_while_it_was_read_is_not_decided(secretariat, story, post):
    read = secretariat.get(admin_url(story, "review"))
    story.title_en = "Another bridge"
    story.save()

    answer = post(secretariat, story, "published", page=read)

    story.refresh_from_db()
    assert story.state == S.SUBMITTED
    assert "was changed while you read it" in said(answer)
    assert "Another bridge" in answer.content.decode()


def test_page_tells_what_changed_since_the_return(secretariat, story, post):
    post(secretariat, story, "returned", move_reason="Say which bridge.")
    story.refresh_from_db()
    story.title_en = "A bridge over the Neva"
    story.save()
    move(story, S.SUBMITTED, by=factories.SuperuserFactory())

    comparison = secretariat.get(admin_url(story, "review")).context["comparison"]

    changes = [change for group in comparison.groups for change in group.changes]
    assert ["".join(part.text for part in change.segments if part.kind == "added") for change in changes] == [
        " over the Neva"
    ]


def test_comment_is_read_by_the_authors_side_and_the_secretariat_alone(secretariat, ours, theirs, post):
    institution = factories.InstitutionFactory()
    author = factories.RepresentativeUserFactory(institution=institution)
    item = factories.NewsItemFactory(alliance=ours, institution=institution, state=S.SUBMITTED)
    post(secretariat, item, "comment", comment="Which year?")
    move(item, S.PUBLISHED, by=factories.SuperuserFactory())

    def read_by(user):
        return [remark.text for remark in ReviewComment.objects.visible_to(user)]

    assert read_by(author) == ["Which year?"]
    assert read_by(factories.SecretariatUserFactory(alliance=theirs)) == []
    assert read_by(factories.UserFactory()) == []
    assert "Which year?" not in secretariat.get(item.get_absolute_url()).content.decode()


def test_author_answers_and_strangers_do_not(ours):
    institution = factories.InstitutionFactory()
    item = factories.NewsItemFactory(alliance=ours, institution=institution, state=S.SUBMITTED)

    comment(item, "In 2016.", by=factories.RepresentativeUserFactory(institution=institution))
    with pytest.raises(Exception, match="not yours"):
        comment(item, "Me too.", by=factories.UserFactory())

    assert [remark.text for remark in ReviewComment.objects.of(item)] == ["In 2016."]


def test_review_is_given_to_one_person_of_the_secretariat(secretariat, ours, theirs, story, post):
    colleague = factories.SecretariatUserFactory(alliance=ours)
    stranger = factories.SecretariatUserFactory(alliance=theirs)

    post(secretariat, story, "assign", reviewer=colleague.pk)
    given = ReviewAssignment.objects.get().reviewer
    post(secretariat, story, "assign", reviewer=stranger.pk)

    assert given == colleague
    assert list(ReviewAssignment.objects.all()) == []
    assert AuditEntry.objects.filter(action="assign").count() == 2


def test_what_was_said_goes_with_the_record(secretariat, story, post):
    post(secretariat, story, "comment", comment="Which year?")

    story.delete()

    assert list(ReviewComment.objects.all()) == []


@pytest.mark.parametrize("remarks", [1, 3])
def test_review_page_query_count(secretary, story, remarks, django_assert_num_queries):
    for number in range(remarks):
        comment(story, f"Remark {number}", by=secretary)
    client = signed_in(secretary)
    client.get(admin_url(story, "review"))

    with django_assert_num_queries(29):
        client.get(admin_url(story, "review"))


def test_page_tells_the_moment_in_the_authors_zone_too(secretariat, ours):
    author = factories.UserFactory(time_zone="Asia/Shanghai")
    moment = datetime.datetime(2099, 6, 1, 20, 30, tzinfo=datetime.UTC)
    waiting = factories.NewsItemFactory(alliance=ours, state=S.SUBMITTED, created_by=author)
    scheduled = factories.NewsItemFactory(alliance=ours, state=S.PUBLISHED, published_at=moment, created_by=author)

    assert "The author's time zone: Asia/Shanghai." in html.unescape(secretariat.get(admin_url(waiting, "review")).text)
    page = secretariat.get(admin_url(scheduled, "review")).text
    assert re.search(r"for the author: [^()]*2 [^()]*2099, 04:30[^()]* \(Asia/Shanghai\)", page)
