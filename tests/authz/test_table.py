"""Reads `table.py`: every cell is asked, and nothing that exists is without a row."""

from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from core import scope
from core.editing import kinds, posted_kinds
from tests.authz.elsewhere import ADMIN_ELSEWHERE, ELSEWHERE
from tests.authz.table import (
    ALL,
    ENDPOINTS,
    INSTITUTION_PAGES,
    MODELS,
    OPEN_PAGES,
    PAGES,
    ROLE_OF,
    STRANGERS,
    WORKSPACE_ITEM_PAGES,
    WORKSPACE_KIND_PAGES,
    WORKSPACE_PAGES,
    WORKSPACE_PROFILE_PAGES,
    WORKSPACE_PUBLIC_PAGES,
)

OUR_APPS = ["core", "members", "alliances", "governance", "research", "news", "portal"]
CELLS = [(label, name) for label, records in MODELS.items() for name in records]
PAGE_CELLS = [(page, name) for page, label in PAGES.items() for name in MODELS[label]]
API_CELLS = [(endpoint, name) for endpoint, label in ENDPOINTS.items() for name in MODELS[label]]
ASKED_OF_PAGES = "NXYCFABSa"


def route_names(patterns, namespace=""):
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from route_names(pattern.url_patterns, inner)


def test_every_model_and_admin_has_a_row():
    ours = {model._meta.label_lower for app in OUR_APPS for model in apps.get_app_config(app).get_models()}
    registered = {model._meta.label_lower for model in admin.site._registry if model._meta.app_label in OUR_APPS}

    assert ours == set(MODELS)
    assert registered <= set(MODELS)


def test_every_page_and_endpoint_has_a_row():
    routes = set(route_names(get_resolver().url_patterns))
    ours = {name for name in routes if not name.startswith(("admin:", "account_", "mfa_", "usersessions_"))}
    endpoints = {f"api:{name}-{kind}" for name in ENDPOINTS for kind in ("list", "detail")}

    workspace = {*WORKSPACE_PAGES, *INSTITUTION_PAGES, *WORKSPACE_ITEM_PAGES, *WORKSPACE_KIND_PAGES}
    workspace |= {*WORKSPACE_PUBLIC_PAGES, *WORKSPACE_PROFILE_PAGES}

    assert ours == set(PAGES) | OPEN_PAGES | set(ELSEWHERE) | endpoints | workspace


def test_every_route_elsewhere_names_a_test_that_is_there():
    """A test that is renamed or deleted takes its name along."""
    guards = {*ELSEWHERE.values(), *ADMIN_ELSEWHERE.values()}

    assert {(path, test) for path, test in guards if f"\ndef {test}(" not in Path(path).read_text()} == set()


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "name"), CELLS)
def test_model(world, label, name):
    record = world.records[label][name]
    users = {letter: world.user(role) for letter, role in ROLE_OF.items()}

    for ask, expected in zip((scope.can_view, scope.can_manage, scope.can_edit), MODELS[label][name], strict=True):
        assert {letter for letter, user in users.items() if ask(user, record)} == set(expected), ask.__name__


@pytest.mark.django_db
@pytest.mark.parametrize(("page", "name"), PAGE_CELLS)
def test_page(world, clients, page, name):
    viewers = MODELS[PAGES[page]][name][0]
    address = reverse(page, args=[world.records[PAGES[page]][name].slug])

    answers = {letter: clients[letter].get(address).status_code for letter in ASKED_OF_PAGES}

    assert answers == {letter: 200 if letter in viewers else 404 for letter in ASKED_OF_PAGES}


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(OPEN_PAGES))
def test_open_page(clients, page):
    for letter in ASKED_OF_PAGES:
        assert clients[letter].get(reverse(page)).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(WORKSPACE_PAGES))
def test_workspace_page(clients, page):
    """Strangers are asked to sign in; whom it is not for finds nothing there."""
    assert_opened_by(clients, reverse(page), WORKSPACE_PAGES[page])


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(INSTITUTION_PAGES))
def test_workspace_page_of_an_institution(world, clients, page):
    assert_opened_by(clients, reverse(page, args=[world.x.slug]), INSTITUTION_PAGES[page])


def assert_opened_by(clients, address, expected, asked=ALL):
    answers = {letter: clients[letter].get(address).status_code for letter in asked}

    assert {letter for letter, status in answers.items() if status == 200} == set(expected) & set(asked)
    assert {letter for letter, status in answers.items() if status == 302} == set(STRANGERS) & set(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(WORKSPACE_ITEM_PAGES | WORKSPACE_KIND_PAGES))
@pytest.mark.parametrize("kind", sorted(kind.key for kind in posted_kinds()))
def test_workspace_page_of_an_item(world, clients, page, kind):
    draft = world.records[kinds()[kind].model._meta.label_lower]["A X draft"]
    keys = [kind, draft.pk] if page in WORKSPACE_ITEM_PAGES else [kind]

    expected = (WORKSPACE_ITEM_PAGES | WORKSPACE_KIND_PAGES)[page]
    # Every kind passes the same views: of the others those are asked who come nearest.
    assert_opened_by(clients, reverse(page, args=keys), expected, ALL if kind == "news" else "NYXCA")


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(WORKSPACE_PUBLIC_PAGES))
def test_workspace_page_of_a_public_item(world, clients, page):
    item = world.records["news.newsitem"]["A X published"]

    assert_opened_by(clients, reverse(page, args=["news", item.pk]), WORKSPACE_PUBLIC_PAGES[page])


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(WORKSPACE_PROFILE_PAGES))
def test_workspace_page_of_a_profile(world, clients, page):
    assert_opened_by(clients, reverse(page, args=[world.x.pk]), WORKSPACE_PROFILE_PAGES[page])


@pytest.mark.django_db
@pytest.mark.parametrize("page", sorted(WORKSPACE_PUBLIC_PAGES))
def test_workspace_page_of_a_change_to_the_institution(world, clients, page):
    # Contributors change news, not the institution.
    expected = set(WORKSPACE_PUBLIC_PAGES[page]) - {"C"}
    assert_opened_by(clients, reverse(page, args=["institutions", world.x.pk]), expected)


@pytest.mark.django_db
@pytest.mark.parametrize(("endpoint", "name"), API_CELLS)
def test_endpoint(world, clients, endpoint, name):
    record = world.records[ENDPOINTS[endpoint]][name]
    try:
        address = reverse(f"api:{endpoint}-detail", args=[record.slug])
    except (AttributeError, NoReverseMatch):
        address = reverse(f"api:{endpoint}-detail", args=[record.pk])

    viewers = MODELS[ENDPOINTS[endpoint]][name][0]

    answers = {letter: clients[letter].get(address).status_code for letter in ALL}

    assert answers == {letter: 200 if letter in viewers else 404 for letter in ALL}
