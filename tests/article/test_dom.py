"""The walk over HTML: which blocks come out, in what order, and what each carries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pages import layout_of, texts_of

from dateline.article.dom import MAX_BLOCK_CHARS, read_layout
from dateline.errors import InputTooLarge

BLOCKS = [
    ("<p>One.</p><p>Two.</p>", ["One.", "Two."]),
    ("<p>One<br>two<br><br>three</p>", ["One", "two", "three"]),
    ("<div>Before<p>inside</p>after</div>", ["Before", "inside", "after"]),
    ("<p>A <b>bold</b> and <i>slanted</i> word</p>", ["A bold and slanted word"]),
    ("<p>Port<b>Ombrey</b>, Tarmond</p>", ["PortOmbrey, Tarmond"]),
    ("<p>\n  much \t white\u00a0space  \n</p>", ["much white space"]),
    ("<pre>line one\n   line two</pre>", ["line one line two"]),
    ("<ul><li>pears<li>plums</ul>", ["pears", "plums"]),
    ("<table><tr><td>Gate 4<td>closed</table>", ["Gate 4", "closed"]),
    ("<table><tr><td>out<table><tr><td>in</table>rest</table>", ["out", "in", "rest"]),
    ("<p>seen</p><script>let unseen = 1</script><style>p{}</style><template><p>no</p></template>", ["seen"]),
    ("<p>seen</p><noscript>no</noscript><select><option>no</select><textarea>no</textarea>", ["seen"]),
    ("<p>seen<!-- unseen --></p><svg><text>no</text></svg><iframe>no</iframe>", ["seen"]),
    ("<p>मुख्य बंदरगाह</p><p>港は静か</p><p dir=rtl>الميناء هادئ</p>", ["मुख्य बंदरगाह", "港は静か", "الميناء هادئ"]),
    ("<p>cut &amp; dried &lt;b&gt; &#8211; &eacute;</p>", ["cut & dried <b> – é"]),
    ("<p></p><div> \n </div>", []),
    ("", []),
    ("<p>never closed <b>nor this", ["never closed nor this"]),
    ("</div></p><p>stray ends</p></section>", ["stray ends"]),
]


@pytest.mark.parametrize(("body", "texts"), BLOCKS)
def test_a_page_becomes_blocks_in_reading_order(body: str, texts: list[str]) -> None:
    assert texts_of(layout_of(body)) == texts


def test_a_block_after_a_line_break_is_told_from_one_at_an_edge() -> None:
    assert [block.after_break for block in layout_of("<p>one<br>two</p><p>three</p>").blocks] == [False, True, False]


LINKS = [
    ('<p>Read <a href="/x">the ruling</a> now</p>', [("the ruling", "/x")]),
    ('<p>Read<a href="/x"> the ruling </a>now</p>', [("the ruling", "/x")]),
    ('<p><a href="/x">one</a> <a href="/y">two</a></p>', [("one", "/x"), ("two", "/y")]),
    ('<p><a href="/x">a <b>bold</b> link</a>.</p>', [("a bold link", "/x")]),
    ('<p>before<br><a href="/x">after the break</a></p>', [("after the break", "/x")]),
    ('<p><a href="/x"></a>no text</p>', []),
    ('<p>قال <a href="/x">الوزير</a> أمس</p>', [("الوزير", "/x")]),
]


@pytest.mark.parametrize(("body", "links"), LINKS)
def test_a_link_has_the_characters_of_its_own_text(body: str, links: list[tuple[str, str]]) -> None:
    found = [
        (block.text[link.start : link.end], link.element.attribute("href"))
        for block in layout_of(body).blocks
        for link in block.links()
    ]
    assert found == links


def test_a_break_inside_a_link_gives_each_line_its_part_of_it() -> None:
    blocks = layout_of('<p>Read <a href="/x">first<br>second</a> now</p>').blocks
    assert [block.text for block in blocks] == ["Read first", "second now"]
    assert [(link.start, link.end) for link in blocks[1].links()] == [(0, len("second"))]


def test_link_characters_are_counted_in_the_block_and_in_every_element_around_it() -> None:
    layout = layout_of('<div><p>See <a href="/x">this</a></p><p>and that</p></div>')
    assert [block.link_chars for block in layout.blocks] == [4, 0]
    body = layout.elements[0]
    assert (body.chars, body.link_chars, body.blocks) == (len("See this") + len("and that"), 4, 2)


def test_elements_are_listed_parents_first_and_know_their_depth() -> None:
    layout = layout_of("<div><section><p>deep</p></section></div>")
    assert [element.tag for element in layout.elements] == ["body", "div", "section", "p"]
    assert [element.order for element in layout.elements] == [0, 1, 2, 3]
    assert [element.depth for element in layout.elements] == [0, 1, 2, 3]
    assert layout.blocks[0].element is layout.elements[3]


def test_a_picture_knows_between_which_blocks_it_stands() -> None:
    layout = layout_of('<p>one</p><figure><img src="/a.jpg"><figcaption>two</figcaption></figure>')
    assert [(image.order, image.element.attribute("src")) for image in layout.images] == [(1, "/a.jpg")]


def test_the_head_is_read_and_what_belongs_to_it_is_found_in_the_body_too() -> None:
    layout = layout_of(
        '<meta itemprop="datePublished" content="2031-05-07"><p>text</p>',
        head='<title> Port \n quiet </title><link rel=canonical href="/a"><base href="/b"><meta Name=Author content=O>',
        lang="sr-Latn",
    )
    assert (layout.title, layout.canonical, layout.base, layout.language) == ("Port quiet", "/a", "/b", "sr-Latn")
    assert layout.metas == [("author", "O"), ("datepublished", "2031-05-07")]


def test_json_ld_and_scripts_with_data_are_kept_apart_and_short_scripts_dropped() -> None:
    data = "window.state = " + "1" * 300
    layout = layout_of(f'<script type="application/ld+json">{{}}</script><script>{data}</script><script>go()</script>')
    assert layout.json_ld == ["{}"]
    assert layout.scripts == [data]


def test_a_page_deeper_than_python_recurses_is_read_to_its_bottom() -> None:
    depth = 1_900
    assert texts_of(layout_of("<div>" * depth + "bottom" + "</div>" * depth + "<p>after</p>")) == ["bottom", "after"]


def test_thousands_of_options_are_taken_out_before_the_parser_compares_them() -> None:
    assert texts_of(layout_of("<select>" + "<option>x" * 3_000 + "</select><p>text</p>")) == ["text"]


@given(st.text(max_size=400))
def test_any_markup_gives_blocks_with_collapsed_text_and_marks_inside_it(text: str) -> None:
    layout = read_layout(text.encode("utf-8", "replace"))
    for i, block in enumerate(layout.blocks):
        assert block.text == " ".join(block.text.split()) != ""
        assert block.order == i
        assert 0 <= block.link_chars <= len(block.text)
        for inline in block.inlines:
            assert 0 <= inline.start < inline.end <= len(block.text)


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<div>", "</div>", "<br>", "<a href=x>", "</a>", "<b>", "</b>", "<table>", "<tr>", "<td>"),
        *("</table>", "<li>", "<ul>", "</ul>", "<h1>", "</h1>", "word", " ", "λέξη", "語", "&amp;", "<img>", "<span> "),
    ]
)


@given(st.lists(PIECES, max_size=60))
def test_no_letter_of_the_text_is_lost_or_said_twice(pieces: list[str]) -> None:
    layout = read_layout("".join(["<body>", *pieces]).encode())
    letters = "".join(piece.replace("&amp;", "&") for piece in pieces if not piece.startswith("<")).replace(" ", "")
    # A parser moves stray text out of a table, so that only the letters themselves are the same.
    assert sorted("".join(texts_of(layout)).replace(" ", "")) == sorted(letters)


def test_a_paragraph_without_end_is_refused() -> None:
    with pytest.raises(InputTooLarge, match="a paragraph of 500,001 characters"):
        layout_of(f"<p>{'x' * (MAX_BLOCK_CHARS + 1)}</p>")
    assert len(layout_of(f"<p>{'x' * MAX_BLOCK_CHARS}</p>").blocks) == 1
