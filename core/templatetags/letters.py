"""Plain texts that people wrote, as they stand in letters and on the pages that show letters."""

import re

from django import template
from django.template.defaultfilters import urlize
from django.utils.safestring import mark_safe

register = template.Library()

# Chinese puts no space before an address, and its signs end one.
RUNS = re.compile(r"[!-~]+|[^!-~]+")


@register.filter
def linked(text):
    """Escaped, its addresses as links; none takes in the words of another script that touch it."""
    return mark_safe("".join(urlize(run, autoescape=True) for run in RUNS.findall(text)))  # noqa: S308 - urlize escapes
