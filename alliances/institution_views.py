"""Pages of institutions. They stand here, above `members`, because they show what alliances hold about them."""

from django.db.models import F, Q
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from alliances.choices import Measure
from alliances.filtersets import InstitutionFilterSet
from alliances.models import Event, EventHost, Membership, Statement
from alliances.networks import counts, networks_of
from alliances.related import aliases_of, contradictions_of
from core.choices import Standing
from core.facets import Facet, query_of_facets
from core.gathering import Links
from core.languages import column_suffix
from core.models import Source
from core.prepared import hand_out, prepared
from core.views import ListPage, RecordPage
from members.models import Appointment, Institution

LINKS = 10  # of each kind; the lists have the rest

DIRECTORY = (_("Institutions"), reverse_lazy("members:institution_list"))


def memberships_of(institutions, user):
    """The memberships by which the directory finds an institution: visible, recorded, in force, with a part in it."""
    rows = Membership.objects.visible_to(user).in_force().recorded().with_part()
    return rows.filter(institution__in=institutions.order_by().values("pk"))


FACETS = (
    Facet("country", _("Country or region"), "country", label_of=countries.name),
    Facet(
        "alliance",
        _("Alliance"),
        "alliance__slug",
        text="alliance__name",
        counted=memberships_of,
        distinct="institution",
    ),
    Facet("kind", _("Kind"), "kind", label_of=lambda value: Institution.Kind(value).label),
)


@prepared
def facet_counts_of_all(user):
    return query_of_facets(FACETS, Institution.objects.visible_to(user), user)


@prepared
def memberships_in_force(user, institutions):
    rows = Membership.objects.visible_to(user).recorded().in_force().with_part().filter(institution__in=institutions)
    return rows.select_related("alliance").order_by("alliance__sort_en", "pk")


class InstitutionListPage(ListPage):
    model = Institution
    filterset_class = InstitutionFilterSet
    offered_filters = ("search", "role", "area", "ordering")
    facets = FACETS
    counts_of_all = facet_counts_of_all
    template_name = "members/institution_list.html"
    title = _("Institutions")
    intro = _("Universities and other organisations that are part of an alliance, each recorded once.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        institutions = list(context["page_obj"])
        rows = memberships_in_force(self.request.user, [institution.pk for institution in institutions])
        hand_out(rows, institutions, by="institution_id", to="current_memberships")
        return context


@prepared
def memberships_on_record(user, institution):
    rows = Membership.objects.visible_to(user).current().filter(institution=institution)
    by_name = f"alliance__sort_{column_suffix(get_language())}"
    return rows.with_card().order_by(by_name, F("since_earliest").asc(nulls_last=True), "pk")


@prepared
def tenures_of(user, institution):
    return institution.tenures.visible_to(user).current().with_card().in_rank_order()


@prepared
def statements_of(user, institution):
    rows = Statement.objects.visible_to(user).current().filter(institution=institution)
    return rows.select_related("source").order_by("measure", "-as_of_latest", "pk")


@prepared
def appointments_at(user, institution):
    rows = Appointment.objects.visible_to(user).current().filter(office__institution=institution)
    return rows.recorded().select_related("office", "person", "source").order_by("office__slug", "pk")


@prepared
def links_of(user, institution):
    hosted = EventHost.objects.visible_to(user).filter(institution=institution)
    events = Event.objects.filter(Q(institution=institution) | Q(pk__in=hosted.values("event")))
    # Research and news stand above this app, so they are reached from the institution.
    parts = institution.project_parts.visible_to(user)
    projects = institution.projects.model.objects.filter(Q(institution=institution) | Q(pk__in=parts.values("project")))
    news = institution.news.model.objects.about_institution(institution)
    shared = institution.opportunity_parts.visible_to(user)
    its = Q(institution=institution) | Q(pk__in=shared.values("opportunity"))
    calls = institution.opportunitys.model.objects.filter(its).visible_to(user).open().closing_soonest_first()
    return {
        "groups": Links(institution.groups.visible_to(user).in_reading_order(), LINKS),
        "projects": Links(projects.visible_to(user).in_reading_order(), LINKS, text="stage"),
        "opportunities": Links(calls, LINKS, text="deadline_zone", moment="deadline", flag="is_example"),
        "events": Links(events.visible_to(user).in_calendar_order(), LINKS, date="starts"),
        "news": Links(news.visible_to(user).newest_first(), LINKS, moment="published_at"),
        "partners": Links(institution.related.visible_to(user).in_reading_order()),
        "sources": Links(institution.sources.visible_to(user).in_reading_order(), date="published"),
    }


@prepared
def member_statements_of(user, alliances):
    """What sources state of their number of members."""
    rows = Statement.objects.visible_to(user).current().recorded().filter(alliance__in=alliances)
    return rows.filter(measure=Measure.MEMBERS).select_related("source").newest_first()


@prepared
def sources_of(user, alliances):
    """A source of two alliances is there twice."""
    rows = Source.objects.visible_to(user).filter(alliances__in=alliances)
    return rows.annotate(alliance_pk=F("alliances")).in_reading_order()


class InstitutionRecordPage(RecordPage):
    """What the pages of one institution share."""

    model = Institution
    complete_when = ("name", "description")
    breadcrumb = [DIRECTORY]

    @cached_property
    def memberships(self):
        """All that the record says now of its memberships: claimed ones and those that are over too."""
        return memberships_on_record(self.request.user, self.object)


class InstitutionPage(InstitutionRecordPage):
    template_name = "members/institution_detail.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        for membership in self.memberships:
            membership.holds_today = counts(membership)
        return super().get_context_data(**kwargs) | {
            "aliases": aliases_of(self.object, user),
            "network_count": len(networks_of(self.memberships)),
            "memberships": by_standing(self.memberships),
            "tenures": by_standing(tenures_of(user, self.object)),
            "statements": statements_of(user, self.object),
            "contradictions": contradictions_of(self.object, user),
            "appointments": appointments_at(user, self.object),
            "related": links_of(user, self.object),
        }


class NetworksPage(InstitutionRecordPage):
    """Which alliances it co-founded and which it joined, with their key facts."""

    template_name = "members/institution_networks.html"

    def get_context_data(self, **kwargs):
        networks = networks_of(self.memberships)
        self.add_key_facts([*networks.co_founded, *networks.joined])
        name = str(self.object)
        return super().get_context_data(**kwargs) | {
            "title": _("Networks of %(institution)s") % {"institution": name},
            "networks": networks,
        }

    def get_breadcrumb(self):
        return [*self.breadcrumb, (self.object, self.object.get_absolute_url())]

    def add_key_facts(self, memberships):
        """Give each alliance its sources and the statements of its number of members."""
        user, alliances = self.request.user, [membership.alliance for membership in memberships]
        ids = [alliance.pk for alliance in alliances]
        hand_out(member_statements_of(user, ids), alliances, by="alliance_id", to="member_statements")
        hand_out(sources_of(user, ids), alliances, by="alliance_pk", to="seen_sources")


def by_standing(relations):
    """Recorded relations, and the claimed ones, which are shown apart."""
    return {standing: [row for row in relations if row.standing == standing] for standing in Standing.values}
