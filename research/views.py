"""Pages of groups, projects and opportunities."""

from django.db.models import Case, F, IntegerChoices, IntegerField, Prefetch, Value, When, prefetch_related_objects
from django.urls import reverse_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.clock import now
from core.gathering import Links, gather
from core.languages import column_suffix
from core.views import ListPage, RecordPage, SectionedList
from research.filtersets import GroupFilterSet, OpportunityFilterSet, ProjectFilterSet
from research.models import Group, Opportunity, OpportunityPartner, Project, ProjectPartner

AREAS = (_("Scientific areas"), reverse_lazy("research:area_list"))
GROUPS = (_("Scientific groups"), reverse_lazy("research:group_list"))
PROJECTS = (_("Joint projects"), reverse_lazy("research:project_list"))
OPPORTUNITIES = (_("Opportunities"), reverse_lazy("research:opportunity_list"))


class Section(IntegerChoices):
    """The parts of the list of opportunities, in their order."""

    OPEN = 1, _("Open calls")
    STANDING = 2, _("Standing programmes")
    PLANNED = 3, _("Planned, or without a date yet")
    CLOSED = 4, _("Closed")


def partners_seen_by(user, model=ProjectPartner):
    partners = model.objects.visible_to(user).select_related("institution")
    return Prefetch("partners", partners, to_attr="seen_partners")


def areas_of(record, user):
    return Links(record.areas.visible_to(user).in_reading_order())


def news_of(record, user):
    return Links(record.news.visible_to(user).newest_first(), 10, moment="published_at")


class GroupListPage(ListPage):
    model = Group
    filterset_class = GroupFilterSet
    offered_filters = ("search", "area", "country", "alliance", "ordering")
    title = GROUPS[0]
    intro = _("Leading scientific groups, with what they offer and what they look for.")
    breadcrumb = [AREAS]

    def get_rows(self):
        return super().get_rows().with_first_picture().select_related("institution", "head")


class GroupPage(RecordPage):
    model = Group
    complete_when = ("name", "summary", "description")
    breadcrumb = [AREAS, GROUPS]

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).select_related("institution", "alliance", "head", "source")

    def get_context_data(self, **kwargs):
        group, user = self.object, self.request.user
        return super().get_context_data(**kwargs) | {
            "pictures": group.pictures.in_order(),
            "related": gather(
                areas=areas_of(group, user),
                projects=Links(group.projects.visible_to(user).in_reading_order(), text="stage"),
                news=news_of(group, user),
            ),
        }


class ProjectListPage(ListPage):
    model = Project
    filterset_class = ProjectFilterSet
    offered_filters = ("search", "area", "kind", "country", "alliance", "ordering")
    title = PROJECTS[0]
    intro = _("Promising joint projects: their aims, their partners, and which partners they look for.")
    breadcrumb = [AREAS]

    def get_rows(self):
        return super().get_rows().with_first_picture().prefetch_related(partners_seen_by(self.request.user))


class ProjectPage(RecordPage):
    model = Project
    complete_when = ("title", "summary", "aim", "description")
    breadcrumb = [AREAS, PROJECTS]

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).select_related("institution", "alliance", "source", "proposal")

    def get_context_data(self, **kwargs):
        project, user = self.object, self.request.user
        prefetch_related_objects([project], partners_seen_by(user))
        return super().get_context_data(**kwargs) | {
            "pictures": project.pictures.in_order(),
            "related": gather(
                areas=areas_of(project, user),
                groups=Links(project.groups.visible_to(user).in_reading_order()),
                news=news_of(project, user),
            ),
        }


class OpportunityListPage(SectionedList):
    """Calls with the nearest deadline first, then standing programmes, then what is closed."""

    model = Opportunity
    section_choices = Section
    filterset_class = OpportunityFilterSet
    offered_filters = ("search", "kind", "area", "country", "alliance", "ordering")
    title = OPPORTUNITIES[0]
    intro = _("Scholarships, summer schools, exchanges, joint courses and calls of the alliances and their members.")

    def get_rows(self):
        section = Case(
            When(deadline__lte=now(), then=Value(Section.CLOSED)),
            When(stage=Opportunity.Stage.STANDING, then=Value(Section.STANDING)),
            When(deadline=None, then=Value(Section.PLANNED)),
            default=Value(Section.OPEN),
            output_field=IntegerField(),
        )
        rows = super().get_rows().with_first_picture().select_related("institution", "alliance")
        return rows.annotate(section=section)

    def order(self, rows):
        """Of the closed ones, the one that closed last comes first."""
        closing = Case(When(section=Section.OPEN, then=F("deadline")))
        closed = Case(When(section=Section.CLOSED, then=F("deadline")))
        return rows.order_by("section", closing.asc(), closed.desc(), f"sort_{column_suffix(get_language())}", "pk")


class OpportunityPage(RecordPage):
    model = Opportunity
    complete_when = ("title", "summary", "description", "eligibility", "how_to_apply")
    breadcrumb = [OPPORTUNITIES]

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).select_related("institution", "alliance", "source")

    def get_context_data(self, **kwargs):
        opportunity, user = self.object, self.request.user
        prefetch_related_objects([opportunity], partners_seen_by(user, OpportunityPartner))
        return super().get_context_data(**kwargs) | {
            "pictures": opportunity.pictures.in_order(),
            "levels": Opportunity._meta.get_field("levels").labels(opportunity.levels),
            "teaching_languages": Opportunity._meta.get_field("teaching_languages").labels(
                opportunity.teaching_languages
            ),
            "related": gather(areas=areas_of(opportunity, user)),
        }
