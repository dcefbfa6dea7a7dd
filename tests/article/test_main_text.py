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


def test_the_headline_is_never_said_again_and_no_line_twice() -> None:
    layout = layout_of(f"<p>Port, quiet!</p>{paragraphs(2)}<p>Read this.</p><p>Read this.</p>")
    assert body_of(layout, (0, 1, 2, 3, 4), headline="Port quiet") == [1, 2, 3]


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
    assert max(body_of(layout, (0, 1, 2, 3, 4, 5))) <= 4


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


KINDS = [
    ("<p>x</p>", "paragraph"),
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
