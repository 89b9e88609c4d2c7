"""Questions asked of alliances, memberships, figures, documents and events."""

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce

from alliances.choices import (
    CO_FOUNDING_ROLES,
    COUNTED_AS_MEMBERS,
    WITHOUT_PART,
    WITHOUT_RIGHTS,
    DocumentVisibility,
    EventSection,
)
from core.choices import PublicationState
from core.clock import now, today
from core.querysets import DatedQuerySet, PublishableQuerySet, RecordedQuerySet, ScopedQuerySet, bare, published_q


class AllianceQuerySet(PublishableQuerySet):
    def with_member_count(self):
        """Alliances with `recorded_members`: published institutions that are members today, each once."""
        return self.annotate(recorded_members=_distinct_count(self._present_members(), "institution"))

    def member_counts(self):
        """Pairs of the id of an alliance and that number, for all alliances that have members."""
        members = bare(self.model.memberships.rel.related_model.objects.present_members().order_by())
        counted = members.values("alliance").annotate(counted=Count("institution", distinct=True))
        return counted.values_list("alliance", "counted")

    def with_country_count(self):
        """Alliances with `recorded_countries`: countries and regions of those members, each once."""
        placed = self._present_members().exclude(institution__country="")
        return self.annotate(recorded_countries=_distinct_count(placed, "institution__country"))

    def _present_members(self):
        memberships = self.model.memberships.rel.related_model.objects.present_members()
        return memberships.filter(alliance=OuterRef("pk")).order_by()


def _distinct_count(rows, path):
    counted = rows.values("alliance").annotate(counted=Count(path, distinct=True)).values("counted")
    return Coalesce(Subquery(counted), 0)


class MembershipQuerySet(DatedQuerySet):
    floor_path = "alliance__founded_earliest"

    def as_members(self):
        """Rows that count as membership: members, founding members, co-founders."""
        return self.filter(role__in=COUNTED_AS_MEMBERS)

    def present_members(self):
        """Memberships of today, of published institutions."""
        return self.in_force().recorded().as_members().filter(published_q("institution__"))

    def with_rights(self):
        """Memberships that hold today, unless the institution is suspended or has withdrawn there today."""
        same = {"alliance": OuterRef("alliance"), "institution": OuterRef("institution")}
        left = self.model.objects.in_force().recorded().filter(role__in=WITHOUT_RIGHTS, **same)
        return self.in_force().recorded().as_members().filter(~Exists(left))

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

    def closed(self, *, members, council):
        """Published documents that members alone read: of the first alliances, and for the councils of the second.

        Only of alliances that are public, since a row names its alliance.
        """
        for_members = Q(visibility=DocumentVisibility.MEMBERS, alliance__in=members)
        for_council = Q(visibility=DocumentVisibility.COUNCIL, alliance__in=council)
        return self.published().filter(for_members | for_council, published_q("alliance__"))

    def latest_first(self):
        """By the date of the document; undated ones last, the one that was published last before the others."""
        return self.order_by(F("date_latest").desc(nulls_last=True), "-published_at", "pk")

    def by_kind(self):
        """In the order of the kinds, then of reading."""
        in_reading_order = self.in_reading_order().query.order_by
        return self.order_by(_order_of("kind", self.model.Kind), *in_reading_order)


class NamedPartQuerySet(ScopedQuerySet):
    def asked(self):
        """Named in what is approved: public now, or from a moment to come, so that there is time to answer.

        Of drafts nobody is asked, nor is an institution that readers do not see.
        """
        whole = self.model.whole_field
        approved = Q(**{f"{whole}__unpublish_at": None}) | Q(**{f"{whole}__unpublish_at__gt": now()})
        return self.filter(approved, published_q("institution__"), **{f"{whole}__state": PublicationState.PUBLISHED})

    def unanswered(self):
        return self.asked().filter(is_confirmed=False)


class EventHostQuerySet(NamedPartQuerySet):
    def in_order(self):
        """Hosts first, then co-hosts, then participants."""
        return self.order_by(_order_of("role", self.model.Role), "order", "pk")


def _order_of(field, choices):
    return Case(*(When(**{field: value}, then=Value(place)) for place, value in enumerate(choices.values)))


def still_ahead_q(day):
    """An event that has not begun on that day, or runs on it."""
    return Q(starts_latest__gte=day) | Q(ends_latest__gte=day)


class EventQuerySet(PublishableQuerySet):
    def dated(self):
        """Events that a calendar can show; undated ones appear in lists only."""
        return self.exclude(starts_earliest=None)

    def upcoming(self):
        return self.filter(still_ahead_q(today()))

    def with_section(self):
        """With `section`: ahead or running, past, or undated."""
        return self.annotate(
            section=Case(
                When(starts_earliest=None, then=Value(EventSection.UNDATED)),
                When(still_ahead_q(today()), then=Value(EventSection.AHEAD)),
                default=Value(EventSection.PAST),
                output_field=IntegerField(),
            )
        )

    def by_section(self):
        """Of those ahead the nearest first, of past ones the latest."""
        ahead = Case(When(section=EventSection.AHEAD, then=F("starts_earliest")))
        in_reading_order = self.in_reading_order().query.order_by
        return self.order_by("section", ahead.asc(), F("starts_earliest").desc(nulls_last=True), *in_reading_order)

    def in_calendar_order(self):
        """The latest first, undated ones last."""
        return self.order_by(F("starts_earliest").desc(nulls_last=True), "sort_en", "pk")

    def with_card(self):
        return self.select_related("alliance", "source")
