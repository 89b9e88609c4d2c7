"""A small world with everybody and everything in it: two alliances, three universities, every role, every state.

Alliance A has the members X and Y, alliance B the member Z; the secretariat of B also prepares alliance C, which is
not public yet. Some institutions were members of A, or say that they are. Everything that can be posted stands in every
state, once for each subject that it can be of.
"""

import datetime

from django.contrib.auth.models import AnonymousUser

from alliances.choices import DocumentVisibility
from core.choices import PublicationState, Standing
from core.clock import now
from core.dates import PartialDate
from core.models import Picture
from members.models import Representative, User
from portal.models import HomeBlock
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
    "contributor of X",
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
# How a dated relation stands that does not hold today, as far as the record goes.
WITHOUT_EFFECT = {
    "former": {"until": PartialDate.year(2018)},
    "claimed": {"standing": Standing.CLAIMED},
    "struck": {"recorded_until": now()},
}


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
    if name == "withdrawn":
        return {"state": PublicationState.DRAFT, "published_at": moment - datetime.timedelta(days=1)}
    return {"state": PublicationState(name)}


class World:
    """`a`, `b`, `x`, `y`, `z`, and every other record by its model's label and a name that says how it stands."""

    def __init__(self):
        self.records = {}
        self.a, self.b = (factories.AllianceFactory(slug=slug) for slug in ("alliance-a", "alliance-b"))
        self.c = factories.DraftAllianceFactory(slug="alliance-c")
        self.x, self.y, self.z = (factories.InstitutionFactory(slug=slug) for slug in ("uni-x", "uni-y", "uni-z"))
        for alliance, institution in [(self.a, self.x), (self.a, self.y), (self.b, self.z)]:
            factories.MembershipFactory(alliance=alliance, institution=institution)
        self.keep("A", self.a)
        self.keep("C", self.c)
        for name, institution in [("X", self.x), ("Y", self.y), ("Z", self.z)]:
            self.keep(name, institution)
        self._accounts = {role: user.pk for role, user in self._make_people().items()}

    def keep(self, name, record):
        self.records.setdefault(record._meta.label_lower, {})[name] = record
        return record

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
            "contributor of X": factories.UserFactory(),
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
        writer = {"user": people["contributor of X"], "role": Representative.Role.CONTRIBUTOR}
        factories.RepresentativeFactory(institution=self.x, **writer)
        factories.RepresentativeFactory(
            user=people["former representative of X"],
            institution=self.x,
            until=now() - datetime.timedelta(seconds=1),
        )
        factories.SecretariatFactory(user=people["secretariat of B"], alliance=self.c)
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
        for state in STATES:
            self._fill_shared(state)
        self._fill_single()
        self._fill_posted()
        for letter, alliance, institution in [("A", self.a, self.x), ("B", self.b, self.z)]:
            self._fill_facts(letter, alliance, institution)
            self._fill_governance(letter, alliance, institution)
        self._fill_meetings_elsewhere()
        return self

    def fill_around_x(self):
        """Of everything only what is posted for A and X, published and as a draft: for tests that visit it often."""
        for state in ("published", "draft"):
            fields = {**self.subject("A X"), **in_state(state)}
            self._fill_shared(state)
            self._fill_content(f"A X {state}", fields, self.z)
            self._fill_of_alliance("A X", state, self.subject("A X"))
        self._fill_facts("A", self.a, self.x)
        self._fill_governance("A", self.a, self.x)
        self._fill_home()
        return self

    def fill_hidden_of_b(self):
        """What B and its member keep to themselves: drafts, closed documents, all of alliance C, accounts, letters."""
        fields = {**self.subject("B Z"), **in_state("draft")}
        hidden = self.keep("unrelated draft, named", factories.DraftInstitutionFactory())
        self._fill_content("B Z draft", fields, hidden)
        self._fill_of_alliance("B Z", "draft", self.subject("B Z"))
        for visibility in ("members", "council"):
            document = factories.DocumentFactory(visibility=visibility, **self.subject("B Z"))
            self.keep(f"B Z {visibility} published", document)
        self._fill_facts("C", self.c, self.z)
        self._fill_governance("C", self.c, self.z)
        self.keep("unrelated draft", factories.OfficeFactory(institution=hidden))
        batch = self.keep("C", factories.ImportBatchFactory(alliance_id=self.c.pk))
        self.keep("C", factories.ImportRowFactory(batch=batch))
        self.keep("C", factories.InvitationFactory(institution=self.z))
        self.keep("C", factories.AutosaveFactory(person=self.user("representative of Z")))
        story = factories.NewsItemFactory(**self.subject("B Z"))
        self.keep("C", factories.ProposedChangeFactory(target=story, institution_id=self.z.pk))
        told = ["secretariat of B", "representative of Z"]  # what they show to members of B is for nobody of A
        User.objects.filter(pk__in=[self._accounts[role] for role in told]).update(contacts_shown_since=now())
        self.keep("C, of B", self.user("secretariat of B"))
        self.keep("C, of Z", self.user("representative of Z"))
        return self

    def fill_stories_of_x(self):
        """Of X alone, for tests of what is sent: a story in every state, and each other thing that somebody answers."""
        for state in [*STATES, "withdrawn"]:
            name, fields = f"A X {state}", in_state(state)
            story = self.keep(name, factories.NewsItemFactory(**self.subject("A X"), **fields))
            self.keep(name, factories.PreviewLinkFactory(item=story))
            self.keep(name, factories.UnreadItemFactory(item=story))
            project = factories.ProjectFactory(**self.subject("B Z"), **fields)
            self.keep(f"X, in B Z {state}", factories.ProjectPartnerFactory(project=project, institution=self.x))
        for make in (factories.EventFactory, factories.GroupFactory, factories.OpportunityFactory):
            self.keep("A X draft", make(**self.subject("A X"), **in_state("draft")))
        self.keep("A X draft", factories.ProjectFactory(**self.subject("A X"), **in_state("draft")))
        person = self.user("representative of X")
        self.keep("of X", factories.AutosaveFactory(person=person))
        self.keep("to X", factories.OutboxMessageFactory(receiver=person))
        self.keep("X", factories.InvitationFactory(institution=self.x))
        return self

    def _fill_shared(self, state):
        editor = self.user("secretariat of A")
        self.keep(f"unrelated {state}", factories.AllianceFactory(**in_state(state)))
        self.keep(state, factories.AreaFactory(**in_state(state)))
        for name, made_by in [("unrelated", None), ("made by A", editor)]:
            fields = {"created_by": made_by, **in_state(state)}
            self.keep(f"{name} {state}", factories.SourceFactory(**fields))
            institution = self.keep(f"{name} {state}", factories.InstitutionFactory(**fields))
            self.keep(f"{name} {state}", factories.InstitutionAliasFactory(institution=institution))
            person = self.keep(f"{name} {state}", factories.PersonFactory(**fields))
            self.keep(f"{name} {state}", factories.PersonAliasFactory(person=person))
        for letter, home in [("X", self.x), ("Z", self.z)]:
            person = self.keep(f"at {letter} {state}", factories.PersonFactory(**in_state(state)))
            appointment = factories.AppointmentFactory(office__institution=home, person=person)
            self.keep(f"at {letter} {state}", appointment)
            self.keep(f"at {letter}", appointment.office)
            struck = factories.AppointmentFactory(office=appointment.office, person=person, recorded_until=now())
            self.keep(f"at {letter} {state}, struck", struck)

    def _fill_single(self):
        self.keep("nowhere", factories.AppointmentFactory(office__institution=None, person=None))
        for name, fields in [
            ("of A", {"alliance_id": self.a.pk}),
            ("made by A", {"created_by": self.user("secretariat of A")}),
        ]:
            batch = self.keep(name, factories.ImportBatchFactory(**fields))
            self.keep(name, factories.ImportRowFactory(batch=batch))
        for name, alliance_ids in [("shared, by A", ""), ("B, by A", f" {self.b.pk} ")]:
            actor = self.user("secretariat of A")
            self.keep(name, factories.AuditEntryFactory(alliance_ids=alliance_ids, actor_id=actor.pk))
        no_account = {"receiver": None, "address": "guest@university.example"}
        self.keep("to an address", factories.OutboxMessageFactory(**no_account))
        self.keep("any", factories.ChangeFactory())
        self.keep("of X", factories.AutosaveFactory(person=self.user("representative of X")))
        self.keep("any", factories.SlugRedirectFactory())
        self.keep("any", factories.WithdrawnIdFactory())
        self._fill_home()
        self._fill_past()
        left = factories.PictureFactory()
        Picture.objects.filter(pk=left.pk).update(owner_id="0" * 26)
        self.keep("without owner", Picture.objects.get(pk=left.pk))
        self.keep("any", self.user("account without institution"))
        for letter, alliance in [("A", self.a), ("B", self.b)]:
            self.keep(letter, self.user(f"secretariat of {letter}").secretariats.get(alliance=alliance))
        for letter in ("X", "Y", "Z"):
            appointment = self.keep(letter, self.user(f"representative of {letter}").representations.get())
            self.keep(letter, factories.InvitationFactory(institution=appointment.institution))

    def _fill_past(self):
        """Relations that give nobody a say today: of the past, claimed, struck from the record."""
        for name, how in WITHOUT_EFFECT.items():
            institution = self.keep(f"{name} of A", factories.InstitutionFactory())
            factories.MembershipFactory(alliance=self.a, institution=institution, **how)
        for name in ("former", "struck"):
            person = self.keep(f"{name} at X", factories.PersonFactory())
            factories.AppointmentFactory(office__institution=self.x, person=person, **WITHOUT_EFFECT[name])

    def _fill_home(self):
        pin = self.keep("any", factories.HomePinFactory(block=HomeBlock.objects.get_or_create(kind="news")[0]))
        self.keep("any", pin.block)
        self.keep("any", factories.MenuEntryFactory())

    def _fill_posted(self):
        hidden = factories.DraftInstitutionFactory()
        for subject in SUBJECTS:
            fields = self.subject(subject)
            for state in STATES:
                name = f"{subject} {state}"
                self._fill_content(name, {**fields, **in_state(state)}, hidden)
                if fields["alliance"]:
                    self._fill_of_alliance(subject, state, fields)

    def _fill_content(self, name, fields, hidden):
        if fields["institution"]:
            self.keep(name, factories.GroupFactory(**fields))
        call = self.keep(name, factories.OpportunityFactory(**fields))
        self.keep(name, factories.OpportunityPartnerFactory(opportunity=call, institution=self.y))
        self.keep(f"{name}, hidden", factories.OpportunityPartnerFactory(opportunity=call, institution=hidden))
        event = self.keep(name, factories.EventFactory(**fields))
        self.keep(name, factories.EventHostFactory(event=event, institution=self.x))
        self.keep(f"{name}, hidden", factories.EventHostFactory(event=event, institution=hidden))
        project = self.keep(name, factories.ProjectFactory(**fields))
        self.keep(name, factories.ProjectPartnerFactory(project=project, institution=self.y))
        story = self.keep(name, factories.NewsItemFactory(**fields))
        self.keep(name, factories.NewsMentionFactory(news_item=story))
        self.keep(f"{name}, hidden", factories.NewsMentionFactory(news_item=story, institution=hidden))
        self.keep(name, factories.PictureFactory(owner=story))
        self.keep(name, factories.PreviewLinkFactory(item=story))
        if name == "A X published":
            self.keep(name, factories.ProposedChangeFactory(target=story, institution_id=self.x.pk))
        self.keep(name, factories.ReviewCommentFactory(item=story))
        self.keep(name, factories.UnreadItemFactory(item=story))
        self.keep(name, factories.ReadCountFactory(item=story))
        self.keep(name, factories.ReviewAssignmentFactory(item=story))

    def _fill_of_alliance(self, subject, state, fields):
        for visibility in DocumentVisibility.values:
            document = factories.DocumentFactory(visibility=visibility, **fields, **in_state(state))
            self.keep(f"{subject} {visibility} {state}", document)
        name = f"{subject} {state}"
        proposal = self.keep(name, factories.ProposalFactory(alliance=fields["alliance"], **in_state(state)))
        self.keep(name, factories.ProposalPartFactory(proposal=proposal))
        if fields["institution"]:
            party = factories.ProposalPartyFactory(proposal=proposal, institution=fields["institution"])
            self.keep(name, party)
            factories.ProposalPartyFactory(proposal=proposal, institution=self.y, role="supporter")

    def _fill_facts(self, letter, alliance, institution):
        draft = factories.DraftInstitutionFactory()
        make = factories.MembershipFactory
        past = {"alliance": alliance, "role": "observer", "until": PartialDate.year(2018)}
        self.keep(letter, make(institution=institution, **past))
        self.keep(f"{letter}, of a draft", make(institution=draft, **past))
        self.keep(f"{letter}, claimed", make(institution=institution, standing=Standing.CLAIMED, **past))
        self.keep(f"{letter}, struck", make(institution=institution, recorded_until=now(), **past))
        self.keep(letter, factories.StatementFactory(alliance=alliance))
        self.keep(f"{letter}, struck", factories.StatementFactory(alliance=alliance, recorded_until=now()))
        self.keep(f"of an institution of {letter}", factories.StatementFactory(institution=institution))
        self.keep(f"of a draft, {letter}", factories.StatementFactory(institution=draft))
        for name, fields in [
            (letter, {"alliance": alliance}),
            (f"of an institution of {letter}", {"alliance": None, "institution": institution}),
            (f"{letter}, of a draft", {"alliance": alliance, "person": factories.DraftPersonFactory()}),
        ]:
            contradiction = self.keep(name, factories.ContradictionFactory(**fields))
            self.keep(name, factories.ContradictionSideFactory(contradiction=contradiction))
        self.keep(letter, factories.AllianceAliasFactory(alliance=alliance))
        self.keep(letter, factories.MilestoneFactory(alliance=alliance))
        past = {"since": datetime.date(2020, 1, 1), "until": datetime.date(2021, 1, 1)}
        self.keep(letter, factories.TrustFactory(alliance=alliance, institution=institution, **past))
        receiver = self.user("representative of X" if letter == "A" else "representative of Z")
        message = factories.OutboxMessageFactory(receiver=receiver, alliance_ids=f" {alliance.pk} ")
        self.keep(f"about {letter}", message)
        self.keep(letter, factories.AuditEntryFactory(alliance_ids=f" {alliance.pk} "))
        version = self.keep(letter, factories.BoilerplateVersionFactory(boilerplate__alliance=alliance))
        self.keep(letter, version.boilerplate)

    def _fill_governance(self, letter, alliance, institution):
        draft = factories.DraftInstitutionFactory()
        body = self.keep(letter, factories.BodyFactory(alliance=alliance))
        self.keep(letter, factories.BodyAliasFactory(body=body))
        self.keep(letter, factories.CircularFactory(alliance=alliance))
        tenure = self.keep(letter, factories.TenureFactory(body=body, institution=institution))
        self.keep(letter, tenure.seat)
        self.keep(f"{letter}, of a draft", factories.TenureFactory(body=body, institution=draft))
        struck = factories.TenureFactory(body=body, institution=institution, recorded_until=now())
        self.keep(f"{letter}, struck", struck)
        claimed = factories.TenureFactory(body=body, seat=None, institution=institution, standing=Standing.CLAIMED)
        self.keep(f"{letter}, claimed", claimed)
        for state in STATES:
            name = f"{letter} {state}"
            event = factories.EventFactory(alliance=alliance, **in_state(state))
            meeting = self.keep(name, factories.MeetingFactory(body=body, event=event))
            self.keep(name, factories.AgendaItemFactory(meeting=meeting))
            self.keep(name, factories.AttendanceFactory(meeting=meeting, institution=institution))
            self.keep(f"{name}, of a draft", factories.AttendanceFactory(meeting=meeting, institution=draft))

    def _fill_meetings_elsewhere(self):
        """Meetings whose body and event are not of the same public alliance."""
        body, hidden = (factories.BodyFactory(alliance=alliance) for alliance in (self.a, self.c))
        event = factories.DraftEventFactory(alliance=self.b)
        self.keep("A, at an event of B draft", factories.MeetingFactory(body=body, event=event))
        self.keep("C published", factories.MeetingFactory(body=hidden))


def everything(model):
    """Every record of a kind, whoever asks."""
    return list(model._base_manager.order_by("pk"))


def make_world():
    return World().fill()


def make_small_world():
    return World().fill_around_x()
