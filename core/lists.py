"""What stands between the parts of a line, in the reader's language: never a comma or a colon typed into a text."""

from django.utils.translation import gettext_lazy, pgettext_lazy

BETWEEN = pgettext_lazy("between the items of a list", ", ")
APART = pgettext_lazy("between two parts of a sentence", ", ")
# The form fields of Django end their labels with this same text.
COLON = gettext_lazy(":")


def listed(items):
    """Several words in one line."""
    return str(BETWEEN).join(str(item) for item in items)


def after_colon():
    """A colon and the room after it; the wide one of Chinese brings its own."""
    mark = str(COLON)
    return f"{mark} " if mark.isascii() else mark
