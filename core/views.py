"""What pages of records share: a list that is filtered and paged, and a page of one record at its address."""

from itertools import groupby

from django.conf import settings
from django.db.models import IntegerChoices
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import get_language
from django.views.generic import DetailView, ListView
from django_filters import FilterSet
from modeltranslation.settings import AVAILABLE_LANGUAGES

from core import scope
from core.facets import Facet, count_facets
from core.filtersets import offers_what_is_recorded
from core.languages import offered_languages
from core.page_cache.parts import keep_part
from core.paging import PAGE, CappedPaginator, LeanPaginator, NoSuchPage, page_of
from core.parameters import NamedParameters, ReadsParameters
from core.prepared import Prepared
from core.services.addresses import present_record

PAGE_SIZE = 20


class KeptPage(ReadsParameters):
    """A page that is made once for all readers without a session, until something that it shows changes.

    `parameters` are those that it reads from its address; no other reaches it. With `shows_one_record` it shows that
    record and what relations lead to from there, else any row of the models that it reads may matter.
    """

    is_kept = True
    shows_one_record = False


class ListPage(NamedParameters, KeptPage, ListView):
    """A list that readers filter by parameters in the address; what they chose is kept from page to page.

    Subclasses name `model`, `filterset_class`, `title` and the template; `get_rows` gives the rows to filter.
    `offered_filters` names the filters that the form shows, in their order; the others work from links and are kept.
    `facets` are filters of the latter kind, shown as links with counts; `counts_of_all(user)`, prepared, gives those
    of the whole list, where it is the same at each address.
    """

    paginate_by = PAGE_SIZE
    paginator_class = CappedPaginator
    filterset_class: type[FilterSet] | None = None
    offered_filters: tuple = ()
    facets: tuple[Facet, ...] = ()
    counts_of_all: Prepared | None = None
    title: str | Promise = ""
    intro: str | Promise = ""
    breadcrumb: list = []
    is_refused = False

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._recorded_choices = Prepared(cls._choices_to_gather)

    @classmethod
    def _choices_to_gather(cls, user):
        """What the record holds for the filters that the form shows."""
        filters = cls.filterset_class(queryset=cls.model.objects.none()).filters
        offered = {name: filters[name] for name in cls.offered_filters or filters}
        return {name: each.part_to_gather(user) for name, each in offered.items() if offers_what_is_recorded(each)}

    @classmethod
    def get_parameters(cls):
        filters = cls.filterset_class.base_filters if cls.filterset_class else ()
        return (*cls.parameters, *filters, PAGE)

    def get_rows(self):
        return self.model.objects.visible_to(self.request.user)

    def order(self, rows):
        return rows.in_reading_order()

    def get_queryset(self):
        rows = self.get_rows()
        self.filterset = None
        if self.filterset_class is None:
            return self.order(rows)
        self.filterset = self.filterset_class(self.request.GET, queryset=rows, request=self.request)
        if not self.filterset.is_valid():
            return self.order(rows.none())
        # An order that the reader chose stays.
        return self.filterset.qs if self.filterset.chosen.get("ordering") else self.order(self.filterset.qs)

    def paginate_queryset(self, queryset, page_size):
        """A page beyond the rows that are counted is refused: with the last one that there is, and what to do."""
        paginator = self.get_paginator(queryset, page_size)
        try:
            page = page_of(paginator, self.request)
            return paginator, page, page.object_list, page.has_other_pages()
        except NoSuchPage:
            if not paginator.has_more or not self.request.GET[PAGE].isdecimal():
                raise
            self.is_refused = True
            page = paginator.page(paginator.num_pages)
            return paginator, page, page.object_list, True

    def render_to_response(self, context, **response_kwargs):
        """A filter that makes no sense is 400, with what is wrong beside its field; such a page is not kept."""
        is_wrong = self.filterset is not None and not self.filterset.form.is_valid()
        status = 404 if self.is_refused else 400 if is_wrong else None
        return super().render_to_response(context, status=status, **response_kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = context["page_obj"]
        if self.filterset is not None:
            self._offer_choices()
        return context | {
            "title": self.title,
            "intro": self.intro,
            "breadcrumb": self.breadcrumb,
            "filterset": self.filterset,
            "is_filtered": self.filterset is not None and self.filterset.form.has_changed(),
            **self._filter_fields(),
            **self._narrowing(),
            "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=1),
            "alternate_languages": AVAILABLE_LANGUAGES,
        }

    def _offer_choices(self):
        """Ask once for the choices that come from the database: a widget would ask each time it looks at them.

        They come in one query for all filters. A filter that the form does not offer needs none.
        """
        filters, fields = self.filterset.filters, self.filterset.form.fields
        offered = self.offered_filters or tuple(fields)
        names = [name for name in offered if offers_what_is_recorded(filters[name])]
        found = self._ask_for_choices() if names else {}
        for name, field in fields.items():
            if name in found:
                field.widget.choices = filters[name].choices_of(found[name])
            elif hasattr(field.widget, "choices"):
                field.widget.choices = list(field.widget.choices) if name in offered else []

    def _ask_for_choices(self):
        key = ("choices", type(self).__module__, type(self).__qualname__, get_language())
        return keep_part(key, lambda: self._recorded_choices(self.request.user))

    def _filter_fields(self):
        """The fields that the page shows, those in use that it only keeps, and wrong ones with where to mend them."""
        if self.filterset is None:
            return {}
        form = self.filterset.form
        offered = self.offered_filters or tuple(form.fields)
        hidden = [name for name in form.fields if name not in offered]
        # One that makes no sense is not sent again: the reader has no field to mend it in.
        kept = [name for name in hidden if self.request.GET.get(name) and name not in form.errors]
        more = [name for name in offered if name != "search"]
        return {
            "offered_fields": [form[name] for name in offered],
            "has_search": "search" in offered,
            "more_fields": [form[name] for name in more],
            "kept_fields": [form[name] for name in kept],
            "wrong_fields": [
                (form[name], self._address(name, None) if name in hidden else f"#{form[name].id_for_label}")
                for name in form.fields
                if name in form.errors
            ],
            "is_narrowed": any(self.request.GET.get(name) for name in more),
        }

    def _narrowing(self):
        """The facets with their counts, and the filters in use with the address that leaves each of them out."""
        if self.filterset is None or not self.filterset.form.is_valid():
            return {}
        facets = self._count_facets() if self.facets else []
        for entry in facets:
            for value in [*entry["values"], *entry["more"]]:
                chosen = None if value["is_chosen"] else value["value"]
                value["address"] = self._address(entry["facet"].name, chosen)
        return {"facets": facets, "chosen": self._chosen(facets)}

    def _count_facets(self):
        return count_facets(self.facets, self.filterset, self.request.user, self.counts_of_all)

    def _chosen(self, facets):
        """Label, value and the address without it, of each filter in use that the reader cannot see in a field."""
        labels = {
            entry["facet"].name: value["label"]
            for entry in facets
            for value in [*entry["values"], *entry["more"]]
            if value["is_chosen"]
        }
        form = self.filterset.form
        hidden = [name for name in self.filterset.chosen if name not in (self.offered_filters or form.fields)]
        return [(form[name].label, labels.get(name, form[name].data), self._address(name, None)) for name in hidden]

    def _address(self, name, value):
        """The address of this list with another value of one filter, from its first page."""
        query = self.request.GET.copy()
        for key in (PAGE, name):
            query.pop(key, None)
        if value is not None:
            query[name] = value
        return f"{self.request.path}?{query.urlencode()}" if query else self.request.path


class SectionedList(ListPage):
    """A list in parts with headings, by the number `section` of its rows; in an order that the reader chose it is one.

    `section_choices` has the heading of each.
    """

    paginator_class = LeanPaginator
    section_choices: type[IntegerChoices]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        rows = list(context["page_obj"])
        if self.filterset.is_valid() and self.filterset.chosen.get("ordering"):
            sections = [("", rows)]
        else:
            parts = groupby(rows, lambda row: row.section)
            sections = [(self.section_choices(number).label, list(part)) for number, part in parts]
        return context | {"sections": sections}


def redirect_to_present(request, model):
    """From a former address to the same page at the present one, or 404."""
    match = request.resolver_match
    present = present_record(model, match.kwargs["slug"])
    if present is None or not scope.can_view(request.user, present):
        raise Http404
    return redirect(match.view_name, **(match.kwargs | {"slug": present.slug}), permanent=True)


class RecordPage(KeptPage, DetailView):
    """The page of one record; a former address leads to the present one, out of sight is 404.

    `complete_when` names the texts that a language must have to be offered to search engines.
    """

    shows_one_record = True
    complete_when: tuple = ()
    breadcrumb: list = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._found_at = Prepared(lambda user, slug: cls.get_rows(user).filter(slug=slug))

    @classmethod
    def get_rows(cls, user):
        """The records that have such a page, with what it shows of them; without prefetches, see `core.prepared`."""
        return cls.model.objects.visible_to(user)

    def get_object(self, queryset=None):
        found = self._found_at(self.request.user, self.kwargs["slug"])
        if not found:
            raise Http404
        return found[0]

    def get(self, request, *args, **kwargs):
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            return redirect_to_present(request, self.model)

    @cached_property
    def alternate_languages(self):
        return offered_languages(self.object, self.complete_when)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {
            "title": str(self.object),
            "breadcrumb": self.get_breadcrumb(),
            "alternate_languages": self.alternate_languages,
            "permanent_address": f"{settings.BASE_URL}/id/{self.object.pk}",
        }

    def get_breadcrumb(self):
        """Pairs of label and address that lead here from the home page; the page itself is not among them."""
        return self.breadcrumb
