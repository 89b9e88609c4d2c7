"""The one place that asks what day it is, so that tests can hold the clock."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_held = ContextVar("moment and day that the clock stands at", default=None)


def now():
    held = _held.get()
    return held[0] if held else timezone.now()


def today():
    held = _held.get()
    return held[1] if held else timezone.localdate()


@contextmanager
def held(moment, day):
    """Inside, it is that moment of that day."""
    token = _held.set((moment, day))
    try:
        yield
    finally:
        _held.reset(token)
