from news.passages import passages_of


def laid_out(html, pictures):
    return [(passage.html, passage.pictures) for passage in passages_of(html, pictures)]


def test_pictures_are_spread_after_paragraphs():
    html = "<p>1</p><h2>H</h2><p>2</p><p>3</p><p>4</p>"

    assert laid_out(html, ["a", "b"]) == [
        ("<p>1</p>", ["a"]),
        ("<h2>H</h2><p>2</p><p>3</p>", ["b"]),
        ("<p>4</p>", []),
    ]


def test_no_picture_stands_in_a_list_a_quotation_or_a_table():
    html = "<blockquote><p>q</p></blockquote><ul><li><p>l</p></li></ul>\n<p>after<br>all</p>"

    assert laid_out(html, ["a"]) == [(html, ["a"])]


def test_more_pictures_than_paragraphs_keep_their_order():
    assert laid_out("<p>1</p><p>2</p>", ["a", "b", "c"]) == [("<p>1</p>", ["a", "b"]), ("<p>2</p>", ["c"])]


def test_without_paragraphs_pictures_come_at_the_end():
    assert [laid_out("", ["a"]), laid_out("<ul><li>1</li></ul>", ["a"]), laid_out("", [])] == [
        [("", ["a"])],
        [("<ul><li>1</li></ul>", ["a"])],
        [],
    ]
