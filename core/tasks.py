"""What the worker does behind the requests."""

import django
from django.apps import apps

from core.services import mailing, summaries, variants

if django.VERSION >= (6, 0):
    from django.tasks import task
else:
    from django_tasks import task  # type: ignore[no-redef]


@task()
def make_variants(label, pk, field_name):
    """Make the smaller copies of a picture that was uploaded."""
    return variants.make_variants(apps.get_model(label), pk, field_name)


@task()
def make_missing_variants():
    """Make the smaller copies that are missing anywhere, such as those of the demo."""
    made, failed = variants.make_missing_variants()
    return {"made": made, "failed": failed}


@task()
def send_messages():
    """Send the mail that is due, a round at a time, so that other tasks get their turn."""
    summaries.gather_due()
    if mailing.send_due():
        send_messages.enqueue()
