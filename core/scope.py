"""Who may see and do what: one dispatcher; each app registers the rule of its models.

A rule answers three questions, each as a predicate on an object and as a condition for a queryset (its twin); a test
holds the two against each other:

- *view*: may this person see it at its public address (published, or within the person's own scope)?
- *manage*: does it appear in this person's admin (lists, filters, pickers, counts)?
- *edit*: may this person change it?

A condition never multiplies rows: what is to-many is asked by a subquery.
"""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from django.db.models import CharField, Exists, Q

_rules = {}
_fact_providers = {}

NOTHING = Q(pk__in=[])
EVERYTHING = ~Q(pk__in=[])


def is_nothing(condition):
    """Whether a condition holds for no row, whatever the rows are: all of it hangs on an empty set of ids."""
    if isinstance(condition, Exists):
        return False
    if not isinstance(condition, Q):
        name, value = condition
        return name.endswith("__in") and isinstance(value, list | tuple | set | frozenset) and not value
    if condition.negated or not condition.children:
        return False
    found = [is_nothing(child) for child in condition.children]
    return all(found) if condition.connector == Q.OR else any(found)


class AskedIds(Mapping):
    """Ids by kind, from the providers that the apps register: each is asked once, when a rule first needs it."""

    def __init__(self, user):
        self._user = user
        self._known = {}

    def __getitem__(self, kind):
        if kind not in self._known:
            self._known[kind] = frozenset(_fact_providers[kind](self._user))
        return self._known[kind]

    def __contains__(self, kind):
        return kind in _fact_providers

    def __iter__(self):
        return iter(_fact_providers)

    def __len__(self):
        return len(_fact_providers)


@dataclass(frozen=True)
class Facts:
    """What the rules know of a person, the same for the whole of a request."""

    is_superuser: bool = False
    is_staff: bool = False
    user_id: int | None = None
    ids: Mapping = field(default_factory=dict)
    granted: frozenset = frozenset()  # ids of records that a preview link opens

    def of(self, kind):
        """Ids of one kind that the person answers for: "alliances", "institutions"."""
        return self.ids.get(kind, frozenset())


NOBODY = Facts()


class Rule:
    """The rule of a model; subclasses answer the questions. `facts` are never those of a superuser."""

    def view_q(self, facts):
        raise NotImplementedError

    def may_view(self, facts, obj):
        raise NotImplementedError

    def seen_q(self, facts):
        """What is viewed by right, and what a preview link opens to whoever holds it."""
        return self.view_q(facts) | Q(pk__in=facts.granted) if self._may_be_granted(facts) else self.view_q(facts)

    def may_see(self, facts, obj):
        """The twin of `seen_q`."""
        return self.may_view(facts, obj) or (self._may_be_granted(facts) and obj.pk in facts.granted)

    def _may_be_granted(self, facts):
        """Permanent ids are texts, and no two records of whatever kinds share one."""
        return bool(facts.granted) and isinstance(self.model._meta.pk, CharField)

    def manage_q(self, facts):
        return self.edit_q(facts)

    def may_manage(self, facts, obj):
        return self.may_edit(facts, obj)

    def edit_q(self, facts):
        return NOTHING

    def may_edit(self, facts, obj):
        return False

    def whole_of(self, obj):
        """The record that this one is a part of and is changed with, or None."""
        return

    def own_q(self, facts):
        """The twin of `owns`."""
        return NOTHING

    def owns(self, facts, obj):
        """Whether it is of an institution that the person represents."""
        return False

    def may_add(self, facts):
        """Whether the person may add such a record in the admin at all; its place is checked on saving."""
        return False


def register(model, rule):
    rule.model = model
    _rules[model] = rule


def rule_for(model):
    return _rules[model._meta.concrete_model]


def registered_models():
    return list(_rules)


def provide_facts(kind, provider):
    """Register `provider(user) -> iterable of ids` for a kind of thing that people answer for.

    A provider may ask `facts_for(user)` for other kinds, as long as none of them asks for its own.
    """
    _fact_providers[kind] = provider


def facts_for(user):
    if user is None or not user.is_authenticated or not user.is_active:
        return getattr(user, "guest_facts", NOBODY)
    if not hasattr(user, "_scope_facts"):
        ids = {} if user.is_superuser else AskedIds(user)
        user._scope_facts = Facts(user.is_superuser, user.is_staff, user.pk, ids)
    return user._scope_facts


def _queryset(queryset, user, question):
    facts = facts_for(user)
    if facts.is_superuser:
        return queryset
    return queryset.filter(getattr(rule_for(queryset.model), question)(facts))


def visible(queryset, user):
    return _queryset(queryset, user, "seen_q")


def manageable(queryset, user):
    return _queryset(queryset, user, "manage_q")


def editable(queryset, user):
    return _queryset(queryset, user, "edit_q")


def can_view(user, obj):
    facts = facts_for(user)
    return facts.is_superuser or rule_for(type(obj)).may_see(facts, obj)


def can_manage(user, obj):
    facts = facts_for(user)
    return facts.is_superuser or rule_for(type(obj)).may_manage(facts, obj)


def can_edit(user, obj):
    facts = facts_for(user)
    return facts.is_superuser or rule_for(type(obj)).may_edit(facts, obj)


def can_edit_as_staff(user, obj):
    """May this person change it by working in a secretariat, leaving aside what he or she represents?"""
    facts = facts_for(user)
    return facts.is_superuser or (facts.is_staff and rule_for(type(obj)).may_edit(of_staff(facts), obj))


def editable_as_staff(queryset, user):
    """The twin of `can_edit_as_staff`."""
    facts = facts_for(user)
    if facts.is_superuser:
        return queryset
    return queryset.filter(rule_for(queryset.model).edit_q(of_staff(facts))) if facts.is_staff else queryset.none()


def could(user, model, question):
    """Whether a staff member could manage or edit (`manage_q`, `edit_q`) any row at all; asks no query of the rows.

    That hangs on the kinds of things that the person answers for, not on which they are. The alliances of the
    secretariat are asked first, and the other kinds only where more of them could open what is still closed.
    """
    facts = facts_for(user)
    if facts.is_superuser:
        return True
    if not facts.is_staff or not _could_with(model, question, frozenset(_fact_providers)):
        return False
    kinds = frozenset()
    for kind in sorted(_fact_providers, key=lambda kind: kind != "alliances"):
        if _could_with(model, question, kinds):
            return True
        if facts.of(kind):
            kinds |= {kind}
    return _could_with(model, question, kinds)


@cache
def _could_with(model, question, kinds):
    """Whether the condition may hold for a staff member who answers for something of each of these kinds."""
    facts = Facts(is_staff=True, user_id=0, ids={kind: frozenset({"-"}) for kind in kinds})
    return not is_nothing(getattr(rule_for(model), question)(facts))


def of_staff(facts):
    """The facts of a person without what he or she represents."""
    nothing = dict.fromkeys(["institutions", "led_institutions"], frozenset())
    return replace(facts, ids=ChainMap(nothing, facts.ids))


def owned(queryset, user):
    """Rows that the person owns; the twin of `owns`."""
    return queryset.filter(rule_for(queryset.model).own_q(facts_for(user)))


def can_add(user, model):
    facts = facts_for(user)
    return facts.is_superuser or (facts.is_staff and rule_for(model).may_add(facts))


def owns(user, obj):
    facts = facts_for(user)
    return rule_for(type(obj)).owns(facts, obj)


def whole_of(obj):
    """The record that this one is a part of and is changed with, or None."""
    return rule_for(type(obj)).whole_of(obj) if type(obj) in _rules else None
