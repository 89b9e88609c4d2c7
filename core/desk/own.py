"""The kernel's own records on the desk."""

from core.desk.registry import watch_publishable
from core.models import Area, Source


def register_desk():
    watch_publishable(Source)
    watch_publishable(Area)
