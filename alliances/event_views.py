"""Pages of events, and of documents with their files."""

from itertools import groupby

from django.http import Http404
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from alliances.choices import EventSection
from alliances.filtersets import DocumentFilterSet, EventFilterSet
from alliances.models import Document, Event
from core import scope
from core.files import file_response
from core.gathering import Links, gather
from core.views import ListPage, RecordPage, SectionedList, redirect_to_present

LIST = (_("Events"), reverse_lazy("alliances:event_list"))


class EventListPage(SectionedList):
    """What is ahead, the nearest first; what is past, the latest first; undated events apart at the end."""

    model = Event
    section_choices = EventSection
    filterset_class = EventFilterSet
    offered_filters = ("search", "alliance", "kind", "year")
    template_name = "alliances/event_list.html"
    title = _("Events")
    intro = _("Meetings, forums, conferences and other events of the alliances and their members.")

    def get_rows(self):
        return super().get_rows().with_card().with_section()

    def order(self, rows):
        return rows.by_section()


class EventPage(RecordPage):
    model = Event
    template_name = "alliances/event_detail.html"
    complete_when = ("title", "summary")
    breadcrumb = [LIST]

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).select_related("alliance", "institution", "parent", "source")

    def get_context_data(self, **kwargs):
        event, user = self.object, self.request.user
        hosts = event.hosts.visible_to(user).select_related("institution")
        # Meetings and their proposals stand above this app, so they are reached from the event.
        meetings = event._meta.get_field("meeting").related_model.objects.visible_to(user).filter(event=event)
        return super().get_context_data(**kwargs) | {
            "hosts": hosts.in_order(),
            "meeting": meetings.select_related("body").first(),
            "pictures": event.pictures.in_order(),  # seen with the event
            "related": gather(
                children=Links(event.children.visible_to(user).in_calendar_order(), date="starts"),
                people=Links(event.people.visible_to(user).in_reading_order()),
                areas=Links(event.areas.visible_to(user).in_reading_order()),
            ),
        }


class DocumentListPage(ListPage):
    model = Document
    filterset_class = DocumentFilterSet
    offered_filters = ("search", "alliance", "kind", "year")
    template_name = "alliances/document_list.html"
    title = _("Documents")
    intro = _("Charters, declarations, reports and minutes of the alliances.")

    def get_rows(self):
        return super().get_rows().with_card()

    def order(self, rows):
        return rows.by_kind()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["page_obj"])
        if self.filterset.is_valid() and self.filterset.chosen.get("ordering"):
            sections = [("", rows)]
        else:
            by_kind = groupby(rows, key=lambda document: document.kind)
            sections = [(Document.Kind(kind).label, list(group)) for kind, group in by_kind]
        return context | {"sections": sections}


@require_safe
def document_file(request, slug):
    """The file of a document, for those who may read it; out of sight is 404."""
    document = Document.objects.visible_to(request.user).filter(slug=slug).first()
    if document is None:
        return redirect_to_present(request, Document)
    if not document.file:
        raise Http404
    ending = document.file.name.rpartition(".")[2]
    is_public = scope.can_view(None, document)
    return file_response(document.file.name, is_public=is_public, filename=f"{document.slug}.{ending}")
