"""Features and scores: their shapes, their range, and that the same page gives the same ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import layout_of, lines_of

from dateline.article.block_model import ROLES, load_block_model
from dateline.article.features import MARKUP_BAGS, NUMBERS, TEXT_BAGS, Hints, make_features, squeeze
from dateline.article.layout import Layout

PAGE = layout_of(
    '<nav><a href="/">Home</a></nav><h1>Port quiet</h1><p class="byline">By Nele Hoorn</p>'
    "<p>The dockers of Port Ombrey stopped work at six, and no ship left.</p><aside hidden>Read more</aside>"
)
TEXT = lines_of("Home\nPort quiet\n\nThe dockers of Port Ombrey stopped work at six, and no ship left.\n港は静か。")
EMPTY = layout_of("")
LAYOUTS = pytest.mark.parametrize("layout", [PAGE, TEXT, EMPTY, lines_of("")], ids=["page", "text", "none", "no line"])


def column(layout: Layout, name: str, hints: Hints | None = None) -> list[float]:
    values: list[float] = make_features(layout, hints or Hints()).numbers[:, NUMBERS.index(name)].tolist()
    return values


@LAYOUTS
def test_each_block_has_all_numbers_and_they_are_finite(layout: Layout) -> None:
    features = make_features(layout, Hints())
    assert features.numbers.shape == (len(layout.blocks), len(NUMBERS))
    assert np.isfinite(features.numbers).all()
    for bag in TEXT_BAGS if layout.blocks else ():
        assert len(features.text[bag]) == len(layout.blocks)
    for bag in MARKUP_BAGS if layout.blocks and not layout.plain else ():
        assert len(features.markup[bag]) == len(layout.blocks)
        assert all(0 <= i < len(features.names) for row in features.markup[bag] for i in row)


@LAYOUTS
def test_scores_are_probabilities_of_each_role_for_each_block(layout: Layout) -> None:
    scores = load_block_model(plain=layout.plain).score_blocks(make_features(layout, Hints()))
    assert scores.shape == (len(layout.blocks), len(ROLES))
    assert ((scores >= 0) & (scores <= 1)).all()


@LAYOUTS
def test_the_same_page_gives_the_same_scores_to_the_last_bit(layout: Layout) -> None:
    model = load_block_model(plain=layout.plain)
    first, second = (model.score_blocks(make_features(layout, Hints())) for _ in range(2))
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("year", [0, 0, 1, 0]),
        ("clock", [0, 0, 1, 0]),
        ("terminal", [0, 0, 0, 1]),
        ("upper", [1, 1, 0, 1]),
        ("digit", [0, 0, 1, 0]),
        ("repeated", [0, 0, 0, 0]),
        ("headline_equal", [0, 1, 0, 0]),
        ("author", [1, 0, 0, 0]),
        ("in_description", [0, 0, 0, 1]),
    ],
)
def test_a_number_says_what_its_name_says(name: str, values: list[float]) -> None:
    layout = lines_of("By Nele Hoorn\nPort quiet again today\n18.11.2026, 06:40\nNo ship left the harbour.")
    hints = Hints(("PORT quiet, again today",), "No ship left the harbour. Nor will any.", "", ("Nele Hoorn",))
    assert column(layout, name, hints) == values


def test_what_hides_an_element_is_seen_in_all_its_blocks() -> None:
    layout = layout_of(
        "<p>shown</p><div hidden><p>no</p></div><p style='display:none'>no</p><div aria-hidden=true>no</div>"
    )
    assert column(layout, "hidden") == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Port, quiet!", "port quiet"), ("“ÉTÉ”", "été"), ("STRASSE", "straße"), ("港は 静か。", "港は静か")],
)
def test_two_spellings_of_a_line_are_squeezed_to_one(one: str, other: str) -> None:
    assert squeeze(one) == squeeze(other) != ""


@settings(max_examples=50)
@given(st.lists(st.text(max_size=80), max_size=12))
def test_lines_of_any_text_are_scored(lines: list[str]) -> None:
    layout = lines_of("\n".join(line.encode("utf-8", "replace").decode() for line in lines))
    scores = load_block_model(plain=True).score_blocks(make_features(layout, Hints()))
    assert np.isfinite(scores).all()


@pytest.mark.parametrize(
    ("page", "sizes"),
    [
        ("<a>One</a><p><a>Two</a></p><p>Prose.</p>", [1, 1, 1]),
        ("<p><a>One</a></p><p><a>Two</a></p><p><a>Three</a></p><p>Prose.</p>", [3, 1]),
        ("<p>Prose.</p>" + "<div>7</div>" * 999, [1] * 1000),
        ("<p>Prose.</p><table><tr>" + "<td>7</td>" * 1000 + "</table><p>Prose.</p>", [1, 1000, 1]),
    ],
)
def test_a_menu_and_a_data_table_are_judged_as_one(page: str, sizes: list[int]) -> None:
    layout = layout_of(page)
    features = make_features(layout, Hints())
    assert features.sizes.tolist() == sizes
    assert len(load_block_model(plain=False).score_blocks(features)) == len(layout.blocks)
