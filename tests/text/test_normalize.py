from itertools import pairwise
from unicodedata import combining, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.normalize import normalize_text

FAMILY = "👩\u200d👩\u200d👧"

# Characters that are changed, bound to others or left alone, all mixed.
PIECES = st.sampled_from(
    [
        *"aée \u0301\u0316\xad\u200b\u200d\u200c\xa0\n\rﬁＡ\u3000\ud800\udfff\x92\x00𝗕👩\ufe0f\u1100\u1161\u11a8",
        *"क\u093c\u0958م\ufeff",
        "\r\n",
    ]
)
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(st.characters(), max_size=60)


def parts(text: str) -> list[str]:
    """What each character of the normalised text stands for."""
    normal = normalize_text(text)
    return [text[slice(*normal.original(i, i + 1))] for i in range(len(normal.text))]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("gov\xadern\xadment", "government"),
        ("Port\u200b Al\u2060der\ufeff", "Port Alder"),
        ("\ufeffFerry strike", "Ferry strike"),
        ("10\xa0km, 5\u202fp.m.\u3000today", "10 km, 5 p.m. today"),
        ("Caf\u0065\u0301 Zu\u0308rich", "Café Zürich"),
        ("o\ufb03ce \ufb01nance \ufb02ood", "office finance flood"),
        ("ＰＯＲＴ　２０２６", "PORT 2026"),
        ("𝗕𝗼𝗹𝗱 𝟏𝟐", "Bold 12"),
        ("It\x92s \x93ours\x94\x85", "It’s “ours”…"),
        ("gov\x02ernment\x00", "government"),
        ("one\r\ntwo\rthree\x0cfour\u2028five", "one\ntwo\nthree\nfour\nfive"),
        ("lone \ud83d half", "lone \ufffd half"),
        ("x\u200dy\u200cz", "xyz"),
        ("\u1100\u1161\u11a8", "각"),
        ("\u212bngström", "Ångström"),
    ],
)
def test_what_makes_a_word_unreadable_is_mended(text: str, normal: str) -> None:
    assert normalize_text(text).text == normal


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Plain words.\n\n\tA table cell",
        "“It’s ours,” she said — ‘now’ – and left…",
        "Ångström, São Tomé, Łódź, Москва, 北京",
        f"A family {FAMILY}, a heart ❤\ufe0f, a key 5\ufe0f\u20e3",
        "می\u200cخواهم",
        "हिन्दी",
    ],
)
def test_what_can_be_read_stays(text: str) -> None:
    assert normalize_text(text).text == text


@pytest.mark.parametrize(
    ("text", "originals"),
    [
        ("o\ufb03ce", ["o", "\ufb03", "\ufb03", "\ufb03", "c", "e"]),
        ("e\u0301t", ["e\u0301", "t"]),
        ("co\xadop", ["c", "o", "o", "p"]),
        ("a\r\nb", ["a", "\n", "b"]),
        ("e\xad\u0301", ["e\xad\u0301"]),
        ("\u0958x", ["\u0958", "\u0958", "x"]),
    ],
)
def test_each_character_leads_back_to_what_it_stands_for(text: str, originals: list[str]) -> None:
    assert parts(text) == originals


def test_a_span_holds_what_was_removed_inside_it_and_not_behind_it() -> None:
    text = "The gov\xadern\xadment\u200b fell"
    normal = normalize_text(text)
    start = normal.text.index("government")
    assert text[slice(*normal.original(start, start + len("government")))] == "gov\xadern\xadment"


@given(TEXTS)
def test_spans_lead_into_the_text_in_order_and_are_never_empty(text: str) -> None:
    normal = normalize_text(text)
    spans = [normal.original(i, i + 1) for i in range(len(normal.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(a == b or a[1] <= b[0] for a, b in pairwise(spans))
    if spans:
        assert normal.original(0, len(normal.text)) == (spans[0][0], spans[-1][1])


@given(TEXTS)
def test_the_result_is_composed_can_be_written_and_is_stable(text: str) -> None:
    normal = normalize_text(text).text
    assert is_normalized("NFC", normal)
    normal.encode("utf-8")
    assert normalize_text(normal).text == normal


@given(TEXTS)
def test_a_composed_letter_is_not_parted_from_its_marks(text: str) -> None:
    normal = normalize_text(text)
    for i, character in enumerate(normal.text):
        end = normal.original(i, i + 1)[1]
        if not combining(character) and end < len(text) and not combining(normal.text[i + 1 : i + 2] or "a"):
            assert not combining(text[end])


@pytest.mark.parametrize(
    "text", ["a\xad" * 50_000, "e\u0301" * 50_000, "a" + "\u0301\u0316" * 50_000, "\xa0" * 100_000]
)
def test_long_runs_are_read_to_their_end(text: str) -> None:
    normal = normalize_text(text)
    assert normal.original(0, len(normal.text))[0] == 0
