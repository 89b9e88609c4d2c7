"""The list of news, and the page of a story."""

from django.db.models import Q
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.gathering import Links
from core.languages import best_text
from core.prepared import prepared
from core.views import ListPage, RecordPage
from news.filtersets import NewsFilterSet
from news.models import NewsItem
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

    @classmethod
    def get_rows(cls, user):
        return super().get_rows(user).with_card()

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        body = best_text(item, "body")[0]
        first, *others = pictures_of(user, item) or [None]
        return super().get_context_data(**kwargs) | {
            "first_picture": first,
            "passages": passages_of(body, others),
            "boilerplates": boilerplates_of(user, item),
            "mentions": mentions_of(user, item),
            "related": links_of(user, item, item.alliance_id or "", item.institution_id or "", item.published_at),
        }


@prepared
def pictures_of(user, item):
    return item.pictures.in_order()


@prepared
def boilerplates_of(user, item):
    return item.boilerplates.visible_to(user)


@prepared
def mentions_of(user, item):
    return item.mentions.visible_to(user).select_related("institution")


@prepared
def links_of(user, item, alliance_id, institution_id, moment):
    """Whom and what the story is about, its own alliance and institution among them, and its neighbours."""
    own = {"alliances": alliance_id, "institutions": institution_id}

    def linked(name):
        named = getattr(item, name).values("pk")
        rows = getattr(NewsItem, name).rel.model.objects.visible_to(user)
        text = "stage" if name == "projects" else ""
        return Links(rows.filter(Q(pk__in=named) | Q(pk=own.get(name))).in_reading_order(), text=text)

    about = {name: linked(name) for name in ("alliances", "institutions", "people", "areas", "groups", "projects")}
    return about | neighbours(user, item, moment)


def neighbours(user, item, moment):
    """The published story before and the one after this one; a draft stands nowhere in the row."""
    if moment is None:
        return {}
    rows = NewsItem.objects.visible_to(user).published()
    return {"older": Links(rows.older_than(item, moment), 1), "newer": Links(rows.newer_than(item, moment), 1)}
