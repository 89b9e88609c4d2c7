"""Addresses that were given out go on answering: former slugs, permanent ids, withdrawn ids."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.identity import find_record, identified_models, is_withdrawn
from core.models import SlugRedirect, WithdrawnId
from core.services.addresses import present_record
from members.models import Institution
from news.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db


def rename(record, slug):
    stored = type(record)._base_manager.get(pk=record.pk)
    stored.slug = slug
    stored.save()
    return stored


def test_former_slug_leads_to_the_record():
    story = rename(factories.NewsItemFactory(slug="forum"), "forum-2020")

    assert present_record(NewsItem, "forum") == story
    assert present_record(NewsItem, "forum-2020") is None


def test_every_former_slug_leads_to_the_present_one():
    story = factories.NewsItemFactory(slug="first")
    rename(story, "second")
    rename(story, "third")

    assert present_record(NewsItem, "first") == present_record(NewsItem, "second") == story


def test_slug_that_comes_back_is_no_former_one():
    story = factories.NewsItemFactory(slug="first")
    rename(story, "second")
    rename(story, "first")

    assert set(SlugRedirect.objects.values_list("slug", flat=True)) == {"second"}


def test_slug_taken_by_a_new_record_is_its_own():
    old = rename(factories.NewsItemFactory(slug="forum"), "forum-2020")
    new = factories.NewsItemFactory(slug="forum")

    assert present_record(NewsItem, "forum") is None

    rename(new, "forum-2021")

    assert present_record(NewsItem, "forum") == new
    assert old.slug == "forum-2020"


def test_slug_taken_by_renaming_is_its_own():
    rename(factories.NewsItemFactory(slug="forum"), "forum-2020")
    rename(factories.NewsItemFactory(slug="summit"), "forum")

    assert present_record(NewsItem, "forum") is None


def test_kinds_of_records_have_their_own_addresses():
    rename(factories.NewsItemFactory(slug="forum"), "forum-2020")
    event = factories.EventFactory(slug="forum")

    assert present_record(NewsItem, "forum") is not None
    assert present_record(type(event), "forum") is None


def test_record_renamed_right_after_it_was_made_keeps_its_first_address():
    story = factories.NewsItemFactory(slug="first")
    story.slug = "second"
    story.save()

    assert present_record(NewsItem, "first") == story


def test_slug_that_was_not_saved_leaves_no_trace():
    story = NewsItem.objects.get(pk=factories.NewsItemFactory(slug="first").pk)
    story.slug = "second"
    story.save(update_fields=["kicker"])

    assert not SlugRedirect.objects.exists()


def test_saving_without_a_new_slug_asks_for_no_former_address():
    story = NewsItem.objects.get(pk=factories.NewsItemFactory().pk)

    with CaptureQueriesContext(connection) as queries:
        story.save()

    assert not [query["sql"] for query in queries if SlugRedirect._meta.db_table in query["sql"]]


def test_former_slug_of_a_deleted_record_leads_nowhere():
    rename(factories.NewsItemFactory(slug="first"), "second").delete()

    assert present_record(NewsItem, "first") is None


def test_deleted_record_leaves_its_id_withdrawn():
    story = factories.NewsItemFactory()
    key = story.pk

    story.delete()

    assert is_withdrawn(key)
    assert find_record(key) is None
    assert WithdrawnId.objects.get().model == "news.newsitem"


def test_parts_that_go_with_their_record_are_withdrawn_too():
    mention = factories.NewsMentionFactory()

    mention.news_item.delete()

    assert is_withdrawn(mention.pk)


def test_record_that_comes_back_has_its_id_again():
    story = factories.NewsItemFactory()
    key = story.pk
    story.delete()

    factories.NewsItemFactory(pk=key)

    assert not is_withdrawn(key)
    assert find_record(key).pk == key


def test_ids_deleted_together_are_withdrawn_too():
    """A queryset's delete, as the admin's action uses it."""
    keys = {factories.NewsItemFactory().pk for _n in range(2)}

    NewsItem.objects.all().delete()

    assert set(WithdrawnId.objects.values_list("pk", flat=True)) == keys


IDENTIFIED = [
    found
    for found in vars(factories).values()
    if isinstance(found, type) and getattr(getattr(found, "_meta", None), "model", None) in identified_models()
]


@pytest.mark.parametrize("made_by", IDENTIFIED, ids=lambda found: found.__name__)
def test_record_is_found_by_its_permanent_id_in_two_queries(made_by, django_assert_num_queries):
    record = made_by()

    with django_assert_num_queries(2):
        assert find_record(record.pk) == record


def test_unknown_id_is_found_not_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert find_record("01ARZ3NDEKTSV4RRFFQ69G5FAV") is None


def test_institution_renamed_by_fixture_tools_keeps_quiet():
    """Raw saves (fixtures, restored revisions) write what they carry and no redirects."""
    institution = Institution.objects.get(pk=factories.InstitutionFactory(slug="first").pk)
    institution.slug = "second"
    institution.save_base(raw=True)

    assert not SlugRedirect.objects.exists()
