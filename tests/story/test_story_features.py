from datetime import date

import pytest

from dateline.story.features import MOST_TERMS, describe
from dateline.story.words import find_words, load_rarity
from dateline.types import Name, Span, Time


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Mayor's 12,500 guests", ["the", "mayor", "12500", "guests"]),
        ("won 65-53 in a day", ["won", "65-53", "in", "day"]),
        ("magnitude 6.1, not 7.", ["magnitude", "6.1", "not", "7"]),
        ("H1N1 and MS08-078", ["h1n1", "and", "ms08", "078"]),
        ("", []),
    ],
)
def test_words_and_figures_of_a_text(text: str, words: list[str]) -> None:
    assert find_words(text) == words


def test_a_word_is_the_rarer_the_fewer_texts_have_it() -> None:
    rarity = load_rarity()
    assert rarity.weight("the") < 0.1 < rarity.weight("police") < rarity.weight("granary") <= rarity.weight("qzxv")


def weights(text: str, *names: str, times: tuple[Time, ...] = ()) -> dict[str, float]:
    found = [Name(Span(at := text.index(name), at + len(name)), "PER", 0, 0) for name in names]
    terms = describe("x", text, names=found, times=times, published=date(2031, 3, 3)).terms
    return dict(zip(terms.names(), terms.weights.tolist(), strict=True))


def test_weights_have_a_length_of_one_and_stand_by_the_alphabet() -> None:
    terms = weights("Ewan Marr sold his granary to Ruta Vane for 300 crowns.")
    assert sum(weight**2 for weight in terms.values()) == pytest.approx(1)
    assert list(terms) == sorted(terms)


def test_a_person_weighs_twice_as_much_as_another_word() -> None:
    text = "Qorvan met Zelthin."
    assert weights(text, "Qorvan")["qorvan"] == pytest.approx(2 * weights(text, "Qorvan")["zelthin"])


def test_what_the_head_of_a_text_says_weighs_more() -> None:
    terms = weights("Qorvan " + "the " * 400 + "Zelthin")
    assert terms["qorvan"] == pytest.approx(2 * terms["zelthin"])


def test_days_are_terms_and_other_times_are_not() -> None:
    span = Span(0, 1)
    times = (
        Time("t0", span, "DATE", "2031-03-02", None),
        Time("t1", span, "TIME", "2031-03-02T06:00", None),
        Time("t2", span, "DATE", "2031-03", None),
        Time("t3", span, "DATE", None, None),
    )
    assert [term for term in weights("Qorvan met Zelthin", times=times) if term[0].isdigit()] == ["2031-03-02"]


def test_only_the_heaviest_terms_are_kept() -> None:
    terms = weights(" ".join(f"zq{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(300)))
    assert len(terms) == MOST_TERMS
