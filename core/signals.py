"""What follows every saving, raw ones (fixtures, restored revisions) included."""

from functools import partial

from django.db import connections, transaction
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save

from core import tasks, triggers
from core.models import Alias, Identified, Listed, Slugged
from core.picture_fields import kept_of, picture_fields
from core.services.addresses import remember_former_slug, withdraw_id


def fill_derived_columns(sender, instance, **kwargs):
    if issubclass(sender, Listed):
        instance.fill_derived_columns()


def refresh_named(sender, instance, **kwargs):
    """A name was added or dropped: the record that has it is found by the names it has now."""
    if not issubclass(sender, Alias):
        return
    named = type(instance.named)._base_manager.filter(pk=instance.named.pk).first()
    if named is not None:
        named.fill_derived_columns()
        type(named)._base_manager.filter(pk=named.pk).update(search_tokens=named.search_tokens)


def keep_former_address(sender, instance, raw, update_fields=None, **kwargs):
    if issubclass(sender, Slugged) and not raw and (update_fields is None or "slug" in update_fields):
        remember_former_slug(instance)


def keep_withdrawn_id(sender, instance, **kwargs):
    if issubclass(sender, Identified):
        withdraw_id(instance)


def make_variants_later(sender, instance, raw, using, **kwargs):
    """The worker makes the smaller copies of a new picture; of what a fixture loads, `make_variants` does."""
    if raw:
        return
    for field in picture_fields(sender):
        name = instance.__dict__.get(field.attname)
        if name and "webp" not in kept_of(str(name), getattr(instance, field.variants_name)):
            job = partial(tasks.make_variants.enqueue, sender._meta.label, instance.pk, field.name)
            transaction.on_commit(job, using=using, robust=True)


def install_triggers(sender, using, **kwargs):
    triggers.install(connections[using])


def connect(app_config):
    pre_save.connect(fill_derived_columns, dispatch_uid="core.fill_derived_columns")
    post_save.connect(refresh_named, dispatch_uid="core.refresh_named_on_save")
    post_delete.connect(refresh_named, dispatch_uid="core.refresh_named_on_delete")
    post_save.connect(keep_former_address, dispatch_uid="core.keep_former_address")
    post_save.connect(make_variants_later, dispatch_uid="core.make_variants_later")
    post_delete.connect(keep_withdrawn_id, dispatch_uid="core.keep_withdrawn_id")
    post_migrate.connect(install_triggers, sender=app_config, dispatch_uid="core.install_triggers")
