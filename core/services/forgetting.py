"""What goes with a record that is deleted, where no foreign key leads to it."""

from django.contrib.contenttypes.models import ContentType

from core.models import PreviewLink, ProposedChange, ReadCount, ReviewAssignment, ReviewComment, UnreadItem


def forget_review(item):
    """Drop what was kept about a record that is deleted."""
    kind = ContentType.objects.get_for_model(item)
    for model in (ReviewComment, ReviewAssignment, PreviewLink, UnreadItem, ReadCount):
        model.objects.filter(item_type=kind, item_id=item.pk).delete()
    ProposedChange.objects.filter(target_type=kind, target_id=item.pk).delete()
