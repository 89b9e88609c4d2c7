"""Several words in one line, with what stands between them in the reader's language."""

from django.utils.translation import pgettext_lazy

BETWEEN = pgettext_lazy("between the items of a list", ", ")


def listed(items):
    """Never a comma typed into a sentence: Chinese and Arabic have their own."""
    return str(BETWEEN).join(str(item) for item in items)
