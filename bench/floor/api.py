"""The same objects from plain serializers of DRF, in one language."""

from django.urls import reverse
from rest_framework.pagination import PageNumberPagination
from rest_framework.routers import SimpleRouter
from rest_framework.serializers import HyperlinkedIdentityField, ModelSerializer, SerializerMethodField
from rest_framework.viewsets import ReadOnlyModelViewSet

from bench.floor.models import Alliance, Area, Institution, InstitutionAlias, Membership, Source
from bench.floor.posted import NewsItem

PUBLISHED = {"state": "published"}


class Pages(PageNumberPagination):
    page_size = 20


class RecordSerializer(ModelSerializer):
    page = SerializerMethodField()

    def get_page(self, record):
        return self.context["request"].build_absolute_uri(record.get_absolute_url())


class CountrySerializer(RecordSerializer):
    country = SerializerMethodField()

    def get_country(self, record):
        return {"code": record.country.code, "name": record.country.name} if record.country else None


class AliasSerializer(ModelSerializer):
    class Meta:
        model = InstitutionAlias
        fields = ["id", "text", "language", "kind"]


class SourceSerializer(RecordSerializer):
    class Meta:
        model = Source
        fields = ["id", "slug", "title_en", "publisher_en", "published_earliest", "page"]


class AreaSerializer(RecordSerializer):
    class Meta:
        model = Area
        fields = ["id", "slug", "name_en", "page"]


class AllianceSerializer(RecordSerializer):
    class Meta:
        model = Alliance
        fields = ["id", "slug", "name_en", "acronym", "page"]


class ShortInstitutionSerializer(CountrySerializer):
    class Meta:
        model = Institution
        fields = ["id", "slug", "name_en", "country", "page"]


class InstitutionSerializer(CountrySerializer):
    url = HyperlinkedIdentityField(view_name="floor:api-institution-detail")
    aliases = AliasSerializer(many=True)

    class Meta:
        model = Institution
        fields = [
            *("id", "slug", "state", "published_at", "updated_at", "url", "page", "name_en", "acronym", "kind"),
            *("country", "city_en", "latitude", "longitude", "established", "website", "ror_id", "wikidata_id"),
            *("whed_id", "logo", "aliases"),
        ]


class NewsSerializer(RecordSerializer):
    url = HyperlinkedIdentityField(view_name="floor:api-news-detail")
    alliance = AllianceSerializer()
    institution = ShortInstitutionSerializer()
    areas = AreaSerializer(many=True)

    class Meta:
        model = NewsItem
        fields = [
            *("id", "slug", "state", "published_at", "updated_at", "url", "page", "kind", "kicker_en", "title_en"),
            *("lead_en", "byline_en", "alliance", "institution", "areas"),
        ]


class MembershipSerializer(ModelSerializer):
    url = HyperlinkedIdentityField(view_name="floor:api-membership-detail")
    page = SerializerMethodField()
    source = SourceSerializer()
    alliance = AllianceSerializer()
    institution = ShortInstitutionSerializer()

    class Meta:
        model = Membership
        fields = [
            *("id", "standing", "note_en", "source", "first_recorded_on", "since_earliest", "until_earliest"),
            *("attested_on_earliest", "url", "page", "alliance", "institution", "role"),
        ]

    def get_page(self, membership):
        address = reverse("floor:institution", args=[membership.institution.slug])
        return self.context["request"].build_absolute_uri(address)


class FloorViewSet(ReadOnlyModelViewSet):
    pagination_class = Pages
    filter_backends = ()


class InstitutionViewSet(FloorViewSet):
    queryset = Institution.objects.filter(**PUBLISHED).prefetch_related("aliases").order_by("sort_en")
    serializer_class = InstitutionSerializer


class NewsViewSet(FloorViewSet):
    queryset = (
        NewsItem.objects.filter(**PUBLISHED)
        .select_related("institution", "alliance")
        .prefetch_related("areas")
        .order_by("-published_at")
    )
    serializer_class = NewsSerializer


class MembershipViewSet(FloorViewSet):
    queryset = (
        Membership.objects.filter(recorded_until=None)
        .select_related("institution", "alliance", "source")
        .order_by("pk")
    )
    serializer_class = MembershipSerializer


router = SimpleRouter()
router.register("institutions", InstitutionViewSet, "api-institution")
router.register("news", NewsViewSet, "api-news")
router.register("memberships", MembershipViewSet, "api-membership")
