"""Revisions of texts: compared, restored and recovered only where the person may edit; nothing here moves a state."""

from contextlib import contextmanager, nullcontext

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin
from reversion.models import Version
from reversion.revisions import add_to_revision, is_active, set_comment

from core import scope
from core.errors import DomainError
from core.history.comparison import compare_states
from core.history.states import State, parts_of, state_now, states_of
from core.models import AuditEntry, RecordedFact
from core.services.restoring import restore_version, undelete

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
NOW = "now"
MOST_DELETED = 200


class ScopedVersionAdmin(VersionAdmin):
    """VersionAdmin within the scope of the person, without append-only rows and without states."""

    @contextmanager
    def create_revision(self, request):
        """Reading opens no revision: it would take the database's write lock."""
        with nullcontext() if request.method in SAFE_METHODS else super().create_revision(request):
            yield

    def _reversion_introspect_inline_admin(self, inline):
        if issubclass(inline.model, RecordedFact):
            return None, None
        return super()._reversion_introspect_inline_admin(inline)

    def log_change(self, request, obj, message):
        """The comment keeps the names of what changed as they are, to be read in any language."""
        entry = super().log_change(request, obj, message)
        if is_active():
            set_comment(entry.change_message)
        return entry

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_compare"
        view = self.admin_site.admin_view(self.compare_view)
        return [path("<path:object_id>/history/compare/", view, name=name), *super().get_urls()]

    # Comparing and restoring

    def compare_view(self, request, object_id):
        """Two versions of a record, or a version and what stands now."""
        obj = self._edited(request, object_id)
        old = self._version(obj, request.GET.get("old")) if request.GET.get("old") else None
        new = None if request.GET.get("new", NOW) == NOW else self._version(obj, request.GET["new"])
        if old and new and old.pk > new.pk:
            old, new = new, old
        held = states_of(self.model, obj.pk, [version for version in (old, new) if version])
        before = held[old.pk] if old else State()
        after = held[new.pk] if new else state_now(obj)
        context = {"old": old, "new": new, "comparison": self._compared(request, before, after)}
        return self._page(request, "compare", _("Compare versions"), obj, context)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """What restoring this version would change; restores what is chosen of it on POST."""
        obj = self._edited(request, object_id)
        version = self._version(obj, version_id)
        state = states_of(self.model, obj.pk, [version])[version.pk]
        if request.method == "POST":
            return self._restore(request, obj, version, state)
        comparison = self._compared(request, state_now(obj), state, may_edit=True)
        return self._page(request, "version", _("Restore a version"), obj, {"old": version, "comparison": comparison})

    def _restore(self, request, obj, version, state):
        chosen = set(request.POST.getlist("take"))
        parts = [part for part in self._parts(request, may_edit=True) if part.accessor in chosen]
        moment = localize(localtime(version.revision.date_created))
        try:
            with self.create_revision(request):
                obj = restore_version(obj, state, keys=chosen, parts=parts, by=request.user, note=moment)
                add_to_revision(obj)
                set_comment(_("Restored the version of %(moment)s") % {"moment": moment})
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, _("What you chose of the version of %(moment)s was restored.") % {"moment": moment})
        return HttpResponseRedirect(self._address("history", obj))

    # Deleted records

    def recoverlist_view(self, request, extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        deleted = Version.objects.get_deleted(self.model).select_related("revision__user").order_by("-pk")
        shown = [version for version in deleted[:MOST_DELETED] if self._may_recover(request, version)]
        entries = AuditEntry.objects.filter(action="delete", object_id__in=[version.object_id for version in shown])
        deeds = {entry.object_id: entry for entry in scope.manageable(entries, request.user)}
        rows = [{"version": version, "deed": deeds.get(version.object_id)} for version in shown]
        return self._page(request, "deleted", _("Deleted records"), None, {"rows": rows})

    def recover_view(self, request, version_id, extra_context=None):
        """What would come back; brings it back as a draft on POST."""
        version = get_object_or_404(
            Version.objects.get_deleted(self.model).select_related("revision__user"), pk=version_id
        )
        if not self._may_recover(request, version):
            raise Http404
        state = states_of(self.model, version.object_id, [version])[version.pk]
        if request.method == "POST":
            return self._undelete(request, version, state)
        comparison = self._compared(request, State(), state)
        return self._page(request, "recover", version.object_repr, None, {"old": version, "comparison": comparison})

    def _undelete(self, request, version, state):
        try:
            with self.create_revision(request):
                obj = undelete(self.model, version.object_id, state, by=request.user)
                add_to_revision(obj)
                set_comment(_("Recovered after it was deleted"))
        except DomainError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(request.get_full_path())
        messages.success(request, _("“%(item)s” is there again.") % {"item": obj})
        return HttpResponseRedirect(self._address("change", obj))

    def _may_recover(self, request, version):
        return self.has_add_permission(request) and scope.can_edit(request.user, _as_it_was(version))

    # What they share

    def _edited(self, request, object_id):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not scope.can_edit(request.user, obj):
            raise PermissionDenied
        return obj

    def _version(self, obj, pk):
        versions = Version.objects.get_for_object_reference(self.model, obj.pk).select_related("revision__user")
        if not str(pk).isdecimal():
            raise Http404
        return get_object_or_404(versions, pk=pk)

    def _parts(self, request, *, may_edit=False):
        """The kinds of rows that the person reads, or may write, in records of this model."""
        question = "edit_q" if may_edit else "manage_q"
        return [part for part in parts_of(self.model) if scope.could(request.user, part.model, question)]

    def _compared(self, request, old, new, *, may_edit=False):
        parts = self._parts(request, may_edit=may_edit)
        return compare_states(self.model, old, new, parts=parts, user=request.user)

    def _address(self, page, obj):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=[quote(str(obj.pk))])

    def _page(self, request, name, title, obj, context):
        request.current_app = self.admin_site.name
        site = self.admin_site.each_context(request)
        context = {**site, "opts": self.opts, "title": title, "original": obj, "subtitle": None, **context}
        return TemplateResponse(request, f"admin/history/{name}.html", context)


def _as_it_was(version):
    """The record as the version holds it, not saved."""
    columns = {field.attname for field in version._model._meta.concrete_fields}
    return version._model(**{name: value for name, value in version.field_dict.items() if name in columns})
