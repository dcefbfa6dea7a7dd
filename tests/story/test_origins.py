from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.story.copies import Overlap, Pair
from dateline.story.origins import Candidate, fold_copies
from dateline.story_types import Copy, Origin


def pair(first: int, second: int, of_first: float = 1.0, of_second: float = 1.0) -> Pair:
    return Pair(first, second, Overlap(100, of_first, of_second))


DAY, NEXT = "2026-11-20", "2026-11-21"


@pytest.mark.parametrize(
    ("first", "second", "origin"),
    [
        (Candidate("a", NEXT, 90), Candidate("b", DAY, 80), "b"),
        (Candidate("a", "2026-11-20T10:00", 80), Candidate("b", "2026-11-20T10:01", 90), "a"),
        (Candidate("a", "2026-11-20T10:00:00+01:00", 80), Candidate("b", "2026-11-20T09:30Z", 90), "a"),
        # The date does not say which is earlier: the longer one is.
        (Candidate("a", "2026-11", 80), Candidate("b", "2026-11-20T10:00", 90), "b"),
        (Candidate("a", "2026", 90), Candidate("b", "2026-12-31", 80), "a"),
        (Candidate("a", DAY, 80), Candidate("b", DAY, 90), "b"),
        (Candidate("a", DAY, 80), Candidate("b", None, 90), "b"),
        (Candidate("a", None, 80), Candidate("b", None, 90), "b"),
        (Candidate("a", "soon", 80), Candidate("b", DAY, 90), "b"),
        (Candidate("a", "9999-12", 80), Candidate("b", DAY, 90), "b"),
        # A clock without a zone may be half a day off, but not two days.
        (Candidate("a", "2026-11-20T10:00", 80), Candidate("b", "2026-11-20T20:00Z", 90), "b"),
        (Candidate("a", "2026-11-20T10:00", 80), Candidate("b", "2026-11-22T10:00Z", 90), "a"),
        (Candidate("a", "2026-11-20T10:00Z", 80), Candidate("b", "2026-11-22T10:00", 90), "a"),
        (Candidate("a", "2026-10", 80), Candidate("b", DAY, 90), "a"),
        (Candidate("b", None, 90), Candidate("a", None, 90), "a"),
    ],
)
def test_the_copy_is_the_later_else_the_shorter_else_by_id(first: Candidate, second: Candidate, origin: str) -> None:
    copy = ({first.id, second.id} - {origin}).pop()
    assert fold_copies([first, second], [pair(0, 1)]) == [Origin(origin, (Copy(copy, origin, 1.0),))]
    assert fold_copies([second, first], [pair(0, 1)]) == [Origin(origin, (Copy(copy, origin, 1.0),))]


def test_an_article_without_copies_is_an_origin() -> None:
    assert fold_copies([Candidate("b", DAY, 90), Candidate("a", None, 0)], []) == [Origin("a", ()), Origin("b", ())]


def test_a_copy_points_to_the_earlier_article_that_has_the_most_of_it() -> None:
    dates = {"wire": ("2026-11-20", 100), "cut": ("2026-11-21", 60), "site": ("2026-11-22", 60)}
    reports = [Candidate(name, *rest) for name, rest in dates.items()]
    pairs = [pair(0, 1, 0.6, 1.0), pair(0, 2, 0.55, 0.92), pair(1, 2, 0.98, 0.98)]
    assert fold_copies(reports, pairs) == [Origin("wire", (Copy("cut", "wire", 1.0), Copy("site", "cut", 0.98)))]


def test_of_two_that_have_as_much_of_it_the_likest_is_the_source() -> None:
    dates = {"wire": ("2026-11-20", 100), "cut": ("2026-11-21", 60), "site": ("2026-11-22", 60)}
    reports = [Candidate(name, *rest) for name, rest in dates.items()]
    pairs = [pair(0, 1, 0.6, 1.0), pair(0, 2, 0.6, 1.0), pair(1, 2, 1.0, 1.0)]
    assert fold_copies(reports, pairs)[0].copies[1] == Copy("site", "cut", 1.0)


def test_what_only_a_later_article_ties_to_the_origin_has_no_source_here() -> None:
    dates = {"head": ("2026-11-20", 60), "tail": ("2026-11-21", 60), "whole": ("2026-11-22", 100)}
    reports = [Candidate(name, *rest) for name, rest in dates.items()]
    pairs = [pair(0, 2, 1.0, 0.6), pair(1, 2, 1.0, 0.6)]
    assert fold_copies(reports, pairs) == [Origin("head", (Copy("tail", None, 0.0), Copy("whole", "head", 0.6)))]


DATES = st.sampled_from(
    [None, "2026", "2026-11", DAY, NEXT, "2026-11-20T10:00", "2026-11-20T10:30:00+01:00", "2026-11-21T02:00Z"]
)


@given(
    st.lists(st.tuples(DATES, st.integers(40, 43)), min_size=1, max_size=9),
    st.sets(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12),
    st.randoms(use_true_random=False),
)
def test_every_report_is_in_one_origin_whatever_the_order(
    dated: list[tuple[str | None, int]], links: set[tuple[int, int]], random: Random
) -> None:
    reports = [Candidate(f"r{i}", published, size) for i, (published, size) in enumerate(dated)]
    pairs = [pair(a, b, 0.7 + a / 50, 0.7 + b / 50) for a, b in sorted(links) if a < b < len(reports)]
    origins = fold_copies(reports, pairs)
    ids = [one for origin in origins for one in (origin.id, *(copy.article_id for copy in origin.copies))]
    assert sorted(ids) == [report.id for report in reports]
    for origin in origins:
        before = [origin.id]
        for copy in origin.copies:
            assert copy.of is None or copy.of in before
            before.append(copy.article_id)
    places = list(range(len(reports)))
    random.shuffle(places)
    now = {place: i for i, place in enumerate(places)}
    moved = [
        pair(now[one.first], now[one.second], one.overlap.of_first, one.overlap.of_second)
        if now[one.first] < now[one.second]
        else pair(now[one.second], now[one.first], one.overlap.of_second, one.overlap.of_first)
        for one in random.sample(pairs, len(pairs))
    ]
    assert fold_copies([reports[i] for i in places], moved) == origins
