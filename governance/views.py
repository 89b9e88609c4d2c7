"""Pages of the bodies of an alliance, their meetings and proposals."""

from collections import Counter

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alliances.models import Alliance
from core import scope
from core.choices import Standing
from core.gathering import Links, gather
from core.prepared import hand_out, prepared
from core.views import RecordPage
from governance.models import BodyAlias, Meeting, Proposal, Seat, Tenure

LINKS = 20


@prepared
def meetings_of(user, alliance):
    rows = Meeting.objects.visible_to(user).filter(body__alliance=alliance).with_card()
    return rows.order_by(F("event__starts_earliest").desc(nulls_last=True), "slug")[:LINKS]


@prepared
def proposals_of(user, alliance):
    rows = Proposal.objects.visible_to(user).filter(alliance=alliance)
    return rows.order_by(F("date_earliest").desc(nulls_last=True), "order", "pk")[:LINKS]


@prepared
def bodies_of(user, alliance):
    return alliance.bodies.visible_to(user).select_related("host", "source").order_by("kind", "slug")


@prepared
def aliases_of(user, bodies):
    return BodyAlias.objects.filter(body__in=bodies)


@prepared
def seats_of(user, bodies):
    return Seat.objects.visible_to(user).filter(body__in=bodies).order_by("rank")


@prepared
def present_tenures_of(user, bodies):
    rows = Tenure.objects.visible_to(user).filter(body__in=bodies).in_force().in_rank_order()
    return rows.select_related("seat", "institution", "person", "source")


class GovernancePage(RecordPage):
    """The bodies of an alliance with their seats in the order of rank, its meetings and proposals."""

    model = Alliance
    template_name = "governance/alliance_governance.html"
    complete_when = ("name",)

    def get_context_data(self, **kwargs):
        alliance, user = self.object, self.request.user
        return super().get_context_data(**kwargs) | {
            "title": _("Governance of %(alliance)s") % {"alliance": alliance},
            "bodies": [seating(body) for body in self.get_bodies()],
            "meetings": meetings_of(user, alliance),
            "proposals": proposals_of(user, alliance),
        }

    def get_bodies(self):
        user = self.request.user
        bodies = bodies_of(user, self.object)
        ids = [body.pk for body in bodies]
        hand_out(aliases_of(user, ids), bodies, by="body_id", to="other_names")
        hand_out(seats_of(user, ids), bodies, by="body_id", to="seats_in_rank_order")
        hand_out(present_tenures_of(user, ids), bodies, by="body_id", to="present_tenures")
        return bodies

    def get_breadcrumb(self):
        return trail_to(self.object, self.request.user)


def trail_to(alliance, user, *, governance=False):
    """The breadcrumb down to an alliance, or to its governance; an alliance out of sight is left out."""
    trail = [(_("Alliances"), reverse("alliances:list"))]
    if scope.can_view(user, alliance):
        trail.append((alliance, alliance.get_absolute_url()))
        if governance:
            trail.append((_("Governance"), reverse("governance:alliance", args=[alliance.slug])))
    return trail


def seating(body):
    """A body with the seats that are held, in rank order, those without a recorded holder, the claimed places."""
    holders = {tenure.seat_id: tenure for tenure in body.present_tenures if tenure.standing == Standing.RECORDED}
    seats = body.seats_in_rank_order
    without = Counter(seat.get_kind_display() for seat in seats if seat.pk not in holders)
    return {
        "body": body,
        "held": [(seat, holders[seat.pk]) for seat in seats if seat.pk in holders],
        "is_undated": not any(is_dated(tenure) for tenure in holders.values()),
        "without_holder": list(without.items()),
        "seat_count": len(seats),
        "claims": [tenure for tenure in body.present_tenures if tenure.standing == Standing.CLAIMED],
    }


def is_dated(tenure):
    return tenure.since.is_known or bool(tenure.until or tenure.attested_on)


class MeetingPage(RecordPage):
    model = Meeting
    template_name = "governance/meeting_detail.html"

    @classmethod
    def get_rows(cls, user):
        related = ("event__parent", "event__source", "event__alliance", "body__alliance", "minutes")
        return super().get_rows(user).select_related(*related)

    def get_context_data(self, **kwargs):
        meeting, user = self.object, self.request.user
        attendances = meeting.attendances.visible_to(user).select_related(
            "institution", "person", "office__institution"
        )
        return super().get_context_data(**kwargs) | {
            "alliance": meeting.body.alliance,
            "hosts": meeting.event.hosts.visible_to(user).select_related("institution").in_order(),
            "agenda": meeting.agenda.visible_to(user),
            "attendances": attendances.order_by("institution__sort_en", "pk"),
            "proposals": meeting.proposals.visible_to(user).order_by("is_derived", "order", "pk"),
        }

    def get_breadcrumb(self):
        return trail_to(self.object.body.alliance, self.request.user, governance=True)


class ProposalPage(RecordPage):
    model = Proposal
    template_name = "governance/proposal_detail.html"
    complete_when = ("title", "summary")

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).select_related("alliance", "meeting__event", "meeting__body__alliance", "source")

    def get_context_data(self, **kwargs):
        proposal, user = self.object, self.request.user
        parties = list(proposal.parties.visible_to(user).select_related("institution", "person"))
        role = proposal.parties.model.Role
        return super().get_context_data(**kwargs) | {
            "parts": proposal.parts.visible_to(user),
            "proposers": [party for party in parties if party.role == role.PROPOSER],
            "supporters": [party for party in parties if party.role == role.SUPPORTER],
            "related": gather(
                projects=Links(proposal.projects.visible_to(user).in_reading_order(), LINKS, text="stage"),
                areas=Links(proposal.areas.visible_to(user).in_reading_order(), LINKS),
            ),
        }

    def get_breadcrumb(self):
        return trail_to(self.object.alliance, self.request.user, governance=True)
