"""manage.py make_variants: smaller copies of the pictures, where they are missing."""

import json

from django.core.management.base import BaseCommand, CommandError

from core.services import variants


class Command(BaseCommand):
    help = (
        "Makes the smaller copies of pictures that are missing: after a restore without them, a change of widths, or "
        "while no worker ran. What is there is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="Say what is missing, and make nothing.")
        parser.add_argument("--json", action="store_true", help="Report as JSON.")

    def handle(self, *, dry_run, **options):
        missing = sum(1 for _picture in variants.missing_variants())
        made, failed = (0, {}) if dry_run else variants.make_missing_variants()
        if options["json"]:
            self.stdout.write(json.dumps({"dry_run": dry_run, "missing": missing, "made": made, "failed": failed}))
        else:
            self.stdout.write(f"Pictures without their smaller copies: {missing}")
            self.stdout.write("Dry run, nothing was made." if dry_run else f"Files made: {made}")
        if failed:
            lines = "\n".join(f"  {name}: {reason}" for name, reason in failed.items())
            raise CommandError(f"These pictures could not be read; upload them anew:\n{lines}")
