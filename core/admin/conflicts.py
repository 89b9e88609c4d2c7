"""No lost updates: a change form says which version it was made from, and never overwrites a newer one.

The version is checked under the lock of the row, in the transaction that saves. Where it is no longer the stored one,
nothing is saved: the form comes back with everything that was typed, what others changed is brought in, and where both
changed the same the person chooses.
"""

import copy
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets, quote, unquote
from django.core.exceptions import ObjectDoesNotExist
from django.db import router, transaction
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from core import scope
from core.admin import held
from core.admin.conflict_panel import Panel, last_change
from core.admin.merging import Merge
from core.admin.merging_rows import successors_of
from core.admin.scoped import is_fact
from core.admin.snapshots import Sheet, seal, unseal
from core.admin.typed import typed_texts
from core.clock import now
from core.errors import DomainError
from core.typed import AGAIN, typed_again

MADE_FROM = "_made-from"
CONFLICT = 409


class RefusedForm:
    """Mixed into a form that may not be saved now: it comes back as it was typed, with the reason."""

    refusal = ""

    def clean(self):
        cleaned = super().clean()
        self.add_error(None, self.refusal)
        return cleaned


class ConflictMixin:
    """A ModelAdmin whose change forms are saved only over the version that they were made from."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        held.bring_back(request)
        with transaction.atomic(using=router.db_for_write(self.model)):
            if object_id is None or "_saveasnew" in request.POST:
                response = self._save(request, object_id, form_url, extra_context)
            else:
                response = self._save_unless_newer(request, object_id, form_url, extra_context)
        if isinstance(response, TemplateResponse) and "adminform" in (response.context_data or {}):
            held.hold(request, _forms_of(response.context_data))
        else:
            held.forget(request)
        return response

    def show_again(self, request, object_id=None):
        """The form with all that was typed but its files, to be sent anew: nothing is saved, whatever was pressed."""
        request.POST = request.POST.copy()
        request.POST[AGAIN] = "1"
        request.FILES.clear()
        return self.changeform_view(request, object_id)

    def _save(self, request, object_id, form_url, extra_context):
        """Save as ever; where a service refuses, the form comes back with its reason. What was sent to be seen again
        is not saved.
        """
        if AGAIN in request.POST:
            request.refusal = typed_again()
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except (DomainError, ObjectDoesNotExist) as error:
            newer = _("Somebody corrected this row meanwhile. This is what the record says now.")
            request.refusal = str(error) if isinstance(error, DomainError) else newer
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _save_unless_newer(self, request, object_id, form_url, extra_context):
        pk = unquote(object_id)
        made_from = unseal(request.POST.get(MADE_FROM, ""), self.opts.label_lower, pk)
        obj = self._locked(request, pk, follow=made_from is not None)
        if obj is None or not self.has_change_permission(request, obj):
            if made_from is None:
                return super().changeform_view(request, object_id, form_url, extra_context)
            return self._show_typed(request, pk, obj)
        merge = Merge(self._sheet(request, obj), made_from, request.POST, request.FILES)
        request.merge = merge
        if str(obj.pk) == pk and merge.is_current:
            if merge.choices:
                request.POST = merge.run().post
            return self._save(request, object_id, form_url, extra_context)
        request.POST = merge.run().post
        request.trace = last_change(request.user, self.model, obj.pk, since=(made_from or {}).get("at", ""))
        request.refusal = _("Nothing was saved yet, because the record changed after you opened it.")
        response = super().changeform_view(request, quote(str(obj.pk)), self._address_of(obj), extra_context)
        response.status_code = CONFLICT
        return response

    def _locked(self, request, pk, *, follow):
        """The record as it is stored now, locked with what it is part of; to `follow` a corrected row is to take the
        present one.
        """
        obj = self.get_object(request, pk)
        if follow and obj is not None and is_fact(self.model) and obj.recorded_until is not None:
            pk = successors_of(self.model, {obj.pk}).get(obj.pk, pk)
            obj = self.get_object(request, pk)
        if obj is None:
            return None
        whole = obj.locked_under() if is_fact(self.model) else scope.whole_of(obj)
        for row in filter(None, [whole, obj]):
            # Ordered by nothing of another table: PostgreSQL locks no row across an outer join.
            type(row)._base_manager.select_for_update(no_key=True).filter(pk=row.pk).order_by("pk").first()
        return self.get_object(request, pk)

    def _address_of(self, obj):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[quote(obj.pk)])

    def _sheet(self, request, obj):
        """The form that somebody who opens the record now would see."""
        looking = copy.copy(request)
        looking.method = "GET"
        fields = flatten_fieldsets(self.get_fieldsets(looking, obj))
        form = self.get_form(looking, obj, change=True, fields=fields)(instance=obj)
        rows = zip(*self._create_formsets(looking, obj, change=True), strict=True)
        return Sheet.of(form, rows, lambda inline: inline.has_change_permission(request, obj))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", "")
        return type(form)(form.__name__, (RefusedForm, form), {"refusal": refusal}) if refusal else form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None and self.has_change_permission(request, obj):
            merge = getattr(request, "merge", None)
            if merge is None:
                rows = ((inline.formset, inline) for inline in context["inline_admin_formsets"])
                snapshot = Sheet.of(
                    context["adminform"].form, rows, lambda inline: inline.has_change_permission
                ).snapshot()
            else:
                snapshot = {**merge.theirs, "open": merge.left_open()}
                if hasattr(request, "trace"):
                    context["conflict"] = Panel(merge, request, request.trace)
            context["made_from"] = seal({**snapshot, "at": now().isoformat()}, self.opts.label_lower, str(obj.pk))
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _show_typed(self, request, pk, obj):
        """The record was deleted, or lies no longer where the person may change it: what was typed is shown."""
        context = {
            **self.admin_site.each_context(request),
            "title": _("This record can no longer be changed"),
            "opts": self.opts,
            "original": obj,
            "was_deleted": obj is None,
            "trace": last_change(request.user, self.model, pk) if obj is None else None,
            "texts": typed_texts(self, request),
            "may_recover": hasattr(self, "recoverlist_view") and self.has_add_permission(request),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/conflict_gone.html", context, status=CONFLICT)


def _forms_of(context):
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield from inline.formset.forms
