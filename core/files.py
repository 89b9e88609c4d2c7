"""Stored files as answers: with their type, kept by browsers only as long as their record is public."""

from io import BytesIO

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.http import http_date

CONTENT_TYPES = {
    "webp": "image/webp",
    "avif": "image/avif",
    "png": "image/png",
    "jpg": "image/jpeg",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}
DRAWN_IN_PAGES = frozenset({"webp", "avif", "png", "jpg"})
# Short, so that a file is gone soon after its record; a repeat costs a 304.
PUBLIC = "public, max-age=300"
PRIVATE = "private, no-store"


def file_response(path, *, is_public, filename=""):
    """The stored file with its type; documents, and files that are given a name, are offered for saving."""
    ending = path.rpartition(".")[2].lower()
    try:
        # Read at once: an answer that becomes a 304 is dropped unclosed, and uploads are limited in size.
        with default_storage.open(path) as stored:
            file = BytesIO(stored.read())
        changed, size = default_storage.get_modified_time(path), default_storage.size(path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise Http404 from error
    response = FileResponse(
        file,
        as_attachment=bool(filename) or ending not in DRAWN_IN_PAGES,
        filename=filename or path.rpartition("/")[2],
        content_type=CONTENT_TYPES.get(ending, "application/octet-stream"),
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = PUBLIC if is_public else PRIVATE
    if is_public:
        response.headers["Last-Modified"] = http_date(changed.timestamp())
        response.headers["ETag"] = f'"{changed.timestamp():.0f}-{size}"'
    return response
