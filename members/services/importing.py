"""Writes what the judged rows of a table of institutions say, and brings it back."""

from copy import copy

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from core import scope
from core.choices import PublicationState
from core.imports.messages import note
from core.models import Picture, RecordedFact
from core.moves import moves_from
from core.services.auditing import record_many
from core.services.publishing import archive_drafts, move
from core.services.saving import delete_many, insert_many, revised_many, save_many
from members.models import Institution


def write_institutions(rows, *, by):
    """New drafts of the importing person, and changes of what is there; fills what the rows made."""
    make_institutions([row.plan["make"] for row in rows if "make" in row.plan], by=by)
    for row in rows:
        if "make" in row.plan:
            row.object_id = row.plan["make"].pk
            row.made = {"institution": "created"}
    _change([row for row in rows if "change" in row.plan], by=by)


def make_institutions(drafts, *, by):
    """Insert the drafts that an index made up; gives the institutions by their ids."""
    blank = Institution(created_by=by)
    made = [_draft_of(draft, blank) for draft in drafts]
    insert_many(made)
    record_many(made, by=by, action="import")
    return {institution.pk: institution for institution in made}


def _draft_of(draft, blank):
    """A copy of the blank institution: names would be looked up in four languages each, and so would defaults."""
    made = copy(blank)
    said = {name: value for name, value in draft.values.items() if value != ""}
    for name, value in {**said, "id": draft.pk, "slug": draft.name_address()}.items():
        setattr(made, name, value)
    return made


def _change(rows, *, by):
    there = Institution.objects.select_for_update().in_bulk([row.plan["change"] for row in rows])
    institutions, notes = list(there.values()), {}
    with revised_many(institutions, by=by, comment=_("Import")):
        for row in rows:
            institution, values = there[row.plan["change"]], row.plan["values"]
            row.object_id = institution.pk
            row.made = {
                "institution": "changed",
                "before": {name: _kept(getattr(institution, name)) for name in values},
                "after": {name: _kept(value) for name, value in values.items()},
            }
            _set(institution, values)
            notes[institution.pk] = ", ".join(values)
        _save(institutions)
    record_many(institutions, by=by, action="import", notes=notes)


def _set(institution, values):
    for name, value in values.items():
        setattr(institution, name, value)


def _save(institutions):
    """With their other names at hand, which are among their search tokens."""
    models.prefetch_related_objects(institutions, "aliases")
    save_many(institutions)


def _kept(value):
    return "" if value is None else str(value)


def undo_institutions(rows, *, by):
    """Bring former values back and take away what was made and not used since.

    Gives for the number of each row whether it is undone, and a note.
    """
    ids = [row.object_id for row in rows]
    there = Institution.objects.select_for_update().in_bulk(ids)
    open_to = set(Institution.objects.editable_by(by).filter(pk__in=ids).values_list("pk", flat=True))
    told, made, changed = {}, {}, {}
    for row in rows:
        institution = there.get(row.object_id)
        if institution is None:
            told[row.number] = False, note("kept_gone")
        elif institution.pk not in open_to:
            told[row.number] = False, note("kept_not_yours")
        elif row.made["institution"] == "created":
            made[row.number] = institution, {name: after for name, (_before, after) in row.changes.items()}
        else:
            changed[row.number] = institution, row.made
    return told | _restore(changed, by=by) | take_back(made, by=by)


def take_back(made, *, by):
    """Delete new institutions that nobody changed or used; archive those that were public, or that the history names.

    `made` gives for each row's number the institution and what the import wrote into it.
    """
    ids = [institution.pk for institution, _after in made.values()]
    used, named = referring(ids)
    told, gone, kept = {}, [], {}
    for number, (institution, after) in made.items():
        changed = [name for name, value in after.items() if _kept(getattr(institution, name)) != value]
        if changed:
            told[number] = False, note("kept_changed", fields=", ".join(changed))
        elif institution.pk in used:
            told[number] = False, note("kept_used")
        elif institution.published_at is not None or institution.pk in named:
            kept[number] = institution
        else:
            gone.append(institution)
            told[number] = True, note("undone_deleted")
    record_many(gone, by=by, action="undo")
    delete_many(gone)
    return told | _archive(kept, by=by)


def _archive(institutions, *, by):
    """Drafts that nobody was told of go together, others one by one; gives what is told of each row."""
    among = Institution.objects.filter(pk__in=[institution.pk for institution in institutions.values()])
    open_to = set(scope.editable_as_staff(among, by).values_list("pk", flat=True))
    told, drafts = {}, []
    for number, institution in institutions.items():
        can_go = institution.pk in open_to and PublicationState.ARCHIVED in moves_from(institution.state)
        told[number] = can_go, note("undone_archived" if can_go else "kept_used")
        if can_go and institution.state == PublicationState.DRAFT and institution.published_at is None:
            drafts.append(institution)
        elif can_go:
            move(institution, PublicationState.ARCHIVED, by=by, note=_("Import undone"))
    archive_drafts(drafts, by=by, note=_("Import undone"))
    return told


def _restore(changed, *, by):
    """Former values come back where the import's own still stand; gives what is told of each row.

    `changed` gives for each row's number the institution and what was made of it.
    """
    told, restored, notes = {}, {}, {}
    for number, (institution, made) in changed.items():
        ours = [name for name, after in made["after"].items() if _kept(getattr(institution, name)) == after]
        theirs = sorted(set(made["after"]) - set(ours))
        if ours:
            _set(institution, {name: _value(institution, name, made["before"][name]) for name in ours})
            restored[institution.pk] = institution
            notes[institution.pk] = ", ".join(filter(None, [notes.get(institution.pk), *ours]))
        told[number] = not theirs, note("kept_changed", fields=", ".join(theirs)) if theirs else note("undone_changed")
    refused = _refused(list(restored.values()), notes, by=by)
    unfit = [number for number, (institution, _made) in changed.items() if institution.pk in refused]
    return told | dict.fromkeys(unfit, (False, note("kept_unfit")))


def _refused(institutions, notes, *, by):
    """Save former values together; where the database refuses them, one by one. Gives the ids of those that stay."""
    if _brought_back(institutions, notes, by=by):
        return set()
    return {institution.pk for institution in institutions if not _brought_back([institution], notes, by=by)}


def _brought_back(institutions, notes, *, by):
    try:
        with transaction.atomic(), revised_many(institutions, by=by, comment=_("Import undone")):
            _save(institutions)
    except IntegrityError:
        return False
    record_many(institutions, by=by, action="undo", notes=notes)
    return True


def _value(institution, name, text):
    field = institution._meta.get_field(name)
    return None if text == "" and field.null and not isinstance(field, models.CharField) else field.to_python(text)


def referring(ids):
    """Those of the institutions to which a record leads, and those that the history names too, which struck and
    corrected rows are.
    """
    owner_type = ContentType.objects.get_for_model(Institution)
    used = Q(Exists(Picture.objects.filter(owner_type=owner_type, owner_id=OuterRef("pk"))))
    named = Q()
    for relation in Institution._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
        if issubclass(relation.related_model, RecordedFact):
            named |= Q(Exists(rows))
            rows = rows.filter(recorded_until=None)
        used |= Q(Exists(rows))
    among = Institution._base_manager.filter(pk__in=ids).values_list("pk", flat=True)
    return set(among.filter(used)), set(among.filter(used | named))
