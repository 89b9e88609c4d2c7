"""How two states of a record differ: field by field, language by language, row by row, as a person may see it."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.dates import PartialDate
from core.differences import ADDED, REMOVED, SAME, Segment, compare, readable
from core.fields import PartialDateField
from core.forms import names_of
from core.history.states import MOVED, Spec, specs_of
from core.languages import direction, language_tag
from core.lists import in_brackets
from core.richtext import RichTextField


@dataclass
class Change:
    """One field that differs, as segments."""

    spec: Spec
    segments: list
    only_format: bool = False

    @property
    def may_be_taken(self):
        return self.spec.key not in MOVED


@dataclass
class RowChange:
    """One row that was added, removed or changed."""

    kind: str
    changes: list


@dataclass
class Group:
    """The changes of one language, or of all that is in none."""

    language: str
    changes: list

    @property
    def name(self):
        return get_language_info(self.language)["name_local"] if self.language else _("All languages")

    @property
    def tag(self):
        return language_tag(self.language)

    @property
    def dir(self):
        return direction(self.language) if self.language else "auto"


@dataclass
class Comparison:
    groups: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    unknown: list = field(default_factory=list)
    missing: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not self.groups and not self.parts


def changed_labels(model, old, new, parts):
    """Names of what differs, each once, without looking into it: for lists."""
    specs = [spec for spec in specs_of(model) if _differs(spec, old.values, new.values)]
    rows = [part for part in parts if old.rows.get(part, {}) != new.rows.get(part, {}) and _rows_differ(part, old, new)]
    plural = [part.name for part in rows]
    return list(dict.fromkeys([*(spec.label for spec in specs), *plural]))


def _rows_differ(part, old, new):
    before, after = old.rows.get(part, {}), new.rows.get(part, {})
    if set(before) != set(after):
        return True
    return any(_differs(spec, before[pk], after[pk]) for pk in before for spec in part.specs)


def _differs(spec, old, new):
    """Whether it differs; what a version does not hold, because it is older than the column, is no change."""
    before, after = spec.of(old), spec.of(new)
    if not old or not new:
        return (before or after) not in (None, "", [])
    return before != after and not (before is None or after is None)


def compare_states(model, old, new, *, parts, user):
    """Everything that differs between two states, of the record itself and of those kinds of its rows."""
    specs = list(specs_of(model))
    found = [spec for spec in specs if _differs(spec, old.values, new.values)]
    rows = {part: _changed_rows(part, old, new) for part in parts}
    teller = Teller(user)
    teller.learn((spec, values) for spec in found for values in (old.values, new.values))
    changed_rows = [row for changed in rows.values() for row in changed]
    teller.learn((spec, values) for _kind, specs, *pair in changed_rows for spec in specs for values in pair)
    by_language = defaultdict(list)
    for spec in found:
        by_language[spec.language].append(teller.change(spec, old.values, new.values))
    columns = {column.name for column in model._meta.get_fields()}
    languages = [language for language in ("", *AVAILABLE_LANGUAGES) if by_language[language]]
    return Comparison(
        groups=[Group(language, by_language[language]) for language in languages],
        parts=[(part, [_told_row(teller, row) for row in changed]) for part, changed in rows.items() if changed],
        unknown=sorted((set(old.values) | set(new.values)) - columns),
        missing=[_full_label(spec) for spec in specs if _is_missing(spec, old) or _is_missing(spec, new)],
    )


def _is_missing(spec, state):
    """Whether a version was kept before the record had this; a state without any values is of no version."""
    return bool(state.values) and spec.of(state.values) is None


def _full_label(spec):
    return f"{spec.label} [{get_language_info(spec.language)['name_local']}]" if spec.language else spec.label


def _changed_rows(part, old, new):
    before, after = old.rows.get(part, {}), new.rows.get(part, {})
    changed = []
    for pk in dict.fromkeys([*after, *before]):
        was, became = before.get(pk, {}), after.get(pk, {})
        if was and became:
            specs = [spec for spec in part.specs if _differs(spec, was, became)]
            changed += [("changed", specs, was, became)] if specs else []
        else:
            specs = [spec for spec in part.specs if _differs(spec, was, became)]
            changed.append(("added" if became else "removed", specs, was, became))
    return changed


def _told_row(teller, row):
    kind, specs, was, became = row
    return RowChange(kind, [teller.change(spec, was, became) for spec in specs])


class Teller:
    """Values as a person reads them; relations by names, which are asked for once a kind of record."""

    def __init__(self, user):
        self.user = user
        self.names = {}

    def learn(self, pairs):
        """Ask for the names of everything that these (spec, values) lead to."""
        wanted = defaultdict(set)
        for spec, values in pairs:
            if spec.relation is not None:
                wanted[spec.relation] |= set(_pks(spec.of(values)))
        for model, pks in wanted.items():
            if model is get_user_model():
                # Whom a row names as its account is told with the row.
                self.names[model] = {str(user.pk): str(user) for user in model._base_manager.filter(pk__in=pks)}
            else:
                self.names[model] = names_of(model, pks, self.user)

    def change(self, spec, old, new):
        before, after = spec.of(old), spec.of(new)
        if spec.is_many:
            return Change(spec, self._many(spec, before or [], after or []))
        if isinstance(spec.field, RichTextField):
            segments = compare(readable(before or ""), readable(after or ""))
            return Change(spec, segments, only_format=bool(before) and all(part.kind == SAME for part in segments))
        return Change(spec, compare(self.text(spec, before), self.text(spec, after)))

    def _many(self, spec, before, after):
        names = self.names[spec.relation]
        segments = []
        for pk in dict.fromkeys([*before, *after]):
            kind = SAME if pk in before and pk in after else ADDED if pk in after else REMOVED
            segments += [Segment(kind, names.get(pk, pk)), Segment(SAME, "\n")]
        return segments

    def text(self, spec, value):
        if value in (None, "", []):
            return ""
        if isinstance(spec.field, PartialDateField):
            return _date_text(spec, value)
        if spec.relation is not None:
            return self.names[spec.relation].get(str(value), str(value))
        if isinstance(spec.field, models.BooleanField):
            return _("Yes") if value else _("No")
        if spec.field.choices:
            return str(dict(spec.field.flatchoices).get(value, value))
        if isinstance(spec.field, models.DateTimeField):
            moment = timezone.localtime(spec.field.to_python(value))
            return f"{localize(moment)}{in_brackets(timezone.get_current_timezone_name())}"
        if isinstance(spec.field, models.FileField):
            return str(value).rpartition("/")[2]
        return str(value)


def _date_text(spec, held):
    earliest, latest, precision, derived = held
    if not precision:
        return ""
    parse = models.DateField().to_python
    return PartialDate(precision, parse(earliest), parse(latest), bool(derived)).text


def _pks(value):
    if value in (None, "", []):
        return []
    return [str(pk) for pk in value] if isinstance(value, list) else [str(value)]
