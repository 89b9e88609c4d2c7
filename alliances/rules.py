"""Scope rules of alliances and of what is shared between them.

A secretariat edits its own alliances, and the institutions and people that have a present relation to them.
"""

from django.db.models import Q

from alliances.choices import DocumentVisibility
from alliances.models import (
    Alliance,
    AllianceAlias,
    Contradiction,
    ContradictionSide,
    Document,
    Event,
    EventHost,
    Membership,
    Milestone,
    Secretariat,
    Statement,
    Trust,
)
from core import scope
from core.models.base import SORT_LANGUAGES
from core.moves import provide_trust
from core.querysets import published_q
from core.rules import ClosedRule, ContentRule, PartRule, SharedRule, ends_are_published, ends_published_q, follow
from core.scope import NOTHING, Rule
from members.models import Appointment, Institution, Invitation, Office, Person, Representative


def workplaces(user):
    """Alliances in whose secretariat a person works, with their names; a person who is not staff works in none."""
    if not user.is_staff:
        return []
    if not hasattr(user, "_workplaces"):
        names = [f"name_{suffix}" for suffix in SORT_LANGUAGES]
        rows = Alliance.objects.filter(secretariat__user=user).order_by("sort_en", "pk")
        user._workplaces = list(rows.only("slug", "acronym", *names))
    return user._workplaces


def secretariat_alliance_ids(user):
    return [alliance.pk for alliance in workplaces(user)]


def joined_alliances(user):
    """Alliances in which an institution that the person represents has the rights of a member today, with their names.

    None for the superuser, whom no institution appoints.
    """
    if not hasattr(user, "_joined_alliances"):
        memberships = Membership.objects.with_rights().filter(institution__in=scope.facts_for(user).of("institutions"))
        columns = [f"{kind}_{suffix}" for kind in ("name", "sort") for suffix in SORT_LANGUAGES]
        moments = ["state", "published_at", "unpublish_at"]
        rows = Alliance.objects.filter(pk__in=memberships.values("alliance"))
        user._joined_alliances = list(rows.only("slug", "acronym", *columns, *moments))
    return user._joined_alliances


def member_alliance_ids(user):
    return [alliance.pk for alliance in joined_alliances(user)]


def related_institutions(facts):
    """Ids of institutions with a recorded relation, in force today, to an alliance of the person's secretariat."""
    return Membership.objects.in_force().recorded().filter(alliance__in=facts.of("alliances")).values("institution")


def is_related(facts, institution_id):
    """The twin of `related_institutions` for one institution."""
    alliances = facts.of("alliances")
    if not alliances or institution_id is None:
        return False
    rows = Membership.objects.in_force().recorded()
    return rows.filter(alliance__in=alliances, institution=institution_id).exists()


class InstitutionRule(SharedRule):
    """Edited by secretariats of its present alliances; until published, by who made it.

    Its representatives own it: a part they change at once, for the rest they propose changes. Contributors do neither.
    """

    def view_q(self, facts):
        return super().view_q(facts) | self.own_q(facts)

    def may_view(self, facts, obj):
        return super().may_view(facts, obj) or self.owns(facts, obj)

    def edit_q(self, facts):
        if not facts.of("alliances"):
            return NOTHING
        return Q(pk__in=related_institutions(facts)) | Q(created_by=facts.user_id, published_at=None)

    def may_edit(self, facts, obj):
        made_here = bool(facts.of("alliances")) and obj.created_by_id == facts.user_id and obj.published_at is None
        return is_related(facts, obj.pk) or made_here

    def own_q(self, facts):
        led = facts.of("led_institutions")
        return Q(pk__in=led) if led else NOTHING

    def owns(self, facts, obj):
        return obj.pk in facts.of("led_institutions")

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class PersonRule(SharedRule):
    """Edited by the representatives and secretariats of an institution where the person holds an office today.

    Until published, also by its maker. Contributors write news, not who somebody is.
    """

    def _appointed_q(self, condition):
        return Q(pk__in=Appointment.objects.in_force().filter(condition).exclude(person=None).values("person"))

    def edit_q(self, facts):
        condition = NOTHING
        if facts.of("led_institutions"):
            condition |= self._appointed_q(Q(office__institution__in=facts.of("led_institutions")))
        if facts.of("alliances"):
            condition |= self._appointed_q(Q(office__institution__in=related_institutions(facts)))
            condition |= Q(created_by=facts.user_id, published_at=None)
        return condition

    def may_edit(self, facts, obj):
        if facts.of("alliances") and obj.created_by_id == facts.user_id and obj.published_at is None:
            return True
        appointments = obj.appointments.in_force().values_list("office__institution", flat=True)
        return any(pk in facts.of("led_institutions") or is_related(facts, pk) for pk in appointments)

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class AtInstitutionRule(Rule):
    """An office or an appointment: shown while its ends are public, kept by secretariats related to the institution."""

    def __init__(self, institution, *, ends):
        self.institution = institution
        self.ends = ends

    def _in_record(self):
        return Q(recorded_until=None) if hasattr(self.model, "recorded_until") else Q()

    def view_q(self, facts):
        return (self._in_record() & ends_published_q(self.model, self.ends)) | self.edit_q(facts)

    def may_view(self, facts, obj):
        in_record = getattr(obj, "recorded_until", None) is None
        return (in_record and ends_are_published(obj, self.ends)) or self.may_edit(facts, obj)

    def edit_q(self, facts):
        if not facts.of("alliances"):
            return NOTHING
        return Q(**{f"{self.institution}__in": related_institutions(facts)})

    def may_edit(self, facts, obj):
        institution = follow(obj, self.institution)
        return institution is not None and is_related(facts, institution.pk)

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class AllianceRule(Rule):
    """A published alliance is public; its secretariat sees and edits it."""

    def view_q(self, facts):
        return published_q() | self.edit_q(facts)

    def may_view(self, facts, obj):
        return obj.is_published or self.may_edit(facts, obj)

    def edit_q(self, facts):
        return Q(pk__in=facts.of("alliances"))

    def may_edit(self, facts, obj):
        return obj.pk in facts.of("alliances")


class OfAllianceRule(Rule):
    """A record of one alliance, named by a path: its secretariat's; public while its `ends` are.

    Rows that a correction has closed are no longer public.
    """

    def __init__(self, alliance="alliance", *, ends=()):
        self.alliance = alliance
        self.ends = (alliance, *ends)

    def _in_record(self):
        return Q(recorded_until=None) if hasattr(self.model, "recorded_until") else Q()

    def view_q(self, facts):
        return (self._in_record() & ends_published_q(self.model, self.ends)) | self.edit_q(facts)

    def may_view(self, facts, obj):
        in_record = getattr(obj, "recorded_until", None) is None
        return (in_record and ends_are_published(obj, self.ends)) or self.may_edit(facts, obj)

    def edit_q(self, facts):
        return Q(**{f"{self.alliance}__in": facts.of("alliances")})

    def may_edit(self, facts, obj):
        alliance = follow(obj, self.alliance)
        return alliance is not None and alliance.pk in facts.of("alliances")

    def may_add(self, facts):
        return bool(facts.of("alliances"))


class OfSubjectRule(OfAllianceRule):
    """A figure or a contradiction: of an alliance, or else of an institution that a secretariat is related to."""

    def edit_q(self, facts):
        own = super().edit_q(facts)
        if not facts.of("alliances"):
            return own
        return own | Q(alliance=None, institution__in=related_institutions(facts))

    def may_edit(self, facts, obj):
        return super().may_edit(facts, obj) or (obj.alliance_id is None and is_related(facts, obj.institution_id))


class PostedRule(ContentRule):
    """What is posted for an alliance or an institution.

    The secretariat of its alliance reviews it; where it names none, those of the institution's present alliances do.
    """

    def secretariat_q(self, facts):
        alliances = facts.of("alliances")
        if not alliances:
            return NOTHING
        return Q(alliance__in=alliances) | Q(alliance=None, institution__in=related_institutions(facts))

    def has_secretariat(self, facts, obj):
        if obj.alliance_id is not None:
            return obj.alliance_id in facts.of("alliances")
        return is_related(facts, obj.institution_id)


class DocumentRule(PostedRule):
    """A published document is read by everyone, by members of its alliance, or by its council."""

    def view_q(self, facts):
        open_to = (
            Q(visibility=DocumentVisibility.PUBLIC)
            | Q(visibility=DocumentVisibility.MEMBERS, alliance__in=facts.of("member_alliances"))
            | Q(visibility=DocumentVisibility.COUNCIL, alliance__in=facts.of("council_alliances"))
        )
        return (published_q() & open_to) | self.secretariat_q(facts) | self.own_q(facts)

    def may_view(self, facts, obj):
        circle = {
            DocumentVisibility.PUBLIC: {obj.alliance_id},
            DocumentVisibility.MEMBERS: facts.of("member_alliances"),
            DocumentVisibility.COUNCIL: facts.of("council_alliances"),
        }[obj.visibility]
        is_open = obj.is_published and obj.alliance_id in circle
        return is_open or self.has_secretariat(facts, obj) or self.owns(facts, obj)


class SecretariatRule(ClosedRule):
    """Colleagues see who works in their secretariat; only the superuser appoints."""

    def manage_q(self, facts):
        return Q(alliance__in=facts.of("alliances"))

    def may_manage(self, facts, obj):
        return obj.alliance_id in facts.of("alliances")


class TrustRule(ClosedRule):
    """Each secretariat says whom its alliance trusts."""

    def edit_q(self, facts):
        return Q(alliance__in=facts.of("alliances"))

    def may_edit(self, facts, obj):
        return obj.alliance_id in facts.of("alliances")

    def may_add(self, facts):
        return bool(facts.of("alliances"))


def trusts(item):
    """Whether a secretariat that reviews this record trusts its institution today."""
    institution_id, alliance_id = getattr(item, "institution_id", None), getattr(item, "alliance_id", None)
    if institution_id is None:
        return False
    given = Trust.objects.in_force().filter(institution=institution_id)
    if alliance_id is not None:
        return given.filter(alliance=alliance_id).exists()
    present = Membership.objects.in_force().recorded().filter(institution=institution_id)
    return given.filter(alliance__in=present.values("alliance")).exists()


class RepresentativeRule(ClosedRule):
    """Secretariats see who works for the institutions related to them and who is invited to, and decide about it.

    Colleagues see one another in the workspace: `members.rules.keeps_people_of`.
    """

    def edit_q(self, facts):
        return Q(institution__in=related_institutions(facts)) if facts.of("alliances") else NOTHING

    def may_edit(self, facts, obj):
        return is_related(facts, obj.institution_id)

    def may_add(self, facts):
        return bool(facts.of("alliances"))


def register_rules():
    scope.provide_facts("alliances", secretariat_alliance_ids)
    scope.provide_facts("member_alliances", member_alliance_ids)
    scope.register(Institution, InstitutionRule())
    scope.register(Person, PersonRule())
    scope.register(Office, AtInstitutionRule("institution", ends=["institution"]))
    scope.register(Appointment, AtInstitutionRule("office__institution", ends=["office__institution", "person"]))
    scope.register(Representative, RepresentativeRule())
    scope.register(Invitation, RepresentativeRule())
    scope.register(Alliance, AllianceRule())
    scope.register(AllianceAlias, PartRule("alliance"))
    scope.register(Milestone, OfAllianceRule())
    scope.register(Membership, OfAllianceRule(ends=["institution"]))
    scope.register(Statement, OfSubjectRule(ends=["institution"]))
    scope.register(Contradiction, OfSubjectRule(ends=["institution", "person"]))
    scope.register(ContradictionSide, PartRule("contradiction"))
    scope.register(Document, DocumentRule())
    scope.register(Event, PostedRule())
    scope.register(EventHost, PartRule("event", ends=["institution"]))
    scope.register(Secretariat, SecretariatRule())
    scope.register(Trust, TrustRule())
    provide_trust(trusts)
