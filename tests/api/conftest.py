from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction

from tests.world import make_world


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo content, for the tests of one module."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Every role, state and relation, for the tests of one module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def ask(client):
    """Reads an address of the API; gives the object, or the whole response where that is asked for."""

    def read(path, *, status=200, **headers):
        response = client.get(f"/api/v1/{path}", headers=headers)
        assert response.status_code == status, response.content.decode()
        return response.json()

    return read
