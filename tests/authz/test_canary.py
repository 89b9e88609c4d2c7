"""Nothing that alliance B keeps to itself is read by A's people or by strangers, wherever they look."""

from types import SimpleNamespace

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from core import scope, triggers
from core.models import AuditEntry
from news.models import NewsItem
from tests import factories
from tests.authz.canary import (
    NOTHING_TO_HIDE,
    Planter,
    Reader,
    addresses_of,
    entangle,
    hidden_records,
    open_addresses,
    picker_addresses,
    text_columns,
)
from tests.world import ANONYMOUS, World

pytestmark = pytest.mark.django_db

READERS = ["secretariat of A", "representative of X", "account without institution", ANONYMOUS]
CSV_FORMAT = "0"
FEW = 3  # hidden records of each kind, of which every address is tried


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """A world in which B hides a word in every text, and A points at what is hidden wherever it can."""
    with django_db_blocker.unblock():
        world = World().fill_around_x().fill_hidden_of_b()
        planter = Planter()
        records = [record for record in hidden_records(world) if not isinstance(record, AuditEntry)]
        for record in records:
            planter.plant(record)
        told = {column: planter.word(f"core.auditentry.{column}") for column in text_columns(AuditEntry)}
        factories.AuditEntryFactory(alliance_ids=f" {world.c.pk} ", **told)
        story = next(record for record in records if isinstance(record, NewsItem))
        factories.SlugRedirectFactory(slug=planter.word("core.slugredirect.slug"), object_id=story.pk)
        hidden = {}
        for record in records:
            hidden.setdefault(type(record), []).append(record)
        entangle(world, hidden)
        few = [record for kind in hidden.values() for record in kind[:FEW]]
        yield SimpleNamespace(world=world, records=few, places=planter.places, models=planter.planted_models())
        triggers.lift(connection)
        call_command("flush", interactive=False, verbosity=0)


def client_of(world, role):
    client, user = Client(), world.user(role)
    if user.is_authenticated:
        client.force_login(user)
    return client


def test_every_model_hides_a_text(planted):
    with_texts = {model._meta.label_lower for model in scope.registered_models() if any(text_columns(model))}

    assert with_texts - planted.models - set(NOTHING_TO_HIDE) == set()
    assert len(planted.places) > 200


@pytest.mark.timeout(900)
@pytest.mark.parametrize("role", READERS)
def test_no_word_of_b_is_found(planted, role):
    reader = Reader(client_of(planted.world, role))

    is_staff = "secretariat" in role
    reader.follow([*open_addresses(staff=is_staff), *(picker_addresses() if is_staff else [])])
    for record in planted.records:
        for address in addresses_of(record, staff=is_staff):
            reader.ask(address)

    assert {planted.places[word]: address for word, address in reader.found.items()} == {}
    assert reader.statuses[200] > 100
    assert not {status for status in reader.statuses if status >= 500}


def test_no_export_holds_a_word_of_b(planted):
    reader = Reader(client_of(planted.world, "secretariat of A"))
    exported = 0
    for model, model_admin in admin.site._registry.items():
        if hasattr(model_admin, "export_action"):
            address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export")
            form = (reader.ask(address)[0].context or {}).get("form")
            if form is not None:
                chosen = {name: "on" for name in form.fields if name not in {"format", "resource", "export_items"}}
                reader.ask(address, {"format": CSV_FORMAT, "resource": "0", **chosen})
                exported += 1

    assert {planted.places[word]: address for word, address in reader.found.items()} == {}
    assert exported > 20


def test_the_superuser_finds_the_words(planted):
    """What is looked for is there to be found: in each list of the admin stand words of its model."""
    reader = Reader(client_of(planted.world, "superuser"))
    for record in planted.records:
        reader.ask(reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_changelist"))

    found = {planted.places[word].rsplit(".", 1)[0] for word in reader.found}
    assert len(found) > 25
