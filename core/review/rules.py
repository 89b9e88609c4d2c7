"""The scope rule of what is kept about a record while it is reviewed."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from core import scope
from core.models import Publishable
from core.scope import NOTHING, Rule


class OfItemRule(Rule):
    """What is kept about a record while it is reviewed: never public, whatever becomes of the record.

    Its secretariat manages it; the author's side sees it where `is_for_authors`. Nobody changes it.
    """

    def __init__(self, *, is_for_authors):
        self.is_for_authors = is_for_authors

    def _q(self, facts, conditions):
        found = NOTHING
        for model in scope.registered_models():
            if issubclass(model, Publishable):
                condition = conditions(scope.rule_for(model), facts)
                if not scope.is_nothing(condition):
                    kind = ContentType.objects.get_for_model(model)
                    items = model._base_manager.filter(condition)
                    found |= Q(item_type=kind, item_id__in=items.values("pk"))
        return found

    def _decides(self, facts, obj):
        rule, facts = scope.rule_for(type(obj.item)), scope.of_staff(facts)
        return facts.is_staff and rule.may_edit(facts, obj.item)

    def view_q(self, facts):
        if not self.is_for_authors:
            return self.manage_q(facts)
        return self._q(facts, lambda rule, facts: rule.edit_q(facts) | rule.own_q(facts))

    def may_view(self, facts, obj):
        if obj.item is None or not self.is_for_authors:
            return self.may_manage(facts, obj)
        rule = scope.rule_for(type(obj.item))
        return rule.may_edit(facts, obj.item) or rule.owns(facts, obj.item)

    def manage_q(self, facts):
        return self._q(scope.of_staff(facts), lambda rule, facts: rule.edit_q(facts)) if facts.is_staff else NOTHING

    def may_manage(self, facts, obj):
        return obj.item is not None and self._decides(facts, obj)

    def edit_q(self, facts):
        return NOTHING

    def may_edit(self, facts, obj):
        return False
