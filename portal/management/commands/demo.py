"""manage.py demo: fills the portal with its demo content."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.core.serializers.base import DeserializationError
from django.db import IntegrityError, transaction
from django.utils import translation

from portal.demo import content
from portal.demo.accounts import PASSWORD, make_accounts


class Command(BaseCommand):
    help = (
        "Loads the demo content, its pictures and accounts. Records that are there already are kept as they are, "
        "so that a second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--overwrite", action="store_true", help="Load the texts of the demo's records anew.")
        parser.add_argument("--without-accounts", action="store_true", help="Make no accounts.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would be done, and do nothing.")
        parser.add_argument("--json", action="store_true", help="Report as JSON.")

    def handle(self, *, overwrite, without_accounts, dry_run, **options):
        if not (settings.DEMO_ACCOUNTS_ALLOWED or without_accounts):
            raise CommandError(
                "These settings do not allow the accounts of the demo, whose password everybody knows. "
                "Run it with --without-accounts to load the content alone."
            )
        try:
            # Texts without a language of their own are kept in English, whatever language the caller speaks.
            with transaction.atomic(), translation.override("en"):
                report = self._load(overwrite=overwrite, with_accounts=not without_accounts, dry_run=dry_run)
                if dry_run:
                    transaction.set_rollback(True)
        except (DeserializationError, IntegrityError) as error:
            raise CommandError(
                f"The demo content does not fit what is in the database, and nothing was loaded: {error}. "
                "Load it into an empty database."
            ) from error
        self._print(report, as_json=options["json"])

    def _load(self, *, overwrite, with_accounts, dry_run):
        loader = content.Loader(overwrite=overwrite)
        loader.load_all()
        return {
            "dry_run": dry_run,
            "loaded": dict(loader.loaded),
            "kept": dict(loader.kept),
            "deadlines": content.set_deadlines(),
            "accounts": make_accounts() if with_accounts else [],
            "revisions": content.make_first_revisions(),
            "pictures": content.copy_pictures(dry_run=dry_run),
            "variants": content.make_variants_later(),
        }

    def _print(self, report, *, as_json):
        if as_json:
            self.stdout.write(json.dumps(report, indent=2))
            return
        loaded, kept = sum(report["loaded"].values()), sum(report["kept"].values())
        if report["dry_run"]:
            self.stdout.write("Dry run, nothing was changed. It would do this:")
        self.stdout.write(f"Records loaded: {loaded}")
        self.stdout.write(f"Records kept as they are: {kept}")
        if kept:
            self.stdout.write("  (--overwrite loads their texts anew)")
        self.stdout.write(f"Pictures copied: {report['pictures']}")
        self.stdout.write(f"Pictures whose smaller copies the worker makes: {report['variants']}")
        self.stdout.write(f"Deadlines of example calls set: {report['deadlines']}")
        self.stdout.write(f"First revisions made: {report['revisions']}")
        self.stdout.write(f"Accounts made: {', '.join(report['accounts']) or 'none'}")
        if report["accounts"]:
            self.stdout.write(f"  (password: {PASSWORD})")
