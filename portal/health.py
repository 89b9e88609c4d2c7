"""Two answers for those who watch the portal: the process lives, and it can serve (and whether mail moves)."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.services.mailing import is_mail_stuck


@require_safe
@never_cache
def healthz(request):
    """Asks nothing of the database, so that a database that is down does not restart the web server."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request):
    """503 while the database does not answer or waits for migrations; says which, and no more.

    Mail that is stuck takes no page from a reader: it is said, and the answer stays 200.
    """
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return _not_ready("database")
    if pending:
        return _not_ready("migrations")
    return JsonResponse({"status": "ok", "mail": "stuck" if is_mail_stuck() else "ok"})


def _not_ready(reason):
    return JsonResponse({"status": "unavailable", "reason": reason}, status=503, headers={"Retry-After": "10"})
