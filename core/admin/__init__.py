"""The admin's base classes, and the admin of the kernel's own records."""

from core.admin import imports, outbox, records, threads, writing

__all__ = ["imports", "outbox", "records", "threads", "writing"]
