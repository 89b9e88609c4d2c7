"""The demo is loaded once for all tests of this folder; what a test changes is gone after it."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction


@pytest.fixture(scope="package")
def loaded_demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("demo", stdout=StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def demo(loaded_demo, db):
    """Each test runs in a savepoint within the transaction that holds the demo."""
