"""What the same pages would be with generic views and nothing else."""

from django.views.generic import DetailView, ListView, TemplateView
from rest_framework.serializers import ModelSerializer
from rest_framework.viewsets import ReadOnlyModelViewSet

from bench.floor.models import Alliance, Institution, Membership, NewsItem


class HomePage(TemplateView):
    template_name = "floor/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {
            "counts": [Alliance.objects.count(), Institution.objects.count()],
            "alliances": Alliance.objects.order_by("sort_en"),
            "news": NewsItem.objects.filter(state="published").order_by("-published_at")[:5],
        }


class InstitutionList(ListView):
    queryset = Institution.objects.filter(state="published").order_by("sort_en")
    paginate_by = 20
    template_name = "floor/list.html"


class NewsList(ListView):
    queryset = NewsItem.objects.filter(state="published").select_related("institution").order_by("-published_at")
    paginate_by = 20
    template_name = "floor/list.html"


class Record(DetailView):
    template_name = "floor/record.html"


class AlliancePage(Record):
    model = Alliance

    def get_context_data(self, **kwargs):
        rows = self.object.memberships.select_related("institution")
        return super().get_context_data(**kwargs) | {"rows": rows}


class InstitutionPage(Record):
    model = Institution

    def get_context_data(self, **kwargs):
        rows = self.object.memberships.select_related("alliance")
        return super().get_context_data(**kwargs) | {"rows": rows}


class NewsPage(Record):
    model = NewsItem


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
