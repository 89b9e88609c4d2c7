"""What the same pages would be with generic views and nothing else: the same rows, in one language, shown to everybody.

No scope, no publication window, no partial dates, no fallback of languages, no facets, no links of several kinds in one
query: what our pages cost above these is the price of those.
"""

from django.db.models import Count, Prefetch
from django.http import HttpResponse
from django.views.generic import DetailView, ListView, TemplateView
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from bench.floor.forms import InstitutionForm, NewsForm
from bench.floor.models import Alliance, Area, Event, Institution, Membership, NewsItem, Opportunity, Tenure

PUBLISHED = {"state": "published"}


def empty(request):
    """What a request costs that does nothing: a kept page should cost about that."""
    return HttpResponse("")


class WithMenu:
    extra_context = {"menu": ["alliances", "institutions", "areas", "projects", "opportunities", "news", "events"]}


class HomePage(WithMenu, TemplateView):
    template_name = "floor/home.html"

    def get_context_data(self, **kwargs):
        alliances = Alliance.objects.filter(**PUBLISHED)
        return super().get_context_data(**kwargs) | {
            "counts": [alliances.count(), Institution.objects.filter(**PUBLISHED).count()],
            "alliances": alliances.filter(parent_id=None).order_by("sort_en")[:24],
            "areas": Area.objects.filter(**PUBLISHED, parent_id=None).order_by("sort_en")[:12],
            "news": NewsItem.objects.filter(**PUBLISHED)
            .select_related("institution", "alliance")
            .order_by("-published_at")[:4],
            "calls": Opportunity.objects.filter(**PUBLISHED).select_related("institution").order_by("deadline")[:4],
            "events": Event.objects.filter(**PUBLISHED).select_related("alliance").order_by("starts_earliest")[:4],
        }


class FilteredList(WithMenu, ListView):
    paginate_by = 20
    template_name = "floor/list.html"
    form_class = NewsForm

    def get_context_data(self, **kwargs):
        form = self.form_class(self.request.GET)
        form.is_valid()
        context = super().get_context_data(**kwargs)
        numbers = context["paginator"].get_elided_page_range(context["page_obj"].number, on_each_side=1)
        return context | {"form": form, "title": self.model._meta.verbose_name_plural, "page_numbers": numbers}


class InstitutionList(FilteredList):
    model = Institution
    form_class = InstitutionForm
    queryset = (
        Institution.objects.filter(**PUBLISHED)
        .prefetch_related(Prefetch("memberships", Membership.objects.select_related("alliance"), to_attr="current"))
        .order_by("sort_en")
    )


class AllianceList(FilteredList):
    model = Alliance
    form_class = InstitutionForm
    queryset = Alliance.objects.filter(**PUBLISHED).annotate(members=Count("memberships")).order_by("sort_en")


class NewsList(FilteredList):
    model = NewsItem
    queryset = NewsItem.objects.filter(**PUBLISHED).select_related("institution", "alliance").order_by("-published_at")


class Record(WithMenu, DetailView):
    template_name = "floor/record.html"


class AlliancePage(Record):
    model = Alliance

    def get_context_data(self, **kwargs):
        alliance = self.object
        return super().get_context_data(**kwargs) | {
            "memberships": alliance.memberships.filter(recorded_until=None).select_related("institution", "source")[
                :60
            ],
            "statements": alliance.statements.select_related("source"),
            "milestones": alliance.milestones.select_related("source"),
            "bodies": alliance.bodies.all(),
            "events": alliance.events.all()[:6],
            "news": alliance.news.all()[:6],
        }


class GovernancePage(Record):
    model = Alliance

    def get_context_data(self, **kwargs):
        tenures = Tenure.objects.select_related("seat", "institution", "source").order_by("seat__rank")
        bodies = self.object.bodies.prefetch_related("seats", Prefetch("tenures", tenures, to_attr="present"))
        return super().get_context_data(**kwargs) | {"bodies": bodies}


class InstitutionPage(Record):
    model = Institution

    def get_context_data(self, **kwargs):
        institution = self.object
        return super().get_context_data(**kwargs) | {
            "memberships": institution.memberships.filter(recorded_until=None).select_related("alliance", "source"),
            "statements": institution.statements.select_related("source"),
            "tenures": institution.tenures.select_related("body", "seat", "source"),
            "news": institution.news.all()[:10],
            "calls": institution.opportunities.all()[:10],
        }


class NetworksPage(Record):
    model = Institution

    def get_context_data(self, **kwargs):
        rows = self.object.memberships.filter(recorded_until=None).select_related("alliance", "source")
        return super().get_context_data(**kwargs) | {"memberships": rows.prefetch_related("alliance__statements")}


class NewsPage(Record):
    model = NewsItem
    queryset = NewsItem.objects.select_related("institution", "alliance", "source")

    def get_context_data(self, **kwargs):
        rows = NewsItem.objects.filter(**PUBLISHED)
        older = rows.filter(published_at__lt=self.object.published_at).order_by("-published_at").first()
        newer = rows.filter(published_at__gt=self.object.published_at).order_by("published_at").first()
        return super().get_context_data(**kwargs) | {"news": [row for row in (older, newer) if row]}


class InstitutionSerializer(ModelSerializer):
    class Meta:
        model = Institution
        fields = ["id", "slug", "name_en", "city_en", "country"]


class NewsSerializer(ModelSerializer):
    class Meta:
        model = NewsItem
        fields = ["id", "slug", "title_en", "lead_en", "published_at", "institution", "alliance"]


class MembershipSerializer(ModelSerializer):
    institution = InstitutionSerializer()

    class Meta:
        model = Membership
        fields = ["id", "role", "alliance", "institution"]


class InstitutionViewSet(ReadOnlyModelViewSet):
    queryset = Institution.objects.filter(state="published").order_by("sort_en")
    serializer_class = InstitutionSerializer


class NewsViewSet(ReadOnlyModelViewSet):
    queryset = NewsItem.objects.filter(state="published").order_by("-published_at")
    serializer_class = NewsSerializer


class MembershipViewSet(ReadOnlyModelViewSet):
    queryset = Membership.objects.select_related("institution").order_by("id")
    serializer_class = MembershipSerializer
