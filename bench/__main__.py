"""Measures pages, API and admin of the portal against a floor of bare Django and DRF over the same rows.

    python -m bench [--rows 20 20000] [--rounds 15] [--json]

Makes a database of its own in a temporary folder, fills it with the demo content and generated rows, and prints for
each number of rows and each kind of page: queries, CPU milliseconds a request of ours (made anew) and of the floor,
their ratio, milliseconds while the counts that pages share are kept, queries and milliseconds once the page is kept,
bytes over the wire, and requests of the first view.
Ours and the floor's requests alternate within one run, so that a busy machine slows both alike: read the ratios.

The floor (bench/floor) is what a competent plain Django site would do for that page: the same rows with the same facts
of each, in one language: names, links, dates, sources, pictures with their size; the same form of filters and the
numbers beside the facets; head, menu, breadcrumb and foot; get_absolute_url, {% url %} and get_..._display as everybody
uses them; related rows by select_related and prefetch_related; the API's objects from nested ModelSerializers, the list
of the admin with the same columns and filters. It shows everything to everybody, and knows neither other languages nor
partial dates. The last column says how many links, rows, pictures and terms ours has, and how many the floor.
"""

import argparse
import json
import os
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--rows", type=int, nargs="+", default=[20, 20_000], help="institutions and news items to generate, rising"
    )
    parser.add_argument("--rounds", type=int, default=15, help="requests per page")
    parser.add_argument("--import-rows", type=int, default=10_000, help="rows of the imported table")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        import django

        django.setup()
        from bench.data import STAFF, fill, prepare
        from bench.imports import measure_import
        from bench.measure import measure_all, measure_empty
        from bench.report import print_import, print_table

        prepare()
        measured, there = {}, 0
        for rows in options.rows:
            fill(there, rows)
            there = rows
            measured[rows] = measure_all(options.rounds)
            if not options.json:
                print_table(measured[rows], rows=rows, empty_ms=measure_empty(options.rounds))
                sys.stdout.flush()
        imported = measure_import(options.import_rows, STAFF)
        if options.json:
            json.dump({"pages": measured, "import": imported}, sys.stdout, indent=1)
        else:
            print_import(imported)


if __name__ == "__main__":
    main()
