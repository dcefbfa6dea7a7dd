"""That articles of one text need no pairs among themselves."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from dateline.story.copies import Overlap, Pair
from dateline.story.origins import Candidate, fold_copies

DAYS = st.sampled_from([None, "2026-11", "2026-11-20", "2026-11-21"])


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), DAYS), max_size=8),
    st.sets(st.sampled_from(["xy", "xz", "yz"])),
)
def test_a_pair_of_one_twin_counts_for_all(given_: list[tuple[str, str | None]], tied: set[str]) -> None:
    shares = {"x": 0.7, "y": 0.9, "z": 1.0}
    reports = [Candidate(f"r{i}", day, 50 + ord(text)) for i, (text, day) in enumerate(given_)]
    texts = [text for text, _ in given_]
    pairs, few, seen = [], [], set()
    for i, j in combinations(range(len(texts)), 2):
        names = "".join(sorted({texts[i], texts[j]}))
        of = (1.0, 1.0) if len(names) == 1 else (shares[texts[j]], shares[texts[i]])
        if len(names) > 1 and names not in tied:
            continue
        pair = Pair(i, j, Overlap(100, *of))
        pairs.append(pair)
        if len(names) > 1 and names not in seen:
            seen.add(names)
            few.append(pair)
    twins = [Candidate(one.id, one.published, one.size, twins=text) for one, text in zip(reports, texts, strict=True)]
    assert fold_copies(twins, few) == fold_copies(reports, pairs)
