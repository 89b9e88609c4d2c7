import pytest
from django.test import Client

from tests.authz.table import ROLE_OF


@pytest.fixture(scope="module")
def clients(world, django_db_blocker):
    """A signed-in client for each role."""
    found = {}
    with django_db_blocker.unblock():
        for letter, role in ROLE_OF.items():
            found[letter], user = Client(), world.user(role)
            if user.is_authenticated:
                found[letter].force_login(user)
    return found
