"""Changes to what is published: proposed by its author, approved or returned by its secretariat, applied as sent."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import gettext as _

from core import scope
from core.choices import PublicationState
from core.clock import now
from core.editing import Editor, as_sent, kept_pictures, kinds
from core.errors import DomainError, NotYours, ReasonMissing, was_faster
from core.lists import listed
from core.models import AuditEntry, Picture, ProposedChange
from core.owners import pictures_of
from core.proposals import moved_labels
from core.services.auditing import record
from core.services.saving import revised, without_versions
from core.signals import change_moved

Stage = ProposedChange.Stage
OPEN = (Stage.WAITING, Stage.RETURNED)
DEED = "proposed change"


def decides(user, change):
    """The person belongs to the secretariat that answers for the record."""
    return change.target is not None and scope.can_edit_as_staff(user, change.target)


def proposes(user, change):
    """The person represents the institution of the record at this moment."""
    return change.target is not None and scope.owns(user, change.target)


MOVES = {
    (Stage.WAITING, Stage.APPROVED): decides,
    (Stage.WAITING, Stage.RETURNED): decides,
    (Stage.WAITING, Stage.WAITING): proposes,
    (Stage.RETURNED, Stage.WAITING): proposes,
    (Stage.WAITING, Stage.WITHDRAWN): proposes,
    (Stage.RETURNED, Stage.WITHDRAWN): proposes,
}


class ChangeRefused(DomainError):
    """A change cannot go this way now; the sentence says why and what to do."""


def can_move_change(user, change, to):
    """Whether the table and the person's scope allow this move."""
    allowed = MOVES.get((Stage(change.stage), to))
    return allowed is not None and allowed(user, change)


def open_change_of(target):
    """The change to this record that waits or came back, or None."""
    target_type = ContentType.objects.get_for_model(type(target))
    return ProposedChange.objects.filter(target_type=target_type, target_id=target.pk, stage__in=OPEN).first()


def _move(change, to, *, by, note=""):
    """The one writer of a stage: locks the row, writes it and one audit entry at the record."""
    change = ProposedChange.objects.select_for_update(no_key=True, of=("self",)).get(pk=change.pk)
    if not can_move_change(by, change, to):
        raise _refusal(change, by)
    start, change.stage = change.stage, to
    change.note, change.decided_at = note, None if to == Stage.WAITING else now()
    change.save(update_fields=["stage", "note", "decided_at"])
    _tell_of_move(change, by=by, before=start, note=note)
    return change


def _tell_of_move(change, *, by, before="", note=""):
    """One audit entry at the record, and the signal for those who are told."""
    record(change.target, by=by, action=DEED, before=before, after=change.stage, note=note)
    change_moved.send(sender=ProposedChange, change=change, by=by, before=before, after=change.stage, note=note)


def _refusal(change, by):
    """Of those who decide, whoever comes second is told who was faster."""
    last = AuditEntry.objects.filter(object_id=change.target_id, action=DEED).order_by("-at", "-pk").first()
    if last is not None and last.after == change.stage != Stage.WAITING and decides(by, change):
        return ChangeRefused(was_faster(change, last, Stage(last.after).label))
    return ChangeRefused(_("The change was decided meanwhile, or it is not yours to decide; load the page again."))


@transaction.atomic
def propose_change(editor, *, content, base, by):
    """Propose what a valid form says; a change to the record that is open already is replaced."""
    target = editor.obj
    stored = type(target)._base_manager.select_for_update(no_key=True).get(pk=target.pk)
    if stored.state != PublicationState.PUBLISHED or not scope.owns(by, stored):
        raise NotYours(stored)
    change = open_change_of(stored)
    fields = {"content": content, "base": base, "proposed_by": by, "proposed_at": now(), "title": str(stored)[:300]}
    if change is None:
        place = {"kind": editor.kind.key, "target": stored, "institution_id": stored.home_id}
        change = ProposedChange.objects.create(**place, **fields)
        _tell_of_move(change, by=by)
    else:
        change = _move(change, Stage.WAITING, by=by)
        for name, value in fields.items():
            setattr(change, name, value)
        change.save()
    _take_pictures(change, content, by)
    return change


def _take_pictures(change, content, by):
    """Pictures that were sent with the form belong to the change until it is applied."""
    ids = [values[0] for name, values in content.items() if name.endswith("-kept") and values and values[0]]
    owner_type = ContentType.objects.get_for_model(ProposedChange)
    for picture in kept_pictures(by).filter(pk__in=ids):
        picture.owner_type, picture.owner_id = owner_type, change.pk
        picture.save(update_fields=["owner_type", "owner_id"])


def pictures_of_change(change):
    return pictures_of(ProposedChange, ProposedChange.objects.filter(pk=change.pk))


def editor_of(change):
    """The change in the editor of its author, over the record as it is now."""
    target = change.target
    keepers = pictures_of_change(change) | kept_pictures(change.proposed_by)
    return Editor(kinds()[change.kind], change.proposed_by, target, as_sent(change.content), {}, keepers=keepers)


@transaction.atomic
def approve_change(change, *, by, note=""):
    """Apply a change through the editor in which it was written, as one revision, and make it public at once.

    Raises ChangeRefused where somebody else decided, its author no longer represents the institution, the record is no
    longer published, the version that it was made from is no longer the live one, or it is no longer valid.
    """
    type(change.target)._base_manager.select_for_update(no_key=True).get(pk=change.target_id)
    change = _move(change, Stage.APPROVED, by=by, note=note)
    target, author = change.target, change.proposed_by
    if author is None or not author.is_active or not scope.owns(author, target):
        raise ChangeRefused(_("Its author no longer represents the institution; return the change to be sent anew."))
    if target.state != PublicationState.PUBLISHED:
        raise ChangeRefused(_("The record is no longer published; return the change."))
    if labels := moved_labels(change):
        told = _("The record changed after the change was written (%(what)s); return it to be held against that.")
        raise ChangeRefused(told % {"what": listed(labels)})
    editor = editor_of(change)
    if not editor.is_valid():
        raise ChangeRefused(_("The change no longer fits what is recorded; return it to be sent anew."))
    stored = type(target)._base_manager.get(pk=target.pk)
    changed = ", ".join(editor.changed_labels)
    with revised(stored, by=author, comment=changed[:500], keep_present=bool(without_versions([stored]))):
        editor.write()
    record(target, by=by, action="change", note=changed)
    Picture.objects.filter(pk__in=pictures_of_change(change).values("pk")).delete()
    return change


@transaction.atomic
def return_change(change, *, by, note):
    """Give a change back to its author with a reason; the public version stays as it is."""
    if not note.strip():
        raise ReasonMissing
    return _move(change, Stage.RETURNED, by=by, note=note)


@transaction.atomic
def withdraw_change(change, *, by):
    """Take an own change back; the public version stays as it is."""
    return _move(change, Stage.WITHDRAWN, by=by)
