"""Source, cue and content, by trees and words of saying."""

import pytest
from reading import analysed, trees_of

from dateline.event.attribution import find_attributed, quote_kind
from dateline.types import Span


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("Officials said the bridge would close.", "Officials", "said", "the bridge would close"),
        ("The bridge will close, Mara Lind said.", "Mara", "said", "The bridge will close"),
        ("The bridge will close, according to the ministry.", "ministry", "according to", "The bridge will close"),
        ("Mara Lind has claimed that the harbour was mined.", "Mara", "has claimed", "that the harbour was mined"),
        ("The union rejected his claim that nobody was paid.", "his", "claim", "that nobody was paid"),
    ],
)
def test_an_attribution_has_source_cue_and_content(text: str, source: str, cue: str, content: str) -> None:
    tokens = analysed(text).tokens

    def words(pair: tuple[int, int]) -> str:
        return text[tokens[pair[0]].span.start : tokens[pair[1] - 1].span.end]

    found = {
        (
            text[tokens[one.source].span.start : tokens[one.source].span.end],
            words(one.cue),
            words(one.content).strip(" ,"),
        )
        for one in find_attributed(analysed(text), trees_of(text))
        if one.source is not None and one.content is not None
    }
    assert (source, cue, content) in found


def test_a_text_without_words_of_saying_has_none() -> None:
    text = "The bridge closed on Monday."
    assert find_attributed(analysed(text), trees_of(text)) == []


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We will stay,” she said.", Span(0, 15), "direct"),
        ("She said they would “stay to the end”.", Span(9, 37), "mixed"),
        ("She said they would stay.", Span(9, 24), "indirect"),
    ],
)
def test_marks_tell_quotation_from_report(text: str, content: Span, kind: str) -> None:
    assert quote_kind(analysed(text), content) == kind
