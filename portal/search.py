"""Search over every kind of record: the best few of each kind, and the way to the list that has the rest."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alliances.models import Alliance, Document, Event
from core.filtersets import LONGEST_SEARCH
from core.gathering import Links, gather
from core.models import Area
from core.parameters import NamedParameters
from core.querysets import ListedQuerySet
from governance.models import Proposal
from members.models import Institution, Person
from news.models import NewsItem
from portal.views import Page
from research.models import Group, Opportunity, Project

SHOWN = 6  # of each kind


@dataclass(frozen=True)
class Kind:
    """A kind of record that is found; `route` is the list that takes `?search=`, if there is one."""

    label: str | Promise
    model: type
    route: str = ""
    newest_first: bool = False


KINDS = {
    "alliances": Kind(_("Alliances"), Alliance, "alliances:list"),
    "institutions": Kind(_("Institutions"), Institution, "members:institution_list"),
    "people": Kind(_("People"), Person),
    "areas": Kind(_("Scientific areas"), Area),
    "groups": Kind(_("Scientific groups"), Group, "research:group_list"),
    "projects": Kind(_("Joint projects"), Project, "research:project_list"),
    "opportunities": Kind(_("Opportunities"), Opportunity, "research:opportunity_list"),
    "news": Kind(_("News"), NewsItem, "news:list", newest_first=True),
    "events": Kind(_("Events"), Event, "alliances:event_list"),
    "proposals": Kind(pgettext_lazy("of members to an alliance", "Proposals"), Proposal),
    "documents": Kind(_("Documents"), Document, "alliances:document_list"),
}


class SearchPage(NamedParameters, Page):
    template_name = "portal/search.html"
    title = _("Search")
    parameters = ("search",)

    def get_context_data(self, **kwargs):
        words = self.request.GET.get("search", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        return super().get_context_data(**kwargs) | {"words": words, "found": self.find(words) if words else []}

    def find(self, words):
        """Kinds in which something was found, each with its first records and the address of the whole list."""
        links = {name: Links(self.matching(kind, words), SHOWN + 1) for name, kind in KINDS.items()}
        return [self.result(KINDS[name], records, words) for name, records in gather(**links).items() if records]

    def matching(self, kind, words) -> ListedQuerySet:
        rows = kind.model.objects.visible_to(self.request.user).matching(words)
        return rows.newest_first() if kind.newest_first else rows.in_reading_order()

    def result(self, kind, records, words):
        has_list = kind.route and len(records) > SHOWN
        return {
            "label": kind.label,
            "records": records[:SHOWN],
            "field": kind.model.title_field,
            "list": reverse(kind.route, query={"search": words}) if has_list else "",
        }
