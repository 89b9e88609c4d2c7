"""A small world with everybody and everything in it: two alliances, three universities, every role, every state.

Alliance A has the members X and Y, alliance B the member Z. Everything that can be posted stands in every state, once
for each subject that it can be of.
"""

import datetime

from django.contrib.auth.models import AnonymousUser

from alliances.choices import DocumentVisibility
from core.choices import PublicationState, Standing
from core.clock import now
from core.dates import PartialDate
from members.models import User
from tests import factories

STATES = [*PublicationState.values, "scheduled", "expired"]
ANONYMOUS = "anonymous"
ROLES = [
    ANONYMOUS,
    "account without institution",
    "representative of X",
    "representative of Y",
    "representative of Z",
    "former representative of X",
    "secretariat of A",
    "secretariat of B",
    "secretariat of B, representative of X",
    "staff without secretariat",
    "superuser",
    "disabled secretariat of A",
    "disabled representative of X",
    "disabled superuser",
]
# The alliance and the institution that a posted record names.
SUBJECTS = ["A", "A X", "X", "B", "B Z", "Z"]


def in_state(name):
    """Fields of a publishable record that stands in this state at present."""
    moment = now()
    if name == "scheduled":
        return {"state": PublicationState.PUBLISHED, "published_at": moment + datetime.timedelta(days=1)}
    if name == "expired":
        return {
            "state": PublicationState.PUBLISHED,
            "published_at": moment - datetime.timedelta(days=2),
            "unpublish_at": moment - datetime.timedelta(seconds=1),
        }
    return {"state": PublicationState(name)}


class World:
    """`a`, `b`, `x`, `y`, `z`; `records` by model, each list with every record of the kind."""

    def __init__(self):
        self.a, self.b = (factories.AllianceFactory(slug=slug) for slug in ("alliance-a", "alliance-b"))
        self.x, self.y, self.z = (factories.InstitutionFactory(slug=slug) for slug in ("uni-x", "uni-y", "uni-z"))
        for alliance, institution in [(self.a, self.x), (self.a, self.y), (self.b, self.z)]:
            factories.MembershipFactory(alliance=alliance, institution=institution)
        self._accounts = {role: user.pk for role, user in self._make_people().items()}
        # The posted records by (model's label, subject, state).
        self.posted = {}

    def user(self, role):
        """The person as a request finds him or her: nothing remembered from earlier questions."""
        return AnonymousUser() if role == ANONYMOUS else User.objects.get(pk=self._accounts[role])

    def _make_people(self):
        representative, secretariat = factories.RepresentativeUserFactory, factories.SecretariatUserFactory
        people = {
            "account without institution": factories.UserFactory(),
            "representative of X": representative(institution=self.x),
            "representative of Y": representative(institution=self.y),
            "representative of Z": representative(institution=self.z),
            "former representative of X": factories.UserFactory(),
            "secretariat of A": secretariat(alliance=self.a),
            "secretariat of B": secretariat(alliance=self.b),
            "secretariat of B, representative of X": secretariat(alliance=self.b),
            "staff without secretariat": factories.UserFactory(is_staff=True),
            "superuser": factories.SuperuserFactory(),
            "disabled secretariat of A": secretariat(alliance=self.a, is_active=False),
            "disabled representative of X": representative(institution=self.x, is_active=False),
            "disabled superuser": factories.SuperuserFactory(is_active=False),
        }
        factories.RepresentativeFactory(user=people["secretariat of B, representative of X"], institution=self.x)
        factories.RepresentativeFactory(
            user=people["former representative of X"],
            institution=self.x,
            until=now() - datetime.timedelta(seconds=1),
        )
        return people

    def subject(self, name):
        """The fields `alliance` and `institution` of a subject such as "A X"."""
        named = {"A": self.a, "B": self.b, "X": self.x, "Z": self.z}
        parts = [named[letter] for letter in name.split()]
        alliances = [part for part in parts if part in (self.a, self.b)]
        institutions = [part for part in parts if part not in (self.a, self.b)]
        return {"alliance": next(iter(alliances), None), "institution": next(iter(institutions), None)}

    def fill(self):
        """Everything else: what is posted, in every state, and the records of each alliance."""
        self._fill_shared()
        self._fill_posted()
        self._fill_parts()
        for alliance, institution in [(self.a, self.x), (self.b, self.z)]:
            self._fill_alliance(alliance, institution)
        return self

    def _fill_shared(self):
        editor = self.user("secretariat of A")
        for state in STATES:
            factories.AllianceFactory(**in_state(state))
            factories.AreaFactory(**in_state(state))
            for made_by in (None, editor):
                factories.SourceFactory(created_by=made_by, **in_state(state))
                institution = factories.InstitutionFactory(created_by=made_by, **in_state(state))
                factories.InstitutionAliasFactory(institution=institution)
                person = factories.PersonFactory(created_by=made_by, **in_state(state))
                factories.PersonAliasFactory(person=person)
            for home in (self.x, self.z):
                appointed = factories.PersonFactory(**in_state(state))
                factories.AppointmentFactory(office__institution=home, person=appointed)
                factories.AppointmentFactory(office__institution=home, person=appointed, recorded_until=now())
        factories.AppointmentFactory(office__institution=None, person=None)
        factories.SlugRedirectFactory()
        factories.WithdrawnIdFactory()

    def _fill_posted(self):
        posted = [
            factories.EventFactory,
            factories.ProjectFactory,
            factories.OpportunityFactory,
            factories.NewsItemFactory,
        ]
        for subject in SUBJECTS:
            fields = self.subject(subject)
            makers = list(posted)
            if fields["institution"]:
                makers.append(factories.GroupFactory)
            for state in STATES:
                for maker in makers:
                    self._post(maker, subject, state, **fields)
                if fields["alliance"]:
                    self._post_for_alliance(subject, state, fields)

    def _post_for_alliance(self, subject, state, fields):
        for visibility in DocumentVisibility.values:
            self._post(factories.DocumentFactory, f"{subject} {visibility}", state, visibility=visibility, **fields)
        proposal = self._post(factories.ProposalFactory, subject, state, alliance=fields["alliance"])
        factories.ProposalPartFactory(proposal=proposal)
        if fields["institution"]:
            factories.ProposalPartyFactory(proposal=proposal, institution=fields["institution"])
            factories.ProposalPartyFactory(proposal=proposal, institution=self.y, role="supporter")

    def _post(self, maker, subject, state, **fields):
        record = maker(**fields, **in_state(state))
        self.posted[record._meta.label_lower, subject, state] = record
        return record

    def _fill_parts(self):
        hidden = factories.DraftInstitutionFactory()
        for (label, _subject, _state), record in self.posted.items():
            if label == "alliances.event":
                factories.EventHostFactory(event=record, institution=self.x)
                factories.EventHostFactory(event=record, institution=hidden)
            if label == "research.project":
                factories.ProjectPartnerFactory(project=record, institution=self.y)
            if label == "news.newsitem":
                factories.NewsMentionFactory(news_item=record)
                factories.NewsMentionFactory(news_item=record, institution=hidden)
                factories.PictureFactory(owner=record)

    def _fill_alliance(self, alliance, institution):
        draft = factories.DraftInstitutionFactory()
        for home in (institution, draft):
            for fields in ({}, {"standing": Standing.CLAIMED}, {"recorded_until": now()}):
                until = PartialDate.year(2018)
                factories.MembershipFactory(alliance=alliance, institution=home, role="observer", until=until, **fields)
            factories.StatementFactory(institution=home)
            factories.ContradictionFactory(alliance=None, institution=home)
            factories.ContradictionSideFactory(contradiction__alliance=None, contradiction__institution=home)
        factories.StatementFactory(alliance=alliance)
        factories.StatementFactory(alliance=alliance, recorded_until=now())
        factories.ContradictionSideFactory(contradiction__alliance=alliance)
        factories.ContradictionFactory(alliance=alliance, person=factories.DraftPersonFactory())
        factories.AllianceAliasFactory(alliance=alliance)
        factories.MilestoneFactory(alliance=alliance)
        factories.AuditEntryFactory(alliance_ids=f" {alliance.pk} ")
        factories.BoilerplateVersionFactory(boilerplate__alliance=alliance)
        self._fill_governance(alliance, institution, draft)

    def _fill_governance(self, alliance, institution, draft):
        body = factories.BodyFactory(alliance=alliance)
        factories.BodyAliasFactory(body=body)
        factories.TenureFactory(body=body, institution=institution)
        factories.TenureFactory(body=body, institution=draft)
        factories.TenureFactory(body=body, institution=institution, recorded_until=now())
        factories.TenureFactory(body=body, seat=None, institution=institution, standing=Standing.CLAIMED)
        for state in STATES:
            meeting = factories.MeetingFactory(
                body=body, event=factories.EventFactory(alliance=alliance, **in_state(state))
            )
            factories.AgendaItemFactory(meeting=meeting)
            factories.AttendanceFactory(meeting=meeting, institution=institution)
            factories.AttendanceFactory(meeting=meeting, institution=draft)


def everything(model):
    """Every record of a kind, whoever asks."""
    return list(model._base_manager.order_by("pk"))


def make_world():
    return World().fill()
