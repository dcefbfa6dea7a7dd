"""Blocks set alike: a doubtful one goes with the others."""

import pytest
from made_pages import layout_of

from dateline.article.twins import lift_twins

ALIKE = "".join(f"<p class=text>Paragraph {i} says that no ship moves.</p>" for i in range(6))
OTHER_CLASS = ALIKE.replace("=text>Paragraph 2", "=promo>Paragraph 2")
OTHER_PARENT = ALIKE.replace("<p class=text>Paragraph 2", "<aside><p class=text>Paragraph 2")


def lifted(page: str, odds: list[float]) -> list[float]:
    return lift_twins(layout_of(page), odds)


def test_a_doubtful_block_is_lifted_to_the_mean_of_its_like() -> None:
    found = lifted(ALIKE, [3, 3, -0.3, 3, 3, 3])
    assert found[:2] + found[3:] == [3] * 5
    assert found[2] == pytest.approx(sum([3, 3, -0.3, 3, 3, 3]) / 6)


@pytest.mark.parametrize(
    ("page", "odds"),
    [
        (ALIKE, [3, 3, -9, 3, 3, 3]),
        (ALIKE, [-3, -3, 1, -3, -3, -3]),
        (OTHER_CLASS, [3, 3, -0.3, 3, 3, 3]),
        (OTHER_PARENT, [3, 3, -0.3, -0.3, -0.3, -0.3]),
        (ALIKE[: len(ALIKE) // 2], [3, 3, -0.3]),
        ("", []),
    ],
    ids=["far below", "like what is no body", "another class", "another parent", "too few", "nothing"],
)
def test_another_block_keeps_its_odds(page: str, odds: list[float]) -> None:
    assert lifted(page, odds) == odds
