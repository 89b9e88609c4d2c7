"""Measures pages, API and admin of the portal against a floor of bare Django and DRF over the same rows.

    python -m bench [--rows 1000] [--rounds 30] [--import-rows 10000] [--json]

Makes a database of its own in a temporary folder, fills it with the demo content and generated rows, and prints for
each kind of page: queries, CPU milliseconds a request of ours and of the floor, their ratio, and bytes over the wire.
Ours and the floor's requests alternate within one run, so that a busy machine slows both alike: read the ratios.
Then a foreign table of institutions is imported; its figures are CPU seconds of this machine alone.
"""

import argparse
import json
import os
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser(prog="bench", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=1000, help="institutions and news items to generate")
    parser.add_argument("--rounds", type=int, default=30, help="requests per page")
    parser.add_argument("--import-rows", type=int, default=10_000, help="rows of the imported table")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        os.environ["VAR_DIR"] = folder
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
        os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
        import django

        django.setup()
        from bench.data import STAFF, fill
        from bench.imports import measure_import
        from bench.measure import measure_all
        from bench.report import print_import, print_table

        fill(options.rows)
        results = measure_all(options.rounds)
        imported = measure_import(options.import_rows, STAFF)
        if options.json:
            json.dump({"pages": results, "import": imported}, sys.stdout, indent=1)
        else:
            print_table(results, rows=options.rows)
            print_import(imported)


if __name__ == "__main__":
    main()
