"""The entrance of the API: its list of addresses, its schema, and a page to try it."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.views.generic import TemplateView
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.fields import absolute
from core.viewsets import PublicApiMixin, refuse_parameters


class RootSerializer(serializers.Serializer):
    endpoints = serializers.DictField(child=serializers.URLField())
    schema = serializers.URLField()
    docs = serializers.URLField()
    languages = serializers.ListField(child=serializers.CharField())
    licence = serializers.URLField()


class RootView(PublicApiMixin, APIView):
    """The addresses of all lists, of the schema and of a page to try them."""

    endpoints = ()
    answer = RootSerializer

    def get(self, request):
        refuse_parameters(request)
        return Response(
            {
                "endpoints": {name: absolute(reverse(f"api:{name}-list")) for name in self.endpoints},
                "schema": absolute(reverse("api:schema")),
                "docs": absolute(reverse("api:docs")),
                "languages": [code for code, _name in settings.LANGUAGES],
                "licence": settings.DATA_LICENCE_URL,
            }
        )


class SchemaView(PublicApiMixin, APIView):
    """The description of the API by OpenAPI 3.1."""

    renderer_classes = [OpenApiJsonRenderer, JSONRenderer]
    schema = None

    def get(self, request):
        refuse_parameters(request)
        return Response(described())


@lru_cache(maxsize=1)
def described():
    """The schema does not change while the portal runs, and takes a second to make."""
    return SchemaGenerator().get_schema(request=None, public=True)


class NothingView(PublicApiMixin, APIView):
    """Every other address below the entrance."""

    schema = None

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        raise NotFound


class DocsView(TemplateView):
    """A page to try the API; its script and style are files of ours, so that it works under the security policy."""

    template_name = "api/docs.html"
