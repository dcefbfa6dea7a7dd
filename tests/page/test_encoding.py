"""Bytes in any encoding: the letters that come out, and the encoding that is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.page.encoding import decode

FRENCH = "<p>Le préfet a déclaré que le marché rouvrira à midi, a-t-il ajouté.</p>"
RUSSIAN = "<p>Москва сообщила о новом мосте через реку, передаёт агентство.</p>" * 4


@pytest.mark.parametrize(
    ("body", "declared", "text", "charset"),
    [
        (FRENCH.encode(), None, FRENCH, "utf-8"),
        (b"\xef\xbb\xbf" + FRENCH.encode(), "iso-8859-1", FRENCH, "utf-8"),
        (FRENCH.encode("cp1252"), None, FRENCH, "windows-1252"),
        (FRENCH.encode("cp1252"), "utf-8", FRENCH, "windows-1252"),
        (RUSSIAN.encode("koi8-r"), "koi8-r", RUSSIAN, "KOI8-R"),
        (b"\xff\xfe" + FRENCH.encode("utf-16-le"), None, FRENCH, "utf-16-le"),
    ],
)
def test_the_letters_come_out_and_the_encoding_is_named(
    body: bytes, declared: str | None, text: str, charset: str
) -> None:
    decoded = decode(body, declared=declared)
    assert decoded.utf8.decode() == text
    assert decoded.charset.lower() == charset.lower()


@given(st.binary(max_size=300))
def test_any_bytes_come_out_as_utf8_without_nuls(body: bytes) -> None:
    assert "\x00" not in decode(body, declared=None).utf8.decode()


@given(st.text(st.characters(exclude_characters="\x00\ufeff", exclude_categories=("Cs",)), max_size=300))
def test_good_utf8_comes_back_as_it_was(text: str) -> None:
    body = ("é " + text).encode()
    assert decode(body, declared=None).utf8 == body
