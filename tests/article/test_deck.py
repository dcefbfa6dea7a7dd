"""Kicker and deck: only where the page marks them."""

import pytest
from made_pages import layout_of, lines_of

from dateline.article.deck import find_deck, find_kicker
from dateline.article.metadata import read_metadata
from dateline.article.ranking import Found

DECK = "The port authority let the deadline come near without a new offer."
PROSE = "<p>The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour.</p>"
HEAD = f'<meta name="description" content="{DECK}">'


@pytest.mark.parametrize(
    ("below", "head", "found"),
    [
        (f'<p class="standfirst">{DECK}</p>', "", True),
        (f'<p class="article__subTitle">{DECK}</p>', "", True),
        (f'<div itemprop="abstract">{DECK}</div>', "", True),
        (f'<div class="dek"><p>{DECK}</p></div>', "", True),
        (f"<p>{DECK}</p>", HEAD, True),
        (f"<p>{DECK}</p>", "", False),
        (f'<p class="leaderboard">{DECK}</p>', "", False),
        (f'<p class="lead"><a href="/x">{DECK}</a></p>', "", False),
        (f'{PROSE}<p class="standfirst">{DECK}</p>', "", False),
    ],
)
def test_a_deck_is_marked_or_given_as_description(below: str, head: str, found: bool) -> None:
    layout = layout_of(f"<h1>Port quiet</h1>{below}{PROSE}", head=head)
    body = range(1, len(layout.blocks))
    assert find_deck(layout, read_metadata(layout), 0, body) == (Found(DECK, "markup", 1) if found else None)


@pytest.mark.parametrize(
    ("head", "kicker"),
    [
        ('<div class="kicker">Port strike</div><h1>No ship moves</h1>', "Port strike"),
        ('<p class="overline"><span>Port strike</span></p><h1>No ship moves</h1>', "Port strike"),
        ("<h1><span>Port strike:</span> No ship moves</h1>", "Port strike"),
        ("<div>Port strike</div><h1>No ship moves</h1>", None),
        ("<h1>No <em>ship</em> moves</h1>", None),
    ],
)
def test_a_kicker_is_marked_or_an_element_in_the_heading(head: str, kicker: str | None) -> None:
    layout = layout_of(head + PROSE)
    block = len(layout.blocks) - 2
    found = find_kicker(layout, Found("No ship moves", "markup", block))
    assert (found.value if found else None) == kicker


def test_scraped_text_marks_neither() -> None:
    layout = lines_of(f"Port quiet\n{DECK}")
    assert find_deck(layout, read_metadata(layout), 0, [1]) is None
    assert find_kicker(layout, Found("Port quiet", "text", 0)) is None
