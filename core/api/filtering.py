from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend

from core.api.languages import PARAMETER
from core.api.pagination import PAGE, PAGE_SIZE, query_parameter

OTHER_PARAMETERS = (PARAMETER, PAGE, PAGE_SIZE)


class StrictFilterBackend(BaseFilterBackend):
    """Lists are filtered by the filterset that their pages use; here it refuses parameters that it does not know."""

    def filter_queryset(self, request, queryset, view):
        if not request.GET and not view.filterset_class.filters_always:
            return queryset
        filterset = view.filterset_class(
            request.GET, queryset, request=request, strict=True, also_known=OTHER_PARAMETERS
        )
        if not filterset.is_valid():
            raise ValidationError({name: list(messages) for name, messages in filterset.errors.items()})
        return filterset.qs

    def get_schema_operation_parameters(self, view):
        return [
            query_parameter(name, one.schema, getattr(one, "schema_description", ""))
            for name, one in sorted(view.filterset_class.base_filters.items())
        ]
