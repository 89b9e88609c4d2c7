"""What follows every saving, raw ones (fixtures, restored revisions) included."""

from functools import partial

from django.db import connections, transaction
from django.db.models.signals import m2m_changed, post_delete, post_migrate, post_save, pre_delete, pre_save
from django.dispatch import Signal

from core import tasks, triggers
from core.announcing import is_announced, rows_changed
from core.models import Alias, Identified, Listed, Publishable, Slugged
from core.picture_fields import kept_of, picture_fields
from core.services import changes
from core.services.addresses import reinstate_id, remember_former_slug, withdraw_id
from core.services.forgetting import forget_review
from core.services.translating import keep_translations

# Sent in the transaction of every move of a publication state, with `item`, `by`, `before`, `after` and `note`.
moved = Signal()
# Sent in the transaction of every move of a proposed change, with `change`, `by`, `before`, `after` and `note`; of a
# new one `before` is "".
change_moved = Signal()
# Sent in the transaction of a remark about a record, with `remark` and `by_staff`: whether the secretariat made it.
remarked = Signal()


def fill_derived_columns(sender, instance, **kwargs):
    if issubclass(sender, Listed):
        instance.fill_derived_columns()


def keep_languages(sender, instance, raw, update_fields=None, **kwargs):
    """First of all, so that what is derived from the texts is derived from those that are ready."""
    if issubclass(sender, Publishable) and update_fields is None:
        keep_translations(instance, raw=raw)


def refresh_named(sender, instance, **kwargs):
    """A name was added or dropped: the record that has it is found by the names it has now."""
    if not issubclass(sender, Alias):
        return
    named = type(instance.named)._base_manager.filter(pk=instance.named.pk).first()
    if named is not None:
        named.fill_derived_columns()
        type(named)._base_manager.filter(pk=named.pk).update(search_tokens=named.search_tokens)
        changes.announce(type(named), {named.pk})


def keep_former_address(sender, instance, raw, update_fields=None, **kwargs):
    if issubclass(sender, Slugged) and not raw and (update_fields is None or "slug" in update_fields):
        remember_former_slug(instance)


def keep_withdrawn_id(sender, instance, **kwargs):
    if issubclass(sender, Identified) and not _is_forgotten(instance):
        withdraw_id(instance)


def give_back_withdrawn_id(sender, instance, created, **kwargs):
    """A record that comes back, recovered or loaded again, has its id as before; of many at once it was asked."""
    if created and issubclass(sender, Identified) and not getattr(instance, "_has_its_id", False):
        reinstate_id(instance)


def make_variants_later(sender, instance, raw, using, **kwargs):
    """The worker makes the smaller copies of a new picture; of what a fixture loads, `make_variants` does."""
    if raw:
        return
    for field in picture_fields(sender):
        name = instance.__dict__.get(field.attname)
        if name and "webp" not in kept_of(str(name), getattr(instance, field.variants_name)):
            job = partial(tasks.make_variants.enqueue, sender._meta.label, instance.pk, field.name)
            transaction.on_commit(job, using=using, robust=True)


def look_before_saving(sender, instance, raw, **kwargs):
    """Whose pages show the row now: a change may take it away from there. A raw save does not know what is new."""
    if instance.__dict__.get("_before") is changes.TOLD_TOGETHER:
        return
    if is_announced(sender) and (raw or not instance._state.adding):
        instance._before = changes.look_before(instance)


def announce_save(sender, instance, created, **kwargs):
    before = instance.__dict__.pop("_before", changes.NEW)
    if is_announced(sender) and before is not changes.TOLD_TOGETHER:
        changes.announce_save(instance, before=before, is_new=created)


def announce_deletion(sender, instance, **kwargs):
    """Before it happens, while relations still lead to whatever showed the row."""
    if is_announced(sender):
        changes.announce_save(instance)


def announce_links(sender, instance, action, reverse, model, pk_set, **kwargs):
    if action not in {"post_add", "post_remove", "pre_clear"} or not is_announced(sender):
        return
    relations = [field for field in sender._meta.concrete_fields if field.is_relation]
    own, other = _ends(relations, type(instance), reverse)
    if action == "pre_clear":
        pk_set = set(sender._base_manager.filter(**{own: instance.pk}).values_list(other, flat=True))
    if pk_set:
        changes.announce_links(sender, [{own: instance.pk, other: pk} for pk in pk_set])


def _ends(relations, model, reverse):
    """Columns of a many-to-many table: that of the instance, and the other; of one kind, "from" is first."""
    first, second = (field.attname for field in relations)
    from_model, to_model = (field.related_model for field in relations)
    is_first = not reverse if from_model is to_model else issubclass(model, from_model)
    return (first, second) if is_first else (second, first)


def announce_bulk(sender, **kwargs):
    if is_announced(sender):
        changes.announce_all(sender)


def drop_review(sender, instance, **kwargs):
    if issubclass(sender, Publishable) and not _is_forgotten(instance):
        forget_review(instance)


def _is_forgotten(instance):
    """Of many that are deleted at once, all was forgotten together."""
    return getattr(instance, "_is_forgotten", False)


def install_triggers(sender, using, **kwargs):
    triggers.install(connections[using])


def connect(app_config):
    pre_save.connect(keep_languages, dispatch_uid="core.keep_languages")
    pre_save.connect(fill_derived_columns, dispatch_uid="core.fill_derived_columns")
    post_save.connect(refresh_named, dispatch_uid="core.refresh_named_on_save")
    post_delete.connect(refresh_named, dispatch_uid="core.refresh_named_on_delete")
    post_save.connect(keep_former_address, dispatch_uid="core.keep_former_address")
    post_save.connect(make_variants_later, dispatch_uid="core.make_variants_later")
    post_delete.connect(keep_withdrawn_id, dispatch_uid="core.keep_withdrawn_id")
    pre_save.connect(look_before_saving, dispatch_uid="core.look_before_saving")
    post_save.connect(announce_save, dispatch_uid="core.announce_save")
    pre_delete.connect(announce_deletion, dispatch_uid="core.announce_deletion")
    m2m_changed.connect(announce_links, dispatch_uid="core.announce_links")
    pre_delete.connect(drop_review, dispatch_uid="core.drop_review")
    rows_changed.connect(announce_bulk, dispatch_uid="core.announce_bulk")
    post_save.connect(give_back_withdrawn_id, dispatch_uid="core.give_back_withdrawn_id")
    post_migrate.connect(install_triggers, sender=app_config, dispatch_uid="core.install_triggers")
