"""What awaits a decision of this person: every kind in one list, the longest waiting first.

Two queries, however many rows and kinds there are: one counts by kind and institution, one reads the page.
"""

from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, F, Q, Value
from django.db.models.functions import Cast

from core.desk.lines import TEXT, Lines
from core.desk.questions import in_hand, models_of
from core.desk.registry import Case, names, watched
from core.editing import changed_kinds
from core.languages import SUFFIXES, column_suffix, essential_texts, translated_fields
from core.models import ProposedChange, ReviewAssignment
from core.unions import union_of

WAITING = ("submitted", "unread")
NOBODY = "nobody"


@dataclass(frozen=True)
class Source:
    """The rows of one model that wait for one reason."""

    model: Any
    case: Case

    @property
    def kind(self):
        return self.model._meta.label_lower

    @property
    def has_institution(self):
        """Whether its rows say for which institution they were posted."""
        return any(field.attname == "institution_id" for field in self.model._meta.concrete_fields)

    @property
    def institution_model(self):
        """What a relation of its rows to their institution leads to; None where they hold no relation."""
        try:
            return self.model._meta.get_field("institution").related_model
        except FieldDoesNotExist:
            return None

    def rows(self, user):
        return in_hand(self.model, user).filter(self.case.condition())

    def institution_key(self):
        return Cast(F("institution_id"), TEXT) if self.has_institution else Value("", output_field=TEXT)


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; an empty word narrows nothing."""

    kind: str = ""
    institution: str = ""
    language: str = ""
    reviewer: str = ""

    def sources(self, sources):
        """The sources that can hold such rows at all."""
        return [
            source
            for source in sources
            if (not self.kind or source.kind == self.kind) and (not self.institution or source.has_institution)
        ]

    def condition(self, source):
        condition = written_in_q(source.model, self.language) if self.language else Q()
        if self.reviewer:
            condition &= given_to_q(source.model, self.reviewer)
        return condition & Q(institution_id=self.institution) if self.institution else condition


def written_in_q(model, language):
    """The texts by which a language counts as complete are all there in this one; of a change, in what it proposes."""
    if model is ProposedChange:
        return _proposed_in_q(column_suffix(language))
    condition = Q()
    for name in essential_texts(model):
        column = f"{name}_{column_suffix(language)}"
        condition &= ~Q(**{column: ""}) & Q(**{f"{column}__isnull": False})
    return condition


def _proposed_in_q(suffix):
    condition = Q(pk__in=[])
    for kind in changed_kinds():
        columns = [f"{name}_{suffix}" for name in essential_texts(kind.model)]
        texts = {f"content__{column}__0" for column in columns if column in kind.form.base_fields}
        said = [~Q(**{text: ""}) & Q(**{f"{text}__isnull": False}) for text in texts]
        condition |= reduce(and_, said, Q(kind=kind.key))
    return condition


def given_to_q(model, reviewer):
    """Records whose review was given to this person, by number, or to nobody yet."""
    given = ReviewAssignment.objects.filter(item_type=ContentType.objects.get_for_model(model))
    if reviewer == NOBODY:
        return ~Q(pk__in=given.values("item_id"))
    return Q(pk__in=given.filter(reviewer=reviewer).values("item_id"))


def reviewers_known_to(user):
    """(number, name) of everybody who looks after a record that the person decides about, by name."""
    given = ReviewAssignment.objects.manageable_by(user).select_related("reviewer").order_by()
    return sorted({(str(row.reviewer_id), str(row.reviewer)) for row in given}, key=lambda pair: pair[1].casefold())


def reviewers_of_lines(lines):
    """Who looks after each of these lines, by its id."""
    given = ReviewAssignment.objects.filter(item_id__in=[line.pk for line in lines]).select_related("reviewer")
    return {row.item_id: row.reviewer for row in given}


def sources_for(user):
    """Where rows that await this person can come from."""
    return [Source(model, case) for model in models_of(user) for case in watched()[model] if case.block in WAITING]


def count_waiting(user, sources):
    """(source, id of the institution or "", number of rows), in one query."""
    queries = []
    for number, source in enumerate(sources):
        rows = source.rows(user).order_by().annotate(queue_number=Value(number), queue_of=source.institution_key())
        counted = rows.values("queue_number", "queue_of").annotate(queue_count=Count("pk"))
        queries.append(counted.values_list("queue_number", "queue_of", "queue_count"))
    return [(sources[number], of or "", count) for number, of, count in union_of(queries)] if queries else []


class Waiting:
    """The rows that a person wants to see, as a sequence that a paginator cuts: each cut is one query."""

    def __init__(self, user, sources, wanted):
        self.parts = []
        for source in wanted.sources(sources):
            rows = source.rows(user).filter(wanted.condition(source))
            case = source.case
            self.parts.append(Lines(case.block, rows, names()[source.model], None, case.moment, case.day, case.note))

    def __len__(self):
        """One query; the moments and names of the rows are not worked out for it."""
        if not self.parts:
            return 0
        counts = [
            part.rows.order_by().values(queue_number=Value(number)).annotate(queue_count=Count("pk"))
            for number, part in enumerate(self.parts)
        ]
        return sum(
            count for _number, count in union_of(row.values_list("queue_number", "queue_count") for row in counts)
        )

    def __getitem__(self, cut):
        if not self.parts:
            return []
        rows = union_of(part.query(number) for number, part in enumerate(self.parts))
        # By moment, then by id: what came in at one moment keeps its place from page to page.
        ordered = rows.order_by("line_2", "line_1")[cut]
        return [self.parts[number].line(*values) for number, *values in ordered]


def institutions_named(model, keys):
    """(id, name) of these institutions in the reader's language, by name; those that have none are left out."""
    title = getattr(model, "title_field", "name")
    columns = [title, *(f"{title}_{suffix}" for suffix in SUFFIXES)] if title in translated_fields(model) else [title]
    found = model._base_manager.filter(pk__in=keys).only(*columns)
    return sorted(((row.pk, str(row)) for row in found), key=lambda pair: pair[1].casefold())
