"""What follows every saving, raw ones (fixtures, restored revisions) included."""

from django.db import connections
from django.db.models.signals import post_delete, post_migrate, post_save, pre_save

from core import triggers
from core.models import Alias, Identified, Listed, Slugged
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


def install_triggers(sender, using, **kwargs):
    triggers.install(connections[using])


def connect(app_config):
    pre_save.connect(fill_derived_columns, dispatch_uid="core.fill_derived_columns")
    post_save.connect(refresh_named, dispatch_uid="core.refresh_named_on_save")
    post_delete.connect(refresh_named, dispatch_uid="core.refresh_named_on_delete")
    post_save.connect(keep_former_address, dispatch_uid="core.keep_former_address")
    post_delete.connect(keep_withdrawn_id, dispatch_uid="core.keep_withdrawn_id")
    post_migrate.connect(install_triggers, sender=app_config, dispatch_uid="core.install_triggers")
