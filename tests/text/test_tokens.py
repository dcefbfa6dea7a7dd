from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resources import read_text
from dateline.text.tokens import find_tokens

PIECES = st.sampled_from(
    list("a1.,'’-!()/:@#&_$^<=… •\n\xa0\u200b\u200d\ufe0f\u0301\u093f\ud800कé中ا👩🏽🇩")
    + "Ida don't U.S. cannot No -- 2026 www. http://".split()
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(st.characters(), max_size=80)


def words(text: str) -> str:
    """The words of the text, a bar between two."""
    return "|".join(text[start:end] for start, end in find_tokens(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The port is shut.", "The|port|is|shut|."),
        ("“It’s ours,” she said.", "“|It|’s|ours|,|”|she|said|."),
        ("He said 'no'.", "He|said|'|no|'|."),
        ("It was ... over!!! Why?!", "It|was|...|over|!!!|Why|?!"),
        ("the quay – or pier — or -- dock", "the|quay|–|or|pier|—|or|--|dock"),
        ("(see [a], {b})", "(|see|[|a|]|,|{|b|}|)"),
        ("“quoted”“twice”", "“|quoted|”|“|twice|”"),
        ("((a))", "(|(|a|)|)"),
    ],
)
def test_marks_are_words_of_their_own(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("don't", "do|n't"),
        ("won’t", "wo|n’t"),
        ("DON'T", "DO|N'T"),
        ("they'd've", "they|'d|'ve"),
        ("Ida's", "Ida|'s"),
        ("IDA’S", "IDA|’S"),
        ("I'm we're he'll", "I|'m|we|'re|he|'ll"),
        ("the dockers’ union", "the|dockers|’|union"),
        ("cannot", "can|not"),
        ("CANNOT Cannot", "CAN|NOT|Can|not"),
        ("gonna wanna gotta", "gon|na|wan|na|got|ta"),
        ("dont cant", "do|nt|ca|nt"),
        ("cannotate wannabe cantor", "cannotate|wannabe|cantor"),
    ],
)
def test_clitics_are_words_of_their_own(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "text",
    ["O'Brien", "d’Estaing", "Qa'ida", "rock'n'roll", "o'clock", "1960's", "'90s", "'em", "AT&T", "R&D", "w/o", "s/he"],
)
def test_apostrophes_and_marks_inside_a_word_do_not_part_it(text: str) -> None:
    assert words(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the 25-year-old", "the|25|-|year|-|old"),
        ("well-known", "well|-|known"),
        ("U.S.-led", "U.S.|-|led"),
        ("Kim-Ibáñez", "Kim|-|Ibáñez"),
        ("F-16", "F|-|16"),
        ("co-founder's", "co-founder|'s"),
        ("anti-government", "anti-government"),
        ("mid-1990s", "mid-1990s"),
        ("e-mail", "e-mail"),
        ("non-English-speaking", "non|-|English|-|speaking"),
        ("th- the", "th-|the"),
        ("US- and EU-backed", "US|-|and|EU|-|backed"),
        ("and/or", "and|/|or"),
    ],
)
def test_a_compound_is_parted_at_its_hyphens_and_a_prefix_stays(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the U.S. and U.N. say", "the|U.S.|and|U.N.|say"),
        ("Lt. Gen. Ada Brandt", "Lt.|Gen.|Ada|Brandt"),
        ("LT. GEN. BRANDT", "LT.|GEN.|BRANDT"),
        ("at 7 a.m. today", "at|7|a.m.|today"),
        ("e.g. this", "e.g.|this"),
        ("St. Petersburg", "St.|Petersburg"),
        ("No. 5", "No.|5"),
        ("No. It was shut.", "No|.|It|was|shut|."),
        ("Art. 5", "Art.|5"),
        ("It is art. The rest", "It|is|art|.|The|rest"),
        ("p. 28 of c. 1840", "p.|28|of|c.|1840"),
        ("J. Brandt and T. R. Roe", "J.|Brandt|and|T.|R.|Roe"),
        ("and I. We", "and|I|.|We"),
        ("ships, etc., left", "ships|,|etc.|,|left"),
        ("ships etc. The", "ships|etc|.|The"),
        ("Acme Inc. said", "Acme|Inc.|said"),
        ("Boston, Mass., on Nov. 20", "Boston|,|Mass.|,|on|Nov.|20"),
        ("(D-Mass.)", "(|D|-|Mass.|)"),
        ("Ph.D. student", "Ph.D.|student"),
    ],
)
def test_an_abbreviation_keeps_its_full_stop(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.2bn", "$|1.2|bn"),
        ("£5m, US$3", "£|5|m|,|US$|3"),
        ("1,200.5 and 12,00,000", "1,200.5|and|12,00,000"),
        ("[1,2]", "[|1|,|2|]"),
        ("5.5% of 10km", "5.5|%|of|10|km"),
        ("2026-11-20 20/11/2026 7:30a.m. 10.30am", "2026-11-20|20/11/2026|7:30|a.m.|10.30|am"),
        ("3-5 goals", "3|-|5|goals"),
        ("713-555-0199 or 555-0199", "713-555-0199|or|555-0199"),
        ("21st 1990s 3D 5G", "21st|1990s|3D|5G"),
        ("+44 20", "+44|20"),
        (".265", ".265"),
        ("6'2\"", "6|'|2|\""),
        ("1. Work stopped", "1.|Work|stopped"),
    ],
)
def test_figures_keep_their_marks_and_leave_their_units(text: str, expected: str) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://alder.example/a?b=c&d=e.", "See|https://alder.example/a?b=c&d=e|."),
        ("(www.alder.example/x)", "(|www.alder.example/x|)"),
        ("ida.brandt@port-alder.example", "ida.brandt@port-alder.example"),
        ("@port_alder #strike #1", "@port_alder|#strike|#|1"),
        ("alder.com, notes.pdf", "alder.com|,|notes.pdf"),
        ("the port.In July", "the|port|.|In|July"),
        ("good :) bad :( ok ;-)", "good|:)|bad|:(|ok|;-)"),
        (
            "👍🏽👍 👩\u200d👩\u200d👧 🇩🇪🇫🇷 5\ufe0f\u20e3 ❤\ufe0f😂😂",
            "👍🏽|👍|👩\u200d👩\u200d👧|🇩🇪|🇫🇷|5\ufe0f\u20e3|❤\ufe0f|😂|😂",
        ),
        ("===== -----", "=====|-----"),
        ("• one", "•|one"),
        ("* one", "*|one"),
        ("- one", "-|one"),
        ("snake_case", "snake_case"),
    ],
)
def test_what_the_web_writes_is_read(text: str, expected: str) -> None:
    assert words(text) == expected


def test_a_dateline_is_read() -> None:
    text = "PORT ALDER, Nov. 20 (Reuters) - Dockers"
    assert words(text) == "PORT|ALDER|,|Nov.|20|(|Reuters|)|-|Dockers"


@pytest.mark.parametrize(
    "text", ["हिन्दी", "cafe\u0301s", "!\u0301", "l\u0251\u0303f\u0251\u0303", "می\u200cخواهم", "5\u0301th"]
)
def test_a_mark_stays_on_its_letter(text: str) -> None:
    assert words(text) == text


@given(TEXTS)
def test_words_are_in_order_apart_and_hold_every_character_but_spaces(text: str) -> None:
    tokens = find_tokens(text)
    assert all(start < end for start, end in tokens)
    assert all(a[1] <= b[0] for a, b in pairwise(tokens))
    assert "".join(text[start:end] for start, end in tokens) == "".join(text.split())


@given(TEXTS)
def test_no_word_begins_with_a_mark_of_the_word_before(text: str) -> None:
    for before, token in pairwise(find_tokens(text)):
        assert before[1] < token[0] or not category(text[token[0]]).startswith("M")


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "!",
        "1",
        ".",
        "\u0301",
        "a-",
        "a.",
        "a'",
        "1,",
        "1-",
        "1/",
        "a@",
        "a&",
        "()",
        ":(",
        "<-=",
        "^_",
        "_-",
        "www.",
        "http://",
        "👩\u200d",
    ],
)
def test_a_long_text_without_a_space_is_read_to_its_end(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    assert "".join(text[start:end] for start, end in find_tokens(text)) == text


def test_every_row_of_the_lexicon_has_a_known_kind() -> None:
    rows = [line for line in read_text("lexicons/abbreviations.tsv").splitlines() if not line.startswith("#")]
    pairs = [tuple(row.split("\t")) for row in rows]
    assert len({word for word, _ in pairs}) == len(pairs)
    assert all(word.endswith(".") and kind in {"any", "name", "digit", "inside"} for word, kind in pairs)
