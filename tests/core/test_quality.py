"""Remarks on texts: what disturbs readers is found, and what does not is left alone."""

import pytest

from core.quality import ALT, CAPTION, ERROR, LEAD, PLAIN, RICH, TITLE, WARNING, Text, check_texts


def said(kind, value, language="en"):
    return [(finding.code, finding.sentence) for finding in check_texts([Text("f", "Text", language, kind, value)])]


def codes(kind, value, language="en"):
    return [code for code, _sentence in said(kind, value, language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("ru", "The forum opened on Monday.", ["script"]),
        ("ru", "Форум открылся в Xi'an Jiaotong University.", []),
        ("ru", "ROR", []),
        ("zh-hans", "The forum opened on Monday.", ["script"]),
        ("zh-hans", "丝绸之路大学联盟（University Alliance of the Silk Road，UASR）", []),
        ("ar", "Форум открылся в понедельник.", ["script"]),
        ("ar", "افتتح المنتدى في بكين.", []),
        ("en", "Форум открылся в понедельник.", ["script"]),
        ("en", "Called 丝绸之路大学联盟 in Chinese.", []),
        ("en", "1,200 – 1,500", []),
    ],
)
def test_text_in_another_script_is_found(language, text, found):
    assert codes(PLAIN, text, language) == found


@pytest.mark.parametrize(
    ("language", "title", "found"),
    [
        ("en", "UNIVERSITIES FOUND AN ALLIANCE", ["capitals"]),
        ("ru", "СОЗДАН АЛЬЯНС УНИВЕРСИТЕТОВ", ["capitals"]),
        ("en", "UASR and AUA meet", []),
        ("en", "UNESCO", []),
        ("ar", "الأمين العام لتحالف UASR في بكين", []),
        ("zh-hans", "丝绸之路大学联盟UASR成立大会", []),
    ],
)
def test_title_in_capitals_is_found(language, title, found):
    assert codes(TITLE, title, language) == found


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (PLAIN, "Two  words", ["spaces"]),
        (PLAIN, "Two \u00a0 words", ["spaces"]),
        (PLAIN, "Two words\n  indented", []),
        (RICH, "<p>Two  words</p>", ["spaces"]),
        (RICH, "<p>One</p>  <p>two</p>", ["spaces"]),
        (RICH, "<p>Two words</p>\n<p>and more</p>", []),
    ],
)
def test_spaces_in_a_row_are_found(kind, text, found):
    assert codes(kind, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("联盟成立,总部设在西安。", ["marks"]),
        ("联盟成立.总部设在西安。", ["marks"]),
        ("联盟成立，总部设在西安。", []),
        ("成员1,200所，见 UASR, AUA。", []),
        ("比例为3.5，时间10:30。", []),
    ],
)
def test_latin_punctuation_in_chinese_is_found(text, found):
    assert codes(PLAIN, text, "zh-hans") == found


def test_lead_that_is_too_long_is_told_with_its_limit():
    assert said(LEAD, "word " * 101) == [
        ("long", "504 characters: more than 500 are no longer read as an introduction.")
    ]
    assert codes(LEAD, "word " * 90) == []
    assert codes(LEAD, "联盟" * 101, "zh-hans") == ["long"]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>", []),
        ("<h2>A</h2><h4>C</h4>", ["heading"]),
        ("<h3>First</h3>", ["heading"]),
        ("<h2>A</h2><h3>B</h3><h2>C</h2><h4>D</h4>", ["heading"]),
    ],
)
def test_skipped_heading_is_found(html, found):
    assert codes(RICH, html) == found


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [
        ("en", "Click here", ["link"]),
        ("en", "the charter of the alliance", []),
        ("zh-hans", "点击这里", ["link"]),
        ("ru", "здесь", ["link"]),
        ("ar", "اضغط هنا", ["link"]),
        ("en", "", ["link"]),
    ],
)
def test_link_that_says_nothing_is_found(language, words, found):
    assert codes(RICH, f'<p><a href="https://a.example/">{words}</a></p>', language) == found


def test_link_that_leads_nowhere_is_found():
    assert said(RICH, "<p><a>The charter</a></p>") == [("link", "The link “The charter” leads nowhere.")]


def test_link_of_a_described_picture_has_words():
    assert codes(RICH, '<p><a href="/x"><img src="/media/a.webp" alt="The campus"></a></p>') == []


def test_picture_in_a_text_needs_a_description():
    assert codes(RICH, '<figure><img src="/media/a.webp" alt=""></figure>') == ["alt"]
    assert codes(RICH, '<figure><img src="/media/a.webp" alt="IMG_1.JPG"></figure>') == ["alt"]


def picture(number, alt="", caption="", language="en"):
    return [
        Text(f"p-{number}-alt_{language}", "Alternative text", language, ALT, alt, f"p-{number}"),
        Text(f"p-{number}-caption_{language}", "Caption", language, CAPTION, caption, f"p-{number}"),
    ]


def test_picture_without_alternative_text_is_an_error():
    found = check_texts(picture(0))

    assert [(finding.field, finding.code, finding.severity) for finding in found] == [("p-0-alt_en", "alt", ERROR)]


def test_alternative_text_in_one_language_is_enough():
    assert [finding.code for finding in check_texts([*picture(0, "A hall"), *picture(0, language="ru")])] == ["missing"]


def test_alternative_text_may_not_be_a_file_name_or_a_repetition():
    found = check_texts([*picture(0, "IMG_2041.jpg"), *picture(1, "A hall"), *picture(2, "a hall ")])

    assert [(finding.field, finding.severity) for finding in found] == [("p-0-alt_en", ERROR), ("p-2-alt_en", ERROR)]


def test_caption_given_twice_is_found_in_its_language_alone():
    texts = [*picture(0, "A", "The hall"), *picture(1, "B", "The Hall"), *picture(2, "C", "The hall", language="ru")]

    found = [finding for finding in check_texts(texts) if finding.code == "repeat"]

    assert [(finding.field, finding.severity) for finding in found] == [("p-1-caption_en", WARNING)]


def test_alternative_text_that_repeats_the_caption_is_found():
    assert [finding.field for finding in check_texts(picture(0, "The hall", "The hall"))] == ["p-0-alt_en"]


def test_languages_that_lack_texts_are_told_once_each():
    def text(name, language, value):
        return Text(f"{name}_{language}", name.title(), language, PLAIN, value)

    texts = [text("title", "en", "Forum"), text("lead", "en", "Once"), text("note", "en", "")]
    texts += [text("title", "ru", "Форум"), text("lead", "ru", " "), text("note", "ru", "")]
    texts += [text("title", "ar", ""), text("lead", "ar", ""), text("note", "ar", "")]

    found = [(finding.field, finding.sentence) for finding in check_texts(texts)]

    assert found == [
        ("lead_ru", "Not written in this language: Lead"),
        ("title_ar", "Not written in this language: Title, Lead"),
    ]


def test_the_same_is_said_of_a_text_once():
    link = '<a href="https://a.example/">here</a>'

    assert codes(RICH, f"<p>{link} and {link}</p>") == ["link"]


def test_pasted_picture_is_told_to_be_uploaded():
    assert codes(RICH, '<p>Once <img src="https://cdn.example/a.jpg" alt="A"></p>') == ["picture"]
    assert codes(RICH, '<p>Once <img src="data:image/png;base64,AAAA"></p>') == ["picture"]
