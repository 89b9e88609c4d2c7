"""Records for tests: valid by default, every field overridable, one factory a model.

A factory of something publishable makes a published record; `Draft…Factory` makes a draft. A partial date is given as a
`PartialDate`. `name="…"` sets the English text; give `name_ru="…"` and so on for the others.
"""

import datetime

import factory
from factory.django import DjangoModelFactory, ImageField, Password

from alliances import models as alliances
from alliances.choices import Measure
from core import models as core
from core.choices import PublicationState
from core.clock import now, today
from core.dates import PartialDate
from governance import models as governance
from members import models as members
from news import models as news
from portal import models as portal
from research import models as research

PASSWORD = "a-password-for-tests"


class PublishableFactory(DjangoModelFactory):
    """Published a day ago, unless `state` says otherwise."""

    class Meta:
        abstract = True

    slug = factory.Sequence(lambda n: f"record-{n}")
    state = PublicationState.PUBLISHED

    @factory.lazy_attribute
    def published_at(self):
        was_public = self.state in {PublicationState.PUBLISHED, PublicationState.ARCHIVED}
        return now() - datetime.timedelta(days=1) if was_public else None


# Accounts


class UserFactory(DjangoModelFactory):
    class Meta:
        model = members.User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person-{n}@university.example")
    full_name = factory.Sequence(lambda n: f"Account {n}")
    password = Password(PASSWORD)


class DisabledUserFactory(UserFactory):
    is_active = False


class SuperuserFactory(UserFactory):
    is_staff = True
    is_superuser = True


class SecretariatUserFactory(UserFactory):
    """Staff of `alliance`, or of a new one."""

    is_staff = True

    @factory.post_generation
    def alliance(self, create, extracted, **kwargs):
        if create:
            SecretariatFactory(user=self, alliance=extracted or AllianceFactory(**kwargs))


class RepresentativeUserFactory(UserFactory):
    """Represents `institution`, or a new one."""

    @factory.post_generation
    def institution(self, create, extracted, **kwargs):
        if create:
            RepresentativeFactory(user=self, institution=extracted or InstitutionFactory(**kwargs))


# core


class SourceFactory(PublishableFactory):
    class Meta:
        model = core.Source

    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")


class DraftSourceFactory(SourceFactory):
    state = PublicationState.DRAFT


class AreaFactory(PublishableFactory):
    class Meta:
        model = core.Area

    slug = factory.Sequence(lambda n: f"area-{n}")
    name = factory.Sequence(lambda n: f"Area {n}")


class DraftAreaFactory(AreaFactory):
    state = PublicationState.DRAFT


class PictureFactory(DjangoModelFactory):
    class Meta:
        model = core.Picture

    owner = factory.SubFactory("tests.factories.NewsItemFactory")
    file = ImageField(filename="picture.webp", format="WEBP", width=8, height=6)
    alt = factory.Sequence(lambda n: f"People at a table, picture {n}")


class AuditEntryFactory(DjangoModelFactory):
    class Meta:
        model = core.AuditEntry

    action, before, after = "move", "submitted", "published"
    object_type = "news.newsitem"
    object_id = factory.Sequence(lambda n: f"{n:026}")
    object_label = factory.Sequence(lambda n: f"Record {n}")


class ReviewCommentFactory(DjangoModelFactory):
    class Meta:
        model = core.ReviewComment

    item = factory.SubFactory("tests.factories.NewsItemFactory")
    text = factory.Sequence(lambda n: f"Remark {n}")


class PreviewLinkFactory(DjangoModelFactory):
    class Meta:
        model = core.PreviewLink

    item = factory.SubFactory("tests.factories.NewsItemFactory")
    expires_at = factory.LazyFunction(lambda: now() + datetime.timedelta(days=14))
    token_hash = factory.Sequence(lambda n: f"{n:064}")


class UnreadItemFactory(DjangoModelFactory):
    class Meta:
        model = core.UnreadItem

    item = factory.SubFactory("tests.factories.NewsItemFactory")


class ReadCountFactory(DjangoModelFactory):
    class Meta:
        model = core.ReadCount

    item = factory.SubFactory("tests.factories.NewsItemFactory")
    day = factory.LazyFunction(today)
    number = 1


class ReviewAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = core.ReviewAssignment

    item = factory.SubFactory("tests.factories.NewsItemFactory")
    reviewer = factory.SubFactory("tests.factories.UserFactory")


class AutosaveFactory(DjangoModelFactory):
    """A text that was typed and not saved yet."""

    class Meta:
        model = core.Autosave

    person = factory.SubFactory("tests.factories.UserFactory")
    kind = "news"
    title = "Typed and not saved"
    content = factory.LazyFunction(lambda: {"title_en": ["Typed and not saved"]})


class ProposedChangeFactory(DjangoModelFactory):
    """A change to a published item, as its author sent it."""

    class Meta:
        model = core.ProposedChange

    kind = "news"
    target = factory.SubFactory("tests.factories.NewsItemFactory")
    institution_id = factory.LazyAttribute(lambda change: change.target.institution_id or "")
    title = factory.Sequence(lambda n: f"Change {n}")
    base = factory.LazyFunction(lambda: {"state": "published", "fields": {}, "rows": {}})
    content = factory.LazyFunction(dict)
    proposed_by = factory.SubFactory("tests.factories.UserFactory")


class OutboxMessageFactory(DjangoModelFactory):
    """Waiting since a moment ago; of a kind that needs no templates."""

    class Meta:
        model = core.OutboxMessage

    kind = "returned"
    receiver = factory.SubFactory("tests.factories.UserFactory")
    address = factory.SelfAttribute("receiver.email")
    language = "en"
    subject = factory.Sequence(lambda n: f"Message {n}")
    body = text = "Something happened."
    html = "<p>Something happened.</p>"


class ImportBatchFactory(DjangoModelFactory):
    """Judged and not applied, with the columns name and country."""

    class Meta:
        model = core.ImportBatch

    target = "members.institution"
    stage = core.ImportBatch.Stage.MAPPED
    file_name = factory.Sequence(lambda n: f"list-{n}.csv")
    original = b"Name,Country"
    encoding = "UTF-8"
    separator = ","
    headers = ["Name", "Country"]
    mapping = ["name_en", "country"]


class ImportRowFactory(DjangoModelFactory):
    class Meta:
        model = core.ImportRow

    batch = factory.SubFactory(ImportBatchFactory)
    number = factory.Sequence(lambda n: n + 2)
    cells = factory.LazyAttribute(lambda row: [row.label, "CN"])
    label = factory.Sequence(lambda n: f"Listed University {n}")
    verdict = core.ImportRow.Verdict.NEW


class ChangeFactory(DjangoModelFactory):
    class Meta:
        model = core.Change

    model = "news.newsitem"
    rows = "*"


class SlugRedirectFactory(DjangoModelFactory):
    class Meta:
        model = core.SlugRedirect

    model = "news.newsitem"
    slug = factory.Sequence(lambda n: f"former-{n}")
    object_id = factory.Sequence(lambda n: f"{n:026}")


class WithdrawnIdFactory(DjangoModelFactory):
    class Meta:
        model = core.WithdrawnId

    id = factory.Sequence(lambda n: f"{n:026}")
    model = "news.newsitem"


# members


class InstitutionFactory(PublishableFactory):
    class Meta:
        model = members.Institution

    slug = factory.Sequence(lambda n: f"institution-{n}")
    name = factory.Sequence(lambda n: f"University {n}")
    country = "CN"
    city = "Xi'an"


class DraftInstitutionFactory(InstitutionFactory):
    state = PublicationState.DRAFT


class InstitutionAliasFactory(DjangoModelFactory):
    class Meta:
        model = members.InstitutionAlias

    institution = factory.SubFactory(InstitutionFactory)
    text = factory.Sequence(lambda n: f"Polytechnic {n}")


class PersonFactory(PublishableFactory):
    class Meta:
        model = members.Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    name = factory.Sequence(lambda n: f"Person {n}")


class DraftPersonFactory(PersonFactory):
    state = PublicationState.DRAFT


class PersonAliasFactory(DjangoModelFactory):
    class Meta:
        model = members.PersonAlias

    person = factory.SubFactory(PersonFactory)
    text = factory.Sequence(lambda n: f"Spelling {n}")


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = members.Office

    slug = factory.Sequence(lambda n: f"office-{n}")
    title = factory.Sequence(lambda n: f"Vice-Rector {n}")
    institution = factory.SubFactory(InstitutionFactory)


class AppointmentFactory(DjangoModelFactory):
    class Meta:
        model = members.Appointment

    office = factory.SubFactory(OfficeFactory)
    person = factory.SubFactory(PersonFactory)
    since = PartialDate.year(2018)


class RepresentativeFactory(DjangoModelFactory):
    class Meta:
        model = members.Representative

    user = factory.SubFactory(UserFactory)
    institution = factory.SubFactory(InstitutionFactory)
    since = factory.LazyFunction(lambda: now() - datetime.timedelta(days=30))


class InvitationFactory(DjangoModelFactory):
    class Meta:
        model = members.Invitation

    institution = factory.SubFactory(InstitutionFactory)
    email = factory.Sequence(lambda n: f"guest-{n}@university.example")
    token_hash = factory.Sequence(lambda n: f"{n:064x}")


# alliances


class AllianceFactory(PublishableFactory):
    class Meta:
        model = alliances.Alliance

    slug = factory.Sequence(lambda n: f"alliance-{n}")
    name = factory.Sequence(lambda n: f"Alliance {n}")
    acronym = factory.Sequence(lambda n: f"AL{n}")
    founded = PartialDate.year(2015)


class DraftAllianceFactory(AllianceFactory):
    state = PublicationState.DRAFT


class AllianceAliasFactory(DjangoModelFactory):
    class Meta:
        model = alliances.AllianceAlias

    alliance = factory.SubFactory(AllianceFactory)
    text = factory.Sequence(lambda n: f"League {n}")


class MilestoneFactory(DjangoModelFactory):
    class Meta:
        model = alliances.Milestone

    alliance = factory.SubFactory(AllianceFactory)
    date = PartialDate.year(2016)
    text = factory.Sequence(lambda n: f"Step {n} was taken.")


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = alliances.Membership

    alliance = factory.SubFactory(AllianceFactory)
    institution = factory.SubFactory(InstitutionFactory)
    since = PartialDate.year(2016)


class StatementFactory(DjangoModelFactory):
    """A figure of an alliance, or of `institution` where one is given."""

    class Meta:
        model = alliances.Statement

    alliance = factory.Maybe("institution", None, factory.SubFactory(AllianceFactory))
    institution = None
    measure = Measure.MEMBERS
    value = 150
    source = factory.SubFactory(SourceFactory)


class DocumentFactory(PublishableFactory):
    class Meta:
        model = alliances.Document

    slug = factory.Sequence(lambda n: f"document-{n}")
    title = factory.Sequence(lambda n: f"Document {n}")
    alliance = factory.SubFactory(AllianceFactory)
    address = "https://alliance.example/charter"


class DraftDocumentFactory(DocumentFactory):
    state = PublicationState.DRAFT


class EventFactory(PublishableFactory):
    class Meta:
        model = alliances.Event

    slug = factory.Sequence(lambda n: f"event-{n}")
    title = factory.Sequence(lambda n: f"Event {n}")
    alliance = factory.SubFactory(AllianceFactory)
    starts = PartialDate.day(datetime.date(2020, 11, 27))


class DraftEventFactory(EventFactory):
    state = PublicationState.DRAFT


class EventHostFactory(DjangoModelFactory):
    class Meta:
        model = alliances.EventHost

    event = factory.SubFactory(EventFactory)
    institution = factory.SubFactory(InstitutionFactory)


class ContradictionFactory(DjangoModelFactory):
    class Meta:
        model = alliances.Contradiction

    slug = factory.Sequence(lambda n: f"contradiction-{n}")
    topic = factory.Sequence(lambda n: f"Topic {n}")
    alliance = factory.SubFactory(AllianceFactory)


class ContradictionSideFactory(DjangoModelFactory):
    class Meta:
        model = alliances.ContradictionSide

    contradiction = factory.SubFactory(ContradictionFactory)
    value = factory.Sequence(lambda n: f"{n} members")


class TrustFactory(DjangoModelFactory):
    class Meta:
        model = alliances.Trust

    alliance = factory.SubFactory(AllianceFactory)
    institution = factory.SubFactory("tests.factories.InstitutionFactory")


class SecretariatFactory(DjangoModelFactory):
    class Meta:
        model = alliances.Secretariat

    alliance = factory.SubFactory(AllianceFactory)
    user = factory.SubFactory(UserFactory, is_staff=True)


# governance


class CircularFactory(DjangoModelFactory):
    class Meta:
        model = governance.Circular

    alliance = factory.SubFactory("tests.factories.AllianceFactory")
    subject = factory.Sequence(lambda n: f"Circular {n}")
    text = "The assembly meets in May."


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = governance.Body

    slug = factory.Sequence(lambda n: f"body-{n}")
    name = factory.Sequence(lambda n: f"Executive Council {n}")
    alliance = factory.SubFactory(AllianceFactory)


class BodyAliasFactory(DjangoModelFactory):
    class Meta:
        model = governance.BodyAlias

    body = factory.SubFactory(BodyFactory)
    text = factory.Sequence(lambda n: f"Board {n}")


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = governance.Seat

    body = factory.SubFactory(BodyFactory)
    rank = factory.Sequence(lambda n: n + 1)


class TenureFactory(DjangoModelFactory):
    """A recorded seat; of `body`, where that alone is given. A claimed place has `seat=None`."""

    class Meta:
        model = governance.Tenure

    seat = factory.SubFactory(SeatFactory)
    body = factory.LazyAttribute(lambda tenure: tenure.seat.body if tenure.seat else BodyFactory())
    institution = factory.SubFactory(InstitutionFactory)
    since = PartialDate.year(2016)

    @classmethod
    def _generate(cls, strategy, params):
        if "body" in params and "seat" not in params:
            params = {"seat__body": params["body"], **params}
        return super()._generate(strategy, params)


class MeetingFactory(DjangoModelFactory):
    class Meta:
        model = governance.Meeting

    slug = factory.Sequence(lambda n: f"meeting-{n}")
    body = factory.SubFactory(BodyFactory)
    event = factory.SubFactory(EventFactory, alliance=factory.SelfAttribute("..body.alliance"))


class AgendaItemFactory(DjangoModelFactory):
    class Meta:
        model = governance.AgendaItem

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Item {n}")


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = governance.Attendance

    meeting = factory.SubFactory(MeetingFactory)
    institution = factory.SubFactory(InstitutionFactory)


class ProposalFactory(PublishableFactory):
    class Meta:
        model = governance.Proposal

    slug = factory.Sequence(lambda n: f"proposal-{n}")
    title = factory.Sequence(lambda n: f"Proposal {n}")
    alliance = factory.SubFactory(AllianceFactory)


class DraftProposalFactory(ProposalFactory):
    state = PublicationState.DRAFT


class ProposalPartFactory(DjangoModelFactory):
    class Meta:
        model = governance.ProposalPart

    proposal = factory.SubFactory(ProposalFactory)
    text = factory.Sequence(lambda n: f"Part {n}")


class ProposalPartyFactory(DjangoModelFactory):
    class Meta:
        model = governance.ProposalParty

    proposal = factory.SubFactory(ProposalFactory)
    institution = factory.SubFactory(InstitutionFactory)


# research


class GroupFactory(PublishableFactory):
    class Meta:
        model = research.Group

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Group {n}")
    institution = factory.SubFactory(InstitutionFactory)


class DraftGroupFactory(GroupFactory):
    state = PublicationState.DRAFT


class ProjectFactory(PublishableFactory):
    class Meta:
        model = research.Project

    slug = factory.Sequence(lambda n: f"project-{n}")
    title = factory.Sequence(lambda n: f"Project {n}")
    institution = factory.SubFactory(InstitutionFactory)


class DraftProjectFactory(ProjectFactory):
    state = PublicationState.DRAFT


class ProjectPartnerFactory(DjangoModelFactory):
    class Meta:
        model = research.ProjectPartner

    project = factory.SubFactory(ProjectFactory)
    institution = factory.SubFactory(InstitutionFactory)


class OpportunityFactory(PublishableFactory):
    class Meta:
        model = research.Opportunity

    slug = factory.Sequence(lambda n: f"opportunity-{n}")
    title = factory.Sequence(lambda n: f"Opportunity {n}")
    institution = factory.SubFactory(InstitutionFactory)


class DraftOpportunityFactory(OpportunityFactory):
    state = PublicationState.DRAFT


class OpportunityPartnerFactory(DjangoModelFactory):
    class Meta:
        model = research.OpportunityPartner

    opportunity = factory.SubFactory(OpportunityFactory)
    institution = factory.SubFactory(InstitutionFactory)


# news


class NewsItemFactory(PublishableFactory):
    class Meta:
        model = news.NewsItem

    slug = factory.Sequence(lambda n: f"news-{n}")
    title = factory.Sequence(lambda n: f"News {n}")
    alliance = factory.SubFactory(AllianceFactory)


class DraftNewsItemFactory(NewsItemFactory):
    state = PublicationState.DRAFT


class NewsMentionFactory(DjangoModelFactory):
    class Meta:
        model = news.NewsMention

    news_item = factory.SubFactory(NewsItemFactory)
    name = factory.Sequence(lambda n: f"Speaker {n}")


class BoilerplateFactory(DjangoModelFactory):
    class Meta:
        model = news.Boilerplate

    slug = factory.Sequence(lambda n: f"reference-{n}")
    alliance = factory.SubFactory(AllianceFactory)
    label = factory.Sequence(lambda n: f"Reference {n}")


class BoilerplateVersionFactory(DjangoModelFactory):
    class Meta:
        model = news.BoilerplateVersion

    boilerplate = factory.SubFactory(BoilerplateFactory)
    valid_from = datetime.date(2020, 1, 1)
    title = "For reference"
    text = "<p>What the alliance is.</p>"


class HomeBlockFactory(DjangoModelFactory):
    class Meta:
        model = portal.HomeBlock

    kind = "notice"


class MenuEntryFactory(DjangoModelFactory):
    class Meta:
        model = portal.MenuEntry

    # Pages that the usual menu does not have.
    page = factory.Iterator(["portal:about", "portal:contact", "research:group_list", "research:project_list"])


class HomePinFactory(DjangoModelFactory):
    class Meta:
        model = portal.HomePin

    # There is one block of news.
    block = factory.LazyFunction(
        lambda: portal.HomeBlock.objects.filter(kind="news").first() or HomeBlockFactory(kind="news")
    )
    news = factory.SubFactory(NewsItemFactory)
