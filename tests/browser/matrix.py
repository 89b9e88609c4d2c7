"""In which languages, themes and widths pages are looked at: a sample in each run of the suite, all with `make axe`."""

import os
from itertools import product

LANGUAGES = ["en", "zh-hans", "ru", "ar"]
THEMES = ["light", "dark"]
WIDTHS = [320, 768, 1280]


def is_whole():
    return os.environ.get("AXE_MATRIX") == "whole"


def languages(sample):
    """The sample; with AXE_MATRIX=whole every language."""
    return LANGUAGES if is_whole() else sample


def cells(sample):
    """The sample; with AXE_MATRIX=whole every language in every theme and width, and all pages in each."""
    if not is_whole():
        return sample
    every_page = [slice(None)] if len(sample[0]) > 3 else []
    return [(*cell, *every_page) for cell in product(LANGUAGES, THEMES, WIDTHS)]
