import gzip
import random
import zlib
from collections.abc import Iterator

import pytest

from dateline.errors import BadInput, DecompressionBomb, InputTooLarge, PageError, Timeout, UnsupportedInput
from dateline.page.transfer import Answer, content_type, read_body

PAGE = b"<p>The harbour reopened on Monday.</p>" * 20


def answer(*chunks: bytes, encoding: str = "") -> Answer:
    return Answer(200, {"content-encoding": encoding} if encoding else {}, iter(chunks))


def read(given: Answer, max_bytes: int = 1_000_000) -> bytes:
    return read_body(given, max_bytes=max_bytes, remaining=lambda: 1.0)


def byte_by_byte(data: bytes) -> tuple[bytes, ...]:
    return tuple(data[i : i + 1] for i in range(len(data)))


@pytest.mark.parametrize("encoding", ["", "identity", " Identity "])
def test_a_plain_body_is_read_as_sent(encoding: str) -> None:
    assert read(answer(PAGE[:100], b"", PAGE[100:], encoding=encoding)) == PAGE


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "GZIP"])
def test_a_packed_body_is_unpacked(encoding: str) -> None:
    assert read(answer(gzip.compress(PAGE), encoding=encoding)) == PAGE


def test_a_packed_body_may_come_byte_by_byte() -> None:
    assert read(answer(*byte_by_byte(gzip.compress(PAGE)), encoding="gzip")) == PAGE


def test_a_body_that_only_claims_to_be_packed_is_read_as_sent() -> None:
    assert read(answer(PAGE, encoding="gzip")) == PAGE


@pytest.mark.parametrize(
    ("packed", "encoding", "error"),
    [
        (gzip.compress(PAGE)[:5], "gzip", BadInput),
        (gzip.compress(PAGE)[:10] + b"\xff" * 40, "gzip", BadInput),
        (zlib.compress(PAGE), "deflate", UnsupportedInput),
        (PAGE, "br", UnsupportedInput),
        (gzip.compress(gzip.compress(PAGE)), "gzip, gzip", UnsupportedInput),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_an_error(packed: bytes, encoding: str, error: type[PageError]) -> None:
    with pytest.raises(error):
        read(answer(packed, encoding=encoding))


def endless(chunk: bytes, taken: list[int]) -> Iterator[bytes]:
    while True:
        taken[0] += len(chunk)
        yield chunk


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_without_end_is_left_at_the_limit(encoding: str) -> None:
    taken = [0]
    packed = gzip.compress(random.Random(7).randbytes(10_000))
    with pytest.raises(InputTooLarge, match="1,000,000 bytes"):
        read(Answer(200, {"content-encoding": encoding}, endless(packed, taken)))
    assert taken[0] < 1_100_000


def test_a_small_body_that_unpacks_to_more_than_the_limit_is_too_large() -> None:
    with pytest.raises(InputTooLarge, match="2,000 bytes"):
        read(answer(gzip.compress(b" " * 2_001), encoding="gzip"), max_bytes=2_000)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(DecompressionBomb):
        read(answer(gzip.compress(b" " * 30_000_000), encoding="gzip"))


def test_a_body_that_comes_too_slowly_is_left() -> None:
    left = iter([2.0, 1.0, 0.0])
    with pytest.raises(Timeout):
        read_body(answer(*[b"a"] * 10), max_bytes=100, remaining=lambda: next(left))


@pytest.mark.parametrize(
    ("header", "media_type", "charset"),
    [
        ("text/html; charset=utf-8", "text/html", "utf-8"),
        ('Text/HTML;Charset="ISO-8859-1"', "text/html", "ISO-8859-1"),
        ("text/html; boundary=x; charset = 'koi8-r'", "text/html", "koi8-r"),
        ("application/xhtml+xml", "application/xhtml+xml", None),
        ("text/html; charset=", "text/html", None),
        ("text/html; charset=ütf", "text/html", None),
        ("html", None, None),
        ("text/html, text/html", None, None),
        ("", None, None),
        (";" * 50_000, None, None),
        ("text/html" + "; charset" * 10_000, "text/html", None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_content_type_gives_media_type_and_charset(header: str, media_type: str | None, charset: str | None) -> None:
    assert content_type(header) == (media_type, charset)
