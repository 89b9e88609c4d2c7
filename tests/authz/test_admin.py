"""Reads `table.py` for the admin and the pages of accounts: every route has a row, and each is asked role by role."""

import pytest
from django.contrib import admin
from django.urls import get_resolver, reverse

from core.models import RecordedFact
from tests.authz.elsewhere import ADMIN_ELSEWHERE
from tests.authz.table import (
    ACCOUNT_KEYS,
    ACCOUNT_PAGES,
    ADMIN_LISTS,
    ADMIN_PAGES,
    ADMIN_SITE,
    ALL,
    MODELS,
    OTHER_ADMINS,
    STAFF,
)
from tests.authz.test_table import CELLS, OUR_APPS, route_names

REGISTERED = {model._meta.label_lower: model_admin for model, model_admin in admin.site._registry.items()}
LISTS = [
    (label, kind) for kind in ("export", "import") for label in MODELS if hasattr(REGISTERED[label], f"{kind}_action")
]
# Forms are slow: one record is asked of those for which a model's table expects the same.
FORM_CELLS = {
    (kind, label, *(frozenset(expected(label, name)) for expected in ADMIN_PAGES[kind])): (kind, label, name)
    for kind in ("change", "delete")
    for label, name in CELLS
}.values()
ASKED_AT_LISTS = f"NXa{STAFF}"
ASKED_AT_RECORDS = "XABMT"


def opened(response):
    """Whether the page was there for this person: shown, or done and led on within the admin.

    A form that was sent without saying which version it was made from is shown again (409).
    """
    away = ("/accounts/", reverse("admin:login"))
    led_on = response.status_code == 302 and not response.url.startswith(away)
    return response.status_code in {200, 409} or (led_on and response.url != reverse("admin:index"))


def who(clients, letters, ask):
    return {letter for letter in letters if opened(ask(clients[letter]))}


def admin_name(label, kind):
    return f"admin:{label.replace('.', '_')}_{kind}"


def test_every_route_of_the_admin_has_a_row():
    routes = {name for name in route_names(get_resolver().url_patterns) if name.startswith("admin:")}
    labels = {label.replace(".", "_") for label in {*MODELS, *OTHER_ADMINS}}
    kinds = {*ADMIN_LISTS, *ADMIN_PAGES, *ADMIN_ELSEWHERE}

    known = {f"admin:{name}" for name in ADMIN_SITE} | {f"admin:{label}_{kind}" for label in labels for kind in kinds}
    assert routes - known == set()
    assert {label for label in REGISTERED if label.split(".")[0] not in OUR_APPS} == OTHER_ADMINS


def test_every_account_page_has_a_row():
    routes = {
        name
        for name in route_names(get_resolver().url_patterns)
        if name.startswith(("account_", "mfa_", "usersessions_"))
    }

    assert routes == {*ACCOUNT_PAGES, *ACCOUNT_KEYS}


@pytest.mark.django_db
@pytest.mark.parametrize("label", MODELS)
def test_list_holds_what_the_person_manages(world, clients, label):
    history = {"record": "all"} if issubclass(REGISTERED[label].model, RecordedFact) else {}
    address = reverse(admin_name(label, "changelist"))
    records = {world.records[label][name].pk: name for name in MODELS[label]}
    held = {}
    for letter in ALL:
        response = clients[letter].get(address, history)
        if opened(response):
            keys = response.context["cl"].queryset.values_list("pk", flat=True)
            held[letter] = {records[key] for key in keys if key in records}

    assert set(held) == set(ADMIN_LISTS["changelist"][label])
    for letter, names in held.items():
        assert names == {name for name, cells in MODELS[label].items() if letter in cells[1]}, letter


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "kind"), LISTS)
def test_list_opens_for(clients, label, kind):
    address = reverse(admin_name(label, kind))

    assert who(clients, ASKED_AT_LISTS, lambda client: client.get(address)) == set(ADMIN_LISTS[kind][label])


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "name"), CELLS)
def test_history_of_a_record(world, clients, label, name):
    address = reverse(admin_name(label, "history"), args=[world.records[label][name].pk])

    readers = who(clients, ASKED_AT_RECORDS, lambda client: client.get(address))

    assert readers == ADMIN_PAGES["history"][0](label, name) & set(ASKED_AT_RECORDS)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "label", "name"), FORM_CELLS)
def test_form_of_a_record(world, clients, label, name, kind):
    """An empty form is refused by its fields, after the person was let in; nothing is deleted without a yes."""
    address = reverse(admin_name(label, kind), args=[world.records[label][name].pk])
    readers, writers = (expected(label, name) for expected in ADMIN_PAGES[kind])

    opened_by = who(clients, ASKED_AT_RECORDS, lambda client: client.get(address))

    assert opened_by == readers & set(ASKED_AT_RECORDS)
    assert who(clients, ASKED_AT_LISTS, lambda client: client.post(address)) == writers


@pytest.mark.django_db
@pytest.mark.parametrize("label", MODELS)
def test_empty_record_is_added_by(clients, label):
    address = reverse(admin_name(label, "add"))

    assert who(clients, ASKED_AT_LISTS, lambda client: client.post(address)) == set(ADMIN_LISTS["add"][label])


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(OTHER_ADMINS))
def test_what_other_packages_keep_is_the_superusers(clients, label):
    address = reverse(admin_name(label, "changelist"))

    assert who(clients, ASKED_AT_LISTS, lambda client: client.get(address)) == {"S"}


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name, letters in ADMIN_SITE.items() if letters])
def test_page_of_the_admin(clients, name):
    address = reverse(f"admin:{name}", args=["core"] if name == "app_list" else [])

    assert who(clients, ALL, lambda client: client.get(address)) == set(ADMIN_SITE[name])


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_account_page(clients, name):
    address = reverse(name)

    shown = {letter for letter in ALL if clients[letter].get(address).status_code == 200}

    assert shown == set(ACCOUNT_PAGES[name])


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "key"), ACCOUNT_KEYS.items())
def test_account_page_with_a_foreign_key_does_nothing(clients, name, key):
    address = reverse(name, args=key)

    changed = [letter for letter in ALL if b"<form" in clients[letter].post(address).content and "mfa" in name]

    assert changed == []
