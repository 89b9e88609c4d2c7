"""What is typed and not saved yet: kept for its writer, with the pictures that were sent already."""

import re

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from core.errors import NotYours
from core.fields import new_ulid
from core.models import Autosave, Picture

ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")
LONGEST_TITLE = 300


def proper_id(given):
    """The id that a form names, or a new one where it names none."""
    return given if ULID.fullmatch(given or "") else new_ulid()


def _place(person, autosave_id, kind, object_id):
    """The row of a form that stands open. Raises NotYours where the id is somebody else's."""
    row, _made = Autosave.objects.get_or_create(
        pk=autosave_id, defaults={"person": person, "kind": kind, "object_id": object_id}
    )
    if (row.person_id, row.kind, row.object_id) != (person.pk, kind, object_id):
        raise NotYours(row)
    return row


@transaction.atomic
def keep_text(person, autosave_id, *, kind, object_id, content, title=""):
    """Keep what stands in a form now; what was kept of the same form before is replaced."""
    row = _place(person, autosave_id, kind, object_id)
    row.content, row.title = content, title[:LONGEST_TITLE]
    row.save()
    return row


@transaction.atomic
def keep_picture(person, autosave_id, *, kind, object_id, file):
    """Keep a picture that was sent, drawn anew. Raises ValidationError where it is no acceptable picture."""
    row = _place(person, autosave_id, kind, object_id)
    picture = Picture(
        owner_type=ContentType.objects.get_for_model(Autosave), owner_id=row.pk, is_decorative=True, order=1
    )
    picture.file.save(file.name, file, save=False)
    picture.save(force_insert=True)
    return picture


@transaction.atomic
def forget(person, autosave_id):
    """The form was saved, or its writer throws it away; pictures that a record took over are the record's."""
    for row in Autosave.objects.filter(person=person, pk=autosave_id):
        row.delete()
