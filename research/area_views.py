"""Pages of scientific areas: the tree, and what there is in one of them."""

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery, Value, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core.models import Area, Source
from core.parameters import NamedParameters
from core.views import KeptPage, RecordPage
from research.models import Group, Opportunity, Project

LINKS = 10  # of each kind; the lists have the rest

TITLE = _("Scientific areas")


def news_model():
    # News stands above this app, so it is reached from the area.
    return Area.news.rel.related_model


def kinds():
    """What is sorted by area, by the name that the page gives it."""
    return {"groups": Group, "projects": Project, "opportunities": Opportunity, "news": news_model()}


class AreaListPage(NamedParameters, KeptPage, ListView):
    """The tree of areas with how many groups, projects, opportunities and stories the reader finds in each."""

    model = Area
    template_name = "research/area_list.html"
    context_object_name = "areas"

    def get_queryset(self):
        counts = {f"{name}_count": self.get_count(model) for name, model in kinds().items()}
        return Area.objects.visible_to(self.request.user).in_reading_order().annotate(**counts)

    def get_count(self, model):
        """Rows in the area or in one below it, each once."""
        user = self.request.user
        inside = Q(areas=OuterRef("pk")) | Q(areas__parent=OuterRef("pk"))
        rows = model.objects.visible_to(user).filter(inside, areas__in=Area.objects.visible_to(user))
        total = rows.order_by().annotate(all=Value(1)).values("all").annotate(total=Count("pk", distinct=True))
        return Coalesce(Subquery(total.values("total")), 0)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        areas = list(context["areas"])
        seen = {area.pk for area in areas}
        for area in areas:
            area.narrower = [other for other in areas if other.parent_id == area.pk]
        return context | {
            "title": TITLE,
            "breadcrumb": [],
            # An area below one out of sight stands by itself.
            "roots": [area for area in areas if area.parent_id not in seen],
            "alternate_languages": AVAILABLE_LANGUAGES,
        }


class AreaPage(RecordPage):
    """What there is in an area and in those below it, and which alliances work on it."""

    model = Area
    template_name = "research/area_detail.html"
    complete_when = ("name", "description")
    breadcrumb = [(TITLE, reverse_lazy("research:area_list"))]

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).select_related("parent")

    def get_context_data(self, **kwargs):
        user = self.request.user
        sources = Source.objects.visible_to(user).in_reading_order()
        prefetch_related_objects([self.object], Prefetch("sources", sources))
        children = list(self.object.children.visible_to(user).in_reading_order())
        areas = [self.object.pk, *(child.pk for child in children)]

        def inside(model):
            tagged = model.areas.through._base_manager.filter(area__in=areas).values(model._meta.model_name)
            return model.objects.visible_to(user).filter(pk__in=tagged)

        return super().get_context_data(**kwargs) | {
            "children": children,
            "groups": inside(Group).in_reading_order().select_related("institution")[:LINKS],
            "projects": inside(Project).in_reading_order()[:LINKS],
            "opportunities": inside(Opportunity).open().closing_soonest_first()[:LINKS],
            "news": inside(news_model()).newest_first()[:LINKS],
            "alliances": inside(Area.alliances.rel.related_model).in_reading_order()[:LINKS],
        }
