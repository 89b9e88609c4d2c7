"""About how often pages were read: counted in memory, written down once a minute.

Nothing of the reader is kept: no address, no cookie, no browser. What a process has counted and not yet written is lost
with it.
"""

import logging
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connections, transaction
from django.db.models import F

from core.clock import now, today
from core.editing import changed_kinds
from core.models import ReadCount

logger = logging.getLogger(__name__)

# Programs that say what they are; of others nothing is known, and nothing is found out.
# Looked for one by one: a pattern of them all takes five times as long, on each kept page.
NAMES_OF_PROGRAMS = (
    *("bot", "crawl", "spider", "slurp", "archiv", "preview", "monitor", "curl", "wget", "python", "java/", "http"),
)
DAYS_SHOWN = 30
FEWEST_TOLD = 10
_lock = threading.Lock()
_counted: Counter = Counter()
_timers: list = []


def subject_of(response):
    """The record whose reading a page counts for, as its kind and id: what institutions post, and nothing else."""
    item = (getattr(response, "context_data", None) or {}).get("object")
    is_counted = any(isinstance(item, kind.model) for kind in changed_kinds())
    return (item._meta.label_lower, item.pk) if is_counted else None


def count(request, subject):
    """Count one reading, unless a program asks, or a browser that fetches in advance."""
    agent = request.META.get("HTTP_USER_AGENT", "").lower()
    if subject is None or request.method != "GET" or not agent:
        return
    if any(name in agent for name in NAMES_OF_PROGRAMS):
        return
    if "HTTP_SEC_PURPOSE" in request.META or "HTTP_PURPOSE" in request.META:
        return
    with _lock:
        _counted[subject, now().date()] += 1
        if settings.READS_WRITTEN_AFTER and not _timers:
            timer = threading.Timer(settings.READS_WRITTEN_AFTER, _write_in_background)
            timer.daemon = True
            _timers.append(timer)
            timer.start()


def write_counts():
    """Add what this process has counted to what is written; what could not be written is counted the next time."""
    with _lock:
        counted = dict(_counted)
        _counted.clear()
        _timers.clear()
    if not counted:
        return
    try:
        _add(counted)
    except BaseException:
        with _lock:
            _counted.update(counted)
        raise


@transaction.atomic
def _add(counted):
    """Rows are made and locked in the same order in every process, so that no two wait for each other."""
    keys = sorted((pk, day, label) for (label, pk), day in counted)
    kinds = {label: ContentType.objects.get_for_model(apps.get_model(label)) for _pk, _day, label in keys}
    rows = [ReadCount(item_type=kinds[label], item_id=pk, day=day) for pk, day, label in keys]
    ReadCount.objects.bulk_create(rows, ignore_conflicts=True)
    touched = ReadCount.objects.filter(item_id__in=[row.item_id for row in rows], day__in={row.day for row in rows})
    list(touched.order_by("item_id", "day").select_for_update().values_list("pk"))
    groups = defaultdict(list)
    for ((_label, pk), day), number in counted.items():
        groups[day, number].append(pk)
    for (day, number), pks in groups.items():
        ReadCount.objects.filter(day=day, item_id__in=pks).update(number=F("number") + number)


def _write_in_background():
    try:
        write_counts()
    except DatabaseError:
        logger.warning("Readings could not be written; they are counted with the next ones.", exc_info=True)
    finally:
        connections.close_all()


@dataclass(frozen=True)
class Reads:
    """About how often something was read; a number below ten is not told."""

    number: int

    @property
    def is_few(self):
        return self.number < FEWEST_TOLD

    @property
    def about(self):
        return rounded(self.number)


def reads_by_day(item, user):
    """The latest days on which an item was read, the last one first, with the reads of each; in one query."""
    first = today() - timedelta(days=DAYS_SHOWN - 1)
    rows = ReadCount.objects.of(item).visible_to(user).filter(day__gte=first, number__gt=0).order_by("-day")
    return [(day, Reads(number)) for day, number in rows.values_list("day", "number")]


def rounded(number):
    """As it is told: to tens, and from a hundred on to two digits."""
    step = 10 ** max(1, len(str(number)) - 2)
    return (number + step // 2) // step * step
