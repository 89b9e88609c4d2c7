"""manage.py worker: the worker of django-tasks-db, with a beat, so that what is due later needs no cron."""

import logging
import threading

from django.db import DatabaseError, connections
from django_tasks_db.management.commands import db_worker

from core import tasks
from core.services import mailing

logger = logging.getLogger(__name__)

SECONDS = 60


class Beat(threading.Thread):
    """Looks once a minute whether mail is due: a retry, a summary, or what an earlier worker left behind."""

    def __init__(self, seconds=SECONDS):
        super().__init__(name="beat", daemon=True)
        self.seconds = seconds
        self.stopped = threading.Event()

    def run(self):
        while True:
            self.look()
            if self.stopped.wait(self.seconds):
                return

    def look(self):
        try:
            if mailing.is_mail_due():
                tasks.send_messages.enqueue()
        except DatabaseError:
            logger.exception("The beat found no database; it looks again in %s seconds.", self.seconds)
        finally:
            connections.close_all()


class Command(db_worker.Command):
    help = "Runs the tasks that wait in the database, and looks once a minute for mail that is due."

    def handle(self, *args, **options):
        beat = Beat()
        beat.start()
        try:
            super().handle(*args, **options)
        finally:
            beat.stopped.set()
