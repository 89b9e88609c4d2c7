"""Values that several lists are made from, kept beside the finished pages."""

from contextlib import contextmanager

from django.conf import settings

from core import scope
from core.page_cache.collecting import collecting, page_in_the_making
from core.page_cache.store import Part, pages


def keep_part(key, make):
    """What `make` gives, until any row changes of a table that it reads.

    Only for what is made for everybody; for other readers it is made each time.
    """
    whole = page_in_the_making()
    if whole is None:
        return make()
    part = pages.find(key)
    if part is None:
        with collecting(since=whole.since, stale_at=whole.stale_at) as reading:
            value = make()
        part = Part(
            value=value, anchors=dict.fromkeys(reading.anchors), ids=frozenset(reading.ids), stale_at=whole.stale_at
        )
        whole.is_complete = whole.is_complete and reading.is_complete
        if reading.is_complete:
            pages.keep(key, part, since=whole.since)
    whole.include(part.anchors, part.ids)
    return part.value


@contextmanager
def with_parts(user):
    """Inside, parts are kept for an answer that is not kept itself, if its reader has no rights of their own."""
    if not settings.PAGE_CACHE_MEGABYTES or scope.facts_for(user) is not scope.NOBODY:
        yield
        return
    with collecting(since=pages.catch_up(), stale_at=pages.stale_at()):
        yield
