"""The body: which blocks are in it, and what kind each is."""

import numpy as np
import pytest
from made_pages import layout_of, lines_of, scores_of, texts_of

from dateline.article.block_model import ROLES
from dateline.article.layout import Layout
from dateline.article.main_text import choose_body, kinds_of


def body_of(layout: Layout, body: tuple[int, ...], *, headline: str | None = None) -> list[int]:
    return choose_body(layout, scores_of(layout, body=body), headline)


def paragraphs(count: int) -> str:
    return "".join(f"<p>Paragraph {i} says that the port is quiet, and that no ship moves.</p>" for i in range(count))


@pytest.mark.parametrize("body", [(), (0,), (1, 2, 3), (0, 1, 2, 3, 4, 5), (0, 1, 4, 5)])
def test_blocks_the_model_is_sure_of_are_the_body(body: tuple[int, ...]) -> None:
    assert tuple(body_of(layout_of(paragraphs(6)), body)) == body


def test_a_doubtful_block_goes_with_its_neighbours() -> None:
    layout = layout_of(paragraphs(5))
    scores = scores_of(layout, body=(1, 2, 3))
    scores[2, ROLES.index("body")] = 0.45
    assert choose_body(layout, scores, None) == [1, 2, 3]
    scores[[1, 3], ROLES.index("body")] = 0.01
    scores[2, ROLES.index("body")] = 0.55
    assert choose_body(layout, scores, None) == []


def test_a_page_without_blocks_has_no_body() -> None:
    layout = layout_of("")
    assert choose_body(layout, np.zeros((0, len(ROLES)), dtype=np.float32), None) == []


def test_the_headline_is_never_said_again_and_no_sentence_twice() -> None:
    twice = "<p>Read this before you go down to the port.</p>" * 2
    layout = layout_of(f"<p>Port, quiet!</p>{paragraphs(2)}{twice}")
    assert body_of(layout, (0, 1, 2, 3, 4), headline="Port quiet") == [1, 2, 3]


def test_a_short_line_may_come_again() -> None:
    layout = layout_of(f"{paragraphs(2)}<table><tr><td>Gate 1<td>closed<tr><td>Gate 4<td>closed</table>")
    assert body_of(layout, (0, 1, 2, 3, 4, 5)) == [0, 1, 2, 3, 4, 5]


def test_a_long_paragraph_may_be_repeated() -> None:
    layout = layout_of(f"<p>{'Nothing moves, he said. ' * 30}</p>" * 2)
    assert body_of(layout, (0, 1)) == [0, 1]


SIGN_OFFS = [
    "(Reporting by Nele Hoorn; editing by Bram Tilling)",
    "Additional reporting by Nele Hoorn",
    "[Reporting by Nele Hoorn]",
]


@pytest.mark.parametrize("line", SIGN_OFFS)
def test_an_agencys_story_ends_where_its_desk_signs(line: str) -> None:
    layout = layout_of(f"{paragraphs(4)}<p>{line}</p><p>Other news of the day, in a few words.</p>")
    assert body_of(layout, (0, 1, 2, 3, 4, 5)) == [0, 1, 2, 3]


def test_a_desk_that_signs_first_does_not_end_the_story() -> None:
    layout = layout_of(f"<p>(Reporting by Nele Hoorn)</p>{paragraphs(4)}")
    assert set(body_of(layout, (0, 1, 2, 3, 4))) >= {1, 2, 3, 4}


def test_a_run_of_icon_names_is_no_text() -> None:
    layout = lines_of("icon bell icon gear " * 20 + "\nThe port is quiet, and no ship moves.")
    assert body_of(layout, (0, 1)) == [1]


def test_in_scraped_text_a_stray_line_far_from_the_rest_is_left_out() -> None:
    text = "\n".join(f"Paragraph {i} says that the port is quiet, and that no ship moves." for i in range(30))
    layout = lines_of("Subscribe.\n" + "menu\n" * 12 + text)
    start = texts_of(layout).index("Paragraph 0 says that the port is quiet, and that no ship moves.")
    assert body_of(layout, (0, *range(start, start + 30))) == list(range(start, start + 30))


POINTERS = [
    ('Read also: <a href="/x">What a night roster means</a>', False),
    ('Lesen Sie auch: <a href="/x">Was ein Nachtdienst bedeutet</a>.', False),
    ("Read also what the dockers say about it.", True),
    ('Related: the dockers of <a href="/x">Vorrin</a> refused to unload the ship.', True),
]


@pytest.mark.parametrize(("markup", "kept"), POINTERS)
def test_a_line_that_only_points_to_another_article_is_left_out(markup: str, kept: bool) -> None:
    assert body_of(layout_of(f"{paragraphs(2)}<p>{markup}</p>"), (0, 1, 2)) == ([0, 1, 2] if kept else [0, 1])


def test_a_caption_between_picture_and_credit_is_no_text() -> None:
    figure = '<div><img src="/x.jpg"><div><div>A crane on Monday morning.</div><div>© Nine Bells</div></div></div>'
    assert body_of(layout_of(figure + paragraphs(2)), (0, 2, 3)) == [2, 3]


LONG = "The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour that day."
KINDS = [
    ("<p>x</p>", "paragraph"),
    ("<p><b>What stops</b></p>", "subheading"),
    ("<p><b>What stops.</b></p>", "paragraph"),
    ('<div class="sub-head">What stops</div>', "subheading"),
    (f"<table><tr><td>{LONG}</table>", "paragraph"),
    ("<table><tr><td>Seven.<br>Eight.<br>Nine.<br>Ten.</table>", "paragraph"),
    ("<div>x</div>", "paragraph"),
    ("<h2>x</h2>", "subheading"),
    ("<h4><div>x</div></h4>", "subheading"),
    ("<ul><li>x</ul>", "list_item"),
    ("<ul><li><p>x</p></ul>", "list_item"),
    ("<dl><dt>x</dl>", "list_item"),
    ("<blockquote><p>x</p></blockquote>", "quote"),
    ("<table><tr><td>x</table>", "table_row"),
    ("<table><tr><th><p>x</p></table>", "table_row"),
]


@pytest.mark.parametrize(("markup", "kind"), KINDS)
def test_a_block_is_of_the_kind_its_element_says(markup: str, kind: str) -> None:
    assert kinds_of(layout_of(markup).blocks, [0]) == [kind]
