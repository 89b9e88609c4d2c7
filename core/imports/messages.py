"""What is said of a row: kept as a code with its parts, so that each reader gets it in his or her language."""

from django.utils.translation import gettext_lazy as _

SENTENCES = {
    # What a cell holds
    "choice": _("“%(text)s” is none of the choices. Write one of: %(known)s."),
    "country": _("“%(text)s” is no country or region; write its name or its two letters, such as CN."),
    "date": _("“%(text)s” is no date. Write 2015, 2015-05 or 2015-05-22."),
    "date_ambiguous": _("“%(text)s” can be two days. Write the year first: 2015-05-22."),
    "number": _("“%(text)s” is no number. Write degrees with decimals, such as 34.26."),
    "out_of_range": _("“%(text)s” is out of range; it must lie between %(least)s and %(most)s."),
    "year": _("“%(text)s” is no year. Write four digits, such as 1896."),
    "ror": _("“%(text)s” is no ROR id; it looks like https://ror.org/017zhmm22."),
    "wikidata": _("“%(text)s” is no Wikidata id; it is the letter Q and a number, such as Q981237."),
    "whed": _("“%(text)s” is no WHED id; it looks like IAU-000123."),
    "web": _("“%(text)s” is no web address. Write it as in https://www.example.org."),
    "mail": _("“%(text)s” is no e-mail address."),
    "slug": _("“%(text)s” is no address: small Latin letters, digits and hyphens only."),
    "too_long": _("The cell has %(length)s characters; at most %(limit)s fit here. Shorten it."),
    "source": _("No source “%(text)s” that you may choose. Write its address or its title, or add it first."),
    # The row as a whole
    "too_many_cells": _("The row has more cells than the header names columns. Is a text with a separator unquoted?"),
    "name_missing": _("The row names no institution. Fill in the name."),
    "one_coordinate": _("Give both coordinates, or none."),
    "twice": _("Line %(line)s above says the same. Leave one of the two out."),
    "overlaps": _("The row overlaps several periods of the same role. Correct them one by one."),
    "overlaps_line": _("The period overlaps that of line %(line)s above. Mend one of the two."),
    "ends_before": _("The end may not come before the beginning."),
    "other_alliance": _("The row is of another alliance, “%(text)s”. Import it there, or empty the cell."),
    # Which record is meant
    "several": _("Several institutions have this name. Say which one is meant."),
    "other_country": _("An institution of this name is there, but in another country or region. Is it the same one?"),
    "other_id": _("An institution of this name is there, but with another id. Is it the same one?"),
    "ids_of_two": _("The ids of this row are of two different institutions. Say which one is meant."),
    "id_taken": _("Another record has this id, and you may not see it. Ask the office of the portal."),
    "unknown": _("No institution of this name is there. Choose a new draft, or mend the name."),
    "not_yours": _("This institution is not yours to change. Propose the change to its secretariat."),
    "alliance_not_yours": _("You may not record memberships of this alliance."),
    # What happened
    "meanwhile": _("Somebody wrote meanwhile, and the row was not applied. Look at it again."),
    "comes_back": _("The institution is archived; it becomes a draft again."),
    "undone_deleted": _("The new institution was deleted."),
    "undone_archived": _("The new institution was archived, since the history of the record names it."),
    "undone_changed": _("The former values are back."),
    "undone_struck": _("The membership was struck."),
    "undone_corrected": _("The membership says again what it said before."),
    "kept_used": _("The new institution stays: it has been used since."),
    "kept_changed": _("Changed by somebody since, and left: %(fields)s."),
    "kept_unfit": _("The record stays as it is: its former values do not fit what is recorded now."),
    "kept_corrected": _("The membership stays: somebody corrected it since."),
    "kept_taken_up": _("The membership stays as it is: another period of the same role was recorded since."),
    "kept_gone": _("The record is not there any more."),
    "kept_not_yours": _("The record stays: you may not change it any more."),
}


class Wrong(Exception):
    """A cell or a row that cannot be taken as it is; `note` is what is kept of it."""

    def __init__(self, code, **parts):
        super().__init__(code)
        self.note = note(code, **parts)


def note(code, *, column="", **parts):
    return {"code": code, "column": column, "parts": {name: _short(part) for name, part in parts.items()}}


def sentence_of(kept):
    """The sentence of a note in the language of the page; a code that is gone tells itself."""
    parts = kept["parts"]
    return str(SENTENCES[kept["code"]]) % parts if kept["code"] in SENTENCES else kept["code"]


def _short(part):
    text = str(part)
    return f"{text[:57]}…" if len(text) > 60 else text
