"""Writes what the judged rows of a member list say, and brings it back."""

from django.utils.translation import gettext as _

from alliances.models import Membership
from core.choices import PublicationState
from core.errors import OverlappingPeriod
from core.imports.messages import note
from core.services.publishing import move
from core.services.recording import correct_fact, record_facts, strike_facts
from members.models import Institution
from members.services.importing import make_institutions, take_back


def write_memberships(rows, *, by):
    """Record new memberships, of new drafts where the rows make some, and correct those that say something else."""
    new = [row for row in rows if "record" in row.plan]
    drafts = [row.plan["make"] for row in new if row.plan["make"] is not None]
    institutions = make_institutions(drafts, by=by)
    missing = {row.plan["record"].institution_id for row in new} - set(institutions)
    institutions |= Institution.objects.in_bulk(missing)
    for row in new:
        membership = row.plan["record"]
        membership.institution = institutions[membership.institution_id]
        if row.plan["back"] and membership.institution.state == PublicationState.ARCHIVED:
            institutions[membership.institution_id] = move(
                membership.institution, PublicationState.DRAFT, by=by, note=_("Import")
            )
        row.object_id = membership.pk
        row.made = {"membership": "recorded"}
        if row.plan["make"] is not None:
            said = row.plan["make"].values.items()
            row.made["institution"] = membership.institution_id
            row.made["after"] = {name: str(value) for name, value in said if value != "" and name != "slug"}
    record_facts([row.plan["record"] for row in new], by=by)
    _correct([row for row in rows if "correct" in row.plan], by=by)


def _correct(rows, *, by):
    ids = [row.plan["correct"] for row in rows]
    stored = Membership.objects.select_related("alliance", "institution").current().in_bulk(ids)
    for row in rows:
        membership = stored[row.plan["correct"]]
        for name, value in row.plan["values"].items():
            setattr(membership, name, value)
        row.object_id = correct_fact(membership, by=by).pk
        row.made = {"membership": "corrected"}


def undo_memberships(rows, *, by):
    """Strike what was recorded, say again what was corrected; then the drafts go that were made for these rows."""
    ids = [row.object_id for row in rows]
    there = Membership.objects.select_related("alliance", "institution", "replaces").in_bulk(ids)
    open_to = set(Membership.objects.editable_by(by).filter(pk__in=ids).values_list("pk", flat=True))
    told, struck, corrected = {}, [], []
    for row in rows:
        membership = there.get(row.object_id)
        reason = _reason_to_keep(membership, open_to)
        if reason:
            told[row.number] = False, note(reason)
        elif row.made["membership"] == "recorded":
            struck.append(membership)
            told[row.number] = True, note("undone_struck")
        else:
            corrected.append((row.number, membership))
    # First, so that what was said before does not meet what the import recorded beside it.
    strike_facts(struck, by=by, note=_("Import undone"))
    for number, membership in corrected:
        told[number] = _say_again(membership, by=by)
    return told | _take_back_drafts([row for row in rows if told[row.number][0]], by=by)


def _reason_to_keep(membership, open_to):
    if membership is None:
        return "kept_gone"
    if membership.recorded_until is not None:
        return "kept_corrected"
    return "" if membership.pk in open_to else "kept_not_yours"


def _say_again(membership, *, by):
    """What was said of it before the import; gives what is told of the row."""
    former = membership.replaces
    for name in ("since", "until", "attested_on", "standing", "source"):
        setattr(membership, name, getattr(former, name))
    for name in ("note_en", "note_zh_hans", "note_ru", "note_ar"):
        setattr(membership, name, getattr(former, name))
    try:
        correct_fact(membership, by=by)
    except OverlappingPeriod:
        return False, note("kept_taken_up")
    return True, note("undone_corrected")


def _take_back_drafts(rows, *, by):
    """Gives what is told of the rows whose draft stays."""
    drafts = [row for row in rows if "institution" in row.made]
    institutions = Institution.objects.select_for_update().in_bulk([row.made["institution"] for row in drafts])
    made = {
        row.number: (institutions[row.made["institution"]], row.made["after"])
        for row in drafts
        if row.made["institution"] in institutions
    }
    return {number: (done, said) for number, (done, said) in take_back(made, by=by).items() if not done}
