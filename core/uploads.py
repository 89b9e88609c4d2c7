"""Checks of uploads: a picture is drawn anew and keeps nothing of the file it came in; a document is what it says.

Sizes are read before anything is decoded. No name that a person gave is kept, and no name can be guessed.
"""

import io
import warnings
import zipfile
import zlib
from pathlib import PurePosixPath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

PICTURE_MAX_BYTES = 20 * 1024 * 1024
PICTURE_MAX_PIXELS = 40_000_000
PICTURE_MAX_EDGE = 2400
PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
WEBP_QUALITY = 88

DOCUMENT_MAX_BYTES = 25 * 1024 * 1024
DOCUMENT_EXTENSIONS = ("pdf", "docx", "xlsx", "odt")
STORED_EXTENSIONS = frozenset({"webp", *DOCUMENT_EXTENSIONS})

HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})

# What Pillow raises over a damaged or hostile file.
UNREADABLE = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, OverflowError, EOFError, zlib.error)

EMPTY = _("The file is empty. Choose it again.")
TOO_LARGE = _("The file has %(size)s; at most %(limit)s are accepted. Save it smaller and choose it again.")
TOO_MANY_PIXELS = _(
    "The picture has more than %(limit)s megapixels. Make it smaller, 2400 pixels on the longer side are enough, "
    "and choose it again."
)
BROKEN = _("The picture is damaged or was not uploaded completely. Open it, save it anew and choose it again.")
NOT_A_PICTURE = _("The file is not a JPEG, PNG or WebP picture. Save the picture in one of these formats.")
IS_SVG = _("SVG drawings are not accepted, because they can carry scripts. Export the drawing as PNG.")
IS_GIF = _("GIF pictures are not accepted. Save the picture as PNG or JPEG.")
IS_HEIC = _(
    "The file is a HEIC picture, as some phones make them. Export it as JPEG (on an iPhone: Settings, Camera, Formats, "
    "Most Compatible) and choose it again."
)
NOT_A_DOCUMENT = _("The file is not a PDF, DOCX, XLSX or ODT document. Save the document in one of these formats.")
WRONG_ENDING = _("The file is a document of the kind %(kind)s, but its name does not end in .%(ending)s. Rename it.")
HAS_MACROS = _("The document carries macros. Save it without macros and choose it again.")


def clean_picture(file):
    """The picture of an upload, drawn anew as WebP without metadata, at most 2400 pixels wide and high.

    Raises ValidationError with a sentence that says what to do.
    """
    content = _read(file, PICTURE_MAX_BYTES)
    _refuse_other_formats(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return ContentFile(_redrawn(content), name=f"{uuid4()}.webp")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise _too_many_pixels() from error
    except Image.UnidentifiedImageError as error:
        raise ValidationError(NOT_A_PICTURE, code="not_a_picture") from error
    except UNREADABLE as error:
        raise ValidationError(BROKEN, code="broken") from error


def check_document(file):
    """The kind of an uploaded document, told by its content; ValidationError when it is none or named otherwise.

    Serves as a validator of a FileField too: a file that is stored already was checked when it came.
    """
    if getattr(file, "_committed", False):
        return _extension(file.name)
    content = _read(file, DOCUMENT_MAX_BYTES)
    kind = _document_kind(content)
    if kind is None:
        raise ValidationError(NOT_A_DOCUMENT, code="not_a_document")
    if _extension(file.name or "") != kind:
        raise ValidationError(WRONG_ENDING, code="wrong_ending", params={"kind": kind.upper(), "ending": kind})
    return kind


def upload_to(instance, filename):
    """Where an upload is stored: the folder of its model, two hex digits, and a name that tells and gives away nothing.

    A model may name its folder in `upload_folder`. Only the ending of the given name is kept, and only a known one.
    """
    name = uuid4()
    folder = getattr(instance, "upload_folder", instance._meta.model_name)
    extension = _extension(filename)
    return f"{folder}/{name.hex[:2]}/{name}.{extension if extension in STORED_EXTENSIONS else 'bin'}"


def _extension(filename):
    return PurePosixPath(filename).suffix.lower().removeprefix(".")


def _read(file, limit):
    """The content of the file; never more than the limit is held in memory, whatever size the file claims."""
    file.seek(0)
    content = file.read(limit + 1)
    file.seek(0)
    if not content:
        raise ValidationError(EMPTY, code="empty")
    if len(content) > limit:
        size = max(getattr(file, "size", None) or 0, len(content))
        params = {"size": filesizeformat(size), "limit": filesizeformat(limit)}
        raise ValidationError(TOO_LARGE, code="too_large", params=params)
    return content


def _refuse_other_formats(content):
    """Formats that people do send get a sentence of their own."""
    head = content[:1024]
    if head.startswith((b"GIF87a", b"GIF89a")):
        raise ValidationError(IS_GIF, code="gif")
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        raise ValidationError(IS_HEIC, code="heic")
    if b"<svg" in head.replace(b"\0", b"").lower():
        raise ValidationError(IS_SVG, code="svg")


def _redrawn(content):
    with Image.open(io.BytesIO(content), formats=PICTURE_FORMATS) as picture:
        if picture.width * picture.height > PICTURE_MAX_PIXELS:
            raise _too_many_pixels()
        picture.draft(None, (PICTURE_MAX_EDGE, PICTURE_MAX_EDGE))
        picture.load()
        drawn = _in_plain_colours(_upright(picture))
    drawn.thumbnail((PICTURE_MAX_EDGE, PICTURE_MAX_EDGE), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    drawn.save(buffer, "WEBP", quality=WEBP_QUALITY, method=4, exact=False)
    return buffer.getvalue()


def _upright(picture):
    """Turned as the camera was held; a picture with unreadable metadata stays as it is."""
    try:
        return ImageOps.exif_transpose(picture)
    except UNREADABLE:
        return picture


def _in_plain_colours(picture):
    """In sRGB with eight bits a channel, with alpha where the picture has any."""
    profile = picture.info.get("icc_profile")
    if picture.mode.startswith("I"):
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    target = "RGBA" if picture.has_transparency_data else "RGB"
    if profile and picture.mode in {"RGB", "RGBA", "CMYK", "L"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=target)
        except (ImageCms.PyCMSError, *UNREADABLE):
            pass  # a damaged profile costs its colours, not the picture
    return picture.convert(target)


def _too_many_pixels():
    params = {"limit": PICTURE_MAX_PIXELS // 1_000_000}
    return ValidationError(TOO_MANY_PIXELS, code="too_many_pixels", params=params)


def _document_kind(content):
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"PK\x03\x04"):
        return _archive_kind(content)
    return None


def _archive_kind(content):
    """Office documents are zip archives; only their list of names and one short entry are read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise ValidationError(HAS_MACROS, code="macros")
            if "[Content_Types].xml" in names:
                return "docx" if "word/document.xml" in names else "xlsx" if "xl/workbook.xml" in names else None
            if "mimetype" in names:
                with archive.open("mimetype") as entry:
                    return "odt" if entry.read(64) == b"application/vnd.oasis.opendocument.text" else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, *UNREADABLE):
        return None
    return None
