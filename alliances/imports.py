"""What a member list means: an institution, its role in the alliance of the import, and the dates of it."""

from django.utils.translation import gettext_lazy as _

from alliances.choices import MembershipRole
from alliances.models import Alliance, AllianceAlias, Membership
from alliances.services.importing import undo_memberships, write_memberships
from core import scope
from core.choices import Standing
from core.dates import PartialDate
from core.fields import new_ulid
from core.forms import pickable
from core.imports.columns import Field, in_language
from core.imports.messages import Wrong, note
from core.imports.parsing import choice_parser, parse_date, text_parser
from core.imports.targets import MAKE_NEW, Judge, Judgement, Target, Verdict, wrong
from core.models import Source
from core.periods import overlap
from core.text import normalise
from members.imports import IDENTITY_FIELDS, InstitutionFinder, by_language, label_of, show_choice
from members.models import Institution

OTHER_ROLES = {
    MembershipRole.MEMBER: (
        *("full member", "ordinary member", "regular member", "член", "действительный член", "полноправный член"),
        *("участник", "正式成员", "会员", "成员", "成员单位", "عضو عامل", "عضو كامل العضوية"),
    ),
    MembershipRole.FOUNDING_MEMBER: (
        "founder",
        "founding",
        "член-учредитель",
        "учредитель",
        "创始",
        "发起成员",
        "مؤسس",
    ),
    MembershipRole.ASSOCIATE: ("associate member", "associated member", "ассоциированный член", "准会员"),
    MembershipRole.OBSERVER: ("observer member", "член-наблюдатель", "观察员单位"),
    MembershipRole.SECRETARIAT: ("secretariat host", "秘书处单位"),
}
DATES = ("since", "until", "attested_on")
NOTES = ("note_en", "note_zh_hans", "note_ru", "note_ar")
FACTS = ("role", *DATES, "standing", "source", *NOTES)


def show_date(text):
    return str(PartialDate.parse(text))


MEMBERSHIP_FIELDS = [
    Field(
        "role",
        _("role"),
        choice_parser(MembershipRole, OTHER_ROLES),
        show=show_choice(MembershipRole),
        tells_itself=True,
    ),
    Field("since", _("since"), parse_date, show=show_date),
    Field("until", _("until"), parse_date, show=show_date),
    Field("attested_on", _("attested on"), parse_date, show=show_date),
    Field("standing", _("standing"), choice_parser(Standing), show=show_choice(Standing)),
    Field("source", _("source"), text_parser(500)),
    *(
        Field(f"note_{suffix}", in_language(_("note for readers"), suffix), text_parser(2000), "note", language=suffix)
        for suffix in ("en", "zh_hans", "ru", "ar")
    ),
    Field("alliance", _("alliance"), text_parser(300)),
]


class MembershipJudge(Judge):
    """Institutions are found, or made as drafts where the import says so, and never changed by a member list."""

    def __init__(self, target, batch, user):
        super().__init__(target, batch, user)
        self.alliance = Alliance.objects.filter(pk=batch.alliance_id).first()
        self.is_allowed = self.alliance is not None and scope.can_edit(user, Membership(alliance=self.alliance))
        self.finder = InstitutionFinder(user)
        self.present = {}
        for row in Membership.objects.current().filter(alliance=self.alliance).order_by("pk"):
            self.present.setdefault((row.institution_id, row.role), []).append((row, None))
        self.sources = self._sources() if "source" in batch.mapping else {}
        self.alliance_names = self._alliance_names() if "alliance" in batch.mapping else set()

    def _sources(self):
        found = {}
        for source in pickable(Source, self.user).order_by("pk"):
            for text in (source.title, source.address, source.slug):
                if text:
                    found.setdefault(normalise(text), source)
        return found

    def _alliance_names(self):
        if self.alliance is None:
            return set()
        texts = [getattr(self.alliance, f"name_{suffix}") for suffix in ("en", "zh_hans", "ru", "ar")]
        texts += AllianceAlias.objects.filter(alliance=self.alliance).values_list("text", flat=True)
        return {normalise(text) for text in (self.alliance.slug, self.alliance.acronym, *texts) if text}

    def judge_values(self, values, row):
        values = by_language(values)
        label = label_of(values) or self.label_of(row.cells)
        try:
            self._refuse_other_places(values)
            facts = {name: values.pop(name) for name in FACTS if name in values}
            facts = self._with_source(facts)
            known, problem, candidates = self.finder.find(values, row.choice)
            if problem:
                ids = [candidate.pk for candidate in candidates if candidate.line is None]
                return Judgement(Verdict.CONFLICT, label, [note(problem)], candidates=ids)
            if known is None and not self.batch.creates_missing and row.choice != MAKE_NEW:
                self._refuse_nameless(values)
                return Judgement(Verdict.CONFLICT, label, [note("unknown")])
            return self._judge_period(known, values, facts, row, label)
        except Wrong as error:
            return wrong(error.note, label=label)

    def _refuse_other_places(self, values):
        if not self.is_allowed:
            raise Wrong("alliance_not_yours")
        named = values.pop("alliance", "")
        if named and normalise(named) not in self.alliance_names:
            raise Wrong("other_alliance", text=named)

    def _refuse_nameless(self, values):
        if not label_of(values):
            raise Wrong("name_missing")

    def _with_source(self, facts):
        text = facts.get("source")
        if text is not None:
            source = self.sources.get(normalise(text))
            if source is None:
                raise Wrong("source", text=text)
            facts["source"] = source
        return facts

    def _judge_period(self, known, values, facts, row, label):
        pk, line = row.object_id or new_ulid(), row.number
        drafted = Membership(pk=pk, alliance=self.alliance, role=facts.get("role", MembershipRole.MEMBER))
        for name, value in facts.items():
            setattr(drafted, name, value)
        if drafted.until_latest and drafted.since_earliest and drafted.until_latest < drafted.since_earliest:
            raise Wrong("ends_before")
        beside = self.present.setdefault((known.pk, drafted.role), []) if known else []
        met = [(other, other_line) for other, other_line in beside if overlap(drafted, other)]
        twin = next((other_line for _other, other_line in met if other_line is not None), None)
        if twin is not None:
            same = any(at == twin and not _differences(other, facts) for other, at in met)
            raise Wrong("twice" if same else "overlaps_line", line=twin)
        if len(met) > 1:
            raise Wrong("overlaps")
        if met:
            return self._present(met[0][0], facts, beside, line, label_of(known.values) or label)
        return self._new(known, drafted, values, facts, line, label)

    def _new(self, known, drafted, values, facts, line, label):
        made = None
        if known is None:
            known = made = self.finder.make(values, line)
        elif known.line is not None:
            made = known
        self.present.setdefault((known.pk, drafted.role), []).append((drafted, line))
        drafted.institution_id = known.pk
        shown = {**(values if made and made.line == line else {}), "role": drafted.role, **facts}
        changes = {name: ["", _text(value)] for name, value in shown.items() if name != "slug"}
        notes = [note("comes_back")] if known.is_archived else []
        return Judgement(
            Verdict.NEW,
            label_of(known.values) or label,
            notes,
            changes,
            plan={"record": drafted, "make": made if made and made.line == line else None, "back": known.is_archived},
            object_id=drafted.pk,
        )

    def _present(self, row, facts, beside, line, label):
        changed = _differences(row, facts)
        beside[:] = [(other, line if other is row else other_line) for other, other_line in beside]
        if not changed:
            return Judgement(Verdict.SAME, label)
        changes = {name: [_text(getattr(row, name)), _text(value)] for name, value in changed.items()}
        return Judgement(Verdict.CHANGED, label, changes=changes, plan={"correct": row.pk, "values": changed})


def _differences(row, facts):
    return {
        name: value for name, value in facts.items() if name != "role" and _text(getattr(row, name)) != _text(value)
    }


def _text(value):
    if isinstance(value, Source):
        return value.slug
    if value is None:
        return ""
    return getattr(value, "text", None) or str(value)


class MembershipTarget(Target):
    model = Membership
    fields = [*IDENTITY_FIELDS, *MEMBERSHIP_FIELDS]
    judge_class = MembershipJudge
    of_an_alliance = True

    def alliances_for(self, user):
        rows = Alliance.objects.editable_by(user).in_reading_order()
        return [(alliance.pk, alliance.name) for alliance in rows]

    def write(self, rows, *, by):
        write_memberships(rows, by=by)

    def undo(self, rows, *, by):
        return undo_memberships(rows, by=by)

    def named(self, ids, *, user):
        return {row.pk: row for row in Institution.objects.manageable_by(user).filter(pk__in=ids)}
