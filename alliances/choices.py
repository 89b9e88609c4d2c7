"""Vocabularies of alliances: kinds, roles, measures."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AllianceKind(models.TextChoices):
    UNIVERSITY_ALLIANCE = "university_alliance", _("University alliance")
    NETWORK = "network", _("Network")
    ASSOCIATION = "association", _("Association")
    CONSORTIUM = "consortium", _("Consortium")
    SCIENCE_ORGANISATION = "science_organisation", _("Science organisation")
    PROFESSIONAL_ASSOCIATION = "professional_association", _("Professional association")


class MembershipRole(models.TextChoices):
    """Roles of an institution in an alliance; places on a council are tenures of seats, never a role."""

    INITIATOR = "initiator", _("Initiator")
    CO_FOUNDER = "co_founder", _("Co-founder")
    FOUNDING_MEMBER = "founding_member", _("Founding member")
    MEMBER = "member", pgettext_lazy("role in an alliance", "Member")
    ASSOCIATE = "associate", _("Associate")
    OBSERVER = "observer", _("Observer")
    SECRETARIAT = "secretariat", _("Secretariat")
    ADMINISTRATOR = "administrator", _("Administrator")
    SUPPORTER = "supporter", pgettext_lazy("role in an alliance", "Supporter")
    APPLICANT = "applicant", _("Applicant")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", pgettext_lazy("role in an alliance", "Withdrawn")


CO_FOUNDING_ROLES = frozenset({MembershipRole.INITIATOR, MembershipRole.CO_FOUNDER})
COUNTED_AS_MEMBERS = frozenset({MembershipRole.MEMBER, MembershipRole.FOUNDING_MEMBER, MembershipRole.CO_FOUNDER})
WITHOUT_PART = frozenset({MembershipRole.APPLICANT, MembershipRole.SUSPENDED, MembershipRole.WITHDRAWN})
# Whoever has one of these today has no rights of a member, also where a membership was left open beside it.
WITHOUT_RIGHTS = frozenset({MembershipRole.SUSPENDED, MembershipRole.WITHDRAWN})


class Measure(models.TextChoices):
    """What a figure counts."""

    MEMBERS = "members", _("Members")
    FOUNDING_MEMBERS = "founding_members", _("Founding members")
    INDIVIDUAL_MEMBERS = "individual_members", _("Individual members")
    INSTITUTIONS = "institutions", _("Institutions")
    COUNTRIES = "countries", _("Countries and regions")
    COUNCIL_SEATS = "council_seats", _("Seats on the council")
    SUPPORTERS = "supporters", _("Supporting organisations")
    APPLICANTS = "applicants", _("Universities that applied")
    STUDENTS = "students", _("Students enrolled")
    STUDENTS_EXCHANGED = "students_exchanged", _("Students exchanged")
    STUDENTS_PER_YEAR = "students_per_year", _("Students a year")
    STUDENT_COUNTRIES = "student_countries", _("Countries of origin of students")
    STUDENT_SHARE = "student_share", _("Share of international students, per cent")
    RESEARCH_BASES = "research_bases", _("Research bases")
    TECHNOLOGIES = "technologies", _("Technologies promoted abroad")
    INTERNS = "interns", _("Overseas interns")
    VOLUNTEERS = "volunteers", _("Volunteers among them")
    SURVEY_YEARS = "survey_years", _("Years of survey")


class Qualifier(models.TextChoices):
    """How a source words a figure."""

    EXACT = "exact", _("exactly")
    ABOUT = "about", _("about")
    OVER = "over", _("over")
    MORE_THAN = "more_than", _("more than")


class DocumentVisibility(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Members")
    COUNCIL = "council", _("Council")


class Accent(models.TextChoices):
    """The colour of an alliance's own pages: each is checked for contrast, in light and in dark."""

    TURQUOISE = "turquoise", pgettext_lazy("colour", "Turquoise (the portal's own)")
    JADE = "jade", pgettext_lazy("colour", "Jade")
    MADDER = "madder", pgettext_lazy("colour", "Madder red")
    SAFFRON = "saffron", pgettext_lazy("colour", "Saffron")
    PLUM = "plum", pgettext_lazy("colour", "Plum")
    LAPIS = "lapis", pgettext_lazy("colour", "Lapis blue")
    ROSE = "rose", pgettext_lazy("colour", "Rose")
    SLATE = "slate", pgettext_lazy("colour", "Slate grey")


class EventSection(models.IntegerChoices):
    """The parts of the list of events, in their order."""

    AHEAD = 1, _("Coming up")
    PAST = 2, _("Past events")
    UNDATED = 3, _("Undated events")
