import pytest
from made_reports import AT, tell

from dateline.event_types import Record
from dateline.story.differences import compare_versions, find_sentences
from dateline.types import Article, Block, Quality, Span

FIRST, SECOND, THIRD = "Police cleared the gate.", "Two ships left Tolvarra for Kell on Friday.", "Nobody was hurt."


def article(*paragraphs: str) -> Article:
    blocks, text = [], ""
    for paragraph in paragraphs:
        start = len(text)
        blocks.append(Block(Span(start, start + len(paragraph)), "paragraph"))
        text += f"{paragraph}\n\n"
    return Article(
        id="a", url=None, origin="a.html", headline=None, kicker=None, deck=None, byline=None, authors=(), agency=None,
        dateline=None, published=None, modified=None, publisher=None, language="en", section=None, topics=(),
        page_type="article", text=text, blocks=tuple(blocks), pictures=(), links=(), quality=Quality("complete"),
        page_sha256="0" * 64, found_in={},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One came. Two left!", ["One came.", "Two left!"]),
        ("“It is over.” He left.", ["“It is over.”", "He left."]),
        ("Mr. Rell came at 5 p.m. on Nov. 3. He left.", ["Mr. Rell came at 5 p.m. on Nov. 3.", "He left."]),
        ("No full stop", ["No full stop"]),
        ("", []),
    ],
)
def test_an_article_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    made = article(text)
    assert [made.text[span.start : span.end] for span in find_sentences(made)] == sentences


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ((FIRST, SECOND), (FIRST, SECOND), []),
        ((FIRST, SECOND), (f"{FIRST} {SECOND}",), []),
        ((FIRST,), (FIRST, THIRD), [("added", None, THIRD)]),
        ((FIRST, THIRD), (FIRST,), [("removed", THIRD, None)]),
        ((SECOND,), (SECOND.replace("Two", "Five"),), [("changed", SECOND, SECOND.replace("Two", "Five"))]),
        ((SECOND,), (THIRD,), [("removed", SECOND, None), ("added", None, THIRD)]),
        (
            (FIRST, SECOND, THIRD),
            (THIRD, SECOND.replace("Two", "Five")),
            [("removed", FIRST, None), ("removed", SECOND, None), ("added", None, SECOND.replace("Two", "Five"))],
        ),
    ],
)
def test_versions_are_compared_by_sentence(
    old: tuple[str, ...], new: tuple[str, ...], expected: list[tuple[str, str | None, str | None]]
) -> None:
    found = compare_versions(article(*old), article(*new), [], []).sentences
    assert [(one.kind, one.before, one.after) for one in found] == expected


def test_a_changed_sentence_is_where_its_spans_say() -> None:
    old, new = article(FIRST, SECOND), article(SECOND.replace("Two", "Five"))
    change = compare_versions(old, new, [], []).sentences[-1]
    assert change.before_span is not None
    assert change.after_span is not None
    assert old.text[change.before_span.start : change.before_span.end] == change.before
    assert new.text[change.after_span.start : change.after_span.end] == change.after


def facts(old: list[Record], new: list[Record], *texts: str) -> list[tuple[str, list[tuple[str, str, str]]]]:
    before, after = texts or ("", "")
    found = compare_versions(article("x" * (AT - 2), before), article("x" * (AT - 2), after), old, new).facts
    return [(one.kind, [(field.field, field.before, field.after) for field in one.fields]) for one in found]


def test_a_fact_that_stands_in_both_is_no_difference_whatever_its_id() -> None:
    assert facts([tell("a-1", FIRST, "cleared")], [tell("a-2", FIRST, "cleared", published="2026-11-25")]) == []


def test_facts_are_added_and_removed() -> None:
    assert facts([tell("a-1", FIRST, "cleared")], [tell("a-1", SECOND, "left")]) == [("added", []), ("removed", [])]


def test_a_changed_fact_tells_which_fields_differ() -> None:
    old = tell("a-1", SECOND, "left", on="2026-11-20", at="Kell", by="Two ships")
    new = tell("a-1", SECOND, "left", on="2026-11-21", status="planned", by="Two ships")
    assert facts([old], [new]) == [
        ("changed", [("status", "happened", "planned"), ("date", "2026-11-20", "2026-11-21"), ("place", "Kell", "")])
    ]


def test_a_fact_is_followed_into_the_new_wording_of_its_sentence() -> None:
    other = SECOND.replace("Two", "Five")
    old, new = tell("a-1", SECOND, "left", by="Two ships"), tell("a-1", other, "left", by="Five ships")
    assert facts([old], [new], SECOND, other) == [("changed", [("actors", "Two ships", "Five ships")])]
