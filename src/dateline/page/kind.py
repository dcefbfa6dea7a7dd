"""What kind of page some bytes are; what is no page is refused by the name of what it is."""

import re
from itertools import islice

from dateline.errors import BadInput, UnsupportedInput
from dateline.types import PageKind

# How the kinds of file that are met instead of pages begin.
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file"),
    (b"BZh", "a bzip2 file"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"ID3", "an audio file"),
    (b"OggS", "an audio or video file"),
    (b"SQLite format 3", "a database"),
    (b"WARC/", "a WARC file: these are not read yet"),
)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)[\s>]")
_HTML = re.compile(
    rb"<(?:!doctype\s{1,9}html|html|head|body|title|meta|div|p|article|section|table|h[1-6]|span|a|ul)[\s/>]",
    re.I,
)
_START = 2_000
_LOOK = 100_000
# Share of control characters above which bytes are no text in any encoding but UTF-16.
_BINARY_SHARE = 0.1
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
# Tags for each line that make scraped text with a stray tag into markup.
_LEAST_TAGS = 3


def refuse_files(body: bytes) -> None:
    """Refuse what is known by its first bytes to be no page.

    Raises:
        BadInput: nothing but blanks.
        UnsupportedInput: another kind of file.
    """
    head = body[:_START].lstrip()
    if not head and not body.strip():
        raise BadInput("the page is empty")
    for signature, name in _SIGNATURES:
        if body.startswith(signature):
            raise UnsupportedInput(f"this is {name}")
    if body[:4] == b"RIFF" or body[4:8] == b"ftyp":
        raise UnsupportedInput("this is an image, audio or video file")


def recognise(utf8: bytes, *, media_type: str | None) -> PageKind:
    """Whether a page is markup or scraped text.

    Raises:
        BadInput: nothing but blanks.
        UnsupportedInput: a feed, or bytes that are no text.
    """
    if not utf8.strip():
        raise BadInput("the page is empty")
    start = utf8[:_START]
    if _FEED.search(start) and not re.search(rb"<html[\s>]", start, re.I):
        raise UnsupportedInput("this is a feed or a sitemap: these are not read yet")
    look = utf8[:_LOOK]
    if len(look) - len(look.translate(None, _CONTROLS)) > _BINARY_SHARE * len(look):
        raise UnsupportedInput("these bytes are no text")
    if media_type == "text/plain":
        return "text"
    if media_type in ("text/html", "application/xhtml+xml") and b"<" in utf8:
        return "html"
    tags = len(list(islice(_HTML.finditer(look), _LEAST_TAGS)))
    return "html" if tags >= _LEAST_TAGS or (tags and _HTML.search(start)) else "text"
