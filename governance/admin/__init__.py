"""The admin of bodies, meetings and proposals."""

from governance.admin import bodies, circulars, meetings, proposals

__all__ = ["bodies", "circulars", "meetings", "proposals"]
