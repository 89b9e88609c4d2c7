"""Questions asked of groups, projects and opportunities."""

from django.db.models import F, Q

from core.clock import now
from core.querysets import PublishableQuerySet


class GroupQuerySet(PublishableQuerySet):
    def with_card(self):
        return self.select_related("institution", "head").prefetch_related("areas")


class ProjectQuerySet(PublishableQuerySet):
    def with_card(self):
        return self.select_related("institution", "alliance").prefetch_related("areas", "partners__institution")


class OpportunityQuerySet(PublishableQuerySet):
    def open(self):
        """Calls whose deadline has not passed, and standing programmes without one."""
        return self.filter(Q(deadline=None) | Q(deadline__gt=now()))

    def closing_soonest_first(self):
        """Standing programmes without a deadline come last."""
        return self.order_by(F("deadline").asc(nulls_last=True), "sort_en", "pk")

    def with_card(self):
        return self.select_related("institution", "alliance").prefetch_related("areas")
