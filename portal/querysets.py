"""Questions asked of the curated home page."""

from django.db.models import Q

from core.clock import now
from core.querysets import ScopedQuerySet


class ScheduledQuerySet(ScopedQuerySet):
    """Rows with a time to be shown in, either end of which may be open."""

    def shown(self):
        moment = now()
        begun = Q(shown_from=None) | Q(shown_from__lte=moment)
        not_over = Q(shown_until=None) | Q(shown_until__gt=moment)
        return self.filter(begun & not_over).order_by("order", "pk")
