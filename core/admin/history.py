"""The history of a record: its versions and what the trail tells of it, in one list, newest first."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override
from reversion.models import Version
from reversion.revisions import is_registered

from core import scope
from core.admin.scoped import is_fact
from core.deeds import Deed
from core.desk.trail import state_named
from core.fields import partial_dates_of
from core.history.comparison import changed_labels
from core.history.states import parts_of, states_of
from core.models import AuditEntry
from core.paging import PAGE, page_of
from core.parameters import refuse_others

A_PAGE = 30
LIST_IT_CAME_FROM = "_changelist_filters"  # which the admin hangs on its links
# What a version tells already, and in more detail.
TOLD_BY_VERSIONS = frozenset({Deed.ADD, Deed.CHANGE})


@dataclass
class Entry:
    """One line of the history: a version, or an entry of the trail."""

    who: str
    when: datetime
    version: Any = None
    before: Any = None
    changed: list = field(default_factory=list)
    is_first: bool = False
    action: str = ""
    subject: str = ""
    note: str = ""
    states: tuple = ()


class HistoryMixin:
    """A ModelAdmin whose history is read by those who edit the record."""

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not scope.can_edit(request.user, obj):
            raise PermissionDenied
        refuse_others(request, (PAGE, LIST_IT_CAME_FROM))
        # Versions of a part are kept too, but compared and restored with the record that it belongs to.
        versioned = hasattr(self, "compare_view") and is_registered(self.model)
        moments = [*_versions(obj).values_list("revision__date_created", "pk")] if versioned else []
        lines = [(moment, "version", pk) for moment, pk in moments]
        lines += [(moment, "trail", pk) for moment, pk in trail_of(obj, request.user).values_list("at", "pk")]
        lines.sort(key=lambda line: line[0], reverse=True)
        page = page_of(Paginator(lines, A_PAGE), request)
        request.current_app = self.admin_site.name
        context = {
            **self.admin_site.each_context(request),
            "title": _("History"),
            "subtitle": None,
            "opts": self.opts,
            "original": obj,
            "versioned": versioned,
            "page": page,
            "pages": page.paginator.get_elided_page_range(page.number),
            "chosen_old": moments[0][1] if moments else None,
            "entries": self._entries(request, obj, page.object_list, [pk for _moment, pk in moments]),
        }
        return TemplateResponse(request, "admin/history/list.html", context)

    def _entries(self, request, obj, lines, version_pks):
        """What a page of the list shows; the same number of queries however many lines it has."""
        wanted = [pk for _moment, kind, pk in lines if kind == "version"]
        versions = self._with_the_one_before(obj, wanted, version_pks)
        trail = AuditEntry.objects.in_bulk([pk for _moment, kind, pk in lines if kind == "trail"])
        states = states_of(self.model, obj.pk, versions.values()) if versions else {}
        parts = (
            [part for part in parts_of(self.model) if scope.could(request.user, part.model, "manage_q")]
            if states
            else []
        )
        before = dict(pairwise(version_pks))
        entries = []
        for _moment, kind, pk in lines:
            if kind == "trail":
                entries.append(told(trail[pk], obj))
                continue
            version, earlier = versions[pk], versions.get(before.get(pk))
            entry = Entry(str(version.revision.user or ""), version.revision.date_created, version, earlier)
            if earlier is None:
                entry.is_first, entry.changed = True, _names_in(version.revision.comment, self.model)
            else:
                entry.changed = changed_labels(self.model, states[earlier.pk], states[pk], parts)
            entries.append(entry)
        return entries

    def _with_the_one_before(self, obj, wanted, version_pks):
        """The versions of a page, and the one that the oldest of them is compared with."""
        before = dict(pairwise(version_pks))
        pks = {*wanted, *(before[pk] for pk in wanted if pk in before)}
        return _versions(obj).select_related("revision__user").in_bulk(pks) if pks else {}


def _versions(obj):
    return Version.objects.get_for_object_reference(type(obj), obj.pk).order_by("-pk")


def _names_in(comment, model):
    """Names of fields in the admin's own words about a save, without those of rows; none where it is another text."""
    try:
        said = json.loads(comment)
    except ValueError:
        return []
    changes = [part.get("changed", {}) for part in said if isinstance(part, dict)] if isinstance(said, list) else []
    names = [name for change in changes if "name" not in change for name in change.get("fields", [])]
    words = _words_for(model) if names else {}
    return [words.get(name, name) for name in names]


def _words_for(model):
    """What the reader calls the fields, by what the admin's comments call them: they are written in English."""
    fields = [field for field in model._meta.get_fields() if hasattr(field, "verbose_name")]
    fields += partial_dates_of(model).values()
    with override(settings.LANGUAGE_CODE):
        written = [capfirst(str(field.verbose_name)) for field in fields]
    return dict(zip(written, (capfirst(str(field.verbose_name)) for field in fields), strict=True))


def trail_of(obj, user):
    """Entries about a record, and about append-only rows of it, as far as they lie in scope or are one's own deeds."""
    about = Q(object_id=str(obj.pk), object_type=obj._meta.label_lower)
    for relation in obj._meta.related_objects:
        if is_fact(relation.related_model) and relation.field.name != "replaces":
            rows = relation.related_model._base_manager.filter(**{relation.field.name: obj.pk})
            about |= Q(object_id__in=scope.manageable(rows, user).values("pk"))
    entries = AuditEntry.objects.filter(about)
    in_scope = scope.manageable(AuditEntry.objects.order_by(), user).values("pk")
    entries = entries.filter(Q(pk__in=in_scope) | Q(actor_id=user.pk))
    return entries.exclude(action__in=TOLD_BY_VERSIONS) if is_registered(type(obj)) else entries


def told(entry, obj):
    """An entry of the trail as a line of the history."""
    states = tuple(state_named(entry, state) for state in (entry.before, entry.after))
    subject = entry.object_label if entry.object_id != str(obj.pk) else ""
    if entry.action == Deed.ASSIGN:
        subject = entry.after or _("nobody")
    return Entry(
        entry.actor_label,
        entry.at,
        action=entry.get_action_display(),
        subject=subject,
        note=entry.note,
        states=states if all(states) else (),
    )
