"""Pages of long lists: what they cost does not grow with the table."""

import re

from django.core.paginator import InvalidPage, Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import cached_property

from core.parameters import shown

MOST_COUNTED = 10_000
PAGE = "page"
NUMBER = re.compile("[1-9][0-9]{0,8}")


class NoSuchPage(Http404):
    """A list has no page of this number; `address` is that of its first page."""

    def __init__(self, request, number, name=PAGE):
        super().__init__("No such page")
        query = request.GET.copy()
        query.pop(name, None)
        [self.number] = shown([number])
        self.address = f"{request.path}?{query.urlencode()}" if query else request.path


def page_of(paginator, request):
    """The page that the address names, else the first one."""
    number = request.GET.get(PAGE) or 1
    try:
        return paginator.page(number)
    except InvalidPage:
        raise NoSuchPage(request, number) from None


def refuse_no_number(request, name=PAGE):
    """What names a page is a number in digits, of a size that a list may have."""
    number = request.GET.get(name)
    if number and not NUMBER.fullmatch(number):
        raise NoSuchPage(request, number, name)


def page_at_work(paginator, request):
    """The page that the address names; of a list that grows shorter by the work on it, the last one beyond its end."""
    refuse_no_number(request)
    return paginator.get_page(request.GET.get(PAGE) or 1)


class CappedPaginator(Paginator):
    """Counts rows up to `most`; of others it knows only that there are more, and no page leads to them."""

    most = MOST_COUNTED

    @cached_property
    def count(self):
        return min(self._counted, self.most)

    @property
    def has_more(self):
        return self._counted > self.most

    @cached_property
    def _counted(self):
        rows = self.object_list
        if not isinstance(rows, QuerySet):
            return len(rows)
        return rows.order_by().values("pk")[: self.most + 1].count()


class LeanPaginator(CappedPaginator):
    """For an order that no index holds: ids alone are sorted, and whole rows are read of one page only."""

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        ids = self.object_list.values("pk")[first : first + self.per_page]
        return self._get_page(self.object_list.filter(pk__in=ids), number, self)
