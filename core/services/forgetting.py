"""What goes with a record that is deleted, where no foreign key leads to it."""

from django.contrib.contenttypes.models import ContentType

from core.models import PreviewLink, ProposedChange, ReadCount, ReviewAssignment, ReviewComment, UnreadItem


def forget_review(item):
    """Drop what was kept about a record that is deleted."""
    forget_reviews(type(item), [item.pk])


def forget_reviews(kind, ids):
    """Drop what was kept about records of one kind that are deleted."""
    item_type = ContentType.objects.get_for_model(kind)
    for model in (ReviewComment, ReviewAssignment, PreviewLink, UnreadItem, ReadCount):
        model.objects.filter(item_type=item_type, item_id__in=ids).delete()
    ProposedChange.objects.filter(target_type=item_type, target_id__in=ids).delete()
