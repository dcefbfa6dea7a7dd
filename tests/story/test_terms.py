import pytest

from dateline.story.terms import Terms, make_terms, pack_terms, unpack_terms

WEIGHTS = {"zelthin": 0.25, "2031-03-02": 0.5, "çavran": 0.75}


def weights_of(terms: Terms) -> dict[str, float]:
    return dict(zip(terms.names(), terms.weights.tolist(), strict=True))


@pytest.mark.parametrize("weights", [WEIGHTS, {"one": 1.0}, {}])
def test_what_is_packed_is_unpacked(weights: dict[str, float]) -> None:
    terms = make_terms(weights)
    again = unpack_terms(pack_terms(terms))
    assert weights_of(again) == weights_of(terms) == weights
    assert again.numbers.tolist() == terms.numbers.tolist()


def test_the_bytes_are_the_same_in_whatever_order_the_words_come() -> None:
    assert pack_terms(make_terms(WEIGHTS)) == pack_terms(make_terms(dict(reversed(WEIGHTS.items()))))


def test_a_word_has_one_number_and_no_other_word_has_it() -> None:
    (number,) = make_terms({"zelthin": 1.0}).numbers.tolist()
    assert [one == number for one in make_terms(WEIGHTS).numbers.tolist()] == [False, True, False]
