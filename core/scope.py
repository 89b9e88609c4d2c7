"""Who may see and do what: one dispatcher; each app registers the rule of its models.

A rule answers three questions, each as a predicate on an object and as a condition for a queryset (its twin); a test
holds the two against each other:

- *view*: may this person see it at its public address (published, or within the person's own scope)?
- *manage*: does it appear in this person's admin (lists, filters, pickers, counts)?
- *edit*: may this person change it?

A condition never multiplies rows: what is to-many is asked by a subquery.
"""

from dataclasses import dataclass, field, replace

from django.db.models import Q

_rules = {}
_fact_providers = {}

NOTHING = Q(pk__in=[])
EVERYTHING = ~Q(pk__in=[])


def is_nothing(condition):
    """Whether a condition holds for no row, whatever the rows are: all of it hangs on an empty set of ids."""
    if not isinstance(condition, Q):
        name, value = condition
        return name.endswith("__in") and isinstance(value, list | tuple | set | frozenset) and not value
    if condition.negated or not condition.children:
        return False
    found = [is_nothing(child) for child in condition.children]
    return all(found) if condition.connector == Q.OR else any(found)


@dataclass(frozen=True)
class Facts:
    """What the rules know of a person: read once per request, from the providers that the apps register."""

    is_superuser: bool = False
    is_staff: bool = False
    user_id: int | None = None
    ids: dict = field(default_factory=dict)

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

    def manage_q(self, facts):
        return self.edit_q(facts)

    def may_manage(self, facts, obj):
        return self.may_edit(facts, obj)

    def edit_q(self, facts):
        return NOTHING

    def may_edit(self, facts, obj):
        return False

    def owns(self, facts, obj):
        """Whether the person wrote it for an institution that he or she represents."""
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
    """Register `provider(user) -> iterable of ids` for a kind of thing that people answer for."""
    _fact_providers[kind] = provider


def facts_for(user):
    if user is None or not user.is_authenticated or not user.is_active:
        return NOBODY
    if not hasattr(user, "_scope_facts"):
        # Providers may ask for the kinds before theirs, so the dictionary is filled in the order of registration.
        ids = user._scope_ids = {}
        if not user.is_superuser:
            for kind, ask in _fact_providers.items():
                ids[kind] = frozenset(ask(user))
        user._scope_facts = Facts(user.is_superuser, user.is_staff, user.pk, ids)
    return user._scope_facts


def facts_in_making(user, kind):
    """For providers: ids of a kind whose provider was registered before."""
    return user._scope_ids[kind]


def _queryset(queryset, user, question):
    facts = facts_for(user)
    if facts.is_superuser:
        return queryset
    return queryset.filter(getattr(rule_for(queryset.model), question)(facts))


def visible(queryset, user):
    return _queryset(queryset, user, "view_q")


def manageable(queryset, user):
    return _queryset(queryset, user, "manage_q")


def editable(queryset, user):
    return _queryset(queryset, user, "edit_q")


def can_view(user, obj):
    facts = facts_for(user)
    return facts.is_superuser or rule_for(type(obj)).may_view(facts, obj)


def can_manage(user, obj):
    facts = facts_for(user)
    return facts.is_superuser or rule_for(type(obj)).may_manage(facts, obj)


def can_edit(user, obj):
    facts = facts_for(user)
    return facts.is_superuser or rule_for(type(obj)).may_edit(facts, obj)


def can_edit_as_staff(user, obj):
    """May this person change it by working in a secretariat, leaving aside what he or she represents?"""
    facts = facts_for(user)
    if facts.is_superuser:
        return True
    as_staff = replace(facts, ids={**facts.ids, "institutions": frozenset()})
    return facts.is_staff and rule_for(type(obj)).may_edit(as_staff, obj)


def can_add(user, model):
    facts = facts_for(user)
    return facts.is_superuser or (facts.is_staff and rule_for(model).may_add(facts))


def owns(user, obj):
    facts = facts_for(user)
    return rule_for(type(obj)).owns(facts, obj)
