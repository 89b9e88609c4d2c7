"""A picture on a model: drawn anew on every way in, so that no metadata and no hostile file is ever stored."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from core.uploads import clean_picture

MAX_STORED_NAME = 200


class PictureFormField(forms.ImageField):
    """Says in one sentence what is wrong with a file, where Django would only say that it is no image."""

    def to_python(self, data):
        file = forms.FileField.to_python(self, data)
        return None if file is None else _redrawn(file)


class PictureField(models.ImageField):
    """An ImageField whose every new file passes `clean_picture`: forms, API, import, shell.

    Raises ValidationError on saving where the file is no acceptable picture. Files that are stored already, such as
    those that a fixture names, are left as they are.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": MAX_STORED_NAME, **kwargs})

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": PictureFormField, **kwargs})

    def pre_save(self, model_instance, add):
        file = getattr(model_instance, self.attname)
        if file and not file._committed and not isinstance(file.file, RedrawnPicture):
            redrawn = _redrawn(file.file)
            file.save(redrawn.name, redrawn, save=False)
        return super().pre_save(model_instance, add)


class RedrawnPicture(UploadedFile):
    """The outcome of `clean_picture`, so that nothing is drawn twice."""


def _redrawn(file):
    if isinstance(file, RedrawnPicture):
        return file
    clean = clean_picture(file)
    return RedrawnPicture(clean.file, name=clean.name, content_type="image/webp", size=clean.size)
