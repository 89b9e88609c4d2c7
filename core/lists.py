"""What stands between the parts of a line, in the reader's language: a template types no comma, colon or bracket."""

from django.utils.translation import gettext_lazy, pgettext_lazy

BETWEEN = pgettext_lazy("between the items of a list", ", ")
APART = pgettext_lazy("between two parts of a sentence", ", ")
# The form fields of Django end their labels with this same text.
COLON = gettext_lazy(":")
# In languages that run from right to left the arrow points the other way.
BECOMES = pgettext_lazy("between a state and the next", " → ")
# With the room before it: the wide brackets of Chinese bring their own.
IN_BRACKETS = pgettext_lazy("a remark after a word", " ({})")


def listed(items):
    """Several words in one line."""
    return str(BETWEEN).join(str(item) for item in items)


def after_colon():
    """A colon and the room after it; the wide one of Chinese brings its own."""
    mark = str(COLON)
    return f"{mark} " if mark.isascii() else mark


def in_brackets(remark):
    """A remark as it follows the word that it is about."""
    return str(IN_BRACKETS).format(remark)


def in_steps(states):
    """States in the order in which a record went through them."""
    return str(BECOMES).join(str(state) for state in states)
