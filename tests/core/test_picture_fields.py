import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from core.picture_fields import PictureFormField
from tests.factories import InstitutionFactory


def jpeg_with_place():
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(buffer, "JPEG", exif=exif)
    return SimpleUploadedFile("IMG_2041.jpg", buffer.getvalue(), "image/jpeg")


@pytest.mark.django_db
def test_a_saved_picture_keeps_neither_name_nor_metadata():
    institution = InstitutionFactory(logo=jpeg_with_place())

    with Image.open(institution.logo.path) as stored:
        found = (stored.format, stored.size, dict(stored.getexif()))

    assert "IMG_2041" not in institution.logo.name
    assert found == ("WEBP", (40, 30), {})


@pytest.mark.django_db
def test_a_file_that_is_no_picture_is_refused_on_saving():
    with pytest.raises(ValidationError, match="not a JPEG, PNG or WebP"):
        InstitutionFactory(logo=SimpleUploadedFile("logo.png", b"not a picture"))


@pytest.mark.django_db
def test_a_stored_picture_is_not_drawn_again():
    institution = InstitutionFactory(logo=jpeg_with_place())
    name = institution.logo.name

    institution.save()

    assert institution.logo.name == name


def test_the_form_says_what_is_wrong():
    with pytest.raises(ValidationError, match="SVG drawings are not accepted"):
        PictureFormField().clean(SimpleUploadedFile("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
