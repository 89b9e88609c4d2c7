"""How the API describes itself: OpenAPI from the fields, filters and errors that it really has."""

import copy

from django.conf import settings
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse

from core.api.languages import PARAMETER
from core.api.objects import Many, One
from core.api.pagination import query_parameter
from core.api.problems import MEDIA_TYPE, ProblemSerializer

DESCRIPTIONS = {
    301: "The record has another slug now.",
    400: "A parameter is unknown, repeated or has a wrong value; `errors` names it.",
    404: "Nothing is there, or you may not see it.",
    406: "The answer is JSON only.",
    410: "The record with this id was withdrawn.",
    429: "Too many requests: wait as many seconds as Retry-After says.",
    500: "An error on our side.",
}
OF_LISTS = (400, 404, 406, 429, 500)
OF_OBJECTS = (301, 400, 404, 406, 410, 429, 500)
OF_ROOT = (400, 406, 429, 500)


class RowFieldExtension(OpenApiSerializerFieldExtension):
    target_class = "core.api.fields.RowField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema, direction):
        field = self.target
        if isinstance(field, One | Many):
            reference = auto_schema.resolve_serializer(field.shape(), direction).ref
            return {"type": "array", "items": reference} if isinstance(field, Many) else reference
        return copy.deepcopy(field.schema)


class ApiSchema(AutoSchema):
    """Adds the language, and every error that may come; answers of people signed in are the same objects."""

    def get_tags(self):
        return [self.path.removeprefix("/api/v1/").split("/")[0] or "root"]

    def get_auth(self):
        return []

    def get_description(self):
        return (type(self.view).__doc__ or "").strip()

    def _get_parameters(self):
        languages = {"type": "string", "enum": [code for code, _name in settings.LANGUAGES]}
        language = query_parameter(PARAMETER, languages, "The language of texts and messages; beats Accept-Language.")
        return sorted([*super()._get_parameters(), language], key=lambda one: (one["in"] != "path", one["name"]))

    def _resolve_path_parameters(self, variables):
        if not variables:
            return []
        pattern = f"^{self.view.lookup_value_regex}$"
        schema = {"type": "string", "pattern": pattern}
        return [{"name": name, "in": "path", "required": True, "schema": schema} for name in variables]

    def _is_list_view(self, serializer=None):
        return getattr(self.view, "action", "") == "list"

    def get_response_serializers(self):
        if hasattr(self.view, "answer"):
            answer, codes = self.view.answer, OF_ROOT
        elif self._is_list_view():
            answer, codes = self.view.get_serializer_class()(many=True), OF_LISTS
        else:
            answer, codes = self.view.get_serializer_class(), OF_OBJECTS
        problems = {
            (code, MEDIA_TYPE): OpenApiResponse(ProblemSerializer if code >= 400 else None, DESCRIPTIONS[code])
            for code in codes
        }
        return {200: answer, **problems}
