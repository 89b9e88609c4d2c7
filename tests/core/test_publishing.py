"""The one writer of a publication state: an audit entry with each move, and one move where many press at once."""

import datetime
import itertools

import pytest

from core.choices import PublicationState as S
from core.clock import now
from core.errors import EndHasPassed, IllegalMove, ReasonMissing
from core.models import AuditEntry
from core.services.publishing import archive_drafts, move
from news.models import NewsItem
from tests import factories


@pytest.fixture
def editor(db):
    return factories.SuperuserFactory()


@pytest.mark.parametrize("note", ["", " \n "])
def test_returning_needs_a_reason(editor, note):
    story = factories.NewsItemFactory(state=S.SUBMITTED)

    with pytest.raises(ReasonMissing):
        move(story, S.RETURNED, by=editor, note=note)

    assert NewsItem.objects.get().state == S.SUBMITTED
    assert not AuditEntry.objects.exists()


def test_audit_entry_says_who_moved_what_from_where_to_where_and_why(editor):
    story = factories.NewsItemFactory(state=S.SUBMITTED, title="Forum in Xi'an")

    move(story, S.RETURNED, by=editor, note="The date is missing.")

    entry = AuditEntry.objects.get()
    assert (entry.actor_id, entry.actor_label) == (editor.pk, str(editor))
    assert (entry.object_type, entry.object_id, entry.object_label) == ("news.newsitem", story.pk, "Forum in Xi'an")
    assert (entry.action, entry.before, entry.after) == ("move", "submitted", "returned")
    assert entry.note == "The date is missing."
    assert entry.alliance_ids == f" {story.alliance_id} "


def test_move_asks_the_stored_state_not_the_one_in_hand(editor):
    story = factories.NewsItemFactory(state=S.SUBMITTED)
    NewsItem.objects.filter(pk=story.pk).update(state=S.DRAFT)

    with pytest.raises(IllegalMove):
        move(story, S.RETURNED, by=editor, note="Because.")


def test_move_writes_nothing_but_the_state(editor):
    story = factories.NewsItemFactory(state=S.SUBMITTED, title="As stored")
    story.title = "As in an unsaved form"

    move(story, S.PUBLISHED, by=editor)

    assert NewsItem.objects.get().title == "As stored"


def test_published_now_unless_a_moment_is_given(editor, freeze_now):
    moment = datetime.datetime(2026, 5, 22, 8, 30, tzinfo=datetime.UTC)
    freeze_now(moment)
    tomorrow = moment + datetime.timedelta(days=1)
    at_once, later = (factories.NewsItemFactory(state=S.SUBMITTED) for _n in range(2))

    assert move(at_once, S.PUBLISHED, by=editor).published_at == moment
    assert move(later, S.PUBLISHED, by=editor, at=tomorrow).published_at == tomorrow


def test_archiving_keeps_the_moment_of_publication(editor):
    story = factories.NewsItemFactory()

    archived = move(story, S.ARCHIVED, by=editor)

    assert archived.published_at == story.published_at
    assert not archived.is_published


@pytest.mark.parametrize(("after_hours", "shown"), [(-1, False), (0, True), (23, True), (24, False), (48, False)])
def test_item_is_public_from_its_moment_until_its_end_without_any_job(db, freeze_now, after_hours, shown):
    begins = datetime.datetime(2026, 5, 22, tzinfo=datetime.UTC)
    day = datetime.timedelta(days=1)
    story = factories.NewsItemFactory(published_at=begins, unpublish_at=begins + day)

    freeze_now(begins + datetime.timedelta(hours=after_hours))

    assert story.is_published is shown
    assert story.is_scheduled is (after_hours < 0)
    assert NewsItem.objects.published().exists() is shown


@pytest.mark.parametrize("state", [state for state in S if state != S.PUBLISHED])
def test_only_the_state_published_is_public(db, state):
    """A moment of publication that a record kept from earlier makes nothing public."""
    story = factories.NewsItemFactory(state=state, published_at=now() - datetime.timedelta(days=1))

    assert not story.is_published
    assert not NewsItem.objects.published().exists()


def test_item_whose_end_has_passed_is_not_published_again_by_mistake(editor):
    """An archived story comes back with the end it had: the editor is told, instead of a broken constraint."""
    past = now() - datetime.timedelta(days=1)
    story = factories.DraftNewsItemFactory(unpublish_at=past)

    with pytest.raises(EndHasPassed, match="public until"):
        move(story, S.PUBLISHED, by=editor)

    assert NewsItem.objects.get().state == S.DRAFT


def test_refused_move_says_so_in_a_sentence(editor):
    story = factories.NewsItemFactory(state=S.ARCHIVED, title="Forum")

    with pytest.raises(IllegalMove, match="“Forum” cannot go from “Archived” to “Published”"):
        move(story, S.PUBLISHED, by=editor)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_approve_at_once_and_it_is_published_once(together):
    story = factories.NewsItemFactory(state=S.SUBMITTED)
    editors = [factories.SecretariatUserFactory(alliance=story.alliance) for _n in range(20)]

    outcomes = together([lambda by=by: move(story, S.PUBLISHED, by=by) for by in editors])

    refused = [outcome for outcome in outcomes if isinstance(outcome, IllegalMove)]
    moved = [outcome for outcome in outcomes if isinstance(outcome, NewsItem)]
    assert (len(moved), len(refused)) == (1, 19), outcomes
    assert NewsItem.objects.get().state == S.PUBLISHED
    assert AuditEntry.objects.filter(action="move", after=S.PUBLISHED).count() == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_return_and_approval_at_once_leave_one_of_them(together):
    story = factories.NewsItemFactory(state=S.SUBMITTED)
    editors = [factories.SecretariatUserFactory(alliance=story.alliance) for _n in range(6)]
    ends = itertools.cycle([S.PUBLISHED, S.RETURNED])

    together(
        [lambda by=by, to=to: move(story, to, by=by, note="Because.") for by, to in zip(editors, ends, strict=False)]
    )

    assert AuditEntry.objects.get().after == NewsItem.objects.get().state


def test_drafts_are_archived_together_with_an_entry_each(editor):
    stories = factories.NewsItemFactory.create_batch(3, state=S.DRAFT)

    archive_drafts(stories, by=editor, note="Import undone")

    assert set(NewsItem.objects.values_list("state", flat=True)) == {S.ARCHIVED}
    entries = AuditEntry.objects.filter(action="move", before=S.DRAFT, after=S.ARCHIVED, note="Import undone")
    assert set(entries.values_list("object_id", flat=True)) == {story.pk for story in stories}


def test_no_draft_is_archived_where_one_of_them_is_none_any_more(editor):
    stories = factories.NewsItemFactory.create_batch(2, state=S.DRAFT)
    NewsItem.objects.filter(pk=stories[1].pk).update(state=S.SUBMITTED)

    with pytest.raises(IllegalMove):
        archive_drafts(stories, by=editor)

    assert set(NewsItem.objects.values_list("state", flat=True)) == {S.DRAFT, S.SUBMITTED}
    assert not AuditEntry.objects.exists()


def test_drafts_are_archived_by_their_own_secretariat_alone(db):
    story = factories.NewsItemFactory(state=S.DRAFT)
    theirs = factories.SecretariatUserFactory(alliance=factories.AllianceFactory())

    with pytest.raises(IllegalMove):
        archive_drafts([story], by=theirs)
    archive_drafts([story], by=factories.SecretariatUserFactory(alliance=story.alliance))

    assert NewsItem.objects.get().state == S.ARCHIVED
