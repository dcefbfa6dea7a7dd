import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.fingerprint import Fingerprint, choose_probes, make_fingerprint, needed_keys, sketches_agree

TEXT = "The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour until the night."

WORDS = st.sampled_from("port ombrey dockers strike harbour ship night mayor quay crane tide vote".split())
TEXTS = st.lists(WORDS, min_size=5, max_size=300).map(" ".join)
KEYS = st.sets(st.integers(0, 30), min_size=1, max_size=20).map(lambda keys: np.array(sorted(keys), np.int64))


def same(first: Fingerprint, second: Fingerprint) -> bool:
    return np.array_equal(first.shingles, second.shingles) and np.array_equal(first.sketch, second.sketch)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.upper(),
        TEXT.replace(" ", "  \n\t"),
        TEXT.replace(" ", "\u202f"),
        TEXT.replace(",", "").rstrip("."),
        TEXT.replace(" and", " — “and”"),
        TEXT.replace("harbour", "har\xadbour"),
        TEXT.replace("dockers", "ｄｏｃｋｅｒｓ"),
        f"* {TEXT} *",
    ],
)
def test_case_punctuation_and_blanks_do_not_count(other: str) -> None:
    assert same(make_fingerprint(TEXT), make_fingerprint(other))


def test_the_order_of_words_counts() -> None:
    first, second = make_fingerprint("one two three four five"), make_fingerprint("five four three two one")
    assert not set(first.shingles.tolist()) & set(second.shingles.tolist())


def test_an_accent_is_the_same_in_one_character_or_in_two() -> None:
    assert same(make_fingerprint("à la gare de Vérin hier"), make_fingerprint("a\u0300 la gare de Ve\u0301rin hier"))


def test_hashes_are_the_same_for_ever() -> None:
    assert make_fingerprint("one two three four five").shingles.tolist() == [-8065246344974789774]


@pytest.mark.parametrize("text", ["", " \n", "… — !?", "one two three four", "🚢🚢 🚢", "_ _ _ _ _ _"])
def test_a_text_of_less_than_five_words_has_no_hashes(text: str) -> None:
    fingerprint = make_fingerprint(text)
    assert len(fingerprint.shingles) == len(fingerprint.sketch) == 0
    assert fingerprint.shingles.dtype == fingerprint.sketch.dtype == np.int64


@given(st.text(st.characters(), max_size=200) | TEXTS)
def test_any_text_has_sorted_hashes_and_its_sketch_is_a_part_of_them(text: str) -> None:
    fingerprint = make_fingerprint(text)
    for hashes in (fingerprint.shingles, fingerprint.sketch):
        assert hashes.tolist() == sorted(set(hashes.tolist()))
    assert set(fingerprint.sketch.tolist()) <= set(fingerprint.shingles.tolist())
    assert bool(len(fingerprint.sketch)) == bool(len(fingerprint.shingles))


@given(TEXTS, st.sampled_from(["é", "“", "船"]))
def test_a_text_in_ascii_has_the_words_that_it_has_beside_other_characters(text: str, other: str) -> None:
    beside = make_fingerprint(f"{text} {other}").shingles.tolist()
    assert set(make_fingerprint(text).shingles.tolist()) <= set(beside)


@given(st.lists(st.integers(0, 9999).map(str), min_size=40, max_size=300), st.data())
def test_the_keys_of_a_cut_of_36_words_are_keys_of_the_whole(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 36))
    end = data.draw(st.integers(start + 36, len(words)))
    cut, whole = (make_fingerprint(" ".join(part)).sketch for part in (words[start:end], words))
    assert len(cut)
    assert set(cut.tolist()) <= set(whole.tolist())
    assert sketches_agree(cut, whole)


def test_an_empty_sketch_agrees_with_nothing() -> None:
    empty, other = make_fingerprint("").sketch, make_fingerprint(TEXT).sketch
    assert not sketches_agree(empty, empty)
    assert not sketches_agree(empty, other)
    assert len(choose_probes(empty, np.empty(0, np.int64))) == 0


@given(KEYS, KEYS, st.data())
def test_of_two_that_agree_the_smaller_has_a_probe_in_the_larger_whatever_the_counts(
    first: np.ndarray, second: np.ndarray, data: st.DataObject
) -> None:
    smaller, larger = sorted((first, second), key=len)
    counts = np.array(data.draw(st.lists(st.integers(1, 5), min_size=len(smaller), max_size=len(smaller))))
    probes = choose_probes(smaller, counts)
    if sketches_agree(first, second):
        assert set(probes.tolist()) & set(larger.tolist())


def test_the_commonest_keys_are_left_out() -> None:
    sketch = np.arange(10, dtype=np.int64)
    counts = np.array([1, 1, 900, 1, 1, 900, 1, 1, 1, 1])
    assert needed_keys(10) == 3
    assert choose_probes(sketch, counts).tolist() == [0, 1, 3, 4, 6, 7, 8, 9]
