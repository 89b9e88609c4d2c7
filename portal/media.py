"""Files that were uploaded: each answers to those who may see the record that it belongs to, and to nobody else."""

from django.db.models import FileField, Q
from django.http import Http404
from django.views.decorators.http import require_safe

from core import scope
from core.files import file_response
from core.variants import original_of


@require_safe
def media(request, path):
    """A picture or document by the name that it is stored under; out of sight is 404."""
    owners = [owner for owner in owners_of(path) if scope.can_view(request.user, owner)]
    if not owners:
        raise Http404
    is_public = any(scope.can_view(None, owner) for owner in owners)
    return file_response(path, is_public=is_public)


def owners_of(path):
    """Records whose picture, logo, cover or file this is, or whose picture this is a smaller copy of."""
    original = original_of(path)
    for model in scope.registered_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, FileField)]
        if names:
            condition = Q()
            for name in names:
                condition |= Q(**{name: original})
            yield from model._base_manager.filter(condition)
