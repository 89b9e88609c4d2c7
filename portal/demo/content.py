"""Loads the fixtures without touching what is there: a secretariat's edits outlast a second loading."""

import datetime
import json
from collections import Counter
from zoneinfo import ZoneInfo

import reversion
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from reversion.models import Version

from core import tasks
from core.clock import now
from core.models import RecordedFact, Slugged, WithdrawnId
from core.services import variants
from core.variants import store_whole
from research.models import Opportunity

FOLDER = settings.PROJECT_DIR / "fixtures"
# In the order of loading: each refers only to itself and to those before it.
PARTS = ("core", "members", "alliances", "governance", "research", "news")
END_OF_DAY = datetime.time(23, 59)


class Loader:
    """Loads rows of the fixtures; `loaded` and `kept` count them by model."""

    def __init__(self, *, overwrite=False):
        self.overwrite = overwrite
        self.loaded = Counter()
        self.kept = Counter()
        self.new_slugs = set()

    def load_all(self):
        for part in PARTS:
            self._load(read(f"{part}.json"))

    def _load(self, rows):
        with_id = [row for row in rows if "pk" in row]
        chosen = self._wanted(with_id)
        chosen_ids = {row["pk"] for row in chosen}
        self.new_slugs |= {(row["model"], row["fields"].get("slug")) for row in chosen}
        for row in rows:
            wanted = row["pk"] in chosen_ids if "pk" in row else self._wants_name(row)
            (self.loaded if wanted else self.kept)[row["model"]] += 1
            if wanted:
                for item in serializers.deserialize("python", [row]):
                    item.save()

    def _wanted(self, rows):
        """Rows with a permanent id that are to be written.

        Those that are there stay, and so do those that were withdrawn. `overwrite` writes the former anew, but for
        append-only rows, which a correction may have closed.
        """
        there = set(WithdrawnId.objects.filter(pk__in=[row["pk"] for row in rows]).values_list("pk", flat=True))
        for model in {apps.get_model(row["model"]) for row in rows}:
            there |= self._kept_ids(model, [row for row in rows if row["model"] == model._meta.label_lower])
        return [row for row in rows if row["pk"] not in there]

    def _kept_ids(self, model, rows):
        ids = {row["pk"] for row in rows}
        present = set(model._base_manager.filter(pk__in=ids).values_list("pk", flat=True))
        kept = present if not self.overwrite or issubclass(model, RecordedFact) else set()
        if issubclass(model, Slugged):
            kept |= self._under_a_taken_address(model, [row for row in rows if row["pk"] not in present])
        return kept

    def _under_a_taken_address(self, model, rows):
        """Another record has this address by now: it was there first."""
        taken = model._base_manager.filter(slug__in=[row["fields"]["slug"] for row in rows])
        slugs = set(taken.values_list("slug", flat=True))
        return {row["pk"] for row in rows if row["fields"]["slug"] in slugs}

    def _wants_name(self, row):
        """Another name has no permanent id: it comes with the record that it names, and only once."""
        model = apps.get_model(row["model"])
        parent = model.parent_field
        (slug,) = row["fields"][parent]
        if (model._meta.get_field(parent).related_model._meta.label_lower, slug) not in self.new_slugs:
            return False
        same = {"text": row["fields"]["text"], "language": row["fields"]["language"], f"{parent}__slug": slug}
        return not model._base_manager.filter(**same).exists()


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def set_deadlines():
    """Give each example call its deadline, counted from today; one that still runs is kept. Gives how many were set."""
    count = 0
    for pk, deadline in read("example_deadlines.json").items():
        call = Opportunity.objects.filter(pk=pk, is_example=True).first()
        if call is None or (call.deadline is not None and not call.is_closed):
            continue
        zone = ZoneInfo(deadline["zone"])
        day = now().astimezone(zone).date() + datetime.timedelta(days=deadline["days"])
        moment = datetime.datetime.combine(day, END_OF_DAY, zone)
        Opportunity.objects.filter(pk=pk).update(deadline=moment, updated_at=now())
        count += 1
    return count


def copy_pictures(*, dry_run=False):
    """Copy the pictures to where uploads are stored, where they are missing or drawn anew; gives how many."""
    copied = []
    for file in sorted((FOLDER / "media").rglob("*.webp")):
        name = file.relative_to(FOLDER / "media").as_posix()
        content = file.read_bytes()
        if _stored(name) == content:
            continue
        copied.append(name)
        if not dry_run:
            store_whole(name, content)
    if not dry_run:
        variants.forget_variants(copied)
    return len(copied)


def make_variants_later():
    """Leave the smaller copies that are missing to the worker, so that the portal starts at once; gives of how many."""
    count = sum(1 for _picture in variants.missing_variants())
    if count:
        transaction.on_commit(tasks.make_missing_variants.enqueue)
    return count


def _stored(name):
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as stored:
        return stored.read()


def make_first_revisions():
    """Keep what was loaded as the first revision of each record that has none; gives how many."""
    before = Version.objects.count()
    if any(True for _model in reversion.get_registered_models()):
        call_command("createinitialrevisions", verbosity=0, comment="Demo content")
    return Version.objects.count() - before
