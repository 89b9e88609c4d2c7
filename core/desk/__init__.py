"""The desk: the first page of the admin, which shows each person what awaits him or her.

The kernel knows no model of the other apps: each app says in its `desk.py` how its records are named in one line, and
why one of them would stand on the desk.
"""

from core.desk.registry import (
    NOTICE,
    SOON,
    Case,
    describe,
    ends_soon,
    provide_workplaces,
    watch,
    watch_publishable,
    workplaces,
)

__all__ = [
    "NOTICE",
    "SOON",
    "Case",
    "describe",
    "ends_soon",
    "provide_workplaces",
    "watch",
    "watch_publishable",
    "workplaces",
]
