"""ModelAdmin classes of the portal: who sees and does what follows from the scope module, never from permissions."""

from collections.abc import Sequence

import django
import js_asset
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.db.models import Q
from modeltranslation.admin import TranslationAdmin

from core import scope
from core.admin.checks import ChecksTexts
from core.admin.conflicts import ConflictMixin
from core.admin.deletion import Deletion
from core.admin.exports import PortalExportMixin
from core.admin.facets import share_counts
from core.admin.filters import AttentionFilter, ScopedRelatedFilter
from core.admin.heads import RecordHead
from core.admin.history import HistoryMixin
from core.admin.pasting import PastesTexts
from core.admin.revisions import ScopedVersionAdmin
from core.admin.scoped import ScopedPickers, is_fact
from core.desk.registry import cases_of
from core.desk.trail import remember
from core.forms import hide_unseen_ends
from core.languages import column_suffix, translated_fields
from core.lists import listed
from core.models import Listed, Publishable
from core.models.base import SORT_LANGUAGES
from core.paging import refuse_no_number
from core.services.auditing import record
from core.text import query_terms
from core.translating import original_language

LOOKUPS = frozenset({"exact", "in", "isnull", "gt", "gte", "lt", "lte", "year", "month", "day", "id", "pk"})


class ScopedMixin(HistoryMixin, RecordHead, ChecksTexts, PastesTexts, ConflictMixin, ScopedPickers):
    """Rows, permissions, searches and forms within the scope of the person."""

    search_through: Sequence[str] = ()
    show_full_result_count = False
    list_per_page = 50
    save_on_top = False

    class Media:
        css = {"all": ["admin-portal/forms.css", "portal/translations.css"]}
        js = [
            "admin-portal/editor.js",
            "admin-portal/languages.js",
            "admin-portal/labels.js",
            "admin-portal/checks.js",
            "admin-portal/pasting.js",
            "admin-portal/rows.js",
            "admin-portal/slugs.js",
        ]

    def get_queryset(self, request):
        return scope.manageable(super().get_queryset(request), request.user)

    def get_ordering(self, request):
        if issubclass(self.model, Listed) and not self.ordering:
            return [f"sort_{column_suffix(request.LANGUAGE_CODE)}", "pk"]
        return super().get_ordering(request)

    # Permissions

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return scope.could(request.user, self.model, "manage_q")
        return scope.can_manage(request.user, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return scope.could(request.user, self.model, "edit_q")
        return scope.can_edit(request.user, obj)

    def has_add_permission(self, request):
        return scope.can_add(request.user, self.model)

    def has_delete_permission(self, request, obj=None):
        """What was public once is archived, so that its address goes on answering; the superuser may delete it."""
        if not self.has_change_permission(request, obj):
            return False
        was_public = isinstance(obj, Publishable) and obj.published_at is not None
        return not was_public or request.user.is_superuser

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_deleted_objects(self, objs, request):
        objs = list(objs)
        if not objs:
            return [], {}, set(), []
        deletion = Deletion(request, self.admin_site)
        to_delete, protected = deletion.collect(objs)
        allowed = all(self.has_delete_permission(request, obj) for obj in objs)
        return to_delete, deletion.counts, set() if allowed else {str(self.opts.verbose_name)}, protected

    # Lists

    def lookup_allowed(self, lookup, value, request=None):
        """Only the filters that the list names: any other lookup would answer questions about unseen relations."""
        list_filter = self.get_list_filter(request) if request else self.list_filter
        names = {self.date_hierarchy} | {item if isinstance(item, str) else _filter_name(item) for item in list_filter}
        return any(
            lookup == name or (lookup.startswith(f"{name}__") and set(lookup[len(name) + 2 :].split("__")) <= LOOKUPS)
            for name in names
            if name
        )

    def get_list_filter(self, request):
        """Relations among the filters offer only what the person manages; the last filter is that of the desk."""
        relations = {field.name for field in self.opts.get_fields() if field.is_relation and not field.auto_created}
        filters = [
            (item, ScopedRelatedFilter) if isinstance(item, str) and item in relations else item
            for item in super().get_list_filter(request)
        ]
        return [*filters, AttentionFilter] if cases_of(self.model) else filters

    def get_changelist_instance(self, request):
        refuse_no_number(request, PAGE_VAR)
        changelist = super().get_changelist_instance(request)
        share_counts(changelist)
        hide_unseen_ends(changelist.result_list, request.user)
        return changelist

    def get_search_results(self, request, queryset, search_term):
        """Words in any script, as pages for readers are searched; plain columns where there are no tokens."""
        through = [f"{name}__" for name in self.search_through] + ([""] if issubclass(self.model, Listed) else [])
        if not through or not search_term:
            return super().get_search_results(request, queryset, search_term)
        terms = query_terms(search_term)
        found = Q() if terms else scope.NOTHING
        for term in terms:
            columns = Q()
            for prefix in through:
                columns |= Q(**{f"{prefix}search_tokens__contains": f" {term}"})
            found &= columns
        if not issubclass(self.model, Listed):
            plain, _may_repeat = super().get_search_results(request, queryset, search_term)
            found |= Q(pk__in=plain.order_by().values("pk"))
        return queryset.filter(found), False

    # Forms

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        if obj is None and "slug" in form.base_fields:
            form.base_fields["slug"].widget.attrs["data-titles"] = " ".join(self._title_columns())
        return form

    def get_changeform_initial_data(self, request):
        """Chosen already: the alliance of content, where the person works for one alone, and the person's language."""
        initial = super().get_changeform_initial_data(request)
        required = {field.name for field in self.opts.fields if not field.blank}
        own = scope.facts_for(request.user).of("alliances")
        if len(own) == 1 and ("alliance" in required or issubclass(self.model, Publishable)):
            initial.setdefault("alliance", next(iter(own)))
        if "original_language" in required:
            initial.setdefault("original_language", request.LANGUAGE_CODE)
        return initial

    def _title_columns(self):
        """From the first of them that is written an address is proposed, for new records only."""
        title = getattr(self.model, "title_field", "")
        translated = title in translated_fields(self.model)
        return [f"{title}_{suffix}" for suffix in SORT_LANGUAGES] if translated else [title]

    def change_view(self, request, object_id, *args, **kwargs):
        response = super().change_view(request, object_id, *args, **kwargs)
        return remember(request, response, self.model, unquote(object_id))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj is not None:
            context["first_language"] = original_language(obj)
            context["translated_record"] = obj
        if django.VERSION < (6, 1) and hasattr(request, "csp_nonce"):
            # Earlier admins give the editor's import map no nonce, and it would stay a plain box.
            context["media"] = js_asset.Media(nonce=str(request.csp_nonce)) + context["media"]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # Trails

    def construct_change_message(self, request, form, formsets, add=False):
        """Says nothing of rows with a record of their own, whose names others who edit the parent may not see."""
        told = [formset for formset in formsets or [] if not is_fact(formset.model)]
        return super().construct_change_message(request, form, told, add)

    def log_addition(self, request, obj, message):
        self.write_trail(request, obj, "add", message)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        if message:
            self.write_trail(request, obj, "change", message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        queryset = list(queryset)
        for obj in queryset:
            self.write_trail(request, obj, "delete", "")
        return super().log_deletions(request, queryset)

    def write_trail(self, request, obj, action, message):
        record(obj, by=request.user, action=action, note=_changed_names(message))


def _filter_name(item):
    return item[0] if isinstance(item, tuple | list) else getattr(item, "parameter_name", None)


def _changed_names(message):
    """The names of what changed, from the admin's own message."""
    parts = message if isinstance(message, list) else []
    names = [name for part in parts for change in part.values() for name in change.get("fields", [])]
    return listed(names)


class RecordAdmin(ScopedMixin, PortalExportMixin, admin.ModelAdmin):
    """A record without translated texts."""


class TranslatedAdmin(ScopedMixin, PortalExportMixin, TranslationAdmin):
    """A record with texts in four languages and no revisions."""


class RevisedRecordAdmin(ScopedMixin, ScopedVersionAdmin, PortalExportMixin, admin.ModelAdmin):
    """A record whose parts have texts, with revisions."""


class RevisedAdmin(ScopedMixin, ScopedVersionAdmin, PortalExportMixin, TranslationAdmin):
    """A record with texts in four languages and their revisions."""
