"""Scope rules of the shared kernel, and those that other apps build theirs from."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q

from core import editing, scope
from core.choices import AUTHOR_MAY_EDIT
from core.models import (
    Area,
    AuditEntry,
    Autosave,
    Change,
    ImportBatch,
    ImportRow,
    OutboxMessage,
    Picture,
    PreviewLink,
    ProposedChange,
    ReadCount,
    ReviewAssignment,
    ReviewComment,
    SlugRedirect,
    Source,
    UnreadItem,
    WithdrawnId,
)
from core.querysets import published_q
from core.review.rules import OfItemRule
from core.scope import NOTHING, Rule


def ends_published_q(model, ends):
    """Every one of these relations leads to a public record, or to none.

    None is asked for only where there may be none: with it no index says what is public.
    """
    condition = Q()
    for end in ends:
        public = published_q(f"{end}__")
        condition &= public | Q(**{end: None}) if may_be_missing(model, end) else public
    return condition


def may_be_missing(model, path):
    """Whether a path of relations may lead to no record."""
    name, _dots, rest = path.partition("__")
    field = model._meta.get_field(name)
    return field.null or (bool(rest) and may_be_missing(field.related_model, rest))


def ends_are_published(obj, ends):
    """The twin of `ends_published_q` for one object."""
    reached = (follow(obj, end) for end in ends)
    return all(end is None or end.is_published for end in reached)


def follow(obj, path):
    """The record at the end of a path like `body__alliance`, or None."""
    for name in path.split("__"):
        obj = getattr(obj, name) if obj is not None else None
    return obj


class SharedRule(Rule):
    """A record that all alliances share: once published, every secretariat sees and picks it."""

    def view_q(self, facts):
        return published_q() | self.edit_q(facts)

    def may_view(self, facts, obj):
        return obj.is_published or self.may_edit(facts, obj)

    def manage_q(self, facts):
        return self.view_q(facts) if facts.is_staff else NOTHING

    def may_manage(self, facts, obj):
        return facts.is_staff and self.may_view(facts, obj)


class SourceRule(SharedRule):
    """A secretariat adds sources, and edits those that it added."""

    def edit_q(self, facts):
        return Q(created_by=facts.user_id) if facts.is_staff else NOTHING

    def may_edit(self, facts, obj):
        return facts.is_staff and obj.created_by_id == facts.user_id

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class ContentRule(Rule):
    """What is posted for an alliance or an institution: public once published.

    Its secretariat edits it; representatives of its institution own it, and edit it while it is still with the author.
    Subclasses say which secretariat that is: `secretariat_q` and its twin `has_secretariat`.
    """

    def view_q(self, facts):
        return published_q() | self.secretariat_q(facts) | self.own_q(facts)

    def may_view(self, facts, obj):
        return obj.is_published or self.has_secretariat(facts, obj) or self.owns(facts, obj)

    def manage_q(self, facts):
        return self.secretariat_q(facts)

    def may_manage(self, facts, obj):
        return self.has_secretariat(facts, obj)

    def edit_q(self, facts):
        return self.secretariat_q(facts) | (self.own_q(facts) & Q(state__in=AUTHOR_MAY_EDIT))

    def may_edit(self, facts, obj):
        return self.has_secretariat(facts, obj) or (self.owns(facts, obj) and obj.state in AUTHOR_MAY_EDIT)

    def own_q(self, facts):
        institutions = facts.of("institutions")
        return Q(institution__in=institutions) if institutions else NOTHING

    def owns(self, facts, obj):
        return obj.institution_id in facts.of("institutions")

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class PartRule(Rule):
    """A part of a record (a name, a partner, an agenda item): seen and edited with the record it belongs to.

    `ends` name relations to records that must be public too, or absent, for the public to see the part.
    """

    def __init__(self, parent, *, ends=()):
        self.parent = parent
        self.ends = ends

    @property
    def parent_model(self):
        return self.model._meta.get_field(self.parent).related_model

    @property
    def parent_rule(self):
        return scope.rule_for(self.parent_model)

    def whole_of(self, obj):
        return getattr(obj, self.parent)

    def _parent_q(self, condition):
        if scope.is_nothing(condition):
            return NOTHING
        # Asked of each part that is found: SQLite would read all parents for a list of them.
        parent = self.parent_model._base_manager.filter(condition, pk=OuterRef(f"{self.parent}_id"))
        return Q(Exists(parent))

    def view_q(self, facts):
        seen = self._parent_q(self.parent_rule.seen_q(facts)) & ends_published_q(self.model, self.ends)
        return seen | self.edit_q(facts)

    def may_view(self, facts, obj):
        seen = self.parent_rule.may_see(facts, getattr(obj, self.parent)) and ends_are_published(obj, self.ends)
        return seen or self.may_edit(facts, obj)

    def manage_q(self, facts):
        return self._parent_q(self.parent_rule.manage_q(facts))

    def may_manage(self, facts, obj):
        return self.parent_rule.may_manage(facts, getattr(obj, self.parent))

    def edit_q(self, facts):
        return self._parent_q(self.parent_rule.edit_q(facts))

    def may_edit(self, facts, obj):
        return self.parent_rule.may_edit(facts, getattr(obj, self.parent))

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class PictureRule(Rule):
    """A picture is seen and edited with the record that owns it."""

    def _q(self, facts, question):
        condition = NOTHING
        for model in scope.registered_models():
            if hasattr(model, "pictures"):
                owned = getattr(scope.rule_for(model), question)(facts)
                if scope.is_nothing(owned):
                    continue
                owners = model._base_manager.filter(owned)
                owner_type = ContentType.objects.get_for_model(model)
                condition |= Q(owner_type=owner_type, owner_id__in=owners.values("pk"))
        return condition

    def view_q(self, facts):
        return self._q(facts, "seen_q")

    def whole_of(self, obj):
        return obj.owner

    def may_view(self, facts, obj):
        return obj.owner is not None and scope.rule_for(type(obj.owner)).may_see(facts, obj.owner)

    def edit_q(self, facts):
        return self._q(facts, "edit_q")

    def may_edit(self, facts, obj):
        return obj.owner is not None and scope.rule_for(type(obj.owner)).may_edit(facts, obj.owner)

    def may_add(self, facts):
        return facts.is_staff


class ClosedRule(Rule):
    """For the superuser alone."""

    def view_q(self, facts):
        return NOTHING

    def may_view(self, facts, obj):
        return False


class OfAlliancesRule(ClosedRule):
    """Managed by the secretariats of the alliances that it names."""

    def manage_q(self, facts):
        condition = NOTHING
        for alliance_id in facts.of("alliances"):
            condition |= Q(alliance_ids__contains=f" {alliance_id} ")
        return condition

    def may_manage(self, facts, obj):
        return any(f" {alliance_id} " in obj.alliance_ids for alliance_id in facts.of("alliances"))


class AuditRule(OfAlliancesRule):
    """A secretariat reads the trail of its own alliances; nobody edits it.

    What was done to records that alliances share names none: of that, each person reads the own deeds.
    """

    def manage_q(self, facts):
        own = Q(alliance_ids="", actor_id=facts.user_id) if facts.of("alliances") else NOTHING
        return super().manage_q(facts) | own

    def may_manage(self, facts, obj):
        is_own = not obj.alliance_ids and obj.actor_id == facts.user_id and bool(facts.of("alliances"))
        return super().may_manage(facts, obj) or is_own


class OutboxRule(OfAlliancesRule):
    """A message is its receiver's; the secretariats of the alliances that it concerns see that it went, and resend it.

    What it says is shown to the receiver alone.
    """

    def view_q(self, facts):
        return NOTHING if facts.user_id is None else Q(receiver=facts.user_id)

    def may_view(self, facts, obj):
        return facts.user_id is not None and obj.receiver_id == facts.user_id

    def edit_q(self, facts):
        return self.manage_q(facts)

    def may_edit(self, facts, obj):
        return self.may_manage(facts, obj)


class AutosaveRule(ClosedRule):
    """What somebody has not saved yet is seen by nobody else."""

    def view_q(self, facts):
        return NOTHING if facts.user_id is None else Q(person=facts.user_id)

    def may_view(self, facts, obj):
        return facts.user_id is not None and obj.person_id == facts.user_id


class ProposedChangeRule(ClosedRule):
    """Representatives of its institution see a change; the secretariat that edits its record sees and decides it."""

    def edit_q(self, facts):
        condition = NOTHING
        for model in editing.changed_models() if facts.is_staff else ():
            edited = scope.rule_for(model).edit_q(scope.of_staff(facts))
            if not scope.is_nothing(edited):
                owner_type = ContentType.objects.get_for_model(model)
                rows = model._base_manager.filter(edited)
                condition |= Q(target_type=owner_type, target_id__in=rows.values("pk"))
        return condition

    def may_edit(self, facts, obj):
        if not facts.is_staff or obj.target is None:
            return False
        return scope.rule_for(type(obj.target)).may_edit(scope.of_staff(facts), obj.target)

    def view_q(self, facts):
        own = facts.of("institutions")
        return (Q(institution_id__in=own) if own else NOTHING) | self.edit_q(facts)

    def may_view(self, facts, obj):
        return obj.institution_id in facts.of("institutions") or self.may_edit(facts, obj)


class ImportRule(ClosedRule):
    """An import is seen and worked on by who uploaded it and by the secretariats of its alliance."""

    def edit_q(self, facts):
        if not facts.is_staff or not facts.of("alliances"):
            return NOTHING
        return Q(created_by=facts.user_id) | Q(alliance_id__in=facts.of("alliances"))

    def may_edit(self, facts, obj):
        if not facts.is_staff or not facts.of("alliances"):
            return False
        return obj.created_by_id == facts.user_id or obj.alliance_id in facts.of("alliances")


def register_rules():
    scope.register(Source, SourceRule())
    scope.register(Area, SharedRule())
    scope.register(Picture, PictureRule())
    scope.register(AuditEntry, AuditRule())
    scope.register(Autosave, AutosaveRule())
    scope.register(ProposedChange, ProposedChangeRule())
    scope.register(ImportBatch, ImportRule())
    scope.register(ImportRow, PartRule("batch"))
    scope.register(OutboxMessage, OutboxRule())
    scope.register(ReviewComment, OfItemRule(is_for_authors=True))
    scope.register(UnreadItem, OfItemRule(is_for_authors=False))
    scope.register(ReadCount, OfItemRule(is_for_authors=True))
    scope.register(ReviewAssignment, OfItemRule(is_for_authors=False))
    scope.register(PreviewLink, OfItemRule(is_for_authors=True))
    scope.register(Change, ClosedRule())
    scope.register(SlugRedirect, ClosedRule())
    scope.register(WithdrawnId, ClosedRule())
