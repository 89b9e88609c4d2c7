"""Pictures by the records that own them."""

from django.contrib.contenttypes.models import ContentType

from core.models import Picture


def pictures_of(model, owners):
    """Pictures of these records, all of one model."""
    owner_type = ContentType.objects.get_for_model(model)
    return Picture.objects.filter(owner_type=owner_type, owner_id__in=owners.values("pk"))
