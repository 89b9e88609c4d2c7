"""The admin's base classes, and the admin of the kernel's own records."""

from core.admin import records

__all__ = ["records"]
