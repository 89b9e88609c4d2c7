"""What the same pages would be with generic views and nothing else.

The same rows with the same facts of each, its links, dates, picture and source, the same form of filters, the same
numbers beside the facets; in one language, shown to everybody. No scope, no publication window, no partial dates, no
fallback of languages, no SQL that is kept: what our pages cost above these is the price of those.
"""

from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.utils import timezone
from django.views.generic import DetailView, ListView, TemplateView
from django_countries import countries

from bench.floor.forms import AllianceForm, InstitutionForm, NewsForm
from bench.floor.governance import Meeting, Tenure
from bench.floor.models import Alliance, Area, Event, Institution, Membership, Picture, Statement
from bench.floor.posted import NewsItem, Opportunity

PUBLISHED = {"state": "published"}
CURRENT = {"recorded_until": None}


def empty(request, *args, **kwargs):
    """What a request costs that does nothing: a kept page should cost about that."""
    return HttpResponse("")


def with_pictures(stories):
    """Each story with its first picture."""
    pictures = Picture.objects.filter(owner_id__in=[story.pk for story in stories]).order_by("-order")
    first = {picture.owner_id: picture for picture in pictures}
    for story in stories:
        story.shown_pictures = [first[story.pk]] if story.pk in first else []
    return stories


class HomePage(TemplateView):
    template_name = "floor/home.html"
    extra_context = {"title": "Home"}

    def get_context_data(self, **kwargs):
        now = timezone.now()
        alliances, institutions = Alliance.objects.filter(**PUBLISHED), Institution.objects.filter(**PUBLISHED)
        stories = NewsItem.objects.filter(**PUBLISHED).select_related("institution", "alliance")
        calls = Opportunity.objects.filter(**PUBLISHED, deadline__gt=now)
        events = Event.objects.filter(**PUBLISHED, starts_earliest__gte=now)
        return super().get_context_data(**kwargs) | {
            "figures": {
                "alliances": alliances.count(),
                "institutions": institutions.count(),
                "countries": institutions.aggregate(number=Count("country", distinct=True))["number"],
            },
            "alliances": alliances.filter(parent_id=None).order_by("sort_en")[:24],
            "areas": Area.objects.filter(**PUBLISHED, parent_id=None).order_by("sort_en")[:12],
            "news": with_pictures(list(stories.order_by("-published_at")[:4])),
            "calls": calls.order_by("deadline")[:4],
            "events": events.order_by("starts_earliest")[:4],
        }


class FilteredList(ListView):
    paginate_by = 20

    def get_facets(self):
        return []

    def get_context_data(self, **kwargs):
        form = self.form_class(self.request.GET)
        form.is_valid()
        context = super().get_context_data(**kwargs)
        title = self.model._meta.verbose_name_plural.capitalize()
        return context | {
            "form": form,
            "title": title,
            "breadcrumb": [(title, self.request.path)],
            "facets": self.get_facets(),
            "page_numbers": context["paginator"].get_elided_page_range(context["page_obj"].number, on_each_side=1),
        }


def counted(rows, name, label, words, of="pk"):
    """A facet: the values of a column and how many rows have each, the most frequent first."""
    found = rows.exclude(**{name: ""}).order_by().values_list(name).annotate(number=Count(of, distinct=of != "pk"))
    values = sorted(((value, words(value), number) for value, number in found), key=lambda row: (-row[2], row[1]))
    return {"name": name, "label": label, "values": values}


class InstitutionList(FilteredList):
    template_name = "floor/institution_list.html"
    model = Institution
    form_class = InstitutionForm
    in_force = Membership.objects.filter(**CURRENT, standing="recorded", until_earliest=None)
    queryset = (
        Institution.objects.filter(**PUBLISHED)
        .prefetch_related(Prefetch("memberships", in_force.select_related("alliance"), to_attr="current"))
        .order_by("sort_en")
    )

    def get_facets(self):
        rows = Institution.objects.filter(**PUBLISHED)
        kinds = dict(Institution._meta.get_field("kind").choices)
        names = dict(Alliance.objects.values_list("slug", "name_en"))
        return [
            counted(rows, "country", "Country or region", countries.name),
            counted(self.in_force, "alliance__slug", "Alliance", names.get, "institution"),
            counted(rows, "kind", "Kind", kinds.get),
        ]


class AllianceList(FilteredList):
    template_name = "floor/alliance_list.html"
    model = Alliance
    form_class = AllianceForm
    queryset = Alliance.objects.filter(**PUBLISHED).annotate(members=Count("memberships")).order_by("sort_en")


class NewsList(FilteredList):
    template_name = "floor/newsitem_list.html"
    model = NewsItem
    form_class = NewsForm
    queryset = NewsItem.objects.filter(**PUBLISHED).select_related("institution", "alliance").order_by("-published_at")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"object_list": with_pictures(list(context["object_list"]))}


class RecordPage(DetailView):
    def get_context_data(self, **kwargs):
        record = self.object
        title = getattr(record, "title_en", "") or record.name_en
        trail = [(self.model._meta.verbose_name_plural.capitalize(), "../")]
        return super().get_context_data(**kwargs) | {"title": title, "breadcrumb": trail}


def contradictions_of(record):
    return record.contradictions.prefetch_related("sides__sources")


class AlliancePage(RecordPage):
    template_name = "floor/alliance_detail.html"
    model = Alliance
    queryset = Alliance.objects.filter(**PUBLISHED).select_related("parent", "host")

    def get_context_data(self, **kwargs):
        alliance = self.object
        memberships = alliance.memberships.filter(**CURRENT).select_related("institution", "source")
        return super().get_context_data(**kwargs) | {
            "memberships": memberships.filter(standing="recorded").order_by("role", "institution__sort_en")[:60],
            "statements": alliance.statements.filter(**CURRENT).select_related("source").order_by("measure"),
            "milestones": alliance.milestones.select_related("source"),
            "bodies": alliance.bodies.select_related("source"),
            "areas": alliance.areas.filter(**PUBLISHED),
            "aliases": alliance.aliases.select_related("source"),
            "contradictions": contradictions_of(alliance),
            "links": {
                "Sub-alliances": alliance.children.filter(**PUBLISHED),
                "News": alliance.news.filter(**PUBLISHED)[:6],
                "Events": alliance.events.filter(**PUBLISHED)[:6],
                "Documents": alliance.documents.filter(**PUBLISHED)[:6],
                "Sources": alliance.sources.filter(**PUBLISHED),
            },
        }


class GovernancePage(RecordPage):
    template_name = "floor/governance.html"
    model = Alliance

    def get_context_data(self, **kwargs):
        alliance = self.object
        tenures = Tenure.objects.filter(**CURRENT).select_related("seat", "institution", "person", "source")
        present = Prefetch("tenures", tenures.order_by("seat__rank"), to_attr="present")
        return super().get_context_data(**kwargs) | {
            "bodies": alliance.bodies.select_related("host", "source").prefetch_related("aliases", "seats", present),
            "meetings": Meeting.objects.filter(body__alliance=alliance).select_related("event", "body"),
            "proposals": alliance.proposals.filter(**PUBLISHED),
        }


class InstitutionPage(RecordPage):
    template_name = "floor/institution_detail.html"
    model = Institution
    queryset = Institution.objects.filter(**PUBLISHED)

    def get_context_data(self, **kwargs):
        institution = self.object
        memberships = institution.memberships.filter(**CURRENT).select_related("alliance", "source")
        tenures = institution.tenures.filter(**CURRENT).select_related("body__alliance", "seat", "source")
        return super().get_context_data(**kwargs) | {
            "memberships": memberships.order_by("alliance__sort_en"),
            "tenures": tenures,
            "statements": institution.statements.filter(**CURRENT).select_related("source"),
            "aliases": institution.aliases.select_related("source"),
            "contradictions": contradictions_of(institution),
            "links": {
                "Scientific groups": institution.groups.filter(**PUBLISHED)[:10],
                "Joint projects": institution.projects.filter(**PUBLISHED)[:10],
                "Opportunities": institution.opportunitys.filter(**PUBLISHED)[:10],
                "Events": institution.events.filter(**PUBLISHED)[:10],
                "News": institution.newsitems.filter(**PUBLISHED)[:10],
                "Partner institutions": institution.related.filter(**PUBLISHED),
                "Sources": institution.sources.filter(**PUBLISHED),
            },
        }


class NetworksPage(RecordPage):
    template_name = "floor/networks.html"
    model = Institution

    def get_context_data(self, **kwargs):
        figures = Statement.objects.filter(**CURRENT, standing="recorded", measure="members").select_related("source")
        rows = self.object.memberships.filter(**CURRENT, standing="recorded").select_related("alliance", "source")
        rows = rows.prefetch_related(
            Prefetch("alliance__statements", figures, to_attr="figures"), "alliance__sources"
        ).order_by("alliance__sort_en")
        by_alliance = {row.alliance_id: row for row in rows}  # each alliance once
        return super().get_context_data(**kwargs) | {"memberships": list(by_alliance.values())}


class NewsPage(RecordPage):
    template_name = "floor/newsitem_detail.html"
    model = NewsItem
    queryset = NewsItem.objects.filter(**PUBLISHED).select_related("institution", "alliance", "source")

    def get_context_data(self, **kwargs):
        story, rows = self.object, NewsItem.objects.filter(**PUBLISHED)
        return super().get_context_data(**kwargs) | {
            "pictures": Picture.objects.filter(owner_id=story.pk).order_by("order"),
            "mentions": story.mentions.select_related("institution").order_by("order"),
            "links": {
                "Areas": story.areas.filter(**PUBLISHED),
                "Alliances": story.alliances.filter(**PUBLISHED),
                "Institutions": story.institutions.filter(**PUBLISHED),
                "People": story.people.filter(**PUBLISHED),
                "Scientific groups": story.groups.filter(**PUBLISHED),
                "Joint projects": story.projects.filter(**PUBLISHED),
                "Newer": rows.filter(published_at__gt=story.published_at).order_by("published_at")[:1],
                "Older": rows.filter(published_at__lt=story.published_at).order_by("-published_at")[:1],
            },
        }
