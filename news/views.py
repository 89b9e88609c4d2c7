"""The list of news, and the page of a story."""

from django.db.models import Prefetch, Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.gathering import Links, gather
from core.languages import best_text
from core.views import ListPage, RecordPage
from news.filtersets import NewsFilterSet
from news.models import BoilerplateVersion, NewsItem, NewsMention
from news.passages import passages_of

NEWS = (_("News"), reverse_lazy("news:list"))


class NewsListPage(ListPage):
    model = NewsItem
    filterset_class = NewsFilterSet
    offered_filters = ("search", "alliance", "area", "kind", "year", "ordering")
    template_name = "news/newsitem_list.html"
    title = NEWS[0]

    def get_rows(self):
        return super().get_rows().with_card().with_first_picture()

    def order(self, rows):
        return rows.newest_first()


class NewsPage(RecordPage):
    model = NewsItem
    complete_when = ("title", "body")
    breadcrumb = [NEWS]

    def get_queryset(self):
        user = self.request.user
        blocks = BoilerplateVersion.objects.visible_to(user)
        mentions = NewsMention.objects.visible_to(user).select_related("institution")
        return (
            super()
            .get_queryset()
            .with_card()
            .prefetch_related(Prefetch("boilerplates", blocks), Prefetch("mentions", mentions))
        )

    def get_context_data(self, **kwargs):
        body = best_text(self.object, "body")[0]
        first, *others = list(self.object.pictures.in_order()) or [None]
        return super().get_context_data(**kwargs) | {
            "first_picture": first,
            "passages": passages_of(body, others),
            "related": gather(**self.get_links(), **self.get_neighbours()),
        }

    def get_links(self):
        """Whom and what the story is about, its own alliance and institution among them."""
        item, user = self.object, self.request.user
        own = {"alliances": item.alliance_id, "institutions": item.institution_id}

        def linked(name):
            named = getattr(item, name).values("pk")
            rows = getattr(NewsItem, name).rel.model.objects.visible_to(user)
            text = "stage" if name == "projects" else ""
            return Links(rows.filter(Q(pk__in=named) | Q(pk=own.get(name))).in_reading_order(), text=text)

        return {name: linked(name) for name in ("alliances", "institutions", "people", "areas", "groups", "projects")}

    def get_neighbours(self):
        """The published story before and the one after this one; a draft stands nowhere in the row."""
        item = self.object
        if item.published_at is None:
            return {}
        rows = NewsItem.objects.visible_to(self.request.user).published()
        return {"older": Links(rows.older_than(item), 1), "newer": Links(rows.newer_than(item), 1)}
