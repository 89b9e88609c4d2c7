"""Smaller copies of a picture, as WebP and AVIF at a few widths: their names, and how they are drawn and stored.

A copy is named after its picture (`a1.webp` has `a1.webp.400.avif`): it belongs to the same record, and its name is as
hard to guess. Nothing is ever drawn larger than the picture is.
"""

import io
import os
import re
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image, features

from core.uploads import PICTURE_FORMATS

PICTURE_WIDTHS = (400, 800, 1600)
LOGO_WIDTHS = (96, 192)  # logos stand in lists at 40 to 96 pixels, on screens of two pixels for one
AVIF_FROM = 400  # below that, the frame of an AVIF file costs more than the format saves
SAVING = {
    "webp": {"format": "WEBP", "quality": 80, "method": 4},
    "avif": {"format": "AVIF", "quality": 52, "speed": 8},
}
VARIANT = re.compile(r"(?P<original>.+\.\w+)\.\d{1,5}\.(?:webp|avif)")


def formats():
    """The formats that this Pillow writes; one without AVIF makes WebP alone."""
    return [name for name in SAVING if features.check(name)]


def variant_name(original, width, kind):
    return f"{original}.{width}.{kind}"


def original_of(name):
    """The name of the picture that this is a smaller copy of, else the name itself."""
    match = VARIANT.fullmatch(name)
    return match["original"] if match else name


def planned(width, widths):
    """The widths to draw a picture of this width in, by format.

    The picture itself serves as the largest WebP; as AVIF it is drawn in its own width too.
    """
    smaller = [step for step in widths if step < width]
    plan = {"webp": smaller, "avif": [step for step in (*smaller, min(width, max(widths))) if step >= AVIF_FROM]}
    return {kind: sorted(set(plan[kind])) for kind in formats()}


def size_of(file):
    """Width and height of a picture, read from its head alone."""
    file.seek(0)
    with Image.open(file, formats=PICTURE_FORMATS) as picture:
        size = picture.size
    file.seek(0)
    return size


def draw_all(name, widths):
    """Draw and store the smaller copies of a stored picture; gives what a record keeps of them.

    Each file is whole before it has its name, and the answer comes when all are there.
    """
    with default_storage.open(name) as file:
        content = file.read()
    with Image.open(io.BytesIO(content), formats=PICTURE_FORMATS) as picture:
        picture.load()
        drawn = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    plan = planned(drawn.width, widths)
    for width in sorted({width for row in plan.values() for width in row}, reverse=True):
        height = max(1, round(drawn.height * width / drawn.width))
        smaller = drawn if width == drawn.width else drawn.resize((width, height), Image.Resampling.LANCZOS)
        for kind in (kind for kind, row in plan.items() if width in row):
            buffer = io.BytesIO()
            smaller.save(buffer, **SAVING[kind])
            store_whole(variant_name(name, width, kind), buffer.getvalue())
    return {"of": name, "width": drawn.width, "height": drawn.height, **plan}


def names_of(kept):
    """The names of the smaller copies that a record keeps."""
    return [variant_name(kept["of"], width, kind) for kind in SAVING for width in kept.get(kind, ())]


def forget(name, kept):
    """Delete the smaller copies of a picture, where these are what the record keeps of it."""
    if kept.get("of") == name:
        for copy in names_of(kept):
            default_storage.delete(copy)


def store_whole(name, content):
    """Store under exactly this name; whoever reads meanwhile, or after a crash, finds a whole file or none."""
    try:
        path = default_storage.path(name)
    except NotImplementedError:  # a store of objects takes them whole
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
        return
    unfinished = default_storage.save(f"{name}.{uuid4().hex}.part", ContentFile(content))
    os.replace(default_storage.path(unfinished), path)
