"""Triggers that keep the audit trail append-only, on both databases.

They are installed after every migrate, since SQLite drops a table's triggers when a migration rebuilds the table.
"""

TABLE = "core_auditentry"
NAMES = ("audit_no_update", "audit_no_delete")
_EVENTS = dict(zip(NAMES, ("UPDATE", "DELETE"), strict=True))

_POSTGRESQL_FUNCTION = """
CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def install(connection):
    """Create the triggers; a second call changes nothing, nor does a call where the table is gone or not there yet."""
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return
        if connection.vendor == "postgresql":
            cursor.execute(_POSTGRESQL_FUNCTION)
        for name, event in _EVENTS.items():
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {TABLE} "
                    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
                )
            else:
                cursor.execute(
                    f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {TABLE} "
                    "BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END"
                )


def lift(connection):
    """Drop the triggers: for tests that empty the tables, and for nothing else."""
    with connection.cursor() as cursor:
        for name in NAMES:
            on_table = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def installed(connection):
    """Names of the triggers that stand on the table now."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [TABLE])
        return {row[0] for row in cursor.fetchall()}
