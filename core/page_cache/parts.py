"""Values that several lists are made from, kept beside the finished pages."""

from core.page_cache.collecting import collecting, page_in_the_making
from core.page_cache.store import Part, pages


def keep_part(key, make):
    """What `make` gives, until any row changes of a table that it reads.

    Only for a list that is made for everybody and kept whole; for other readers it is made each time.
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
