"""The admin of what is typed and not saved yet (that it is there, never what it says), and of proposed changes."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.base import RecordAdmin
from core.admin.review import conversation_about
from core.editing import changed_kinds, kinds
from core.errors import DomainError
from core.models import Autosave, ProposedChange
from core.proposals import differences_of, moved_labels
from core.review.approving import approve_with
from core.services.proposing import approve_change, can_move_change, decides, return_change
from core.services.reviewing import comment


def kind_in_words(kind):
    return capfirst(kind.model._meta.verbose_name)


class NamesKind:
    """The kind of what was written, in words."""

    @admin.display(description=gettext_lazy("kind of record"), ordering="kind")
    def kind_name(self, written):
        return kind_in_words(kinds()[written.kind]) if written.kind in kinds() else written.kind


class ChangedKindFilter(admin.SimpleListFilter):
    title = gettext_lazy("kind of record")
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return [(kind.key, kind_in_words(kind)) for kind in changed_kinds()]

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Autosave)
class AutosaveAdmin(NamesKind, RecordAdmin):
    list_display = ["kind_name", "person", "object_id", "saved_at"]
    list_select_related = ["person"]
    search_fields = ["person__email", "kind", "object_id"]
    ordering = ["-saved_at", "pk"]
    readonly_fields = ["kind_name", "person", "object_id", "saved_at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


def approve(change, *, by):
    approve_change(change, by=by)
    return _("Approved: the changed version is public now.")


approve_with(ProposedChange, approve)


@admin.register(ProposedChange)
class ProposedChangeAdmin(NamesKind, RecordAdmin):
    """Changes to what is published: each has a page that shows what it alters, and where it is discussed and decided.

    The conversation is that about the record itself, which its author's side reads in the workspace.
    """

    list_display = ["title", "kind_name", "stage", "proposed_by", "proposed_at", "decided_at"]
    list_filter = ["stage", ChangedKindFilter]
    list_select_related = ["proposed_by"]
    search_fields = ["title", "target_id"]
    ordering = ["-proposed_at", "pk"]
    readonly_fields = ["title", "kind_name", "stage", "proposed_by", "proposed_at", "decided_at", "note"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        change = self.get_object(request, unquote(object_id))
        if change is None or not self.has_view_permission(request, change):
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if request.method == "POST":
            try:
                return self._take(request, change)
            except DomainError as refused:
                messages.error(request, str(refused))
        return self._show(request, change)

    def _take(self, request, change):
        if request.POST.get("deed") == "comment":
            comment(change.target, request.POST.get("comment", ""), by=request.user)
            return redirect(f"{request.path}#said")
        if "approve" in request.POST:
            messages.success(request, approve(change, by=request.user))
        else:
            return_change(change, by=request.user, note=request.POST.get("note", ""))
            messages.success(request, _("Returned: its author reads your reason in the workspace."))
        return redirect("admin:review")

    def _show(self, request, change):
        is_waiting = can_move_change(request.user, change, ProposedChange.Stage.APPROVED)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change to “%(title)s”") % {"title": change.title},
            "opts": self.opts,
            "change": change,
            "is_waiting": is_waiting,
            "lines": list(differences_of(change, request.user)) if is_waiting else [],
            "moved": moved_labels(change) if is_waiting else [],
            "note": request.POST.get("note", ""),
            "is_discussed": decides(request.user, change),
            "said": conversation_about(change.target, request.user) if change.target else [],
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/review/change.html", context)
