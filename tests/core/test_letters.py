"""Letters as they are laid out: addresses in texts of any script, notes in a direction of their own."""

import pytest
from django.template import Context, Template

from core.letters import around

LINK = '<a href="https://example.org/a" rel="nofollow">https://example.org/a</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("理事会将召开。详情：https://example.org/a。谢谢", f"理事会将召开。详情：{LINK}。谢谢"),
        ("（https://example.org/a）", f"（{LINK}）"),
        ("التفاصيل: https://example.org/a، وشكرًا", f"التفاصيل: {LINK}، وشكرًا"),
        ("See https://example.org/a.", f"See {LINK}."),
        ("<b> & 理事会<i>", "&lt;b&gt; &amp; 理事会&lt;i&gt;"),
    ],
)
def test_address_is_linked_without_the_words_beside_it(text, shown):
    assert Template("{% load letters %}{{ text|linked }}").render(Context({"text": text})) == shown


@pytest.mark.parametrize(
    ("body", "note", "parts"),
    [
        ("Returned:\n\nName it.\n\nKept.", "Name it.", ("Returned:", "Name it.", "Kept.")),
        ("Returned:\n\nName it.", "Name it.\n", ("Returned:", "Name it.", "")),
        ("“7 years”:\n\n7 years passed.\n\n7", "7", ("“7 years”:\n\n7 years passed.", "7", "")),
        ("Public:\n\n7 years passed.", "7", ("Public:\n\n7 years passed.", "", "")),
        ("Public.", "", ("Public.", "", "")),
        ("Public.", " ", ("Public.", "", "")),
    ],
)
def test_note_is_told_apart_from_the_letter_that_quotes_it(body, note, parts):
    assert around(body, note) == parts
