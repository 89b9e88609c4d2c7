"""What the style sheets and scripts may hold, and what they may weigh on a slow line."""

import gzip
import re
from pathlib import Path

import pytest

STATIC = Path(__file__).resolve().parents[2] / "static"
SHEETS = sorted(STATIC.glob("*/*.css"))
SCRIPTS = sorted(STATIC.glob("*/*.js"))
# Right and left change places in Arabic: these have a logical twin (`margin-inline-start`, `inset-inline-end` ...).
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:(?:scroll-)?(?:margin|padding)|border)-(?:left|right)|left|right|float: (?:left|right)"
    r"|text-align: (?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)(?=[\w-]*\s*[:;])"
)
MOST = 15_000  # bytes, packed, of all that one page loads of a kind


def name_of(path):
    return f"{path.parent.name}/{path.name}"


def packed(paths):
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths)


def rules(text):
    """Pairs of selector and declarations, without comments."""
    return re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_sheet_knows_no_left_and_right(sheet):
    assert [found for _selector, body in rules(sheet.read_text()) for found in PHYSICAL.findall(body)] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=name_of)
def test_sheet_loads_no_font_and_nothing_from_elsewhere(sheet):
    text = sheet.read_text()

    assert "@font-face" not in text
    assert "@import" not in text
    assert re.findall(r"url\([\"']?(?:https?:)?//[^)]*\)", text) == []


@pytest.mark.parametrize("folders", [["portal"], ["portal", "workspace"]])
def test_sheets_and_scripts_of_a_page_are_light(folders):
    for kind in ("css", "js"):
        assert packed(path for folder in folders for path in (STATIC / folder).glob(f"*.{kind}")) <= MOST


@pytest.mark.parametrize("sheet", ["portal/portal.css", "admin-portal/admin.css"])
def test_sheet_of_all_pages_heeds_print_stillness_and_scripts_without_italics(sheet):
    text = (STATIC / sheet).read_text()
    found = {selector.strip(): body for selector, body in rules(text.partition("@media print")[2])}

    assert "prefers-reduced-motion: reduce" in text
    assert any("display: none" in body for body in found.values())
    for language in ("zh", "ar"):
        upright = [body for selector, body in rules(text) if f":lang({language})" in selector]
        assert any("font-style: normal" in body for body in upright)


@pytest.mark.parametrize("script", SCRIPTS, ids=name_of)
def test_script_evaluates_nothing_and_asks_no_other_host(script):
    text = script.read_text()

    assert re.findall(r"\beval\(|new Function|document\.write|https?://", text) == []
