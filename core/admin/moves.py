"""Publication states in the admin: shown, never typed; moved by actions and buttons through the one service."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.admin.base import RevisedAdmin
from core.admin.bulk import TagsWithArea
from core.admin.columns import WorkColumns
from core.admin.filters import PublicationFilter
from core.admin.previews import Previews
from core.admin.review import ReviewPages
from core.choices import PublicationState
from core.errors import DomainError
from core.moves import can_move, moves_from, moves_open_to
from core.moving import VERBS, WITH_REASON, MoveForm, told
from core.services.publishing import move
from core.translation_forms import TranslatedRecordForm, translation_fields

S = PublicationState


def move_action(to):
    """An action that moves the chosen rows one by one and reports what became of each."""

    def action(model_admin, request, queryset):
        return model_admin.move_selected(request, queryset, to)

    action.__name__ = f"move_to_{to.value}"
    return admin.action(description=VERBS[to])(action)


class PublishableAdmin(ReviewPages, Previews, WorkColumns, TagsWithArea, RevisedAdmin):
    """A record with a publication state."""

    form = TranslatedRecordForm
    actions = [*(move_action(to) for to in VERBS), "tag_with_area"]
    state_fields = ("publication", "published_at", "unpublish_at", "created_by", "created_at", "updated_at")
    told_fields = ("published_at", "unpublish_at", "created_by", "created_at")

    def get_list_filter(self, request):
        return [PublicationFilter, *super().get_list_filter(request)]

    def get_readonly_fields(self, request, obj=None):
        readonly = [name for name in self.state_fields if name != "unpublish_at"]
        return [*super().get_readonly_fields(request, obj), *readonly]

    def get_fieldsets(self, request, obj=None):
        fieldsets = [*super().get_fieldsets(request, obj)]
        if obj is None:
            told = ("unpublish_at",)
        else:
            told = self.told_fields if self.has_change_permission(request, obj) else ("publication",)
        zone = _("Moments are given in the time zone %(zone)s.") % {"zone": timezone.get_current_timezone_name()}
        options = {"fields": told, "description": zone, "classes": ["collapse"]}
        return [*fieldsets, *self._said_of_translations(request, obj), (gettext_lazy("Publication"), options)]

    def _said_of_translations(self, request, obj):
        may_write = self.has_add_permission(request) if obj is None else self.has_change_permission(request, obj)
        return [(gettext_lazy("Translations"), {"fields": translation_fields(obj)})] if may_write else []

    def get_actions(self, request, action_location=None):
        actions = super().get_actions(request, action_location)
        if not self.has_change_permission(request):
            actions = {name: action for name, action in actions.items() if not name.startswith("move_to_")}
        return actions

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_move"
        return [
            path("<path:object_id>/move/<str:to>/", self.admin_site.admin_view(self.move_view), name=name),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self.has_change_permission(request, obj):
            form = MoveForm(request.POST if request.method == "POST" else None)
            made = [to for to in moves_from(S.DRAFT) if to != S.ARCHIVED]  # nobody writes for the archive
            ends = made if obj is None else moves_open_to(request.user, obj)
            context["moves"] = [{"to": to, "label": VERBS[to], "field": form.field_for(to)} for to in ends]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def response_add(self, request, obj, post_url_continue=None):
        return self._save_and_move(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._save_and_move(request, obj) or super().response_change(request, obj)

    def _save_and_move(self, request, obj):
        """The move whose button was pressed, after everything typed was saved; None where it was another button.

        Where the move is refused, what was saved stays, and the person reads why and what he or she gave as a reason.
        """
        to = request.POST.get("_move")
        if to not in S.values:
            return None
        form = MoveForm(request.POST)
        try:
            if not form.is_valid():
                raise DomainError(" ".join(error for errors in form.errors.values() for error in errors))
            given = form.cleaned_data
            moved = move(obj, S(to), by=request.user, note=given["move_reason"], at=given["move_at"])
        except DomainError as error:
            messages.warning(request, _("“%(item)s” was saved, its state is as before.") % {"item": obj})
            messages.error(request, str(error))
            if reason := request.POST.get("move_reason", "").strip():
                messages.info(request, _("You gave this reason: %(reason)s") % {"reason": reason})
        else:
            messages.success(request, told(moved))
        return HttpResponseRedirect(self._change_address(obj))

    def _change_address(self, obj):
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[quote(obj.pk)])

    def move_view(self, request, object_id, to):
        """Asks once, with a reason where one is due, and moves on POST."""
        obj = self.get_object(request, unquote(object_id))
        if obj is None or to not in S.values:
            raise Http404
        if not can_move(request.user, obj, to):
            raise PermissionDenied
        if request.method == "POST":
            try:
                with self.create_revision(request):
                    moved = move(obj, S(to), by=request.user, note=request.POST.get("reason", ""))
            except DomainError as error:
                messages.error(request, str(error))
            else:
                messages.success(request, told(moved))
                return HttpResponseRedirect(self._change_address(obj))
        return self._ask(request, S(to), [obj], {"original": obj})

    def move_selected(self, request, queryset, to):
        if to in WITH_REASON and "reason" not in request.POST:
            return self._ask(request, to, list(queryset), {"action": f"move_to_{to.value}"})
        reason = request.POST.get("reason", "")
        return self.run_on_each(
            request, queryset, VERBS[to], lambda item: told(move(item, to, by=request.user, note=reason))
        )

    def _ask(self, request, to, items, extra):
        context = {
            **self.admin_site.each_context(request),
            "title": VERBS[to],
            "opts": self.opts,
            "items": items,
            "needs_reason": to in WITH_REASON,
            "checkbox_name": ACTION_CHECKBOX_NAME,
            **extra,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/move_confirmation.html", context)
