"""The finished pages that one process keeps in its memory, and values that go into several of them."""

import datetime
import gzip
import pickle
import threading
from collections import OrderedDict, deque
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from django.conf import settings

from core.clock import now
from core.page_cache.log import ChangeLog, Forgotten
from core.page_cache.moments import midnight_after, soonest_after

MEGABYTE = 1024 * 1024
OVERHEAD = 2000  # bytes for what a page has beside its text
RECENT = 1000  # changes that a page in the making is held against
COMPRESSION = 6


@dataclass(frozen=True, kw_only=True)
class Kept:
    """Something finished, with all that it was made from.

    `anchors` has, for each model whose table was read, the ids by which its rows were asked for, or None where any row
    may matter; `ids` are the records that were loaded.
    """

    anchors: dict
    ids: frozenset
    stale_at: datetime.datetime

    def is_touched_by(self, model, rows, reach):
        """Whether rows (None: any) of a model, joined to the records in `reach`, may show in it."""
        if model not in self.anchors:
            return False
        anchors = self.anchors[model]
        return rows is None or anchors is None or not (self.ids.isdisjoint(rows) and anchors.isdisjoint(reach))


@dataclass(frozen=True)
class Part(Kept):
    """A value from which several pages are made."""

    value: Any

    @property
    def weight(self):
        return len(pickle.dumps(self.value)) + 80 * len(self.ids) + OVERHEAD


@dataclass(frozen=True)
class Page(Kept):
    """A finished answer, plain and compressed."""

    body: bytes
    packed: bytes
    tag: str
    headers: dict
    subject: Any = None

    @classmethod
    def of(cls, body, headers, **read):
        tag = blake2b(body, digest_size=16).hexdigest()
        return cls(body=body, packed=gzip.compress(body, COMPRESSION, mtime=0), tag=tag, headers=headers, **read)

    @property
    def weight(self):
        return len(self.body) + len(self.packed) + 80 * len(self.ids) + OVERHEAD


class PageStore:
    """Pages by address. The least used ones go for want of room, those that a change touches go at once."""

    def __init__(self):
        self._lock = threading.Lock()
        self.clear()

    def clear(self):
        with self._lock:
            self._log = ChangeLog()
            self._position = 0
            self._recent = deque(maxlen=RECENT)
            self._drop_all()

    def __contains__(self, key):
        return key in self._pages

    def __len__(self):
        return sum(isinstance(kept, Page) for kept in self._pages.values())

    def catch_up(self):
        """Drop what changed meanwhile, in whatever process; gives the position up to which changes are known."""
        while True:
            last, rows = self._log.ask()
            with self._lock:
                try:
                    for change in self._log.accept(last, rows):
                        self._apply(*change)
                    return self._position
                except Forgotten:
                    self._apply_everything()

    def find(self, key):
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if page.stale_at <= now():
                self._drop(key)
                return None
            self._pages.move_to_end(key)
            return page

    def keep(self, key, page, *, since):
        """Keep a page that was made when changes were known up to a position, unless one touched it in the making."""
        room = settings.PAGE_CACHE_MEGABYTES * MEGABYTE
        with self._lock:
            missed = self._recent[0][0] - 1 if len(self._recent) == RECENT else self._forgotten_at
            later = [change for position, *change in self._recent if position > since]
            if since < missed or page.weight > room or any(page.is_touched_by(*change) for change in later):
                return
            if key in self._pages:
                self._drop(key)
            self._pages[key] = page
            self._weight += page.weight
            while self._weight > room:
                self._drop(next(iter(self._pages)))

    def stale_at(self):
        """When a page that is made now goes stale by itself."""
        moment, soonest, position = now(), self._soonest, self._position
        if soonest is None or soonest <= moment:
            soonest = soonest_after(moment)
            with self._lock:
                self._soonest = soonest if position == self._position else None
        return min(soonest, midnight_after(moment))

    def _apply(self, *change):
        self._position += 1
        self._recent.append((self._position, *change))
        self._soonest = None
        for key in [key for key, page in self._pages.items() if page.is_touched_by(*change)]:
            self._drop(key)

    def _apply_everything(self):
        self._log.forget()
        self._position += 1
        self._recent.clear()
        self._drop_all()

    def _drop(self, key):
        self._weight -= self._pages.pop(key).weight

    def _drop_all(self):
        self._pages, self._weight, self._soonest = OrderedDict(), 0, None
        self._forgotten_at = self._position


pages = PageStore()
