import io
import re
import struct
import zipfile
import zlib
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from django.db.models.fields.files import FieldFile
from PIL import Image, ImageCms

from core import uploads
from core.uploads import check_document, clean_picture, upload_to

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
GPS = 0x8825
ORIENTATION = 0x0112


def picture_file(mode="RGB", size=(64, 48), colour=None, file_format="PNG", name="picture.png", **options):
    buffer = io.BytesIO()
    Image.new(mode, size, colour if colour is not None else 0).save(buffer, file_format, **options)
    return SimpleUploadedFile(name, buffer.getvalue())


def opened(content_file):
    picture = Image.open(io.BytesIO(content_file.read()))
    picture.load()
    return picture


def png_header(width, height):
    """A PNG that claims a size, with next to no data behind it."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")


def refusal(check, file):
    with pytest.raises(ValidationError) as caught:
        check(file)
    assert all(message.endswith(".") for message in caught.value.messages)
    return caught.value.code


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_picture_is_drawn_anew_as_webp_under_a_generated_name(file_format):
    clean = clean_picture(picture_file(colour=(200, 10, 10), file_format=file_format, name="../../me and my boss.png"))

    assert re.fullmatch(rf"{UUID}\.webp", clean.name)
    drawn = opened(clean)
    assert (drawn.format, drawn.size) == ("WEBP", (64, 48))
    assert drawn.convert("RGB").getpixel((5, 5)) == pytest.approx((200, 10, 10), abs=6)


def test_large_picture_is_made_smaller_and_keeps_its_shape():
    assert opened(clean_picture(picture_file(size=(4800, 1200), file_format="JPEG"))).size == (2400, 600)
    assert opened(clean_picture(picture_file(size=(1200, 3600)))).size == (800, 2400)


def test_small_picture_is_not_enlarged():
    assert opened(clean_picture(picture_file(size=(1, 1)))).size == (1, 1)


@pytest.mark.parametrize(
    ("mode", "colour", "file_format", "expected"),
    [
        ("CMYK", (0, 255, 255, 0), "JPEG", (255, 0, 0)),
        ("L", 128, "PNG", (128, 128, 128)),
        ("1", 1, "PNG", (255, 255, 255)),
        ("P", 0, "PNG", (0, 0, 0)),
        ("I;16", 0x8000, "PNG", (128, 128, 128)),
        ("LA", (128, 255), "PNG", (128, 128, 128)),
        ("RGBA", (0, 0, 255, 255), "WEBP", (0, 0, 255)),
    ],
)
def test_odd_but_valid_pictures_are_accepted(mode, colour, file_format, expected):
    drawn = opened(clean_picture(picture_file(mode, colour=colour, file_format=file_format)))

    assert drawn.convert("RGB").getpixel((9, 9)) == pytest.approx(expected, abs=8)


@pytest.mark.parametrize(
    ("mode", "colour", "options"),
    [
        ("RGBA", (255, 0, 0, 0), {}),
        ("LA", (255, 0), {}),
        ("P", 0, {"transparency": 0}),
        ("RGB", 0, {"transparency": (0, 0, 0)}),
    ],
)
def test_transparency_is_kept(mode, colour, options):
    drawn = opened(clean_picture(picture_file(mode, colour=colour, **options)))

    assert drawn.mode == "RGBA"
    assert drawn.getpixel((3, 3))[3] == 0


def test_orientation_is_applied():
    exif = Image.Exif()
    exif[ORIENTATION] = 6

    assert opened(clean_picture(picture_file(size=(64, 48), file_format="JPEG", exif=exif))).size == (48, 64)


def test_no_metadata_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "secret-description"
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (36.0, 3.0, 0.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = picture_file(
        file_format="JPEG", exif=exif, icc_profile=profile, comment=b"secret-comment", xmp=b"<x>secret-xmp</x>"
    )
    assert Image.open(source).getexif().get_ifd(GPS)

    clean = clean_picture(source)

    content = clean.read()
    assert b"secret" not in content
    assert not any(chunk in content for chunk in (b"EXIF", b"ICCP", b"XMP "))
    assert not dict(Image.open(io.BytesIO(content)).getexif())


def test_damaged_metadata_and_profile_do_not_cost_the_picture():
    exif = b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\xff" * 30

    assert opened(clean_picture(picture_file(file_format="JPEG", exif=exif, icc_profile=b"no profile"))).size == (
        64,
        48,
    )


def test_picture_with_a_profile_keeps_its_colours():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

    drawn = opened(clean_picture(picture_file(colour=(255, 0, 0), icc_profile=profile)))

    assert drawn.getpixel((9, 9)) == pytest.approx((255, 0, 0), abs=6)


def test_polyglot_loses_what_is_not_the_picture():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as writer:
        writer.writestr("evil.html", "<script>alert(1)</script>")
    source = picture_file(file_format="JPEG", comment=b"<script>alert(2)</script>").read() + archive.getvalue()

    content = clean_picture(SimpleUploadedFile("x.jpg", source)).read()

    assert b"script" not in content
    assert not zipfile.is_zipfile(io.BytesIO(content))


@pytest.mark.parametrize("size", [(12_000, 12_000), (6_400, 6_300), (60_000, 60_000), (1, 2_000_000_000)])
def test_bomb_is_refused_before_it_is_decoded(size, monkeypatch):
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda self: pytest.fail("decoded"))

    assert refusal(clean_picture, SimpleUploadedFile("bomb.png", png_header(*size))) == "too_many_pixels"


def test_what_pillow_takes_for_a_bomb_is_refused_whatever_our_limit(monkeypatch):
    monkeypatch.setattr(uploads, "PICTURE_MAX_PIXELS", 10**12)

    assert refusal(clean_picture, SimpleUploadedFile("bomb.png", png_header(12_000, 12_000))) == "too_many_pixels"


def test_real_bomb_of_few_bytes_is_refused():
    bomb = picture_file("1", size=(12_000, 12_000))

    assert bomb.size < 20_000
    assert refusal(clean_picture, bomb) == "too_many_pixels"


def test_picture_of_just_under_forty_megapixels_is_accepted():
    assert opened(clean_picture(picture_file("1", size=(8_000, 5_000)))).size == (2400, 1500)


def test_size_limit_is_of_the_bytes_that_come_not_of_the_claim(monkeypatch):
    monkeypatch.setattr(uploads, "PICTURE_MAX_BYTES", 50)
    file = picture_file()
    file.size = 10

    assert refusal(clean_picture, file) == "too_large"


def test_no_more_than_the_limit_is_read():
    class Endless(io.BytesIO):
        def read(self, size=-1):
            assert 0 < size <= uploads.PICTURE_MAX_BYTES + 1
            return b"x" * size

    assert refusal(clean_picture, Endless()) == "too_large"


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_truncated_picture_is_refused(file_format):
    whole = picture_file(size=(300, 300), colour=(1, 200, 3), file_format=file_format).read()

    assert refusal(clean_picture, SimpleUploadedFile("cut", whole[: len(whole) * 2 // 3])) in {
        "broken",
        "not_a_picture",
    }


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"GIF89a" + b"\0" * 40, "gif"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
        (b"\0\0\0\x18ftypmif1" + b"\0" * 40, "heic"),
        (b'<?xml version="1.0"?>\n<svg onload="alert(1)"/>', "svg"),
        ("\ufeff<SVG/>".encode("utf-16"), "svg"),
        (b"%PDF-1.7", "not_a_picture"),
        (b"II*\0" + b"\0" * 40, "not_a_picture"),
        (b"BM" + b"\0" * 60, "not_a_picture"),
        (b"<html><script>", "not_a_picture"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 10, "not_a_picture"),
    ],
)
def test_other_files_are_refused_with_a_sentence(content, code):
    assert refusal(clean_picture, SimpleUploadedFile("photo.jpg", content)) == code


def test_stored_name_is_generated_in_the_folder_of_the_model():
    instance = SimpleNamespace(_meta=SimpleNamespace(model_name="picture"))

    path = upload_to(instance, "../../etc/Minutes of the council.PDF")

    assert re.fullmatch(rf"picture/[0-9a-f]{{2}}/{UUID}\.pdf", path)
    assert path.split("/")[2][:2] == path.split("/")[1]
    assert upload_to(instance, "a.webp") != upload_to(instance, "a.webp")
    instance.upload_folder = "logos"
    assert upload_to(instance, "a.webp").startswith("logos/")


@pytest.mark.parametrize("name", ["page.html", "x.svg", "x", "x.php.exe", "x.pdf/..", ""])
def test_stored_name_has_a_known_ending_or_none_that_means_anything(name):
    assert upload_to(
        SimpleNamespace(upload_folder="documents", _meta=SimpleNamespace(model_name="document")), name
    ).endswith(".bin")


def archive_file(name, *entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as writer:
        for entry, content in entries:
            writer.writestr(entry, content)
    return ContentFile(buffer.getvalue(), name=name)


TYPES = ("[Content_Types].xml", "<Types/>")
ODT = "application/vnd.oasis.opendocument.text"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        (ContentFile(b"%PDF-1.7\n...", name="Minutes.PDF"), "pdf"),
        (archive_file("a.docx", TYPES, ("word/document.xml", "<w/>")), "docx"),
        (archive_file("a.xlsx", TYPES, ("xl/workbook.xml", "<w/>")), "xlsx"),
        (archive_file("a.odt", ("mimetype", ODT), ("content.xml", "<o/>")), "odt"),
    ],
    ids=["pdf", "docx", "xlsx", "odt"],
)
def test_documents_are_told_by_their_content(file, kind):
    assert check_document(file) == kind
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (ContentFile(b"", name="a.pdf"), "empty"),
        (ContentFile(b"<html>%PDF-1.7", name="a.pdf"), "not_a_document"),
        (ContentFile(b"MZ\x90", name="a.docx"), "not_a_document"),
        (ContentFile(b"PK\x03\x04 broken", name="a.docx"), "not_a_document"),
        (ContentFile(b"%PDF-1.7", name="a.html"), "wrong_ending"),
        (ContentFile(b"%PDF-1.7", name=None), "wrong_ending"),
        (archive_file("a.xlsx", TYPES, ("word/document.xml", "")), "wrong_ending"),
        (archive_file("a.docx", TYPES, ("word/document.xml", ""), ("word/vbaProject.bin", "")), "macros"),
        (archive_file("a.docx", ("readme.txt", "")), "not_a_document"),
        (archive_file("a.docx", TYPES, ("ppt/presentation.xml", "")), "not_a_document"),
        (archive_file("a.odt", ("mimetype", f"{ODT}-template")), "not_a_document"),
    ],
    ids=str,
)
def test_other_documents_are_refused_with_a_sentence(file, code):
    assert refusal(check_document, file) == code


def test_stored_document_is_not_read_again():
    stored = FieldFile(SimpleNamespace(document=None), FileField(name="document"), "document/ab/gone.pdf")

    assert check_document(stored) == "pdf"


def test_document_over_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "DOCUMENT_MAX_BYTES", 20)

    assert refusal(check_document, ContentFile(b"%PDF-1.7" + b"x" * 20, name="a.pdf")) == "too_large"
