"""The pages of one import: its columns, its rows with their verdicts, one row, the rest as a file, the undoing."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.admin.import_forms import ColumnsForm, ReadingForm, RowForm
from core.errors import DomainError
from core.imports.columns import samples_of
from core.imports.messages import sentence_of
from core.imports.rest import REST, rest_file
from core.imports.targets import GOOD, target_of
from core.lists import listed
from core.models import ImportBatch, ImportRow
from core.paging import PAGE, page_at_work
from core.parameters import refuse_others
from core.services import importing

ROWS_PER_PAGE = 50
Stage, Verdict, Outcome = ImportBatch.Stage, ImportRow.Verdict, ImportRow.Outcome
# What is in the record, so that a link leads to it.
LINKED = frozenset({Outcome.APPLIED, Outcome.KEPT})
PAGES = {
    "columns": "<str:object_id>/columns/",
    "rows": "<str:object_id>/rows/",
    "row": "<str:object_id>/rows/<int:number>/",
    "apply": "<str:object_id>/apply/",
    "rest": "<str:object_id>/rest.<str:ending>",
    "undo": "<str:object_id>/undo/",
}


class ImportPages(admin.ModelAdmin):
    """Each page finds the import among those that the person may work on; any other is not there."""

    def get_urls(self):
        view = self.admin_site.admin_view
        own = [
            path(route, view(getattr(self, f"{name}_view")), name=f"core_importbatch_{name}")
            for name, route in PAGES.items()
        ]
        return [*own, *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """An import is not a form: it leads to the step where it stands."""
        batch = self._batch(request, object_id)
        return redirect(batch.get_admin_url("columns" if batch.stage == Stage.UPLOADED else "rows"))

    def _batch(self, request, object_id):
        return get_object_or_404(ImportBatch.objects.editable_by(request.user), pk=object_id)

    def _page(self, request, template, batch, **context):
        target = target_of(batch.target)
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            f"admin/imports/{template}.html",
            {
                **self.admin_site.each_context(request),
                "opts": self.opts,
                "title": batch.file_name,
                "step": template,
                "batch": batch,
                "kind": target.model._meta.verbose_name_plural,
                "alliance": dict(target.alliances_for(request.user)).get(batch.alliance_id, ""),
                **context,
            },
        )

    # Columns

    def columns_view(self, request, object_id):
        """What each column is; a file that was read wrongly is read anew."""
        batch = self._batch(request, object_id)
        if batch.stage not in {Stage.UPLOADED, Stage.MAPPED}:
            return redirect(batch.get_admin_url("rows"))
        reading = ReadingForm(request.POST if "read" in request.POST else None, batch=batch)
        if reading.is_bound and reading.is_valid():
            return self._read_anew(request, batch, reading)
        lines = importing.lines_of(batch)
        _headers, rows = importing.table_of(batch, lines)
        columns = ColumnsForm(request.POST if "map" in request.POST else None, batch=batch, headers=batch.headers)
        if columns.is_bound and columns.is_valid():
            return self._name_columns(request, batch, columns)
        cells = [row for _number, row in rows]
        named = [
            {"field": columns[str(at)], "header": header, "samples": samples_of(cells, at)}
            for at, header in enumerate(batch.headers)
        ]
        top = lines[: batch.title_lines + batch.header_lines]
        return self._page(
            request,
            "columns",
            batch,
            reading=reading,
            columns=columns,
            named=named,
            count=len(rows),
            top=top,
        )

    def _read_anew(self, request, batch, form):
        try:
            importing.read_anew(batch, by=request.user, **form.reading())
        except (ValidationError, DomainError) as error:
            messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
        return redirect(batch.get_admin_url("columns"))

    def _name_columns(self, request, batch, form):
        creates_missing = bool(form.cleaned_data.get("creates_missing"))
        try:
            importing.name_columns(batch, form.mapping(), by=request.user, creates_missing=creates_missing)
        except DomainError as error:
            messages.error(request, str(error))
        return redirect(batch.get_admin_url("rows"))

    # Rows

    def rows_view(self, request, object_id):
        """Every row with its verdict, what would change or did, and what can be done."""
        batch = self._batch(request, object_id)
        if batch.stage == Stage.UPLOADED:
            return redirect(batch.get_admin_url("columns"))
        refuse_others(request, ("show", PAGE))
        counts = _counts(batch)
        shown = request.GET.get("show", "")
        rows = batch.rows.order_by("number")
        if shown in Outcome.values and shown:
            rows = rows.filter(outcome=shown)
        elif shown in Verdict.values:
            rows = rows.filter(verdict=shown, outcome=Outcome.NONE)
        elif shown:
            raise Http404
        page = page_at_work(Paginator(rows, ROWS_PER_PAGE), request)
        return self._page(
            request,
            "rows",
            batch,
            rows=[_told(row, batch) for row in page],
            page=page,
            pages=page.paginator.get_elided_page_range(page.number),
            shown=shown,
            counts=counts,
            total=sum(count["rows"] for count in counts),
            good=_sum(counts, GOOD),
            rest=_sum(counts, REST),
            applied=_sum(counts, {Outcome.APPLIED}),
            may_apply=batch.stage in {Stage.MAPPED, Stage.APPLIED},
            may_name_columns=batch.stage == Stage.MAPPED,
        )

    def row_view(self, request, object_id, number):
        """One row, mended in place or decided; saving judges it anew."""
        batch = self._batch(request, object_id)
        row = get_object_or_404(batch.rows, number=number)
        if row.outcome or batch.stage == Stage.UNDONE:
            return redirect(batch.get_admin_url("rows"))
        found = target_of(batch.target).named(row.candidates, user=request.user)
        candidates = [(pk, _described(record)) for pk, record in found.items()]
        form = RowForm(request.POST or None, row=row, batch=batch, candidates=candidates)
        if request.method == "POST" and form.is_valid():
            return self._mend(request, batch, row, form)
        return self._page(request, "row", batch, row=row, form=form, told=_told(row, batch))

    def _mend(self, request, batch, row, form):
        try:
            row = importing.mend_row(row, by=request.user, cells=form.mended(), choice=form.cleaned_data["choice"])
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(batch.get_admin_url("rows"))
        text = _("Line %(number)s was judged anew: %(verdict)s.")
        told = text % {"number": row.number, "verdict": row.get_verdict_display()}
        if row.verdict in {Verdict.WRONG, Verdict.CONFLICT}:
            messages.warning(request, told)
            return redirect(batch.get_admin_url("row", row.number))
        messages.success(request, told)
        return redirect(batch.get_admin_url("rows"))

    # Applying, the rest, undoing

    def apply_view(self, request, object_id):
        """POST only: write the good rows."""
        batch = self._batch(request, object_id)
        if request.method == "POST":
            try:
                written, left = importing.apply_batch(batch, by=request.user)
            except DomainError as error:
                messages.error(request, str(error))
            else:
                said = ngettext("%(number)d row was applied.", "%(number)d rows were applied.", written) % {
                    "number": written
                }
                left_out = ngettext("%(number)d row was not.", "%(number)d rows were not.", left) % {"number": left}
                messages.success(request, f"{said} {left_out}" if left else said)
        return redirect(batch.get_admin_url("rows"))

    def rest_view(self, request, object_id, ending):
        """The rows that were not applied, as a table to mend elsewhere and to import again."""
        batch = self._batch(request, object_id)
        if ending not in {"csv", "xlsx"}:
            raise Http404
        content, content_type = rest_file(batch, ending)
        response = HttpResponse(content, content_type=content_type)
        name = f"{batch.file_name.rpartition('.')[0] or batch.file_name}-rest.{ending}"
        response["Content-Disposition"] = content_disposition_header(True, name)
        return response

    def undo_view(self, request, object_id):
        """Asks once, and undoes on POST."""
        batch = self._batch(request, object_id)
        applied = _sum(_counts(batch), {Outcome.APPLIED})
        if not applied:
            return redirect(batch.get_admin_url("rows"))
        if request.method != "POST":
            return self._page(request, "undo", batch, applied=applied)
        try:
            undone, kept = importing.undo_batch(batch, by=request.user)
        except DomainError as error:
            messages.error(request, str(error))
        else:
            said = ngettext("%(number)d row was undone.", "%(number)d rows were undone.", undone) % {"number": undone}
            stays = ngettext("%(number)d row stays; it says why.", "%(number)d rows stay; each says why.", kept) % {
                "number": kept
            }
            messages.success(request, f"{said} {stays}" if kept else said)
        return redirect(batch.get_admin_url("rows"))


def _counts(batch):
    """How many rows there are of each outcome, and of each verdict among those without one."""
    grouped = batch.rows.order_by().values("outcome", "verdict").annotate(rows=Count("pk"))
    found = {}
    for group in grouped:
        key = group["outcome"] or group["verdict"]
        found[key] = found.get(key, 0) + group["rows"]
    labels = {**dict(Verdict.choices), **dict(Outcome.choices)}
    return [{"key": key, "label": labels[key], "rows": found[key]} for key in labels if key in found]


def _sum(counts, keys):
    return sum(count["rows"] for count in counts if count["key"] in keys)


def _told(row, batch):
    """A row as the page shows it: its standing, reasons, and changes in words."""
    target = target_of(batch.target)
    fields = target.field_by_key
    changes = [
        {
            "label": fields[key].label if key in fields else key,
            "before": _shown(fields.get(key), before),
            "after": _shown(fields.get(key), after),
        }
        for key, (before, after) in row.changes.items()
    ]
    reasons = [
        {"text": sentence_of(said), "field": fields[said["column"]].label if said["column"] in fields else ""}
        for said in row.messages
    ]
    key = row.outcome or row.verdict
    return {
        "row": row,
        "key": key,
        "standing": row.get_outcome_display() if row.outcome else row.get_verdict_display(),
        "changes": changes,
        "reasons": reasons,
        "may_mend": not row.outcome and batch.stage in {Stage.MAPPED, Stage.APPLIED},
        "link": target.link_to(row.object_id) if row.outcome in LINKED else "",
    }


def _shown(field, text):
    return field.show(text) if field and text else text


def _described(record):
    """An institution as one tells it from others of its name."""
    parts = [str(record), str(record.country.name), record.city, record.ror_id]
    return listed(part for part in parts if part)
