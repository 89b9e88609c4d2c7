"""The base of all lists and objects of the API, and the endpoints of the kernel."""

import re

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from core.api.languages import PARAMETER, language_asked_for, refuse_other_languages
from core.api.objects import Reader, Shape, plan_of, represent
from core.api.problems import Gone
from core.filtersets import AreaFilterSet, SourceFilterSet, StrictFilterSet
from core.identity import is_withdrawn
from core.languages import column_suffix, language_tag
from core.page_cache.parts import with_parts
from core.serializers import AreaDetailSerializer, AreaSerializer, SourceSerializer
from core.services.addresses import present_record

ULID = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}")


def refuse_parameters(request):
    """For addresses that take no parameter but the language."""
    unknown = [name for name in request.GET if name != PARAMETER]
    if unknown:
        raise ValidationError({name: [_("There is no such parameter here.")] for name in unknown})


class PublicApiMixin:
    """The language, and who may keep the answer: caches for a minute, or only the person signed in."""

    language = settings.LANGUAGE_CODE

    def initial(self, request, *args, **kwargs):
        self.language = language_asked_for(request)
        translation.activate(self.language)
        super().initial(request, *args, **kwargs)
        refuse_other_languages(request)

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers["Content-Language"] = language_tag(self.language)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers["Cache-Control"] = "private, no-store"
        elif response.status_code in {200, 301, 404, 410}:
            response.headers["Cache-Control"] = "public, no-cache"
        else:
            response.headers["Cache-Control"] = "no-store"
        return response

    def options(self, request, *args, **kwargs):
        """What a browser asks before it lets a script of another site read."""
        return Response(status=204, headers={"Allow": ", ".join(self.allowed_methods)})


class RecordViewSet(PublicApiMixin, GenericViewSet):
    """Reads one kind of record; starts from what the reader may see.

    A subclass names its serializers (of the list and, where it differs, of the object), its filterset and its usual
    order, in which `{}` stands for the reader's language. An object is found by its slug, where it has one, or its id.
    """

    serializer_class: type[Shape]
    detail_serializer_class: type[Shape] | None = None
    filterset_class: type[StrictFilterSet]
    usual_order: tuple[str, ...] = ("sort_{}",)
    lookup_field = "slug"
    lookup_value_regex = "[-a-zA-Z0-9_]{1,100}"

    @property
    def model(self):
        return self.serializer_class.model

    def get_serializer_class(self):
        if self.action == "retrieve" and self.detail_serializer_class:
            return self.detail_serializer_class
        return self.serializer_class

    def get_queryset(self):
        return self.model.objects.visible_to(self.request.user)

    def list(self, request, *args, **kwargs):
        order = [*(name.format(column_suffix(self.language)) for name in self.usual_order), "pk"]
        queryset = self.filter_queryset(self.get_queryset().order_by(*order))
        with with_parts(request.user):
            rows = self.paginate_queryset(queryset.values(*plan_of(self.serializer_class, "").columns))
        reader = Reader(request.user, self.language)
        return Response(self.paginator.envelope(represent(self.serializer_class, rows, reader)))

    def retrieve(self, request, *args, **kwargs):
        refuse_parameters(request)
        shape = self.get_serializer_class()
        key = kwargs[self.lookup_field]
        by_id = ULID.fullmatch(key) is not None
        found = self.get_queryset().filter(**{"pk" if by_id or self.lookup_field == "id" else "slug": key}).order_by()
        rows = list(found.values(*plan_of(shape, "").columns)[:1])
        if not rows:
            return self._elsewhere(request, key, by_id=by_id)
        return Response(represent(shape, rows, Reader(request.user, self.language))[0])

    def _elsewhere(self, request, key, *, by_id):
        """A former slug leads to the present one; an id that was withdrawn stays withdrawn."""
        if by_id:
            raise Gone if is_withdrawn(key) else NotFound
        record = present_record(self.model, key) if self.lookup_field == "slug" else None
        if record is None or not self.get_queryset().filter(pk=record.pk).exists():
            raise NotFound
        before = request.path.removesuffix(f"{key}/")
        query = f"?{PARAMETER}={self.language}" if PARAMETER in request.GET else ""
        return HttpResponsePermanentRedirect(f"{settings.BASE_URL}{before}{record.slug}/{query}")


class SourceViewSet(RecordViewSet):
    """Where the facts were read."""

    serializer_class = SourceSerializer
    filterset_class = SourceFilterSet


class AreaViewSet(RecordViewSet):
    """Scientific and other areas, in a tree of two levels."""

    serializer_class = AreaSerializer
    detail_serializer_class = AreaDetailSerializer
    filterset_class = AreaFilterSet
