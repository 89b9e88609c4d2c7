"""Questions asked of bodies, seats, meetings and proposals."""

from django.db.models import Value
from django.db.models.functions import Coalesce

from core.querysets import DatedQuerySet, ListedQuerySet, PublishableQuerySet, SlugQuerySet


class BodyQuerySet(ListedQuerySet, SlugQuerySet):
    def with_card(self):
        return self.select_related("alliance", "host", "source")


class TenureQuerySet(DatedQuerySet):
    floor_path = "body__alliance__founded_earliest"

    def on_councils(self):
        """Places on a council that are held today; those on committees and working groups are none."""
        body = self.model.body.field.related_model
        return self.in_force().recorded().filter(body__kind=body.Kind.COUNCIL)

    def in_rank_order(self):
        """By the rank of the seat; a claimed place without a rank comes last."""
        return self.annotate(rank_or_last=Coalesce("seat__rank", Value(32767))).order_by("rank_or_last", "id")

    def with_card(self):
        return self.select_related("body__alliance", "seat", "institution", "person", "source")


class MeetingQuerySet(SlugQuerySet):
    def with_card(self):
        return self.select_related("event__alliance", "body")


class ProposalQuerySet(PublishableQuerySet):
    def with_card(self):
        return self.select_related("alliance", "meeting__event", "source")
