"""Fields of the admin's forms that show more than Django's do."""

from django.contrib.admin.widgets import AdminFileWidget


class PictureInput(AdminFileWidget):
    """A picture that a record may have: it is seen where it is changed, and one that was chosen at once."""

    template_name = "admin/widgets/picture_input.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if context["widget"]["is_initial"]:
            context["widget"]["address"] = shown_address(value)
        return context


def shown_address(picture):
    """The smallest copy of a stored picture."""
    return next((address for address, _width in picture.candidates("webp")), picture.url)
