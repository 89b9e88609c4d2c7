"""The colours of the design, held against WCAG 2.2: every pair that stands on one another, in light and in dark."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static" / "portal"
COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
TEXT, LARGE_OR_CONTROL, BODY = 4.5, 3, 7
# What stands on what, and the least contrast of the two.
PAIRS = [
    *[("ink", ground, BODY) for ground in ("ground", "surface", "surface-2", "notice", "warning-ground")],
    *[("ink-soft", ground, TEXT) for ground in ("ground", "surface", "surface-2", "notice")],
    *[(link, ground, TEXT) for link in ("link", "station", "warning") for ground in ("ground", "surface")],
    *[("on-lapis", "lapis", BODY), ("on-lapis-soft", "lapis-deep", BODY), ("on-route", "route", TEXT)],
    *[("route", ground, LARGE_OR_CONTROL) for ground in ("ground", "surface")],
    *[("line-strong", ground, LARGE_OR_CONTROL) for ground in ("ground", "surface")],
    *[("ink", marked, TEXT) for marked in ("added", "removed")],
    *[("success", "success-ground", TEXT), ("surface", "station", TEXT), ("focus", "ground", LARGE_OR_CONTROL)],
]


def blocks():
    """The colours of each theme by name: light, dark, and dark as the system asks for it."""
    found = re.findall(r"[^{}]*\{([^{}]*--ground[^{}]*)\}", (STATIC / "tokens.css").read_text())
    return [dict(COLOUR.findall(block)) for block in found]


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first, second):
    darker, lighter = sorted([luminance(first), luminance(second)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize(("upper", "lower", "least"), PAIRS)
def test_colours_can_be_told_apart(theme, upper, lower, least):
    colours = blocks()[theme]

    assert contrast(colours[upper], colours[lower]) >= least


def test_dark_is_the_same_whoever_asks_for_it():
    _light, chosen, asked_by_system = blocks()

    assert chosen == asked_by_system


def test_accents_can_be_told_from_the_ground():
    light, dark, _system = blocks()
    accents = re.findall(r"\.accent--(\w+) \{ --route: (#[0-9a-f]{6});", (STATIC / "portal.css").read_text())
    half = len(accents) // 2

    assert [name for name, _colour in accents[:half]] == [name for name, _colour in accents[half:]]
    for theme, chosen in [(light, accents[:half]), (dark, accents[half:])]:
        for name, colour in chosen:
            assert contrast(colour, theme["ground"]) >= TEXT, name
            assert contrast(theme["on-route"], colour) >= TEXT, name
