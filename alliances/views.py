"""Pages of alliances: the list, the page of one with its facts, and its members."""

from itertools import groupby

from django.db.models import Case, Value, When
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from alliances.choices import Measure, MembershipRole
from alliances.filtersets import AllianceFilterSet, MemberFilterSet
from alliances.models import Alliance, Membership, Milestone, Statement
from alliances.related import aliases_of, contradictions_of
from core.choices import Standing
from core.clock import today
from core.facets import Facet
from core.gathering import Links
from core.languages import column_suffix
from core.page_cache.parts import keep_part
from core.periods import certain_q
from core.prepared import prepared
from core.views import ListPage, RecordPage, redirect_to_present

MEMBERS_SHOWN = 60  # the page of the members has the rest
LINKS = 6  # of each kind; the lists have the rest

LIST = (_("Alliances"), reverse_lazy("alliances:list"))
# Beside the figure of a source stands what the record itself counts.
RECORDED_COUNTS = {Measure.MEMBERS: "recorded_members", Measure.COUNTRIES: "recorded_countries"}
ROLE_ORDER = Case(*(When(role=role, then=Value(place)) for place, role in enumerate(MembershipRole.values)))


class AllianceListPage(ListPage):
    model = Alliance
    filterset_class = AllianceFilterSet
    offered_filters = ("search", "kind", "area", "country", "year")
    template_name = "alliances/alliance_list.html"
    title = _("Alliances")
    intro = _("Alliances, networks, associations and consortia of universities, with what is recorded here of each.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        counts = dict(keep_part("members of alliances", lambda: member_counts(self.request.user)))
        for alliance in context["page_obj"]:
            alliance.recorded_members = counts.get(alliance.pk, 0)
        return context


@prepared
def member_counts(user):
    """The same for every reader."""
    return Alliance.objects.member_counts()


class AlliancePage(RecordPage):
    model = Alliance
    complete_when = ("name", "summary")
    breadcrumb = [LIST]
    template_name = "alliances/alliance_detail.html"

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).with_member_count().with_country_count().select_related("host", "parent")

    def get_context_data(self, **kwargs):
        alliance, user = self.object, self.request.user
        memberships = first_members(user, alliance)
        shown = memberships[:MEMBERS_SHOWN]
        return super().get_context_data(**kwargs) | {
            "aliases": aliases_of(alliance, user),
            "figures": self.get_figures(),
            "milestones": milestones_of(user, alliance),
            "bodies": bodies_of(user, alliance),
            "roles": by_role(row for row in shown if row.standing == Standing.RECORDED),
            "claims": [row for row in shown if row.standing == Standing.CLAIMED],
            "has_more_members": len(memberships) > MEMBERS_SHOWN,
            "contradictions": contradictions_of(alliance, user),
            "related": links_of(user, alliance),
        }

    def get_figures(self):
        """Pairs of a measure and the figures that sources state for it, with what is recorded here, if it is counted.

        Members and countries come even without a statement, since the record counts them.
        """
        stated = {measure: [] for measure in RECORDED_COUNTS}
        for statement in statements_of(self.request.user, self.object):
            stated.setdefault(statement.measure, []).append(statement)
        return [
            {
                "measure": Measure(measure).label,
                "statements": statements,
                "is_counted": measure in RECORDED_COUNTS,
                "recorded": getattr(self.object, RECORDED_COUNTS.get(measure, ""), None),
            }
            for measure, statements in sorted(stated.items(), key=lambda pair: Measure.values.index(pair[0]))
        ]


@prepared
def first_members(user, alliance):
    """As many as the page shows, and one more if there are more."""
    rows = Membership.objects.visible_to(user).filter(alliance=alliance).in_force()
    return in_order_of_roles(rows)[: MEMBERS_SHOWN + 1]


@prepared
def milestones_of(user, alliance):
    return Milestone.objects.visible_to(user).filter(alliance=alliance).select_related("source")


@prepared
def bodies_of(user, alliance):
    return alliance.bodies.visible_to(user).select_related("host", "source")


@prepared
def statements_of(user, alliance):
    rows = Statement.objects.visible_to(user).current().filter(alliance=alliance)
    return rows.select_related("source").newest_first()


@prepared
def links_of(user, alliance):
    # News stand above this app, so they are reached from the alliance.
    news = alliance.news.model.objects.about_alliance(alliance)
    return {
        "children": Links(alliance.children.visible_to(user).in_reading_order(), text="acronym"),
        "documents": Links(alliance.documents.visible_to(user).in_reading_order(), LINKS, date="date"),
        "events": Links(alliance.events.visible_to(user).in_calendar_order(), LINKS, date="starts"),
        "news": Links(news.visible_to(user).newest_first(), LINKS, date="source_date"),
        "areas": Links(alliance.areas.visible_to(user).in_reading_order()),
        "sources": Links(alliance.sources.visible_to(user).in_reading_order(), date="published"),
    }


class MemberListPage(ListPage):
    """Who is recorded in an alliance, in which role; asked for, also those of whom the sources leave it open."""

    model = Membership
    filterset_class = MemberFilterSet
    offered_filters = ("certainty",)
    facets = (
        Facet("country", _("Country or region"), "institution__country", label_of=countries.name),
        Facet("role", _("Role"), "role", label_of=lambda value: MembershipRole(value).label),
    )
    template_name = "alliances/member_list.html"

    def get(self, request, *args, **kwargs):
        self.alliance = Alliance.objects.visible_to(request.user).filter(slug=kwargs["slug"]).first()
        return super().get(request, *args, **kwargs) if self.alliance else redirect_to_present(request, Alliance)

    def get_rows(self):
        return super().get_rows().filter(alliance=self.alliance)

    def order(self, rows):
        is_certain = Case(When(certain_q(today(), floor_path=rows.floor_path), then=True), default=False)
        return in_order_of_roles(rows.annotate(is_certain=is_certain), "-is_certain")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "alliance": self.alliance,
            "title": _("Members of %(alliance)s") % {"alliance": self.alliance},
            "breadcrumb": [LIST, (self.alliance, self.alliance.get_absolute_url())],
        }


def in_order_of_roles(memberships, *before):
    """With all that a row shows, in the order of roles, then by the name of the institution."""
    by_name = f"institution__sort_{column_suffix(get_language())}"
    return memberships.with_card().order_by(*before, ROLE_ORDER, by_name, "pk")


def by_role(memberships):
    """Pairs of a role and its memberships, in the order in which the rows come."""
    grouped = groupby(memberships, key=lambda membership: membership.role)
    return [(MembershipRole(role).label, list(rows)) for role, rows in grouped]
