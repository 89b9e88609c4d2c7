"""The audit trail is append-only: the database itself refuses, whoever asks."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from core import triggers
from core.models import AuditEntry
from core.services.auditing import padded, record
from tests import factories


@pytest.fixture
def entry(db):
    return record(factories.AreaFactory(), by=factories.UserFactory(full_name="Vera Orlova"), action="record")


def raw(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "deed",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: AuditEntry.objects.update(note="never mind"),
        lambda entry: AuditEntry.objects.all().delete(),
        lambda entry: AuditEntry.objects.bulk_update([entry], ["note"]),
        lambda entry: raw("UPDATE core_auditentry SET note = 'never mind'"),
        lambda entry: raw("DELETE FROM core_auditentry"),
    ],
    ids=["save", "delete", "update", "delete all", "bulk update", "plain UPDATE", "plain DELETE"],
)
def test_no_way_to_change_or_delete_an_entry(entry, deed):
    with pytest.raises(DatabaseError, match="the audit trail is append-only"), transaction.atomic():
        deed(entry)

    assert AuditEntry.objects.get().note == ""


def test_triggers_stand_after_all_migrations(db):
    assert triggers.installed(connection) == set(triggers.NAMES)


def test_every_migrate_brings_the_triggers_back(db):
    triggers.lift(connection)
    assert triggers.installed(connection) == set()

    call_command("migrate", verbosity=0)

    assert triggers.installed(connection) == set(triggers.NAMES)


def test_installing_twice_changes_nothing(db):
    triggers.install(connection)
    triggers.install(connection)

    assert triggers.installed(connection) == set(triggers.NAMES)


def test_entry_keeps_labels_without_the_records(entry):
    """Erasing the person and the record leaves the trail whole."""
    person_number, record_id = entry.actor_id, entry.object_id
    factories.AreaFactory._meta.model.objects.get(pk=record_id).delete()
    factories.UserFactory._meta.model.objects.get(pk=person_number).delete()

    kept = AuditEntry.objects.get()

    assert (kept.actor_id, kept.actor_label) == (person_number, "Vera Orlova")
    assert (kept.object_type, kept.object_id) == ("core.area", record_id)
    assert kept.object_label.startswith("Area")


def test_entry_names_the_alliances_concerned(db):
    item = factories.NewsItemFactory()

    assert record(item, by=None, action="record").alliance_ids == f" {item.alliance_id} "
    assert record(factories.PersonFactory(), by=None, action="record").alliance_ids == ""


def test_padded_ids_are_found_one_by_one():
    assert padded({"B2", "A1"}) == " A1 B2 "
    assert padded(set()) == ""


def test_long_labels_are_cut_not_refused(db):
    """SQLite would take more than the column holds; PostgreSQL would refuse the deed with its entry."""
    institution = factories.InstitutionFactory(name="U" * 300)
    membership = factories.MembershipFactory(institution=institution)

    entry = record(membership, by=factories.UserFactory(full_name="N" * 200), action="record")

    assert len(entry.object_label) == 300
    assert len(entry.actor_label) == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_triggers_stand_again_after_tables_were_emptied(_time):
    """The second run finds what the flush after the first one left."""
    assert triggers.installed(connection) == set(triggers.NAMES)
    record(factories.AreaFactory(), by=None, action="record")

    with pytest.raises(DatabaseError, match="append-only"):
        AuditEntry.objects.all().delete()
