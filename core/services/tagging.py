"""The areas of a record, added one at a time."""

from django.db import transaction

from core import scope
from core.errors import NotYours
from core.services.auditing import record


@transaction.atomic
def tag(item, area, *, by):
    """Add an area to a record; gives whether it is new there. Raises NotYours where the person may not change it."""
    if not scope.can_edit(by, item):
        raise NotYours(item)
    if item.areas.filter(pk=area.pk).exists():
        return False
    item.areas.add(area)
    item.save(update_fields=["updated_at"])
    record(item, by=by, action="change", note=str(item._meta.get_field("areas").verbose_name))
    return True
