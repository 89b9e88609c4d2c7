"""Filters of news."""

from alliances.filtersets import AllianceSlugFilter, InstitutionSlugFilter
from core.filtersets import AreaFilter, KindFilter, OrderingFilter, SearchFilter, StrictFilterSet, YearFilter
from news.models import NewsItem


class NewsFilterSet(StrictFilterSet):
    """News of an alliance or an institution is posted for it or tells about it."""

    alliance = AllianceSlugFilter("alliance", "alliances")
    institution = InstitutionSlugFilter("institution", "institutions")
    area = AreaFilter("areas")
    kind = KindFilter(NewsItem.Kind.choices)
    year = YearFilter("published_at", moment=True)
    search = SearchFilter()
    ordering = OrderingFilter(published="published_at", name="sort_{}")

    class Meta:
        model = NewsItem
        fields = []
