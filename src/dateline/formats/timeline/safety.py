"""What of a page may stand in an output: plain text, and addresses of the web."""

import re
from urllib.parse import quote

from ...urls import resolve
from ..terminal import safe

_BLANKS = re.compile(r"[\s\u2028\u2029\x1c-\x1f\x85]+")
_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
_IN_LINK = "%/:?#[]@!$&'()*+,;=~"


def plain(text: str) -> str:
    """The text in one line, without characters that act on a terminal or on what stands beside it."""
    return clean(text).strip()


def clean(text: str) -> str:
    """The text as `plain` makes it, a blank at its ends kept."""
    kept = safe(_BLANKS.sub(" ", text))
    return _BLANKS.sub(" ", _NOT_XML.sub("\ufffd", kept))


def web_link(url: str | None) -> str | None:
    """The address in ASCII where it is one of the web that a page may link to, else ``None``."""
    link = resolve(url, None) if url else None
    return quote(link, safe=_IN_LINK) if link else None
