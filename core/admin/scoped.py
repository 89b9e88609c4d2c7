"""What lists and inlines share: permissions, rows and pickers come from the scope module alone."""

from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core import scope
from core.admin.widgets import PictureInput
from core.forms import ScopedModelForm, pickable, seen, with_partial_dates
from core.models import RecordedFact
from core.picture_fields import PictureField


class NamedSplitDateTime(AdminSplitDateTime):
    """Date and time of one moment, each with a name of its own."""

    def __init__(self, attrs=None):
        super().__init__(attrs)
        for part, name in zip(self.widgets, [_("Date"), _("Time")], strict=True):
            part.attrs["aria-label"] = name


class ScopedPickers:
    """Relations are picked from what the person's own lists show; a posted id of any other record is refused."""

    form: Any = ScopedModelForm
    formfield_overrides: Any = {
        models.URLField: {"assume_scheme": "https"},
        models.DateTimeField: {"form_class": forms.SplitDateTimeField, "widget": NamedSplitDateTime},
        PictureField: {"widget": PictureInput},
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.form = with_partial_dates(self.form, self.model)

    def get_autocomplete_fields(self, request):
        """Every relation to a record that has an admin of its own."""
        relations = [field for field in [*self.opts.fields, *self.opts.many_to_many] if field.is_relation]
        return [
            field.name for field in relations if field.editable and self.admin_site.is_registered(field.related_model)
        ]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A related record is deleted on a page of its own: a cross beside a choice reads as “choose nothing”."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", pickable(db_field.related_model, request.user))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs.setdefault("queryset", pickable(db_field.related_model, request.user))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class ScopedInline(ScopedPickers):
    """Rows of a record, edited with it; only those that the person manages, and whose other ends he or she sees."""

    extra = 0

    @property
    def parent_ends(self):
        return {name for name in (getattr(self, "fk_name", None), getattr(self, "ct_field", None)) if name}

    def get_queryset(self, request):
        rows = scope.manageable(super().get_queryset(request), request.user)
        if scope.facts_for(request.user).is_superuser:
            return rows
        for field in self.opts.fields:
            named = field.is_relation and not field.null and field.related_model in scope.registered_models()
            if named and field.related_model is not self.parent_model:
                ends = seen(field.related_model._default_manager.all(), request.user)
                rows = rows.filter(Q(**{f"{field.name}__in": ends.values("pk")}))
        return rows

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.user = request.user
        return formset

    def has_view_permission(self, request, obj=None):
        return scope.could(request.user, self.model, "manage_q")

    def _may_edit_parent(self, request, obj):
        return obj is None or scope.can_edit(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return scope.could(request.user, self.model, "edit_q") and self._may_edit_parent(request, obj)

    def has_add_permission(self, request, obj=None):
        return scope.can_add(request.user, self.model) and self._may_edit_parent(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request, obj)


def is_fact(model):
    return issubclass(model, RecordedFact)
