"""Former addresses and withdrawn ids: an address that was given out once goes on answering."""

from core.models import SlugRedirect, WithdrawnId
from core.slugs import slug_of


def remember_former_slug(instance):
    """After a new slug, keep the old one, if any, as a redirect; a slug in use is nobody's former address."""
    old = getattr(instance, "_loaded_slug", None)
    model = instance._meta.label_lower
    if old == instance.slug:
        return
    SlugRedirect.objects.filter(model=model, slug=instance.slug).delete()
    if old:
        SlugRedirect.objects.update_or_create(model=model, slug=old, defaults={"object_id": instance.pk})
    instance._loaded_slug = instance.slug


def present_record(model, former_slug):
    """The record that had this slug earlier, or None."""
    redirect = SlugRedirect.objects.filter(model=model._meta.label_lower, slug=former_slug).first()
    return model._base_manager.filter(pk=redirect.object_id).first() if redirect else None


def withdraw_id(instance):
    WithdrawnId.objects.get_or_create(id=instance.pk, defaults={"model": instance._meta.label_lower})


def withdraw_ids(model, ids):
    """The ids of records of one kind, in few queries."""
    withdrawn = [WithdrawnId(id=pk, model=model._meta.label_lower) for pk in ids]
    WithdrawnId.objects.bulk_create(withdrawn, ignore_conflicts=True)


def reinstate_id(instance):
    WithdrawnId.objects.filter(pk=instance.pk).delete()


def propose_slug(model, *texts):
    """An address from the first text that makes one, in whatever script: taken by no record, former of none."""
    otherwise = model._meta.model_name
    base = slug_of(*texts, otherwise=otherwise)
    taken = set(model._base_manager.filter(slug__startswith=base).values_list("slug", flat=True))
    former = SlugRedirect.objects.filter(model=model._meta.label_lower, slug__startswith=base)
    return slug_of(*texts, taken=taken | set(former.values_list("slug", flat=True)), otherwise=otherwise)
