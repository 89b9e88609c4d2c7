"""Scope rules of bodies, seats, meetings and proposals."""

from django.db.models import Q

from alliances.models import Event
from alliances.rules import OfAllianceRule
from core import scope
from core.querysets import published_q
from core.rules import ClosedRule, ContentRule, PartRule
from core.scope import NOTHING, Rule
from governance.models import (
    AgendaItem,
    Attendance,
    Body,
    BodyAlias,
    Circular,
    Meeting,
    Proposal,
    ProposalPart,
    ProposalParty,
    Seat,
    Tenure,
)


def council_alliance_ids(user):
    """Alliances on whose council an institution that the person represents has a recorded seat today.

    A seat alone opens nothing: the institution must have the rights of a member there, too.
    """
    facts = scope.facts_for(user)
    seats = Tenure.objects.on_councils()
    seats = seats.filter(institution__in=facts.of("institutions"), body__alliance__in=facts.of("member_alliances"))
    return seats.values_list("body__alliance_id", flat=True)


class MeetingRule(Rule):
    """A meeting is seen with its event in the calendar and its alliance, and edited by the body's secretariat."""

    def view_q(self, facts):
        event_rule = scope.rule_for(Event)
        events = Event._base_manager.filter(event_rule.view_q(facts))
        return (Q(event__in=events.values("pk")) & published_q("body__alliance__")) | self.edit_q(facts)

    def may_view(self, facts, obj):
        seen = scope.rule_for(Event).may_view(facts, obj.event) and obj.body.alliance.is_published
        return seen or self.may_edit(facts, obj)

    def edit_q(self, facts):
        return Q(body__alliance__in=facts.of("alliances"))

    def may_edit(self, facts, obj):
        return obj.body.alliance_id in facts.of("alliances")

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class CircularRule(ClosedRule):
    """A circular is written, seen and sent by the secretariat of its alliance; others get it as mail."""

    def edit_q(self, facts):
        return Q(alliance__in=facts.of("alliances"))

    def may_edit(self, facts, obj):
        return obj.alliance_id in facts.of("alliances")

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class ProposalRule(ContentRule):
    """A proposal is of one alliance; the institutions that put it forward own it."""

    def secretariat_q(self, facts):
        return Q(alliance__in=facts.of("alliances"))

    def has_secretariat(self, facts, obj):
        return obj.alliance_id in facts.of("alliances")

    def own_q(self, facts):
        institutions = facts.of("institutions")
        if not institutions:
            return NOTHING
        own = ProposalParty._base_manager.filter(institution__in=institutions, role=ProposalParty.Role.PROPOSER)
        return Q(pk__in=own.values("proposal"))

    def owns(self, facts, obj):
        institutions = facts.of("institutions")
        if not institutions:
            return False
        return obj.parties.filter(institution__in=institutions, role=ProposalParty.Role.PROPOSER).exists()


def register_rules():
    scope.provide_facts("council_alliances", council_alliance_ids)
    scope.register(Circular, CircularRule())
    scope.register(Body, OfAllianceRule())
    scope.register(BodyAlias, PartRule("body"))
    scope.register(Seat, OfAllianceRule("body__alliance", ends=["office__institution"]))
    scope.register(Tenure, OfAllianceRule("body__alliance", ends=["institution", "person"]))
    scope.register(Meeting, MeetingRule())
    scope.register(AgendaItem, PartRule("meeting"))
    scope.register(Attendance, PartRule("meeting", ends=["institution", "person", "office__institution"]))
    scope.register(Proposal, ProposalRule())
    scope.register(ProposalPart, PartRule("proposal"))
    scope.register(ProposalParty, PartRule("proposal", ends=["institution", "person"]))
