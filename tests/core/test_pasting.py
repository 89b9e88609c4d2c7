"""What comes from Word, Google Docs, mail and web pages: its shape is kept, its clothes are not."""

import re

import pytest

from core.pasting import without_tracking
from core.richtext import clean_html

WORD = """
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm; font-family:"Calibri",sans-serif;} --></style></head>
<body lang=EN-GB style='tab-interval:36.0pt'><!--StartFragment-->
<h1 style='mso-margin-top-alt:auto'><span lang=EN-GB style='font-size:18.0pt'>Forum in Xi'an<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=EN-GB style='color:#1F3864'>The <b style='mso-bidi-font-weight:normal'>Executive
Council</b> met&nbsp;&nbsp; on <i>Monday</i>.<o:p></o:p></span></p>
<p class=MsoNormal><span lang=EN-GB><o:p>&nbsp;</o:p></span></p>
<h2><a name="_Toc5121"></a><span style='mso-bookmark:_Toc5121'>Decisions</span></h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
</span></span><![endif]><span lang=EN-GB>A joint <b>laboratory</b><o:p></o:p></span></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New";mso-list:Ignore'>o<span>&nbsp;&nbsp; </span></span><![endif]>for young researchers</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>A summer school</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span><![endif]>Report</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp; </span></span><![endif]>Vote</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='height:12pt'>
<td width=301 valign=top style='width:225pt'><p class=MsoNormal>Members</p></td>
<td width=301 colspan=2><p class=MsoNormal><span lang=RU>150</span></p></td></tr></table>
<p class=MsoNormal><a href="https://uasr.example/charter?utm_source=mail&amp;id=7"><span
style='color:blue'>The charter</span></a><!-- a comment --><img width=4 src="file:///C:/Users/li/clip_image002.png"></p>
<!--EndFragment--></body></html>
"""

WORD_CLEAN = (
    "<h2>Forum in Xi'an</h2>"
    "<p>The <strong>Executive\nCouncil</strong> met on <em>Monday</em>.</p>"
    "<h3>Decisions</h3>"
    "<ul><li><p>A joint <strong>laboratory</strong></p><ul><li><p>for young researchers</p></li></ul></li>"
    "<li><p>A summer school</p></li></ul>"
    "<ol><li><p>Report</p></li><li><p>Vote</p></li></ol>"
    '<table><tbody><tr><td><p>Members</p></td><td colspan="2"><p>150</p></td></tr></tbody></table>'
    '<p><a href="https://uasr.example/charter?id=7" rel="noopener">The charter</a></p>'
)

GOOGLE = """
<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1f0a"><h2 dir="ltr"
style="line-height:1.38;"><span style="font-size:16pt;font-weight:400;">Программа</span></h2><p dir="ltr"
style="line-height:1.38;margin-top:0pt;"><span style="font-size:11pt;font-weight:700;font-style:normal;">Форум</span>
<span style="font-weight:400;">откроется в </span><span style="font-weight:400;font-style:italic;">Сиане</span><span
style="font-weight:400;">. </span><a href="https://www.google.com/url?q=https://spbpu.example/news?fbclid%3DIwAR0&amp;sa=D"
style="text-decoration:none;"><span style="color:#1155cc;">Подробная программа</span></a></p><br><ul
style="margin-top:0;"><li dir="ltr" aria-level="1" style="list-style-type:disc;"><p dir="ltr" role="presentation"><span
style="font-weight:400;">Первый день</span></p></li><ul><li dir="ltr" aria-level="2"><p dir="ltr"><span>Утро</span></p>
</li></ul><li dir="ltr"><p dir="ltr"><span>Второй день</span></p></li></ul></b><br class="Apple-interchange-newline">
"""

WEB = """
<div class="article__body" data-track="42"><div style="margin:0">联盟于2015年成立。</div>
<div>总部设在<span class="hl" style="color:red">西安</span>。<script>track()</script></div>
<section><h1 class="t">成员</h1><div><a class="btn" href="/en/?gclid=Cj0&amp;page=2"
onclick="x()">全部成员名单</a></div>
<img src="https://cdn.example/pixel.gif?utm_id=1" width="1"></section>
<p>•&nbsp;&nbsp;清华大学</p><p>• 北京大学</p></div>
"""

MAIL = (
    '<div dir="rtl"><div>السلام عليكم</div><div><br></div><div>انعقد المنتدى في <b>بكين</b>.&nbsp; '
    '<a href="https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Faua.example%2Fforum&amp;data=05%7C">'
    "صفحة المنتدى</a></div></div>"
)


def squeezed(text):
    return re.sub(r">\s+<", "><", text)


def test_text_from_word_keeps_headings_lists_tables_and_links():
    assert squeezed(clean_html(WORD)) == WORD_CLEAN


def test_text_from_google_docs_keeps_its_shape():
    clean = squeezed(clean_html(GOOGLE))

    assert clean.startswith("<h2>Программа</h2><p><strong>Форум</strong>\nоткроется в <em>Сиане</em>. ")
    assert '<a href="https://spbpu.example/news" rel="noopener">Подробная программа</a>' in clean
    assert "<ul><li><p>Первый день</p><ul><li><p>Утро</p></li></ul></li><li><p>Второй день</p></li></ul>" in clean
    assert "span" not in clean


def test_text_from_a_web_page_keeps_paragraphs_and_loses_tracking():
    assert squeezed(clean_html(WEB)) == (
        "<p>联盟于2015年成立。</p><p>总部设在西安。</p><h2>成员</h2>"
        '<p><a href="/en/?page=2" rel="noopener">全部成员名单</a></p>'
        "<ul><li><p>清华大学</p></li><li><p>北京大学</p></li></ul>"
    )


def test_text_from_a_mail_keeps_its_paragraphs_and_the_address_behind_the_filter():
    assert clean_html(MAIL) == (
        "<p>السلام عليكم</p><p>انعقد المنتدى في <strong>بكين</strong>. "
        '<a href="https://aua.example/forum" rel="noopener">صفحة المنتدى</a></p>'
    )


@pytest.mark.parametrize("sample", [WORD, GOOGLE, WEB, MAIL])
def test_cleaning_again_changes_nothing(sample):
    clean = clean_html(sample)

    assert clean_html(clean) == clean
    for trace in ("mso", "Mso", "style", "class", "utm_", "fbclid", "gclid", "<o:", "xml", "guid", "script", "<div"):
        assert trace not in clean


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("<p>a&nbsp;&nbsp; b</p>", "<p>a b</p>"),
        ("<p>10&nbsp;км</p>", "<p>10&nbsp;км</p>"),
        ("<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4>", "<h2>A</h2><h3>B</h3><h4>C</h4><h4>D</h4>"),
        ("<h2>A</h2><h5>E</h5>", "<h2>A</h2><h4>E</h4>"),
        ('<p><span lang="ru" style="color:red">Да</span></p>', '<p><span lang="ru">Да</span></p>'),
        ("<p>– Yes?</p><p>– No.</p>", "<p>– Yes?</p><p>– No.</p>"),
        ("<b><div>a</div></b>", "<p>a</p>"),
        ("<div>a<div>b</div>c</div>", "a<p>b</p>c"),
        ("<p>a<b> b</b></p>", "<p>a<strong> b</strong></p>"),
        ('<p style="mso-list:l0 level3 lfo1">deep</p>', "<ul><li><p>deep</p></li></ul>"),
    ],
)
def test_single_habits(dirty, clean):
    assert clean_html(dirty) == clean


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.example/?utm_source=x&utm_medium=y", "https://a.example/"),
        ("https://a.example/p?id=1&fbclid=2#part", "https://a.example/p?id=1#part"),
        ("https://a.example/p?from=timeline&isappinstalled=0&from=2026", "https://a.example/p?from=2026"),
        ("https://a.example/p?q=utm_source", "https://a.example/p?q=utm_source"),
        ("https://a.example/p?empty=&yclid=1", "https://a.example/p?empty="),
        ("https://a.example/p?", "https://a.example/p?"),
        ("https://a.example/%E8%A5%BF?b=%2F&a", "https://a.example/%E8%A5%BF?b=%2F&a"),
        ("mailto:a@a.example?subject=Forum", "mailto:a@a.example?subject=Forum"),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("https://www.google.com/search?q=https://a.example/", "https://www.google.com/search?q=https://a.example/"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fa.example%2F%3Fgclid%3D1", "https://a.example/"),
        ("http://[bad", "http://[bad"),
    ],
)
def test_links_lose_what_follows_their_readers(address, clean):
    assert without_tracking(address) == clean
    assert without_tracking(clean) == clean
