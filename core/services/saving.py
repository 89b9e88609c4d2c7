"""Saving many records at once, and saving a change with the text that stood there before."""

from contextlib import contextmanager

import reversion
from django.db import router
from django.db.models.deletion import Collector
from django.db.models.signals import post_save, pre_save
from reversion.models import Version

from core.announcing import is_announced
from core.models import Slugged, SlugRedirect, WithdrawnId
from core.services import changes
from core.services.addresses import withdraw_ids
from core.services.forgetting import forget_reviews
from core.services.versions import keep_versions
from core.updating import update_rows


def insert_many(objects):
    """Insert records of one kind as `save` would one by one: with the same signals, in a few queries for all."""
    if not objects:
        return
    model = type(objects[0])
    sent = {"sender": model, "raw": False, "using": router.db_for_write(model), "update_fields": None}
    for obj in objects:
        pre_save.send(instance=obj, **sent)
    model._default_manager.insert(objects)
    _take_ids(objects)
    if issubclass(model, Slugged):
        _take_addresses(model, objects)
    for obj in objects:
        post_save.send(instance=obj, created=True, **sent)


def _take_ids(objects):
    """Ids in use are not withdrawn: asked once for all, as addresses are."""
    WithdrawnId.objects.filter(pk__in=[obj.pk for obj in objects]).delete()
    for obj in objects:
        obj._has_its_id = True


def _take_addresses(model, objects):
    """An address in use is nobody's former one: asked once for all, so that no signal needs to ask again."""
    slugs = [obj.slug for obj in objects]
    SlugRedirect.objects.filter(model=model._meta.label_lower, slug__in=slugs).delete()
    for obj in objects:
        obj._loaded_slug = obj.slug


def save_many(objects):
    """Save changes of records of one kind as `save` would one by one: with the same signals, in a few queries for all.

    Each is there once, and was read whole under a lock. Their states stay: those are moved.
    """
    if not objects:
        return
    model = type(objects[0])
    sent = {"sender": model, "raw": False, "using": router.db_for_write(model), "update_fields": None}
    before = changes.look_before_all(objects) if is_announced(model) else None
    for obj in objects:
        obj._before = changes.TOLD_TOGETHER
        pre_save.send(instance=obj, **sent)
    update_rows(model, objects)
    for obj in objects:
        post_save.send(instance=obj, created=False, **sent)
    if before is not None:
        changes.announce_saves(objects, before=before)


def delete_many(objects):
    """Delete records of one kind as `delete` would one by one: with the same signals, in a few queries for all."""
    if not objects:
        return
    model, ids = type(objects[0]), [obj.pk for obj in objects]
    forget_reviews(model, ids)
    withdraw_ids(model, ids)
    for obj in objects:
        obj._is_forgotten = True
    collector = Collector(using=router.db_for_write(model), origin=objects[0])
    collector.collect(objects)
    collector.delete()


def without_versions(objects):
    """Ids of those records, all of one kind, whose texts no revision has kept yet.

    Asked without order: for the sake of it SQLite would read all versions of the kind, in their order.
    """
    ids = [str(obj.pk) for obj in objects]
    kept = (
        Version.objects.get_for_model(type(objects[0])).filter(object_id__in=ids) if objects else Version.objects.none()
    )
    return set(ids) - set(kept.order_by().values_list("object_id", flat=True))


@contextmanager
def revised(obj, *, by, comment, keep_present):
    """What is saved within becomes a revision; with `keep_present` the present texts become one before it."""
    if keep_present:
        with reversion.create_revision():
            reversion.add_to_revision(obj)
    with reversion.create_revision():
        reversion.set_user(by)
        reversion.set_comment(comment)
        yield


@contextmanager
def revised_many(objects, *, by, comment):
    """The same for many records of one kind, a revision for each: they are saved within, by `save_many`.

    Present texts that no revision has kept become one before it.
    """
    unkept = without_versions(objects)
    keep_versions([obj for obj in objects if obj.pk in unkept])
    yield
    keep_versions(objects, by=by, comment=comment)
