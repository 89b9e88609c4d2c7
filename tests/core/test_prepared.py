"""Queries whose SQL is written once: the same rows as ever, for whoever asks and whenever."""

import datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Prefetch
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core import clock
from core.choices import PublicationState
from core.gathering import Links
from core.prepared import Prepared, forget_statements, hand_out, prepared
from core.views import RecordPage
from members.models import Institution, InstitutionAlias
from news.models import NewsItem
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime.datetime(2026, 3, 10, 12, tzinfo=datetime.UTC)


def story(**fields):
    return factories.NewsItemFactory(institution=factories.InstitutionFactory(), **fields)


def counted():
    """A prepared function, and the list of the users and values that it was called with."""
    calls = []

    @prepared
    def stories(user, institution):
        calls.append((user, institution))
        return institution.news.visible_to(user).order_by("slug")

    return stories, calls


def test_statement_is_written_once_and_asked_with_the_values_of_each_call():
    stories, calls = counted()
    first, second = story(), story()

    assert stories(None, first.institution) == [first]
    assert stories(None, second.institution) == [second]
    assert [user for user, _institution in calls] == [None]


def test_rows_know_the_record_that_they_were_reached_from(django_assert_num_queries):
    stories, _calls = counted()
    items = [story() for _n in range(2)]
    institutions = [item.institution for item in items]

    rows = [stories(None, institution)[0] for institution in institutions]

    with django_assert_num_queries(0):
        assert [row.institution for row in rows] == institutions
    assert all(row.institution is institution for row, institution in zip(rows, institutions, strict=True))


def test_statement_asks_for_the_moment_of_each_call(freeze_now):
    stories, calls = counted()
    freeze_now(NOON)
    item = story(published_at=NOON + datetime.timedelta(hours=1), unpublish_at=NOON + datetime.timedelta(hours=3))
    shown = []

    for hours in range(4):
        freeze_now(NOON + datetime.timedelta(hours=hours, minutes=1))
        shown.append(stories(None, item.institution))

    assert shown == [[], [item], [item], []]
    assert len(calls) == 1


def test_whoever_has_rights_of_his_own_is_asked_for_each_time():
    stories, calls = counted()
    draft = story(state=PublicationState.DRAFT, published_at=None)
    institution = draft.institution
    writer = factories.RepresentativeFactory(institution=institution).user
    superuser = factories.UserFactory(is_superuser=True)

    assert stories(None, institution) == []
    assert stories(writer, institution) == [draft]
    assert stories(superuser, institution) == [draft]
    assert stories(factories.UserFactory(), institution) == []
    assert stories(None, institution) == []
    assert len(calls) == 4


def test_each_language_has_a_statement_of_its_own():
    @prepared
    def in_order(user):
        return Institution.objects.visible_to(user).in_reading_order()

    last_in_english = factories.InstitutionFactory(name_en="Zeta", name_ru="Альфа")
    first_in_english = factories.InstitutionFactory(name_en="Alpha", name_ru="Яна")

    with translation.override("en"):
        assert in_order(None) == [first_in_english, last_in_english]
    with translation.override("ru"):
        assert in_order(None) == [last_in_english, first_in_english]


def test_lists_of_ids_may_be_of_any_length():
    @prepared
    def among(user, ids):
        return Institution.objects.visible_to(user).filter(pk__in=ids).order_by("pk")

    rows = sorted([factories.InstitutionFactory() for _n in range(3)], key=lambda row: row.pk)

    for number in range(4):
        assert among(None, [row.pk for row in rows[:number]]) == rows[:number]
        assert among(None, [row.pk for row in rows[3 - number :]]) == rows[3 - number :]


def test_gathered_records_are_sorted_out():
    @prepared
    def links(user, institution):
        return {"news": Links(institution.news.visible_to(user).newest_first(), moment="published_at")}

    item = story(published_at=NOON)

    found = [links(None, item.institution), links(None, factories.InstitutionFactory())]

    assert found == [{"news": [item]}, {"news": []}]
    assert found[0]["news"][0].published_at == item.published_at


def test_value_that_leaves_no_trace_is_refused():
    @prepared
    def ordered(user, direction):
        return Institution.objects.order_by("-pk" if direction == "down" else "pk")

    with pytest.raises(ImproperlyConfigured, match="does not put each of its values"):
        ordered(None, "down")


def test_moment_from_elsewhere_is_refused():
    @prepared
    def recent(user):
        return NewsItem.objects.filter(published_at__gt=clock.now() - datetime.timedelta(days=1))

    with pytest.raises(ImproperlyConfigured, match="takes a moment or a day from elsewhere"):
        recent(None)


def test_second_queries_are_refused():
    @prepared
    def with_aliases(user):
        aliases = InstitutionAlias.objects.visible_to(user)
        return Institution.objects.visible_to(user).prefetch_related(Prefetch("aliases", aliases))

    with pytest.raises(ImproperlyConfigured, match="reads rows of a second query"):
        with_aliases(None)


def test_function_cannot_look_at_a_record():
    @prepared
    def of_the_same_country(user, institution):
        return Institution.objects.visible_to(user).filter(country=institution.country).exclude(pk=institution.pk)

    with pytest.raises(Institution.DoesNotExist):
        of_the_same_country(None, factories.InstitutionFactory())


def test_statements_are_forgotten_with_the_tables():
    stories, calls = counted()
    institution = factories.InstitutionFactory()
    stories(None, institution)

    forget_statements()
    stories(None, institution)

    assert len(calls) == 2


def record_pages():
    kinds, found = [RecordPage], set()
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        if kind.model is not None and kind.__module__.partition(".")[0] != "tests":
            found.add(kind.model)
    return sorted(found, key=lambda model: model._meta.label)


def addresses_of(record):
    address = record.get_absolute_url()
    further = {"alliances.alliance": ["governance/", "members/"], "members.institution": ["networks/"]}
    return [address, *(address + part for part in further.get(record._meta.label_lower, []))]


LISTS = ["portal:home", "members:institution_list", "alliances:list", "news:list", "research:project_list"]


def pages_of(records, language):
    client = Client()
    with translation.override(language):
        addresses = [address for record in records for address in addresses_of(record)] + [reverse(to) for to in LISTS]
    return {address: client.get(address).content.decode() for address in addresses}


def test_pages_are_the_same_as_with_statements_written_each_time(world, monkeypatch, freeze_now):
    """Of several records of each kind, so that statements are asked with other values than they were written for."""
    freeze_now(clock.now())
    records = [row for model in record_pages() for row in model.objects.visible_to(None).order_by("pk")[:4]]
    assert {type(record) for record in records} == set(record_pages())

    asked = [pages_of(records, language) for language in ("en", "ar")]
    monkeypatch.setattr(Prepared, "__call__", Prepared.ask_anew)
    written_anew = [pages_of(records, language) for language in ("en", "ar")]

    assert asked == written_anew


def test_rows_are_handed_out_to_the_records_that_they_belong_to():
    first, second, third = (factories.InstitutionFactory() for _n in range(3))
    stories = [factories.NewsItemFactory(institution=institution) for institution in (first, second, first)]

    hand_out(stories, [first, second, third], by="institution_id", to="told")

    assert [each.told for each in (first, second, third)] == [[stories[0], stories[2]], [stories[1]], []]
