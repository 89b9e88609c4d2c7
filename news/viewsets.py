from core.viewsets import RecordViewSet
from news.filtersets import NewsFilterSet
from news.serializers import NewsDetailSerializer, NewsSerializer


class NewsViewSet(RecordViewSet):
    """News and photo stories, newest first."""

    serializer_class = NewsSerializer
    detail_serializer_class = NewsDetailSerializer
    filterset_class = NewsFilterSet
    usual_order = ("-published_at",)
