"""What members alone read: the documents of their alliances. For whom it is not, it is 404."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from alliances.models import Document
from core import scope
from core.views import ListPage
from workspace.access import WorkspacePage
from workspace.filtersets import ClosedDocumentFilterSet, public_alliances_of


class MembersPage(WorkspacePage, ListPage):
    """A list for people of an institution, whatever their role there; one that is no member finds it empty."""

    is_kept = False

    def get(self, request, *args, **kwargs):
        if not self.institutions:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "breadcrumb": None,
            "alternate_languages": None,
            "alliances": public_alliances_of(self.request.user),
        }


class ClosedDocumentsPage(MembersPage):
    """Documents for members, and for the council where the institution has a seat; the latest first."""

    model = Document
    filterset_class = ClosedDocumentFilterSet
    offered_filters = ("search", "alliance", "kind")
    template_name = "workspace/documents.html"
    title = _("Documents for members")
    intro = _("What your alliances publish for their members alone, and for their council where you have a seat.")

    def get_rows(self):
        facts = scope.facts_for(self.request.user)
        circles = {"members": facts.of("member_alliances"), "council": facts.of("council_alliances")}
        return super().get_rows().closed(**circles).with_card()

    def order(self, rows):
        return rows.latest_first()
