"""The suite's tables are made from the models, which is quick; here those of the migrations are held against them."""

import os
import subprocess
import sys
from unittest import mock

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from core import triggers

OURS = ["core", "members", "alliances", "governance", "research", "news", "portal"]


@pytest.fixture
def empty_database(tmp_path, db):
    """Address of a new database of the vendor in use, and a connection to it."""
    other = connections["migrated"] = connection.copy("migrated")
    given = other.settings_dict
    if connection.vendor == "sqlite":
        given["NAME"] = str(tmp_path / "migrated.sqlite3")
        yield f"sqlite:///{given['NAME']}", other
    else:
        given["NAME"] += "_migrated"
        _on_the_server('CREATE DATABASE "{NAME}"'.format_map(given))
        yield "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format_map(given), other
    other.close()
    del connections["migrated"]
    if connection.vendor == "postgresql":
        _on_the_server('DROP DATABASE "{NAME}"'.format_map(given))


def _on_the_server(statement):
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)


def _migrate(address, *steps):
    """Run `migrate` with each of these arguments, by the settings of the suite, upon the database at this address."""
    script = (
        "import django; django.setup(); from django.core.management import call_command\n"
        f"for step in {steps!r}: call_command('migrate', *step, verbosity=0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.PROJECT_DIR,
        env={**os.environ, "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "portal.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _tables():
    return {
        model._meta.db_table
        for label in OURS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    }


def _shape(database):
    """Of each of our tables that stands there: its columns and its constraints, whatever their order."""
    with database.cursor() as cursor:
        look = database.introspection
        return {
            table: (
                {
                    (column.name, column.type_code, column.null_ok)
                    for column in look.get_table_description(cursor, table)
                },
                {
                    (
                        None if found["foreign_key"] or (found["check"] and name.startswith("__")) else name,
                        tuple(found["columns"] or ()),
                        found["unique"],
                        found["index"],
                        found["check"],
                        found["foreign_key"],
                    )
                    for name, found in look.get_constraints(cursor, table).items()
                },
            )
            for table in _tables() & set(look.table_names(cursor))
        }


@pytest.mark.timeout(900)
def test_migrations_make_the_tables_of_the_models_and_take_them_away_again(empty_database):
    address, migrated = empty_database

    _migrate(address, ())
    made, standing = _shape(migrated), triggers.installed(migrated)
    migrated.close()
    _migrate(address, *((label, "zero") for label in reversed(OURS)))

    assert standing == set(triggers.NAMES)
    assert made == _shape(connection)
    assert _shape(migrated) == {}


def test_squashed_migrations_leave_the_state_of_those_they_replace():
    squashed = MigrationLoader(None).project_state()

    replaced = MigrationLoader(None, replace_migrations=False).project_state()

    assert {key: squashed.models[key] == replaced.models[key] for key in replaced.models} == dict.fromkeys(
        squashed.models, True
    )


def _whole_plan():
    loader = MigrationLoader(None, replace_migrations=False)
    executor = MigrationExecutor(connection)
    executor.loader = loader
    steps = executor.migration_plan(loader.graph.leaf_nodes(), clean_start=True)
    return [(step.app_label, step.name) for step, _backwards in steps]


def test_squashed_migrations_lead_on_from_any_that_they_replace(db):
    """Whoever stopped at any migration of the past comes to the end, each table made once."""
    plan = _whole_plan()
    for done in range(len(plan)):
        applied = dict.fromkeys(plan[:done])
        with mock.patch.object(MigrationRecorder, "applied_migrations", return_value=applied):
            executor = MigrationExecutor(connection)
            steps = [step for step, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]
            executor.loader.check_consistent_history(connection)

        made = [key for step in steps for key in step.replaces or [(step.app_label, step.name)]]
        assert len(made) == len(set(made))
        assert set(plan) <= {*made, *applied}
        assert not {*made} & {*applied}
