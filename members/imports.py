"""What a table of institutions means: its columns, the verdict on each row, and what the rows become."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from core import scope
from core.fields import new_ulid
from core.imports.columns import Field, in_language, script_of
from core.imports.messages import Wrong, note
from core.imports.parsing import (
    choice_parser,
    coordinate_parser,
    parse_country,
    parse_mail_address,
    parse_slug,
    parse_web_address,
    parse_year,
    pattern_parser,
    text_parser,
)
from core.imports.targets import MAKE_NEW, Judge, Judgement, Target, Verdict, wrong
from core.slugs import slug_of
from members.matching import CITIES, IDS, NAMES, InstitutionIndex, Known
from members.models import Institution
from members.services.importing import undo_institutions, write_institutions

OTHER_KINDS = {
    Institution.Kind.UNIVERSITY: ("вуз", "高校", "高等院校", "higher education institution", "hei", "college"),
    Institution.Kind.ACADEMY: ("科学院", "академия наук"),
    Institution.Kind.INSTITUTE: ("research institute", "нии", "研究院", "研究所", "معهد بحوث"),
    Institution.Kind.COMPANY: ("enterprise", "предприятие", "企业"),
}
# Shown beside the value, so that a code is read as what it means.
COUNTRY = Institution._meta.get_field("country")


def show_country(code):
    return str(COUNTRY.countries.name(code) or code)


def show_choice(choices):
    return lambda key: str(dict(choices.choices).get(key, key))


def show_degrees(value):
    return str(value).rstrip("0").rstrip(".")


def in_languages(name, label, limit):
    """A field for each language, and one for a column in which each cell is in a language of its own."""
    return [
        *(
            Field(f"{name}_{suffix}", in_language(label, suffix), text_parser(limit), concept=name, language=suffix)
            for suffix in ("en", "zh_hans", "ru", "ar")
        ),
        Field(name, label, text_parser(limit)),
    ]


IDENTITY_FIELDS = [
    *in_languages("name", _("name"), 300),
    Field("acronym", _("abbreviation"), text_parser(40)),
    Field(
        "kind",
        _("kind"),
        choice_parser(Institution.Kind, OTHER_KINDS),
        show=show_choice(Institution.Kind),
        tells_itself=True,
    ),
    Field("country", _("country or region"), parse_country, show=show_country, tells_itself=True),
    *in_languages("city", _("city"), 120),
    Field("latitude", _("latitude"), coordinate_parser(90), show=show_degrees),
    Field("longitude", _("longitude"), coordinate_parser(180), show=show_degrees),
    Field("website", _("website"), parse_web_address),
    Field("contact_email", _("contact"), parse_mail_address, tells_itself=True),
    Field("established", _("year of establishment"), parse_year),
    Field(
        "ror_id",
        _("ROR id"),
        pattern_parser(
            r"(?:(?:https?://)?(?:www\.)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})/?",
            "ror",
            lambda found: f"https://ror.org/{found.lower()}",
        ),
        tells_itself=True,
    ),
    Field(
        "wikidata_id",
        _("Wikidata id"),
        pattern_parser(
            r"(?:(?:https?://)?www\.wikidata\.org/(?:wiki|entity)/)?(Q[1-9][0-9]*)",
            "wikidata",
            lambda found: found.upper(),
        ),
        tells_itself=True,
    ),
    Field(
        "whed_id",
        _("WHED id"),
        pattern_parser(r"(?:.*/)?(IAU-[0-9]{6})", "whed", lambda found: found.upper()),
        tells_itself=True,
    ),
    Field("slug", _("address"), parse_slug),
]


def by_language(values):
    """Names and cities from a column of many languages go where their letters belong."""
    for name in ("name", "city"):
        text = values.pop(name, None)
        if text is not None:
            values.setdefault(f"{name}_{script_of(text)}", text)
    return values


def label_of(values):
    return next((values[name] for name in NAMES if values.get(name)), "")


# What a draft says where its row says nothing.
BLANK = dict.fromkeys((*NAMES, *CITIES, *IDS, "country"), "")


class InstitutionFinder:
    """Finds the institution of a row, or makes one up; rows that make the same one share it."""

    def __init__(self, user):
        self.user = user
        self.index = InstitutionIndex(user)
        self.may_add = scope.can_add(user, Institution)
        self.addresses = {}
        self.slugs = self.index.taken["slug"] | set(self.index.by_id["slug"])

    def find(self, values, choice):
        """A Match; a decision on the row goes before what its cells say."""
        if choice and choice != MAKE_NEW:
            chosen = self.index.by_pk.get(choice)
            if chosen is not None:
                return chosen, "", []
        match = self.index.match(values)
        if choice == MAKE_NEW and (match.known is None or match.known.line is None):
            return self._new_all_the_same(values, match)
        return match.known, match.problem, match.candidates

    def _new_all_the_same(self, values, match):
        """“A new one” was decided; ids, which are given only once, cannot be overruled."""
        clash = match.problem == "ids_of_two" or (
            match.known is not None
            and any(values.get(name) == match.known.values[name] for name in IDS if values.get(name))
        )
        return (None, match.problem or "other_id", match.candidates or [match.known]) if clash else (None, "", [])

    def make(self, values, line, pk=""):
        """A new draft, known to the rows after this one; `pk` is the id that it was promised earlier."""
        if not label_of(values):
            raise Wrong("name_missing")
        if bool(values.get("latitude") is None) != bool(values.get("longitude") is None):
            raise Wrong("one_coordinate")
        known = Known(pk or new_ulid(), {**BLANK, **values}, is_editable=True, line=line)
        known.name_address = partial(self._address, known)
        self.index.add(known)
        return known

    def _address(self, known):
        if known.pk not in self.addresses:
            texts = [known.values.get(name) for name in ("slug", *NAMES, "acronym")]
            slug = slug_of(*texts, taken=self.slugs, otherwise=f"institution-{known.pk[-8:].lower()}")
            self.slugs.add(slug)
            self.addresses[known.pk] = slug
        return self.addresses[known.pk]


class InstitutionJudge(Judge):
    def __init__(self, target, batch, user):
        super().__init__(target, batch, user)
        self.finder = InstitutionFinder(user)
        self.lines = {}

    def judge_values(self, values, row):
        values = by_language(values)
        label = label_of(values) or self.label_of(row.cells)
        try:
            known, problem, candidates = self.finder.find(values, row.choice)
            if problem:
                ids = [candidate.pk for candidate in candidates if candidate.line is None]
                lines = [candidate.line for candidate in candidates if candidate.line is not None]
                if lines:
                    return wrong(note("twice", line=lines[0]), label=label)
                return Judgement(Verdict.CONFLICT, label, [note(problem)], candidates=ids)
            if known is None:
                return self._new(values, row, label)
            return self._present(known, values, row.number, label)
        except Wrong as error:
            return wrong(error.note, label=label)

    def _new(self, values, row, label):
        if not self.finder.may_add:
            raise Wrong("not_yours")
        made = self.finder.make(values, row.number, row.object_id)
        changes = {name: ["", str(value)] for name, value in values.items() if name != "slug"}
        return Judgement(Verdict.NEW, label, changes=changes, plan={"make": made}, object_id=made.pk)

    def _present(self, known, values, line, label):
        earlier = known.line or self.lines.setdefault(known.pk, line)
        if earlier != line:
            raise Wrong("twice", line=earlier)
        label = label_of(known.values) or label
        changed = {
            name: value for name, value in values.items() if name != "slug" and not _equal(known.values[name], value)
        }
        if not changed:
            return Judgement(Verdict.SAME, label, plan={"same": known})
        if not known.is_editable:
            raise Wrong("not_yours")
        if any(
            self.finder.index.by_id[name].get(value, known) is not known
            for name, value in changed.items()
            if name in IDS
        ):
            raise Wrong("ids_of_two")
        self.finder.index.refuse_taken(changed)
        after = {**known.values, **changed}
        if (after["latitude"] is None) != (after["longitude"] is None):
            raise Wrong("one_coordinate")
        changes = {name: [_text(known.values[name]), str(value)] for name, value in changed.items()}
        return Judgement(Verdict.CHANGED, label, changes=changes, plan={"change": known.pk, "values": changed})


def _text(value):
    return "" if value is None else str(value)


def _equal(present, value):
    return present == value or _text(present) == str(value)


class InstitutionTarget(Target):
    model = Institution
    fields = IDENTITY_FIELDS
    judge_class = InstitutionJudge

    def write(self, rows, *, by):
        write_institutions(rows, by=by)

    def undo(self, rows, *, by):
        return undo_institutions(rows, by=by)

    def named(self, ids, *, user):
        return {row.pk: row for row in Institution.objects.manageable_by(user).filter(pk__in=ids)}
