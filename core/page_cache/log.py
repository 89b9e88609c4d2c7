"""Reads what was written down since this process looked last.

A row is read once its transaction is committed. SQLite numbers rows in that order. PostgreSQL does not, so there all
rows are asked for again whose transaction may still have been open at the last look; those known already are left out.
"""

from django.db import connection

from core.models.change import ANY_ROW, Change

TABLE = Change._meta.db_table
COLUMNS = "id, model, rows, reach, written_in"
NEWEST = f"(SELECT MAX(id) FROM {TABLE})"  # noqa: S608
OLDEST_OPEN = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


def _by_number(last):
    """The rows from the last one known on; at first only the newest."""
    select = f"SELECT {COLUMNS}, 0 FROM {TABLE} WHERE id >= "  # noqa: S608
    return (select + NEWEST, []) if last is None else (select + "%s", [last])


def _by_transaction(last, open_since):
    """Those, and all whose transaction was open at the last look; at first, all whose transaction is open now."""
    select = f"SELECT {COLUMNS}, {OLDEST_OPEN} FROM {TABLE} WHERE "  # noqa: S608
    if last is None:
        return f"{select} id >= {NEWEST} OR written_in >= {OLDEST_OPEN}", []
    return f"{select} id >= %s OR written_in >= %s", [last, open_since]


class Forgotten(Exception):
    """The last row known is gone: pruned, or another database has taken the place of this one."""


class ChangeLog:
    """The place of one process in the table of changes; its caller lets one thread at a time `accept`."""

    def __init__(self):
        self.forget()

    def forget(self):
        self._last = None
        self._open_since = 0
        self._known = {}

    def ask(self):
        """The last row known, and all rows from there on: one query by index."""
        last = self._last
        if connection.vendor == "postgresql":
            query, parameters = _by_transaction(last, self._open_since)
        else:
            query, parameters = _by_number(last)
        with connection.cursor() as cursor:
            cursor.execute(query, parameters)
            return last, cursor.fetchall()

    def accept(self, last, rows):
        """The changes (model, ids of rows, reach; None for any row) that were not known; raises Forgotten."""
        if last and last not in {row[0] for row in rows}:
            raise Forgotten
        new = [row for row in rows if row[0] not in self._known] if last is not None else []
        self._last = max([self._last or 0, *(row[0] for row in rows)])
        self._open_since = max([self._open_since, *(row[5] for row in rows)])
        self._known |= {row[0]: row[4] for row in rows}
        self._known = {
            pk: number for pk, number in self._known.items() if pk >= self._last or number >= self._open_since > 0
        }
        return [(row[1], _ids(row[2]), _ids(row[3])) for row in new]


def _ids(text):
    return None if text == ANY_ROW else frozenset(text.split())
