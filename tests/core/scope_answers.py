"""Asks a scope rule: what the predicate says, once its twin finds the same."""

from core import scope

QUESTIONS = {
    "view": (scope.can_view, scope.visible),
    "manage": (scope.can_manage, scope.manageable),
    "edit": (scope.can_edit, scope.editable),
}


def may(question, user, record):
    """The answer, once predicate and twin agree on it."""
    ask, find = QUESTIONS[question]
    if hasattr(user, "_scope_facts"):
        del user._scope_facts
    said = ask(user, record)
    assert find(type(record)._base_manager.filter(pk=record.pk), user).exists() is said
    return said


def answers(question, record, *users):
    return [may(question, user, record) for user in users]
