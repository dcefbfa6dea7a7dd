from collections.abc import Sequence
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.story.copies import Overlap, compare, find_copies, is_copy
from dateline.text.fingerprint import Fingerprint, choose_probes, make_fingerprint, sketches_agree

EMPTY = make_fingerprint("…")


def made_words(seed: int, count: int) -> list[str]:
    return [f"w{number}" for number in np.random.default_rng(seed).integers(0, 5_000, count)]


def made(*parts: list[str]) -> Fingerprint:
    return make_fingerprint(" ".join(word for part in parts for word in part))


def pairs_of(fingerprints: Sequence[Fingerprint]) -> set[tuple[int, int]]:
    return {(pair.first, pair.second) for pair in find_copies(fingerprints)}


REPORT, OTHER, QUOTE = made_words(1, 400), made_words(2, 400), made_words(3, 50)
EDITED = [f"new{i}" if i % 25 == 0 else word for i, word in enumerate(REPORT)]


@pytest.mark.parametrize(
    ("first", "second", "copy"),
    [
        (made(REPORT), made(REPORT), True),
        (made(REPORT), made(REPORT[:240]), True),
        (made(REPORT), made(REPORT[:60]), True),
        (made(REPORT), made(REPORT[:100], REPORT[150:]), True),
        (made(REPORT), made(EDITED), True),
        (made(REPORT), made(OTHER, REPORT, OTHER[:100]), True),
        (made(REPORT), made(REPORT[:200], OTHER), False),
        (made(REPORT, QUOTE), made(OTHER, QUOTE), False),
        (made(REPORT), made(OTHER), False),
        # A line that pages share, and nothing else.
        (made(QUOTE[:43]), made(OTHER, QUOTE[:43]), False),
        (made(QUOTE[:44]), made(OTHER, QUOTE[:44]), True),
        (EMPTY, EMPTY, False),
        (EMPTY, made(REPORT), False),
    ],
)
def test_a_copy_has_most_of_the_words_or_is_most_of_them(first: Fingerprint, second: Fingerprint, copy: bool) -> None:
    assert is_copy(compare(first, second)) is copy
    assert is_copy(compare(second, first)) is copy
    assert pairs_of([first, second]) == ({(0, 1)} if copy else set())


def test_the_overlap_is_told_from_both_sides() -> None:
    assert compare(made(REPORT), made(REPORT[:202])) == Overlap(198, 0.5, 1.0)
    assert compare(made(REPORT[:202]), made(REPORT)) == Overlap(198, 1.0, 0.5)
    assert compare(EMPTY, made(REPORT)) == Overlap(0, 0.0, 0.0)


@pytest.mark.parametrize("given", [[], [EMPTY], [EMPTY, EMPTY], [made(REPORT)]])
def test_what_is_alone_or_without_words_has_no_copies(given: list[Fingerprint]) -> None:
    assert find_copies(given) == []


def test_a_paragraph_that_hundreds_share_makes_no_copies_and_hides_none() -> None:
    paragraph = made_words(0, 60)
    texts = [made(made_words(10 + i, 150), paragraph) for i in range(200)]
    cut = made(made_words(10, 150)[:80])
    assert pairs_of([*texts, cut]) == {(0, 200)}


@st.composite
def families(draw: st.DrawFn) -> list[Fingerprint]:
    """Texts of which many have parts of others."""
    sources = [made_words(100 + i, 160) for i in range(3)]
    parts = st.tuples(st.integers(0, 2), st.integers(0, 7), st.integers(1, 8)).map(
        lambda cut: sources[cut[0]][20 * cut[1] : 20 * (cut[1] + cut[2])]
    )
    return [made(*draw(st.lists(parts, max_size=4))) for _ in range(draw(st.integers(0, 10)))]


@settings(deadline=None)
@given(families(), st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_matter(texts: list[Fingerprint], random: Random) -> None:
    places = list(range(len(texts)))
    random.shuffle(places)
    moved = {tuple(sorted((places[a], places[b]))) for a, b in pairs_of([texts[i] for i in places])}
    assert moved == pairs_of(texts)


@settings(deadline=None)
@given(families())
def test_pairs_hang_on_the_two_texts_alone(texts: list[Fingerprint]) -> None:
    assert pairs_of(texts) == {
        (i, j)
        for j in range(len(texts))
        for i in range(j)
        if sketches_agree(texts[i].sketch, texts[j].sketch) and is_copy(compare(texts[i], texts[j]))
    }


@settings(deadline=None)
@given(families())
def test_an_index_filled_one_by_one_finds_the_same_pairs(texts: list[Fingerprint]) -> None:
    index: dict[int, dict[int, bool]] = {}
    found: set[tuple[int, int]] = set()
    for new, text in enumerate(texts):
        keys = text.sketch.tolist()
        counts = np.array([len(index.get(key, ())) for key in keys], np.int64)
        probes = set(choose_probes(text.sketch, counts).tolist())
        candidates = {
            old for key in keys for old, was_probe in index.get(key, {}).items() if was_probe or key in probes
        }
        agree = [old for old in sorted(candidates) if sketches_agree(texts[old].sketch, text.sketch)]
        found |= {(old, new) for old in agree if is_copy(compare(texts[old], text))}
        for key in keys:
            index.setdefault(key, {})[new] = key in probes
    assert found == pairs_of(texts)


@settings(deadline=None)
@given(st.lists(st.integers(0, 5_000).map(str), min_size=100, max_size=400), st.data())
def test_a_cut_copy_is_found(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) // 2))
    cut, whole = made(words[start : start + len(words) // 2]), made(words)
    if len(cut.shingles) >= 40:
        assert pairs_of([made(OTHER), cut, whole]) == {(1, 2)}
