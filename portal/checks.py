"""System checks of the portal: what `manage.py check --deploy` refuses."""

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.db import DatabaseError, connection

from members.models import User
from portal.demo.accounts import EMAILS


@register(Tags.security, deploy=True)
def refuse_demo_accounts(app_configs, **options):
    """Where the settings do not allow the demo, no account may have one of its addresses."""
    if settings.DEMO_ACCOUNTS_ALLOWED:
        return []
    try:
        found = sorted(User.objects.filter(email__in=EMAILS).values_list("email", flat=True))
    except DatabaseError:
        return []  # no database yet, so no accounts either
    if not found:
        return []
    return [
        Error(
            f"Accounts of the demo, whose password everybody knows, are in this database: {', '.join(found)}.",
            hint="Delete them. Until then they cannot sign in with a password here.",
            id="portal.E001",
        )
    ]


@register(Tags.caches, deploy=True)
def find_the_table_of_the_cache(app_configs, **options):
    """Limits of attempts are counted in a table that `migrate` does not make; without it nobody can sign in."""
    place = settings.CACHES["default"]
    if not place["BACKEND"].endswith(".DatabaseCache"):
        return []
    try:
        tables = connection.introspection.table_names()
    except DatabaseError:
        tables = []
    if not tables or place["LOCATION"] in tables:  # without any, nothing is set up yet
        return []
    return [Error("The table of the cache is missing.", hint="Run manage.py createcachetable.", id="portal.E002")]
