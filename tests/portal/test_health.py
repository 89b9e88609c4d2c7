import datetime
from unittest import mock

import pytest
from django.db import OperationalError

from core.clock import now
from tests.factories import OutboxMessageFactory


def test_healthz_asks_nothing_of_the_database(client):
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok"}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_readyz_is_ready_when_all_migrations_are_in(client):
    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "mail": "ok"})


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due_at": 31}, "stuck"),
        ({"due_at": 29}, "ok"),
        ({"due_at": -60, "written_at": 31, "attempts": 2}, "stuck"),
        ({"due_at": 60, "state": "held"}, "stuck"),
        ({"due_at": 60, "state": "failed"}, "ok"),
    ],
)
def test_readyz_says_that_mail_is_stuck_and_stays_ready(client, fields, said):
    """Moments are given in minutes before now."""
    moments = {name: now() - datetime.timedelta(minutes=fields[name]) for name in fields if name.endswith("_at")}
    OutboxMessageFactory(**{**fields, **moments})

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["mail"]) == (200, said)
