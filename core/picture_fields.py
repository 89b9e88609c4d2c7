"""A picture on a model: drawn anew on every way in, so that no metadata and no hostile file is ever stored.

After the column `logo` comes `logo_variants`, a `VariantsField`: the size of the picture, and the widths in which
smaller copies of it are there. It names the file that it is of, and counts for no other.
"""

from django import forms
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile

from core import variants
from core.uploads import clean_picture

MAX_STORED_NAME = 200


class PictureFormField(forms.ImageField):
    """Says in one sentence what is wrong with a file, where Django would only say that it is no image."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        return None if file is None else _redrawn(file)


class VariantsField(models.JSONField):
    """What is known of the picture beside it: its size, and the widths of its smaller copies by format."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": dict, "blank": True, "editable": False, **kwargs})


class PictureFile(ImageFieldFile):
    """A stored picture that knows its size and its smaller copies without being opened."""

    @property
    def kept(self):
        """What the record keeps of this very file; empty for a file whose copies are not made yet."""
        return kept_of(self.name, getattr(self.instance, self.field.variants_name))

    @property
    def width(self):
        return self.kept.get("width") or super().width

    @property
    def height(self):
        return self.kept.get("height") or super().height

    def candidates(self, kind):
        """Addresses with their widths, narrow ones first, as `srcset` wants them."""
        return candidates(self.name, self.kept, kind, self.field.widths)

    def save(self, name, content, save=True):
        redrawn = _redrawn(content)
        width, height = variants.size_of(redrawn)
        super().save(redrawn.name, redrawn, save=False)
        setattr(self.instance, self.field.variants_name, {"of": self.name, "width": width, "height": height})
        if save:
            self.instance.save()

    def delete(self, save=True):
        variants.forget(self.name, self.kept)
        super().delete(save=save)


class PictureField(models.ImageField):
    """An ImageField whose every new file passes `clean_picture`: forms, API, import, shell.

    Raises ValidationError on saving where the file is no acceptable picture. Files that are stored already, such as
    those that a fixture names, are left as they are. `widths` are those of the smaller copies; they are no part of the
    schema.
    """

    attr_class = PictureFile

    def __init__(self, *args, widths=variants.PICTURE_WIDTHS, **kwargs):
        self.widths = widths
        super().__init__(*args, **{"max_length": MAX_STORED_NAME, **kwargs})

    @property
    def variants_name(self):
        return f"{self.name}_variants"

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})


class RedrawnPicture(UploadedFile):
    """The outcome of `clean_picture`, so that nothing is drawn twice."""


def kept_of(name, kept):
    """What a record keeps of its picture, unless it is of a file that the record had before."""
    return kept if kept and kept.get("of") == name else {}


def candidates(name, kept, kind, widths):
    """Addresses and widths of a picture in one format, narrow ones first; the picture itself is the widest WebP."""
    found = [(default_storage.url(variants.variant_name(name, width, kind)), width) for width in kept.get(kind, ())]
    if found and kind == "webp" and kept["width"] <= max(widths) and name.endswith(".webp"):
        found.append((default_storage.url(name), kept["width"]))
    return found


def picture_fields(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, PictureField)]


def _redrawn(file):
    if isinstance(file, RedrawnPicture):
        return file
    clean = clean_picture(file)
    return RedrawnPicture(clean.file, name=clean.name, content_type="image/webp", size=clean.size)
