"""Reads what was written down since this process looked last.

A row is read once its transaction is committed. SQLite numbers rows in that order. PostgreSQL does not, so there all
rows are asked for again whose transaction may still have been open at the last look; those known already are left out.
"""

from django.db import connection

from core.models.change import ANY_ROW, Change


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
        on_postgres = connection.vendor == "postgresql"
        oldest_open = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint" if on_postgres else "0"
        select = f"SELECT id, model, rows, reach, written_in, {oldest_open} FROM {Change._meta.db_table}"  # noqa: S608
        with connection.cursor() as cursor:
            if last is None:
                cursor.execute(f"{select} ORDER BY id DESC LIMIT 1")
            elif on_postgres:
                cursor.execute(f"{select} WHERE id >= %s OR written_in >= %s", [last, self._open_since])
            else:
                cursor.execute(f"{select} WHERE id >= %s", [last])
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
