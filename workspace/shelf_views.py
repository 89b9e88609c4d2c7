"""What members alone read: documents of their alliances, and who represents the others. Else it is 404."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from alliances.models import Document, Secretariat
from core import scope
from core.querysets import holding
from core.views import ListPage
from members.models import Representative
from workspace.access import WorkspacePage
from workspace.directory import alliances_by_institution, people_of_members, public_alliances_of, staff_of
from workspace.filtersets import ClosedDocumentFilterSet, ContactFilterSet


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


class ContactsPage(MembersPage):
    """Who represents the member institutions of one's alliances, and on the first page who is in their secretariats."""

    model = Representative
    filterset_class = ContactFilterSet
    offered_filters = ("search", "alliance", "country")
    template_name = "workspace/contacts.html"
    title = _("Directory of contacts")
    intro = _("Who represents the member institutions of your alliances, and who works in their secretariats.")

    def get_rows(self):
        return people_of_members(public_alliances_of(self.request.user))

    def order(self, rows):
        return rows.by_institution()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        alliances = alliances_by_institution(self.request.user)
        rows = [(row, alliances.get(row.institution_id, [])) for row in context["page_obj"]]
        return context | {"rows": rows, "staff": self._staff(context["page_obj"])}

    def _staff(self, page):
        """No country narrows a secretariat, which is of its alliance."""
        chosen = self.filterset.chosen
        if page.number > 1 or not self.filterset.is_valid() or chosen.get("country"):
            return Secretariat.objects.none()
        named = public_alliances_of(self.request.user)
        if chosen.get("alliance"):
            named = [alliance for alliance in named if alliance.slug == chosen["alliance"]]
        return holding(staff_of(named), chosen.get("search", ""), "user__", "alliance__")
