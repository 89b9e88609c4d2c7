"""Times the import of a large table of institutions: reading and judging, applying, the same file again, undoing.

Then a corrected one, which changes all rows that the first has made.
"""

import csv
import io
import time

from core.imports.targets import target_of
from core.services.importing import apply_batch, name_columns, undo_batch, upload_table
from members.models import User

COUNTRIES = ["China", "Россия", "Kazakhstan", "مصر", "意大利", "Pakistan", "Узбекистан", "KG"]
FIRST = ["State", "National", "Polytechnic", "Medical", "Agrarian", "Pedagogical", "Technical", "Economic"]
HEADERS = ["University", "Название", "Country", "City", "Latitude", "Longitude", "Website", "Founded", "ROR"]


def foreign_sheet(rows, *, corrected=False):
    """A table as it might come: names in two languages, decimal commas, semicolons, ids for every other row.

    Corrected, it says another Russian name and another year in each row.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(HEADERS)
    for number in range(rows):
        kind = FIRST[number % len(FIRST)]
        writer.writerow(
            [
                f"{kind} University of District {number}",
                f"{'Институт' if corrected else 'Университет'} района {number}",
                COUNTRIES[number % len(COUNTRIES)],
                f"City {number % 500}",
                f"{30 + number % 4000 / 100:.2f}".replace(".", ","),
                f"{40 + number % 6000 / 100:.2f}".replace(".", ","),
                f"www.university-{number}.example",
                (1801 if corrected else 1800) + number % 220,
                _ror_id(number) if number % 2 else "",
            ]
        )
    return text.getvalue().encode()


def _ror_id(number):
    digits = "0123456789abcdefghjkmnpqrstvwxyz"
    letters = "".join(digits[number // 32**place % 32] for place in range(6))
    return f"https://ror.org/0{letters}{number % 100:02}"


def measure_import(rows, staff):
    """CPU seconds of each step."""
    by = User.objects.get(email=staff)
    content = foreign_sheet(rows)
    seconds, found = {}, {}

    def timed(step, function):
        started = time.process_time()
        found[step] = function()
        seconds[step] = round(time.process_time() - started, 2)
        return found[step]

    batch = timed("read and judge", lambda: _judged(content, by))
    timed("apply", lambda: apply_batch(batch, by=by))
    again = timed("same file again", lambda: _judged(content, by))
    timed("apply it, which changes nothing", lambda: apply_batch(again, by=by))
    other = foreign_sheet(rows, corrected=True)
    changed = timed("corrected file", lambda: _judged(other, by))
    timed("apply it, which changes all rows", lambda: apply_batch(changed, by=by))
    timed("undo the changes", lambda: undo_batch(changed, by=by))
    timed("undo", lambda: undo_batch(batch, by=by))
    for step, done in found.items():
        if isinstance(done, tuple) and done != ((0, rows) if "nothing" in step else (rows, 0)):
            raise SystemExit(f"{step}: {done} of {rows} rows")
    both = seconds["read and judge"] + seconds["apply"]
    return {"rows": rows, "seconds": seconds, "both": round(both, 2), "per_second": round(rows / both)}


def _judged(content, by):
    batch = upload_table(content, file_name="bench.csv", target=target_of("members.institution"), by=by)
    return name_columns(batch, batch.mapping, by=by)
