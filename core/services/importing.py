"""The one writer of imports: upload, columns, mended rows, applying, undoing."""

from django.db import IntegrityError, transaction

from core.clock import now
from core.errors import DomainError, ImportRefused
from core.imports.columns import fingerprint, guess_lines, guess_mapping, join_headers
from core.imports.messages import note
from core.imports.reading import packed, read_upload, unpacked
from core.imports.targets import GOOD, Verdict, target_of
from core.memory import seldom_searched
from core.models import ImportBatch, ImportRow
from core.services.auditing import record
from core.updating import update_rows

Stage, Outcome = ImportBatch.Stage, ImportRow.Outcome
PIECE = 500
VERDICT = ("verdict", "label", "messages", "changes", "candidates", "object_id")
JUDGED = ["cells", "choice", *VERDICT]
WRITTEN = ["outcome", "made"]


# Upload and columns


@transaction.atomic
def upload_table(content, *, file_name, target, by, alliance_id="", encoding=""):
    """Keep an uploaded file as a batch, with a first guess of its columns. ValidationError where it cannot be read."""
    sheet = read_upload(content, encoding=encoding)
    batch = ImportBatch(
        target=target.key,
        alliance_id=alliance_id,
        file_name=file_name[-200:],
        original=packed(sheet, content),
        encoding=sheet.encoding,
        separator=sheet.separator,
        created_by=by,
    )
    batch.title_lines, batch.header_lines = guess_lines(sheet.lines)
    _take_headers(batch, sheet.lines, by=by)
    batch.save(force_insert=True)
    record(batch, by=by, action="upload")
    return batch


def lines_of(batch):
    """The lines of the file as the batch has it read."""
    return unpacked(batch.original, encoding=batch.encoding, separator=batch.separator).lines


def table_of(batch, lines):
    """Headers and numbered rows of a batch's lines; empty lines are left out."""
    start = batch.title_lines + batch.header_lines
    rows = [(number, line) for number, line in enumerate(lines[start:], start + 1) if any(line)]
    headers = join_headers(lines[batch.title_lines : start])
    width = len(headers) or max((len(line) for _number, line in rows), default=0)
    return [*headers, *[""] * (width - len(headers))], rows


def _take_headers(batch, lines, *, by):
    """Headers, and the columns as they were named for the same headers last time, else a guess."""
    batch.headers, rows = table_of(batch, lines)
    batch.headers_key = fingerprint(batch.target, batch.headers)
    batch.mapping = remembered_mapping(batch, by) or guess_mapping(
        target_of(batch.target).fields, batch.headers, [cells for _number, cells in rows]
    )


def remembered_mapping(batch, user):
    """How the columns of the same headers were named last time in an import that the person may see."""
    known = ImportBatch.objects.manageable_by(user).filter(headers_key=batch.headers_key).exclude(pk=batch.pk)
    earlier = known.exclude(stage=Stage.UPLOADED).order_by("-created_at").values_list("mapping", flat=True).first()
    return earlier if earlier and len(earlier) == len(batch.headers) else None


@transaction.atomic
def read_anew(batch, *, by, encoding, separator, title_lines, header_lines):
    """Read the kept file in another way; the rows, if any, are forgotten."""
    batch = _locked(batch, Stage.UPLOADED, Stage.MAPPED)
    if batch.encoding != "XLSX":
        batch.encoding, batch.separator = encoding, separator
    batch.title_lines, batch.header_lines = title_lines, header_lines
    _take_headers(batch, lines_of(batch), by=by)
    batch.rows.all().delete()
    _set_stage(batch, Stage.UPLOADED)
    return batch


@seldom_searched()
@transaction.atomic
def name_columns(batch, mapping, *, by, creates_missing=False):
    """Say which field each column is, and judge every row."""
    batch = _locked(batch, Stage.UPLOADED, Stage.MAPPED)
    batch.mapping, batch.creates_missing = mapping, creates_missing
    _headers, numbered = table_of(batch, lines_of(batch))
    rows = [ImportRow(batch=batch, number=number, cells=cells) for number, cells in numbered]
    _judge(batch, rows, by=by)
    batch.rows.all().delete()
    ImportRow.objects.insert(rows)
    _set_stage(batch, Stage.MAPPED)
    return batch


def _judge(batch, rows, *, by):
    target = target_of(batch.target)
    judge = target.judge_class(target, batch, by)
    for row in rows:
        judged = judge.judge(row)
        row.plan, row.promised_id, row.is_as_before = judged.plan, judged.object_id, True
        for name in VERDICT:
            row.is_as_before &= getattr(row, name) == getattr(judged, name)
            setattr(row, name, getattr(judged, name))


def _locked(batch, *stages):
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.stage not in stages:
        raise ImportRefused(batch)
    return batch


def _set_stage(batch, stage):
    batch.stage = stage
    batch.save()


# Mending


@transaction.atomic
def mend_row(row, *, by, cells, choice=""):
    """Change the cells of a row that is not applied yet, or decide what it means; it is judged among its neighbours."""
    batch = _locked(row.batch, Stage.MAPPED, Stage.APPLIED)
    row = ImportRow.objects.select_for_update().get(pk=row.pk)
    if row.outcome:
        raise ImportRefused(batch)
    row.cells, row.choice = cells, choice
    rows = list(batch.rows.filter(outcome=Outcome.NONE).exclude(pk=row.pk).order_by("number"))
    rows.append(row)
    rows.sort(key=lambda other: other.number)
    _judge(batch, rows, by=by)
    _keep([other for other in rows if other is row or not other.is_as_before], JUDGED)
    return row


def _keep(rows, columns):
    """Write columns of many rows, by one statement."""
    if rows:
        update_rows(ImportRow, rows, columns)


# Applying


@seldom_searched()
def apply_batch(batch, *, by):
    """Judge the rows anew and write the good ones, in pieces; gives (written, left).

    A piece that the database or a rule refuses, because somebody wrote meanwhile, is written row by row, and the rows
    that cannot be written say why. Rows that were written are not written again, whoever presses the button.
    """
    with transaction.atomic():
        batch = _locked(batch, Stage.MAPPED, Stage.APPLIED)
        rows = list(batch.rows.filter(outcome=Outcome.NONE).order_by("number"))
        _judge(batch, rows, by=by)
        good = [row for row in rows if row.verdict in GOOD]
        batch.applied_at, batch.original = batch.applied_at or now(), b""
        _set_stage(batch, Stage.APPLIED)
        _keep([row for row in rows if row.verdict not in GOOD and not row.is_as_before], JUDGED)
    written = sum(_write_piece(batch, good[start : start + PIECE], by=by) for start in range(0, len(good), PIECE))
    record(batch, by=by, action="import", after=str(written))
    return written, len(rows) - written


def _write_piece(batch, rows, *, by):
    with transaction.atomic():
        _locked(batch, Stage.APPLIED)
        open_rows = set(batch.rows.filter(pk__in=[row.pk for row in rows], outcome="").values_list("pk", flat=True))
        rows = [row for row in rows if row.pk in open_rows]
        if not _written(batch, rows, by=by):
            for row in rows:
                if not _written(batch, [row], by=by):
                    row.verdict, row.messages, row.changes = Verdict.WRONG, [note("meanwhile")], {}
                    row.is_as_before = False
        _keep_written(batch, rows)
    return sum(row.outcome == Outcome.APPLIED for row in rows)


def _keep_written(batch, rows):
    """Rows that stand as they were shown and made the same kind of thing are marked by one query."""
    alike, others = {}, []
    for row in rows:
        told = row.is_as_before and row.object_id == row.promised_id and row.outcome and len(row.made) == 1
        (alike.setdefault(tuple(row.made.items()), []) if told else others).append(row)
    for made, same in alike.items():
        numbers = [row.number for row in same]
        batch.rows.filter(number__in=numbers).update(outcome=Outcome.APPLIED, made=dict(made))
    _keep([row for row in others if row.is_as_before], ["object_id", *WRITTEN])
    _keep([row for row in others if not row.is_as_before], [*JUDGED, *WRITTEN])


def _written(batch, rows, *, by):
    """Whether the rows could be written; all of them or none."""
    try:
        with transaction.atomic():
            target_of(batch.target).write(rows, by=by)
    except (IntegrityError, DomainError, LookupError):
        return False
    for row in rows:
        row.outcome = Outcome.APPLIED
    return True


# Undoing


@seldom_searched()
def undo_batch(batch, *, by):
    """Bring back what the rows of a batch made, in pieces from the last row to the first; gives (undone, kept)."""
    with transaction.atomic():
        batch = _locked(batch, Stage.APPLIED, Stage.UNDONE)
        batch.undone_at = now()
        _set_stage(batch, Stage.UNDONE)
    numbers = list(batch.rows.filter(outcome=Outcome.APPLIED).order_by("-number").values_list("number", flat=True))
    pieces = [numbers[start : start + PIECE] for start in range(0, len(numbers), PIECE)]
    outcomes = [row.outcome for piece in pieces for row in _undo_piece(batch, piece, by=by)]
    undone = outcomes.count(Outcome.UNDONE)
    record(batch, by=by, action="undo", after=str(undone))
    return undone, len(outcomes) - undone


@transaction.atomic
def _undo_piece(batch, numbers, *, by):
    _locked(batch, Stage.UNDONE)
    rows = list(batch.rows.filter(number__in=numbers, outcome=Outcome.APPLIED).order_by("-number"))
    told = target_of(batch.target).undo(rows, by=by)
    for row in rows:
        is_undone, said = told[row.number]
        row.outcome = Outcome.UNDONE if is_undone else Outcome.KEPT
        row.messages = [said]
    _keep(rows, ["outcome", "messages"])
    return rows
