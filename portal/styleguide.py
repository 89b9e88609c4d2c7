"""The style guide: every component with records of the demo, in light and dark, from left and from right.

It is there for those who work on the pages, and only where the settings say so. The names of components are those of
their templates.
"""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.generic import TemplateView

from alliances.models import Alliance, Milestone, Statement
from alliances.views import MemberListPage
from core.languages import direction
from governance.models import Proposal, Tenure
from members.models import Institution, Person
from news.models import NewsItem
from research.models import Opportunity

Status = Proposal.Status


@dataclass(frozen=True)
class Frame:
    """One way to look at a component."""

    theme: str
    language: str

    @property
    def key(self):
        return f"{self.theme}-{self.language}"

    @property
    def direction(self):
        return direction(self.language)


FRAMES = [Frame(theme, language) for language in ("en", "ar", "zh-hans", "ru") for theme in ("light", "dark")]
COMPONENTS = {
    gettext_lazy("Grounds and text"): ["type", "links", "buttons", "tags", "notices", "empty"],
    gettext_lazy("Finding one's way"): ["masthead", "breadcrumb", "tabs", "pager", "facets"],
    pgettext_lazy("style guide", "Heads"): ["hero", "page_head", "section_head"],
    gettext_lazy("Facts"): ["fact_box", "source", "figures", "table", "disagreement"],
    pgettext_lazy("style guide", "Lists"): ["card", "row", "day", "person"],
    gettext_lazy("Order in time and rank"): ["timeline", "ranks", "stations"],
    pgettext_lazy("style guide", "Stories"): ["figure", "quote", "reference"],
    pgettext_lazy("style guide", "Forms"): ["field", "error_summary", "filters"],
}


class StyleGuide(TemplateView):
    template_name = "styleguide/page.html"

    def get_context_data(self, **kwargs):
        alliance = Alliance.objects.published().with_member_count().order_by("created_at", "pk").first()
        if alliance is None or not Institution.objects.published().exists():
            raise Http404("The style guide shows records of the demo, and there are none.")
        return super().get_context_data(**kwargs) | {
            "title": gettext("Style guide"),
            "frames": FRAMES[:4] if self.request.GET.get("frames") != "all" else FRAMES,
            "sections": [
                (name, [(key, f"styleguide/{key}.html") for key in keys]) for name, keys in COMPONENTS.items()
            ],
            **records_of(alliance),
        }


def records_of(alliance):
    """Something of every kind that the components show."""
    paginator = Paginator(range(200), 20)
    item = NewsItem.objects.published().with_card().with_first_picture().newest_first().first()
    return {
        "sample": alliance,
        "institution": Institution.objects.published().order_by("logo", "pk").last(),
        "item": item,
        "item_picture": item and item.pictures.in_order().first(),
        "call": Opportunity.objects.published().exclude(deadline=None).first(),
        "person_shown": Person.objects.published().first(),
        "statements": Statement.objects.current().select_related("source").filter(alliance=alliance)[:3],
        "milestones": Milestone.objects.filter(alliance=alliance).select_related("source")[:3],
        "tenures": Tenure.objects.current().recorded().in_rank_order().select_related("institution", "seat")[:3],
        "stations": [
            {"label": Status.FOR_DISCUSSION.label, "place": "passed"},
            {"label": Status.ADOPTED.label, "place": "now"},
            {"label": Status.CARRIED_OUT.label, "place": "ahead"},
        ],
        "page_obj": paginator.page(3),
        "paginator": paginator,
        "page_numbers": paginator.get_elided_page_range(3, on_each_side=1),
        "is_paginated": True,
        "facets": [
            {
                "facet": facet,
                "values": [
                    {"value": "1", "label": "—", "count": 12, "is_chosen": True, "address": "?"},
                    {"value": "2", "label": "— —", "count": 3, "is_chosen": False, "address": "?"},
                ],
                "more": [],
            }
            for facet in MemberListPage.facets
        ],
    }
