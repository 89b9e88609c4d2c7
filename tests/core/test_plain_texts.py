"""Formatted texts as plain ones and back: nothing is lost, and what was not touched keeps its HTML."""

import pytest
from django.http import QueryDict
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.plain_texts.forms import in_html
from core.plain_texts.reading import chunks_of, read, woven
from core.plain_texts.showing import means_the_same, plain, shown_parts
from core.richtext import clean_html
from tests.core.test_richtext import PIECES

WORDS = st.text(alphabet="ab*[]()#->.1 <&\\\né西ب_•|:", min_size=1, max_size=12)
TABLE = "<table><tbody><tr><th>Year</th><td>2015</td></tr></tbody></table>"
PICTURE = '<figure><img src="/media/a.webp" alt="A hall"><figcaption>The [old] hall</figcaption></figure>'


def blocks_of_words(words):
    inline = st.one_of(
        words,
        words.map(lambda text: f"<strong>{text}</strong>"),
        words.map(lambda text: f"<em>{text}</em>"),
        words.map(lambda text: f'<a href="https://e.org/a_(b)?c=1&amp;d=2">{text}</a>'),
        words.map(lambda text: f'<span lang="zh">{text}</span>'),
        st.just("<br>"),
    )
    line = st.lists(inline, min_size=1, max_size=4).map("".join)
    item = line.map(lambda text: f"<li><p>{text}</p></li>")
    items = st.lists(item, min_size=1, max_size=3).map("".join)
    return st.one_of(
        line.map(lambda text: f"<p>{text}</p>"),
        line.map(lambda text: f"<h3>{text}</h3>"),
        items.map(lambda text: f"<ul>{text}</ul>"),
        items.map(lambda text: f"<ol><li>x<ul>{text}</ul></li></ol>"),
        line.map(lambda text: f"<blockquote><p>{text}</p><p>y</p></blockquote>"),
        st.sampled_from([TABLE, PICTURE]),
    )


ESCAPED = WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;"))
TEXTS = st.lists(blocks_of_words(ESCAPED), min_size=1, max_size=6).map("".join).map(clean_html)


@settings(max_examples=100, deadline=None)
@given(st.one_of(TEXTS, PIECES.map(clean_html)))
def test_text_that_nobody_touched_keeps_its_html(text):
    assert woven(plain(text), shown_parts(text)) == text
    assert woven(plain(text).replace("\n", "\r\n"), shown_parts(text)) == text
    assert "".join(part for part, _shown in shown_parts(text)) == text


@settings(max_examples=100, deadline=None)
@given(st.one_of(TEXTS, PIECES.map(clean_html)))
@example("<p>a<br><br>b</p><p>c</p>")
@example("<p>[[1: x]]</p>" + TABLE)
def test_new_paragraph_leaves_all_others_as_they_are(text):
    changed = woven(f"{plain(text)}\n\nNew words", shown_parts(text))

    assert changed == f"{text}<p>New words</p>"


@settings(max_examples=100, deadline=None)
@given(TEXTS)
def test_what_has_marks_means_the_same_when_it_is_written_anew(text):
    for part, shown in shown_parts(text):
        if not shown.startswith("[["):
            assert means_the_same(clean_html(read(shown)), part)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab*[]()#->.12 <>/&p\\\n\u00a0西", max_size=60))
def test_what_is_typed_settles(typed):
    stored = clean_html(read(typed))

    assert woven(plain(stored), shown_parts(stored)) == stored


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>One<br>two</p><p>Three</p>", "One\ntwo\n\nThree"),
        ("<h2>A</h2><h3>B</h3><h4>C</h4>", "## A\n\n### B\n\n#### C"),
        ("<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ol><li><p>a</p></li><li><p>b</p></li></ol>", "1. a\n2. b"),
        ("<blockquote><p>Said</p><p>twice</p></blockquote>", "> Said\n>\n> twice"),
        ("<p><strong>b</strong> <em>i</em> 这是<strong>重点</strong>吧</p>", "**b** *i* 这是**重点**吧"),
        ('<p><a href="/en/" rel="noopener">here</a></p>', "[here](/en/)"),
        ("<p>2*3*4, 5 &lt; 7 &amp; a_b</p>", "2*3*4, 5 < 7 & a_b"),
        ("<p>5. May</p><p>1. May</p><p>- dash</p>", "5. May\n\n1\\. May\n\n\\- dash"),
        ("<p>re<strong>wr</strong>ite</p>", "re<strong>wr</strong>ite"),
        ('<p><span lang="zh-Hans">西安</span></p>', '<span lang="zh-Hans">西安</span>'),
        (TABLE + PICTURE, "[[1: Table – Year 2015]]\n\n[[2: Picture – A hall The old hall]]"),
        ("words <em>alone</em>", "words *alone*"),
        ("", ""),
    ],
)
def test_marks_are_light(html, shown):
    assert plain(html) == shown


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One\r\ntwo\r\n \r\n\r\nThree & last", "<p>One<br>two</p><p>Three &amp; last</p>"),
        ("# A\nB", "<h2>A</h2><p>B</p>"),
        ("Those:\n* a\n* b\n\n* c", "<p>Those:</p><ul><li><p>a</p></li><li><p>b</p></li><li><p>c</p></li></ul>"),
        ("1. a\n\n2. b\n\n2015. Founded", "<ol><li><p>a</p></li><li><p>b</p></li></ol><p>2015. Founded</p>"),
        ("- a\n  more", "<ul><li><p>a<br>more</p></li></ul>"),
        ("***x*** **a *b** c*", "<p><strong><em>x</em></strong> <strong>a *b</strong> c*</p>"),
        ("[a [b](/c) d](/e)", '<p>[a <a href="/c" rel="noopener">b</a> d](/e)</p>'),
        ("[x](javascript:alert(1)) [y]", "<p>x [y]</p>"),
        ("<p>As</p>\n\n<p>it is</p>", "<p>As</p><p>it is</p>"),
        ("[[7: nothing]]", "<p>[[7: nothing]]</p>"),
        (" \r\n", ""),
    ],
)
def test_marks_are_read(typed, stored):
    assert clean_html(woven(typed, shown_parts(""))) == stored


def test_edit_beside_a_table_keeps_the_table_and_a_removed_line_removes_it():
    text = f"<p>Before.</p>{TABLE}<p>It has <bdi>names</bdi>.</p>{PICTURE}"
    shown = plain(text)

    edited = woven(shown.replace("Before.", "After *all*."), shown_parts(text))
    translated = woven(shown.replace("Table – Year", "表格").replace("Before", "B"), shown_parts(text))
    moved = woven("\n".join(reversed(shown.split("\n"))), shown_parts(text))
    removed = woven(shown.replace("[[1: Table – Year 2015]]", ""), shown_parts(text))

    assert edited == text.replace("Before.", "After <em>all</em>.")
    assert translated == text.replace("Before", "B")
    assert moved == f"{PICTURE}<p>It has <bdi>names</bdi>.</p>{TABLE}<p>Before.</p>"
    assert removed == text.replace(TABLE, "")


def test_item_added_to_a_list_goes_on_with_it():
    text = "<ol><li>a</li><li><p>b</p></li></ol><p>End.</p>"

    changed = woven("1. a\n2. b\n\n3. c\n\nEnd.", shown_parts(text))

    assert changed == "<ol><li>a</li><li><p>b</p></li><li><p>c</p></li></ol><p>End.</p>"


@pytest.mark.parametrize("text", ["<blockquote>" * 2000 + "a", "<ul><li>" * 500 + "a", "<em>" * 3000 + "a"])
def test_deep_nesting_is_kept_whole(text):
    text = clean_html(text)

    assert woven(f"{plain(text)}\n\nNew", shown_parts(text)) == f"{text}<p>New</p>"


@pytest.mark.parametrize("typed", ["*a" * 50_000, "[" * 50_000, "](a(" * 30_000, "> " * 50_000, "- a\n" * 20_000])
def test_long_texts_are_read_in_one_go(typed):
    assert read(typed)


def test_form_says_by_itself_which_shape_was_sent():
    sent = QueryDict(mutable=True)
    sent.update({"body_en": "New", "body_en-stored": "<p>Old</p>", "body_ru": "<p>HTML</p>", "lead_en": "- a"})

    assert in_html(sent).dict() == {"body_en": "<p>New</p>", "body_ru": "<p>HTML</p>", "lead_en": "- a"}


def test_lines_end_as_browsers_end_them():
    assert chunks_of("a \r\nb\r\r\n\nc\n") == ["a\nb", "c"]
