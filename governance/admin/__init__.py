"""The admin of bodies, meetings and proposals."""

from governance.admin import bodies, meetings, proposals

__all__ = ["bodies", "meetings", "proposals"]
