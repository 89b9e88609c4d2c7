"""Many records that are deleted at once leave behind what each would have left, and nothing else."""

import pytest

from core.choices import PublicationState
from core.identity import is_withdrawn
from core.models import ReviewComment
from core.services.saving import delete_many
from news.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db


def test_ids_are_withdrawn_those_of_parts_too():
    mention = factories.NewsMentionFactory()
    stories = [mention.news_item, factories.NewsItemFactory()]
    left = factories.NewsItemFactory()
    gone = [mention.pk, *(story.pk for story in stories)]

    delete_many(stories)

    assert list(NewsItem.objects.all()) == [left]
    assert all(map(is_withdrawn, gone))
    assert not is_withdrawn(left.pk)


def test_what_was_said_in_their_review_goes_and_of_others_stays():
    stories = factories.NewsItemFactory.create_batch(2)
    left = factories.ReviewCommentFactory()
    for story in stories:
        factories.ReviewCommentFactory(item=story)

    delete_many(stories)

    assert list(ReviewComment.objects.all()) == [left]


@pytest.mark.parametrize("number", [2, 20])
def test_deleting_drafts_asks_no_query_a_record(number, django_assert_num_queries):
    stories = factories.NewsItemFactory.create_batch(number, state=PublicationState.DRAFT)

    with django_assert_num_queries(18):
        delete_many(stories)
