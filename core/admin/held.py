"""Files of a form that comes back: held for a day, so that nobody has to choose them again.

They lie in a folder of the media that no record names, so that no address leads to them. The form carries a sealed
note of each, which is of use only to the person who sent the file.
"""

from datetime import timedelta
from pathlib import PurePosixPath
from uuid import uuid4

from django.core import signing
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.clock import now

FOLDER = "held"
PREFIX = "_held-"
HELD_FOR = timedelta(days=1)
LONGEST_NAME = 150


def _salt(user):
    return f"core.admin.held:{user.pk}"


def bring_back(request):
    """Put the held files that the form names among its files; one that was chosen anew comes first."""
    for key in [key for key in request.POST if key.startswith(PREFIX)]:
        name = key.removeprefix(PREFIX)
        if name in request.FILES:
            continue
        try:
            path, filename, kind = signing.loads(request.POST[key], salt=_salt(request.user), max_age=HELD_FOR)
            with default_storage.open(path) as stored:
                file = SimpleUploadedFile(filename, stored.read(), content_type=kind)
        except (signing.BadSignature, FileNotFoundError):
            continue  # the field itself says that its file is missing
        file.held_path = path
        request.FILES.setlist(name, [file])


def hold(request, forms):
    """Hold the files of these bound forms, and note it beside their fields."""
    _drop_old_ones()
    for form in forms:
        for bound in form:
            file = request.FILES.get(bound.html_name)
            if file is None or bound.errors:
                continue
            held = [_path_of(file), file.name[-LONGEST_NAME:], file.content_type]
            bound.help_text = format_html(
                '{} <input type="hidden" name="{}{}" value="{}">',
                _("Your file “%(name)s” is kept; choose another one only to replace it.") % {"name": file.name},
                PREFIX,
                bound.html_name,
                signing.dumps(held, salt=_salt(request.user)),
            )


def forget(request):
    """Drop the held files of a form that was saved."""
    paths = [file.held_path for file in request.FILES.values() if hasattr(file, "held_path")]
    transaction.on_commit(lambda: [default_storage.delete(path) for path in paths])


def _path_of(file):
    if not hasattr(file, "held_path"):
        file.seek(0)
        file.held_path = default_storage.save(str(PurePosixPath(FOLDER) / uuid4().hex), file)
    return file.held_path


def _drop_old_ones():
    if not default_storage.exists(FOLDER):
        return
    oldest = now() - HELD_FOR
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < oldest:
            default_storage.delete(path)
