"""Reads `deeds.py`: everything that is sent is sent by every role in every state, and what it writes is watched."""

import re
from dataclasses import dataclass
from functools import cached_property

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test import RequestFactory
from django.urls import resolve

from core import triggers
from core.editing import content_of, kinds
from core.services.proposing import propose_change
from tests.authz.deeds import AUTHORS, ITEM_DEEDS, ITEM_STATES, ONCE_PUBLISHED, OTHER_DEEDS, PART_DEEDS, READS
from tests.authz.elsewhere import DEEDS, ELSEWHERE
from tests.authz.table import (
    ALL,
    INSTITUTION_PAGES,
    STRANGERS,
    WORKSPACE_ITEM_PAGES,
    WORKSPACE_KIND_PAGES,
    WORKSPACE_PAGES,
    WORKSPACE_PUBLIC_PAGES,
)
from tests.workspace.test_writing import as_sent
from tests.world import World
from workspace.sessions import WritingSession

pytestmark = pytest.mark.django_db

NEAREST = "XYAB"
WRITES = re.compile(r'(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
# Who is signed in where, and the log of the page cache: written by every request that writes, or by none.
OF_THE_MACHINE = {"sessions.session", "usersessions.usersession", "core.change"}
ITEM_CELLS = [(name, state) for name, deed in ITEM_DEEDS.items() for state in deed.states]
PART_CELLS = [(name, state) for name in PART_DEEDS for state in ITEM_STATES]
READ_CELLS = [(name, state) for name in READS for state in ITEM_STATES]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Stories of X in every state; to what is published X proposed a change."""
    with django_db_blocker.unblock():
        world = World().fill_stories_of_x()
        person = world.user("representative of X")
        for state in ONCE_PUBLISHED:
            session = session_of(person, world.records["news.newsitem"][f"A X {state}"])
            content = content_of(sent_by(session, title_en="As it shall be"))
            propose_change(session.editor, content=content, base=session._sheet().snapshot(), by=person)
        yield world
        triggers.lift(connection)
        call_command("flush", interactive=False, verbosity=0)


def session_of(person, item):
    request = RequestFactory().get("/")
    request.user = person
    return WritingSession(request, kinds()["news"], item)


def sent_by(session, **changes):
    """The form as a browser sends it, whatever the state of the item."""
    data = session.request.POST.copy()
    data.update(as_sent(session.editor, session.made_from, session.autosave_id) | changes)
    return data


@dataclass
class Place:
    """Where a deed is done: the world, and the state of what it is done with."""

    world: World
    state: str = ""

    @property
    def item(self):
        return self.world.records["news.newsitem"][f"A X {self.state}"]

    @cached_property
    def form(self):
        """The form of the item as X would send it, whatever its state."""
        return sent_by(session_of(self.world.user("representative of X"), self.item)).dict()


def sent(client, address, data):
    """The answer, and the models of which something was written; afterwards all is as before."""
    tables, labels = set(), {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}

    def watch(execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        if context["cursor"].rowcount:
            tables.update(WRITES.findall(sql))
        return done

    with transaction.atomic():
        with connection.execute_wrapper(watch):
            response = client.post(address, data)
        transaction.set_rollback(True)
    return response, {labels.get(table, table) for table in tables} - OF_THE_MACHINE


def asked(state, first, finders=""):
    """Every role in the first state in which somebody may, then those who find the address or come nearest."""
    return set(ALL) if state == first else {*finders, *NEAREST}


def assert_done_by(deed, clients, place):
    doers, address = deed.doers.get(place.state, ""), deed.address(place)
    done, found = set(), {}
    for letter in asked(place.state, next(iter(deed.doers), deed.states[0]), deed.finders):
        response, written = sent(clients[letter], address, deed.sent(place))
        found[letter] = response.status_code
        assert letter in doers or not written, f"{letter} wrote {written}"
        assert letter not in doers or deed.writes <= written, f"{letter} wrote {written} alone"
        if written:
            done.add(letter)

    assert done == set(doers)
    refused = {404} if not address.startswith("/admin/") else {302, 403, 404}
    assert {letter for letter, status in found.items() if letter in STRANGERS and status not in {302, 403}} == set()
    turned_away = set(found) - set(STRANGERS) - set(deed.finders)
    assert {letter: found[letter] for letter in turned_away if found[letter] not in refused} == {}
    assert max(found.values()) < 500


def test_every_route_that_takes_what_is_sent_is_tried(world):
    """What the tables open to nobody by reading takes what is sent, and so do routes with the key of a person."""
    tables = [WORKSPACE_PAGES, INSTITUTION_PAGES, WORKSPACE_ITEM_PAGES, WORKSPACE_PUBLIC_PAGES, WORKSPACE_KIND_PAGES]
    sent_to = {route for table in tables for route, readers in table.items() if not readers}
    sent_to |= {route for route, (path, _test) in ELSEWHERE.items() if path == DEEDS}
    deeds = [*ITEM_DEEDS.values(), *PART_DEEDS.values()]
    addresses = [deed.address(Place(world, "published")) for deed in deeds]
    addresses += [deed.address(Place(world)) for deed in OTHER_DEEDS.values()]

    assert sent_to - {resolve(address).view_name for address in addresses} == set()


@pytest.mark.parametrize(("name", "state"), ITEM_CELLS)
def test_deed_at_an_item(world, clients, name, state):
    assert_done_by(ITEM_DEEDS[name], clients, Place(world, state))


@pytest.mark.parametrize(("name", "state"), PART_CELLS)
def test_answer_for_a_partner(world, clients, name, state):
    assert_done_by(PART_DEEDS[name], clients, Place(world, state))


@pytest.mark.parametrize("name", OTHER_DEEDS)
def test_deed_at_no_item(world, clients, name):
    assert_done_by(OTHER_DEEDS[name], clients, Place(world))


@pytest.mark.parametrize(("name", "state"), READ_CELLS)
def test_page_of_an_item_in_its_state(world, clients, name, state):
    address_of, readers = READS[name]
    address = address_of(Place(world, state))

    letters = asked(state, next(iter(readers)), finders=AUTHORS)
    opened = {letter for letter in letters if clients[letter].get(address).status_code == 200}

    assert opened == set(readers.get(state, "")) & letters
