"""Revisions of texts: seen, reverted and recovered only where the person may edit; a revert moves no state."""

from contextlib import contextmanager, nullcontext

from django.contrib import messages
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.encoding import force_str
from django.utils.formats import localize
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from reversion.admin import VersionAdmin
from reversion.errors import RevertError
from reversion.models import Version
from reversion.revisions import set_comment

from core import scope
from core.choices import PublicationState
from core.models import Publishable, RecordedFact
from core.services import changes

STATE_COLUMNS = ("state", "published_at", "unpublish_at")
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class _RollBack(Exception):
    def __init__(self, response):
        super().__init__()
        self.response = response


class ScopedVersionAdmin(VersionAdmin):
    """VersionAdmin within the scope of the person, without append-only rows and without states."""

    history_latest_first = True

    @contextmanager
    def create_revision(self, request):
        """Reading opens no revision: it would take the database's write lock."""
        with nullcontext() if request.method in SAFE_METHODS else super().create_revision(request):
            yield

    def _reversion_introspect_inline_admin(self, inline):
        if issubclass(inline.model, RecordedFact):
            return None, None
        return super()._reversion_introspect_inline_admin(inline)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        version = get_object_or_404(
            Version.objects.get_for_object_reference(self.model, unquote(object_id)), pk=version_id
        )
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404
        if not scope.can_edit(request.user, obj) or not self._may_restore_all(request, version):
            raise PermissionDenied
        return super().revision_view(request, object_id, version_id, extra_context)

    def recover_view(self, request, version_id, extra_context=None):
        version = get_object_or_404(Version.objects.get_deleted(self.model), pk=version_id)
        if not self._may_recover(request, version) or not self._may_restore_all(request, version):
            raise Http404
        return super().recover_view(request, version_id, extra_context)

    def recoverlist_view(self, request, extra_context=None):
        deleted = Version.objects.get_deleted(self.model).select_related("revision").order_by("-pk")
        shown = [version for version in deleted if self._may_recover(request, version)]
        return super().recoverlist_view(request, {"deleted": shown, **(extra_context or {})})

    def _may_recover(self, request, version):
        return self.has_add_permission(request) and scope.can_edit(request.user, _as_it_was(version))

    def _may_restore_all(self, request, version):
        """A revision may hold several records; all of them must lie where the person edits today."""
        for other in version.revision.version_set.select_related("content_type"):
            model = other._model
            if model not in scope.registered_models() or issubclass(model, RecordedFact):
                return False
            live = model._base_manager.filter(pk=other.object_id).first()
            if live is not None and not scope.can_edit(request.user, live):
                return False
        return True

    def _reversion_revisionform_view(self, request, version, template_name, extra_context=None):
        """As in the library, but signals stay connected (muting them would mute other people's requests too)."""
        try:
            with transaction.atomic(using=version.db):
                states = _states_of(version.revision)
                version.revision.revert(delete=True)
                _keep_states(version.revision, states)
                with self.create_revision(request):
                    response = self.changeform_view(request, quote(version.object_id), request.path, extra_context)
                    if request.method == "POST" and response.status_code == 302:
                        moment = localize(localtime(version.revision.date_created))
                        set_comment(_("Restored the version of %(moment)s") % {"moment": moment})
                        return response
                    if response.status_code != 200:
                        raise RevertError(_("This version could not be loaded."))
                    response.template_name = template_name
                    response.render()
                    raise _RollBack(response)
        except (RevertError, models.ProtectedError) as error:
            messages.error(request, force_str(error))
            opts = self.model._meta
            return redirect(f"admin:{opts.app_label}_{opts.model_name}_changelist")
        except _RollBack as rolled_back:
            return rolled_back.response


def _as_it_was(version):
    """The record as the version holds it, not saved."""
    columns = {field.attname for field in version._model._meta.concrete_fields}
    return version._model(**{name: value for name, value in version.field_dict.items() if name in columns})


def _publishables(revision):
    for version in revision.version_set.select_related("content_type"):
        if issubclass(version._model, Publishable):
            yield version._model, version.object_id


def _states_of(revision):
    return {
        (model, pk): model._base_manager.filter(pk=pk).values(*STATE_COLUMNS).first()
        for model, pk in _publishables(revision)
    }


def _keep_states(revision, states):
    """What is restored keeps the state it has now; what was deleted comes back as a draft."""
    draft = {"state": PublicationState.DRAFT, "published_at": None, "unpublish_at": None}
    for model, pk in _publishables(revision):
        model._base_manager.filter(pk=pk).update(**(states.get((model, pk)) or draft))
        changes.announce(model, {pk})
