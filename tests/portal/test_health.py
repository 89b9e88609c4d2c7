from unittest import mock

import pytest
from django.db import OperationalError


def test_healthz_asks_nothing_of_the_database(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ready_when_all_migrations_are_in(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ({"side_effect": OperationalError}, "database"),
        ({"return_value": mock.Mock(migration_plan=lambda targets: ["one to go"])}, "migrations"),
    ],
)
def test_readyz_says_what_it_waits_for(client, behaviour, reason):
    with mock.patch("portal.health.MigrationExecutor", **behaviour):
        answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["reason"]) == (503, reason)
    assert answer["Retry-After"] == "10"
