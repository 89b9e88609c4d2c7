"""Questions asked of alliances, memberships, figures, documents and events."""

from django.db.models import Count, F, Q

from alliances.choices import CO_FOUNDING_ROLES, COUNTED_AS_MEMBERS, WITHOUT_PART
from core.clock import today
from core.querysets import DatedQuerySet, PublishableQuerySet, RecordedQuerySet, published_q


class AllianceQuerySet(PublishableQuerySet):
    def with_member_count(self):
        """Alliances with `recorded_members`: published institutions recorded here as members today, each once."""
        memberships = self.model.memberships.rel.related_model.objects.in_force().recorded().as_members()
        counted = Q(memberships__in=memberships.filter(published_q("institution__")))
        return self.annotate(
            recorded_members=Count("memberships__institution", filter=counted, distinct=True),
        )


class MembershipQuerySet(DatedQuerySet):
    floor_path = "alliance__founded_earliest"

    def as_members(self):
        """Rows that count as membership: members, founding members, co-founders."""
        return self.filter(role__in=COUNTED_AS_MEMBERS)

    def co_founding(self):
        return self.filter(role__in=CO_FOUNDING_ROLES)

    def with_part(self):
        """Rows by which an institution takes part in an alliance, in whatever role."""
        return self.exclude(role__in=WITHOUT_PART)

    def with_card(self):
        return self.select_related("alliance", "institution", "source")


class StatementQuerySet(RecordedQuerySet):
    def newest_first(self):
        """By the day the figure is of, else the day its page is of; undated ones last."""
        return self.order_by(F("as_of_latest").desc(nulls_last=True), F("published_latest").desc(nulls_last=True), "id")


class DocumentQuerySet(PublishableQuerySet):
    def with_card(self):
        return self.select_related("alliance", "institution", "source")


class EventQuerySet(PublishableQuerySet):
    def dated(self):
        """Events that a calendar can show; undated ones appear in lists only."""
        return self.exclude(starts_earliest=None)

    def upcoming(self):
        return self.filter(Q(starts_latest__gte=today()) | Q(ends_latest__gte=today()))

    def in_calendar_order(self):
        """The latest first, undated ones last."""
        return self.order_by(F("starts_earliest").desc(nulls_last=True), "sort_en", "pk")

    def with_card(self):
        return self.select_related("alliance", "source")
