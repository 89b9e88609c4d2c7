"""Pages of a list: exact counts up to 10,000, and no page beyond."""

from urllib.parse import urlencode

from django.conf import settings
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination

from core.api.problems import NotHere
from core.page_cache.parts import keep_part

COUNTED = 10_000
SMALLEST, USUAL, LARGEST = 1, 20, 100
PAGE, PAGE_SIZE = "page", "page_size"


class ListPagination(BasePagination):
    """`page` and `page_size`; the addresses of the neighbours come from the settings, never from the Host header."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request = request
        errors = {}
        self.number = self._whole_number(PAGE, 1, COUNTED, errors)
        self.size = self._whole_number(PAGE_SIZE, USUAL, LARGEST, errors)
        if errors:
            raise ValidationError(errors)
        start = (self.number - 1) * self.size
        if start >= COUNTED:
            raise NotHere(
                _("A list ends at %(rows)s rows; use filters to ask for fewer, or the export for all.")
                % {"rows": COUNTED}
            )
        self.count = keep_part(self._key(), queryset.order_by().values("pk")[: COUNTED + 1].count)
        self.is_exact = self.count <= COUNTED
        self.count = min(self.count, COUNTED)
        if start >= self.count and self.number > 1:
            raise NotHere(_("The list has no page %(number)s.") % {"number": self.number})
        return list(queryset[start : min(start + self.size, COUNTED)])

    def _key(self):
        """The same for each page of a list."""
        parameters = {name: value for name, value in self.request.GET.items() if name not in {PAGE, PAGE_SIZE}}
        return ("count", self.request.path, urlencode(sorted(parameters.items())))

    def _whole_number(self, name, default, largest, errors):
        text = self.request.GET.get(name)
        if text is None:
            return default
        if text.isascii() and text.isdecimal() and len(text) <= 6 and SMALLEST <= int(text) <= largest:
            return int(text)
        errors[name] = [_("Give a whole number from 1 to %(largest)s.") % {"largest": largest}]
        return default

    def envelope(self, results):
        has_next = self.number * self.size < self.count
        return {
            "count": self.count,
            "count_is_exact": self.is_exact,
            "next": self._address(self.number + 1) if has_next else None,
            "previous": self._address(self.number - 1) if self.number > 1 else None,
            "licence": settings.DATA_LICENCE_URL,
            "results": results,
        }

    def _address(self, number):
        parameters = {**self.request.GET.dict(), PAGE: number}
        return f"{settings.BASE_URL}{self.request.path}?{urlencode(sorted(parameters.items()))}"

    def get_schema_operation_parameters(self, view):
        return [
            query_parameter(PAGE, {"type": "integer", "minimum": 1, "maximum": COUNTED, "default": 1}, ""),
            query_parameter(
                PAGE_SIZE, {"type": "integer", "minimum": SMALLEST, "maximum": LARGEST, "default": USUAL}, ""
            ),
        ]

    def get_paginated_response_schema(self, schema):
        address = {"type": ["string", "null"], "format": "uri"}
        properties = {
            "count": {"type": "integer", "description": f"At most {COUNTED}."},
            "count_is_exact": {"type": "boolean", "description": "False where there are more rows than are counted."},
            "next": address,
            "previous": address,
            "licence": {"type": "string", "format": "uri"},
            "results": schema,
        }
        return {"type": "object", "properties": properties, "required": list(properties)}


def query_parameter(name, schema, description):
    found = {"name": name, "in": "query", "required": False, "schema": schema}
    return {**found, "description": description} if description else found
