"""Whatever happens to whatever record: the page that is kept is the page that would be made."""

import pytest
from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import ProtectedError
from django.test import Client, override_settings
from django.urls import reverse

from core import triggers
from core.announcing import announced_models
from core.choices import PublicationState
from core.models import Publishable
from core.page_cache.store import pages
from tests import factories
from tests.world import make_small_world

pytestmark = pytest.mark.django_db

LISTS = [
    *("portal:home", "portal:about", "portal:contact", "portal:search"),
    *("members:institution_list", "alliances:list", "alliances:event_list", "alliances:document_list"),
    *("research:area_list", "research:group_list", "research:project_list", "research:opportunity_list", "news:list"),
]
# Pages of these records of the test world, by the name that they have there.
RECORDS = {
    "core:source": ("core.source", "unrelated published"),
    "members:institution": ("members.institution", "X"),
    "members:networks": ("members.institution", "X"),
    "members:person": ("members.person", "at X published"),
    "alliances:detail": ("alliances.alliance", "A"),
    "alliances:members": ("alliances.alliance", "A"),
    "alliances:event": ("alliances.event", "A X published"),
    "governance:alliance": ("alliances.alliance", "A"),
    "governance:meeting": ("governance.meeting", "A published"),
    "governance:proposal": ("governance.proposal", "A X published"),
    "research:area": ("core.area", "published"),
    "research:group": ("research.group", "A X published"),
    "research:project": ("research.project", "A X published"),
    "research:opportunity": ("research.opportunity", "A X published"),
    "news:detail": ("news.newsitem", "A X published"),
}
MODELS = [model for model in announced_models() if not model._meta.auto_created]
LINKS = [model for model in announced_models() if model._meta.auto_created]


def key_of(address):
    return tuple(address.partition("?")[::2])


def name_of(model):
    return model._meta.label_lower


@pytest.fixture(scope="module")
def linked_world(django_db_setup, django_db_blocker):
    """A small world, with the records of A and X joined to one another and to one area, one source, one person."""
    with django_db_blocker.unblock():
        yield linked(make_small_world())
        triggers.lift(connection)
        call_command("flush", interactive=False, verbosity=0)


def linked(world):
    made = world.records
    area, source = made["core.area"]["published"], made["core.source"]["unrelated published"]
    for records in made.values():
        for name, record in records.items():
            if not name.startswith(("A", "X", "at X")):
                continue
            for field in record._meta.many_to_many:
                ends = {"Area": [area], "Source": [source]}
                chosen = ends.get(field.related_model.__name__) or list(field.related_model._base_manager.all()[:3])
                getattr(record, field.name).add(*chosen)
            if any(field.name == "source" for field in record._meta.fields):
                type(record)._base_manager.filter(pk=record.pk).update(source=source)
    area.sources.add(source)
    return world


@pytest.fixture(scope="module")
def addresses(linked_world):
    found = [reverse(name) for name in LISTS]
    found += [reverse(name, args=[linked_world.records[kind][of].slug]) for name, (kind, of) in RECORDS.items()]
    found += [reverse("portal:search", query={"search": "record"}), reverse("news:list", query={"page": "1"})]
    return ["/en/" + address.split("/", 2)[2] for address in found]


@pytest.fixture(scope="module")
def finished(addresses, django_db_blocker):
    """Every page of the world before anything is done to it: making them anew for each test would take minutes."""
    with django_db_blocker.unblock(), override_settings(PAGE_CACHE_MEGABYTES=8):
        pages.clear()
        warm(Client(), pages, addresses)
        made = {address: pages.find(key_of(address)) for address in addresses}
        pages.clear()
    return {key_of(address): page for address, page in made.items() if page}


@pytest.fixture
def kept(kept, finished):
    position = kept.catch_up()
    for key, page in finished.items():
        kept.keep(key, page, since=position)
    return kept


def chosen(model, world):
    """Some records of a kind that differ in how they stand to A and X."""
    named = world.records.get(model._meta.label_lower, {})
    shown = [
        "A",
        "X",
        "published",
        "A X published",
        "A X public published",
        "at X published",
        "A published",
        "at X",
        "any",
    ]
    hidden = ["A X draft", "A X public draft", "unrelated draft", "at X draft", "A draft", "draft", "A, of a draft"]
    found = [[named[name] for name in names if name in named][:1] for names in (shown, hidden)]
    return [record for records in found for record in records]


def reworded(record):
    """The record with every text in English, and every number, another one."""
    for field in record._meta.concrete_fields:
        if field.choices or field.primary_key or not field.editable or field.name in {"slug", "country"}:
            continue
        value = getattr(record, field.attname)
        if isinstance(field, models.CharField | models.TextField) and (
            field.name.endswith("_en") or field.name in WORDS
        ):
            setattr(
                record, field.attname, f"{value} anew"[-field.max_length :] if field.max_length else f"{value} anew"
            )
        elif field.name in {"order", "rank"} and value is not None:
            setattr(record, field.attname, value + 500)
    record.save()


WORDS = {"text", "note", "publisher", "byline", "printed_as", "spelling", "acronym"}


def withdrawn(record):
    record.state = PublicationState.ARCHIVED
    record.save()


def published(record):
    record.state, record.published_at, record.unpublish_at = PublicationState.PUBLISHED, factories.now(), None
    record.save()


def deleted(record):
    record.delete()


def doings(model, world):
    """Pairs of a record and what is done to it, in turn."""
    shown, *hidden = chosen(model, world)
    if not issubclass(model, Publishable):
        return [(shown, reworded), (shown, deleted)]
    return [(shown, reworded), (shown, withdrawn), *((record, published) for record in hidden)]


def warm(reader, kept, addresses):
    for address in addresses:
        if key_of(address) not in kept:
            assert reader.get(address).status_code in {200, 404}, address


def stale_pages(reader, kept, fresh, addresses, model):
    """Of the pages that are kept and that read rows of this model, those that would be another if made anew."""
    suspects = [
        address
        for address in addresses
        if (page := kept.find(key_of(address))) and model._meta.label_lower in page.anchors
    ]
    return [address for address in suspects if reader.get(address).content != fresh(address)]


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_kept_page_is_the_page_as_it_is(linked_world, addresses, kept, fresh, model):
    reader, done = Client(), 0

    for record, do in doings(model, linked_world):
        warm(reader, kept, addresses)
        connection.run_on_commit.clear()  # else the transaction of the test would count as one that changes many
        try:
            with transaction.atomic():
                do(model._base_manager.get(pk=record.pk))
                done += 1
        except ProtectedError:
            continue
        assert stale_pages(reader, kept, fresh, addresses, model) == [], f"{do.__name__}: {record}"

    assert done


@pytest.mark.parametrize("model", LINKS, ids=name_of)
def test_kept_page_follows_links(linked_world, addresses, kept, fresh, model):
    """A row of a many-to-many relation goes, and comes back."""
    row = model._base_manager.order_by("pk").first()
    own, other = (field.name for field in model._meta.concrete_fields if field.is_relation)
    instance, end = getattr(row, own), getattr(row, other)
    links = next(field.name for field in instance._meta.many_to_many if field.remote_field.through is model)
    reader = Client()

    for act in ("remove", "add"):
        warm(reader, kept, addresses)
        getattr(getattr(instance, links), act)(end)
        assert stale_pages(reader, kept, fresh, addresses, model) == [], act


def test_page_that_reads_no_row_of_a_model_does_not_depend_on_it(linked_world, addresses, kept, fresh):
    """What the tests above take for granted."""
    reader = Client()
    warm(reader, kept, addresses)
    before = {address: fresh(address) for address in addresses}
    changed = linked_world.records["news.newsitem"]["A X published"]
    untouched = [address for address in addresses if "news.newsitem" not in kept.find(key_of(address)).anchors]

    type(changed)._base_manager.filter(pk=changed.pk).delete()

    assert untouched
    assert [address for address in untouched if fresh(address) != before[address]] == []
