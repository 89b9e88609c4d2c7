import html
import re
import warnings
from html.parser import HTMLParser

import pytest
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.db.models import Value
from django.test.utils import isolate_apps
from django_prose_editor.config import expand_extensions
from django_prose_editor.fields import ProseEditorFormField
from hypothesis import example, given, settings
from hypothesis import strategies as st
from modeltranslation.fields import TranslationField, field_factory

from core.richtext import ATTRIBUTES, DROPPED_TAGS, EDITOR_EXTENSIONS, TAGS, RichTextField, clean_html, plain_text

ALL_TAGS = sorted(
    TAGS | DROPPED_TAGS | {"div", "b", "h1", "form", "mglyph", "mtext", "foreignObject", "desc", "frameset"}
)
PIECES = st.lists(
    st.one_of(
        st.sampled_from(ALL_TAGS).map(lambda tag: f"<{tag}>"),
        st.sampled_from(ALL_TAGS).map(lambda tag: f"</{tag}>"),
        st.sampled_from(
            [
                '<a href="https://example.org/?a=1&amp;b=2" target="_blank">',
                "<a href='javascript:alert(1)'>",
                "<a href='JaVaScRiPt&colon;alert(1)'>",
                '<img src="/media/a.webp" alt="x&quot;><script>">',
                "<img src=x onerror=alert(1)>",
                '<span lang="ru" dir="ltr" style="color:red" onclick="x">',
                '<td colspan="2" rowspan="100000">',
                '<a href="/x<img alt=">',
                '<a href=">y">',
                *("<!--", "-->", "<![CDATA[", "]]>", "&nbsp;", "&amp;lt;", "&lt;script&gt;", "\n", "西安", "\0", '"'),
            ]
        ),
        st.text(max_size=4),
    ),
    max_size=25,
).map("".join)  # fmt: skip


class TagReader(HTMLParser):
    """Collects the start tags and their attributes."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def page_model():
    with isolate_apps():

        class Page(models.Model):
            body = RichTextField(blank=True)

            class Meta:
                app_label = "core"
                managed = False

            def __str__(self):
                return self.body

        yield Page


@pytest.fixture
def field(page_model):
    return page_model._meta.get_field("body")


@pytest.mark.parametrize(
    "text",
    [
        "<p>Text<br>with <strong>bold</strong> and <em>stress</em></p>",
        "<h2>One</h2><h3>Two</h3><h4>Three</h4>",
        "<ul><li><p>One</p></li></ul><ol><li>Two</li></ol><blockquote><p>Said</p></blockquote>",
        '<p><a href="https://example.org/?a=1&amp;b=2" hreflang="zh-Hans" lang="zh-Hans" rel="noopener">x</a></p>',
        '<p><a href="/en/alliances/uasr/" rel="noopener">x</a> <a href="mailto:a@example.org" rel="noopener">y</a></p>',
        '<figure><img src="/media/ab/c.webp" alt="A" width="8" height="6"><figcaption>A hall</figcaption></figure>',
        "<table><caption>C</caption><thead><tr><th>A</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        '<table><tbody><tr><th scope="row">A</th><td colspan="2" rowspan="3">1</td></tr></tbody></table>',
        '<img src="/media/%E8%A5%BF%E5%AE%89.webp" alt="西安">',
        '<p><span lang="ar" dir="rtl">مرحبا</span> <bdi>西安</bdi> 2 &lt; 3 &amp; 4&nbsp;km</p>',
    ],
)
def test_allowed_html_stays_as_it_is(text):
    assert clean_html(text) == text


@pytest.mark.parametrize("tag", sorted(DROPPED_TAGS))
def test_dangerous_elements_go_with_their_content(tag):
    assert clean_html(f"<p>a</p><{tag}>alert(1)</{tag}>") == "<p>a</p>"


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ('<p onclick="x" style="color:red" class="c" id="i">a</p>', "<p>a</p>"),
        ("<h1>a</h1><div>b</div><font>c</font>", "<h2>a</h2><p>b</p>c"),
        ('<a href="javascript:alert(1)">a</a>', "a"),
        ('<a href="data:text/html,x">a</a>', "a"),
        ('<a href="ftp://e.org/">a</a><a href="tel:1">b</a>', "ab"),
        ('<a href="https://e.org" target="_blank" rel="opener">a</a>', '<a href="https://e.org" rel="noopener">a</a>'),
        ('<span lang="x y" dir="up">a</span>', "a"),
        ('<td colspan="100000" scope="col">', ""),
        ("<!-- c --><p>a</p>", "<p>a</p>"),
        ("<p>a</p><p></p><p> &nbsp;<br></p><h2></h2><p><p>b", "<p>a</p><p>b</p>"),
        ("<p></p>", ""),
        ("<figure><figcaption><p></p></figcaption></figure>", ""),
        ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
        ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "'&gt;"),
        ("<svg><title><style></title><img src=x onerror=alert(1)>", ""),
    ],
)
def test_other_html_is_cut_away(dirty, clean):
    assert clean_html(dirty) == clean


@pytest.mark.parametrize(
    "source",
    [
        "https://example.org/pixel.gif",
        "//example.org/pixel.gif",
        "data:image/png;base64,AAAA",
        "/admin/logout/",
        "/media/",
        "/media/../admin/logout/",
        "/media/%2e%2e/admin/",
        "/media/.&#9;./admin/",
        "/media/%252e%252e/admin/",
        "/media/..\\admin/",
        "/media//example.org/a.gif",
        "/media/a.webp?next=/admin/",
        "/mediatheque/a.webp",
        "media/a.webp",
    ],
)
def test_picture_from_elsewhere_is_dropped_whole(source):
    assert clean_html(f'<p>a<img src="{source}" alt="x"></p><p><img alt="y" src="{source}"></p>') == "<p>a</p>"


def test_pictures_may_lie_on_another_media_host(settings):
    settings.MEDIA_URL = "https://media.example.org/files/"
    picture = '<img src="https://media.example.org/files/a.webp" alt="x">'

    assert clean_html(picture) == picture
    assert clean_html('<img src="/media/a.webp" alt="x">') == ""


@settings(max_examples=400, deadline=None)
@given(PIECES)
@example("<a><table><a>")
@example("<p><table><p></p></table>")
@example("<table><td><p></table><li><em><p>")
def test_cleaning_twice_changes_nothing(text):
    assert clean_html(clean_html(text)) == clean_html(text)


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_nothing_but_allowed_tags_and_attributes_is_left(text):
    reader = TagReader()

    reader.feed(clean_html(text))

    for tag, attributes in reader.found:
        assert tag in TAGS
        assert set(attributes) <= ATTRIBUTES.get(tag, set()) | {"rel"}
        assert re.match("(https?:|mailto:|[^:]*$)", attributes.get("href", ""))


def test_a_text_that_never_settles_keeps_its_words_only(monkeypatch):
    growing = iter(range(1000))
    monkeypatch.setattr("core.richtext._tidy", lambda text: f"{text}<em>&lt;{next(growing)}</em>")

    assert re.fullmatch(r"<p>Silk(&lt;\d+)+</p>", clean_html("Silk"))


@pytest.mark.parametrize("tag", ["<blockquote>", "<table><tr><td>", "<em><p>", "<ul><li>"])
def test_deep_nesting_does_not_break_the_cleaner(tag):
    cleaned = clean_html(f"{tag * 2_000}end")

    assert plain_text(cleaned) == "end"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<p>One</p><p>Two<br>three</p>", "One Two three"),
        ("<ul><li>a</li><li>b</li></ul><table><tr><td>c</td><td>d</td></tr></table>", "a b c d"),
        ("<p>bo<strong>ld</strong> &amp; 2 &lt; 3&nbsp;km</p>", "bold & 2 < 3 km"),
        ("<p>a</p><script>alert(1)</script><P>b</P>", "a b"),
        ("<h2>西安</h2><p>交通<em>大学</em></p>", "西安 交通大学"),
        ("", ""),
        (None, ""),
    ],
)
def test_plain_text_is_the_words(text, words):
    assert plain_text(text) == words


@given(st.text(max_size=30))
def test_plain_text_of_escaped_text_is_that_text(text):
    printable = "".join(character for character in text if character.isprintable())

    assert plain_text(f"<p>{html.escape(printable)}</p>") == " ".join(printable.split())


def test_every_way_into_the_database_is_cleaned(field):
    assert field.get_db_prep_save("<p>a<script>x</script></p>", connection) == "<p>a</p>"
    assert field.get_db_prep_save(None, connection) is None
    assert field.get_db_prep_save("", connection) == ""


def test_saving_leaves_the_clean_text_on_the_object(field, page_model):
    page = page_model(body="<p onclick='x'>a</p>")

    assert field.pre_save(page, add=True) == "<p>a</p>"
    assert page.body == "<p>a</p>"


def test_database_expressions_pass(field, page_model):
    expression = Value("a")
    page = page_model(body=expression)

    assert field.pre_save(page, add=False) is expression
    assert page.body is expression


def test_forms_clean_too(field):
    assert field.clean("<p>a</p><p></p><svg>", None) == "<p>a</p>"
    assert isinstance(field.formfield(), ProseEditorFormField)
    assert field.formfield().config["extensions"] == EDITOR_EXTENSIONS


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One line", "<p>One line</p>"),
        ("First\r\nof two\r\n \r\n\r\nLast & least", "<p>First<br>of two</p><p>Last &amp; least</p>"),
        ("5 < 7 and 7 > 5", "<p>5 &lt; 7 and 7 &gt; 5</p>"),
        ("<p>First</p>\n\n<p>Last</p>", "<p>First</p>\n\n<p>Last</p>"),
        (" \r\n", ""),
    ],
)
def test_text_typed_without_an_editor_gets_its_paragraphs(field, typed, stored):
    assert field.clean(field.formfield(required=False).clean(typed), None) == stored


def test_field_of_a_language_keeps_the_cleaning():
    translated = field_factory(RichTextField)

    assert translated.__name__ == "TranslationRichTextField"
    assert translated.__mro__[1:3] == (TranslationField, RichTextField)
    assert translated.get_db_prep_save is RichTextField.get_db_prep_save


def test_migrations_hold_the_field_without_its_tools():
    field = RichTextField("body", blank=True)

    _name, path, args, kwargs = field.deconstruct()

    assert (path, list(args), kwargs) == ("core.richtext.RichTextField", [], {"verbose_name": "body", "blank": True})
    assert MigrationWriter.serialize(field)[0] == "core.richtext.RichTextField(blank=True, verbose_name='body')"
    assert RichTextField(**kwargs).config["extensions"] == EDITOR_EXTENSIONS


def test_editor_has_every_partner_of_its_extensions():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        expand_extensions(EDITOR_EXTENSIONS)
