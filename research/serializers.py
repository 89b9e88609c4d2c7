"""What the API shows of groups, projects and opportunities."""

from alliances.serializers import AllianceReferenceSerializer
from core.api.fields import BOOLEAN, INTEGER, MOMENT, ApiAddress, Code, Codes, DateField, Lines, Page, Stored, Text
from core.api.objects import Many, One
from core.choices import ContentLanguage, MeetingMode
from core.serializers import (
    AreaReferenceSerializer,
    IdentifiedSerializer,
    PictureSerializer,
    PublishedSerializer,
    ReferenceSerializer,
    SourceReferenceSerializer,
)
from governance.serializers import ProposalReferenceSerializer
from members.serializers import InstitutionReferenceSerializer, PersonReferenceSerializer
from research.models import Group, Opportunity, Project, ProjectPartner


class PostedSerializer(PublishedSerializer):
    """What is posted for an institution or an alliance."""

    institution = One(InstitutionReferenceSerializer)
    alliance = One(AllianceReferenceSerializer)
    website = Stored(allow_null=True)
    areas = Many(AreaReferenceSerializer)


class GroupReferenceSerializer(ReferenceSerializer):
    model = Group

    name = Text()
    url = ApiAddress("groups")
    page = Page("research:group")


class GroupSerializer(PostedSerializer):
    model = Group

    url = ApiAddress("groups")
    page = Page("research:group")
    name = Text()
    summary = Text()
    head = One(PersonReferenceSerializer)
    topics = Lines()
    needs = Lines()
    offers = Lines()


class GroupDetailSerializer(GroupSerializer):
    description = Text(help_text="HTML.")
    equipment = Lines()
    outputs = Lines()
    source = One(SourceReferenceSerializer)
    pictures = Many(PictureSerializer)


class ProjectReferenceSerializer(ReferenceSerializer):
    model = Project

    title = Text()
    url = ApiAddress("projects")
    page = Page("research:project")


class OpportunityPartnerSerializer(IdentifiedSerializer):
    institution = One(InstitutionReferenceSerializer)
    is_confirmed = Stored(BOOLEAN, help_text="Whether the institution itself has agreed to be named.")


class ProjectPartnerSerializer(OpportunityPartnerSerializer):
    role = Code(ProjectPartner.Role)


class ProjectSerializer(PostedSerializer):
    model = Project

    url = ApiAddress("projects")
    page = Page("research:project")
    title = Text()
    aim = Text()
    summary = Text()
    kind = Code(Project.Stage, "stage", help_text="How far it has come.")
    since = DateField()
    until = DateField()
    agreed = DateField()
    wants_partners = Stored(BOOLEAN)
    partners = Many(ProjectPartnerSerializer)


class ProjectDetailSerializer(ProjectSerializer):
    description = Text(help_text="HTML.")
    partners_wanted_note = Text()
    partners_note = Text()
    results = Text()
    proposal = One(ProposalReferenceSerializer)
    source = One(SourceReferenceSerializer)
    groups = Many(GroupReferenceSerializer)
    pictures = Many(PictureSerializer)


class OpportunitySerializer(PostedSerializer):
    model = Opportunity

    url = ApiAddress("opportunities")
    page = Page("research:opportunity")
    title = Text()
    summary = Text()
    kind = Code(Opportunity.Kind)
    stage = Code(Opportunity.Stage)
    levels = Codes(Opportunity.Level)
    mode = Code(MeetingMode, allow_null=True)
    teaching_languages = Codes(ContentLanguage)
    places = Stored(INTEGER, allow_null=True)
    deadline = Stored(MOMENT, allow_null=True)
    deadline_zone = Stored(allow_null=True)
    is_example = Stored(BOOLEAN, help_text="A sample entry; nobody can apply.")


class OpportunityDetailSerializer(OpportunitySerializer):
    description = Text(help_text="HTML.")
    eligibility = Text()
    funding = Text()
    how_to_apply = Text()
    partners = Many(OpportunityPartnerSerializer)
    source = One(SourceReferenceSerializer)
    pictures = Many(PictureSerializer)
