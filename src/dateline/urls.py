"""Web addresses: read as a browser reads them, joined, and brought to one form.

Nothing here asks the network, and no string makes it raise: what is no plain web address is ``None``.
A few odd spellings that a browser would still accept (a user name in the address, a backslash, a number
written for a host) are no plain web addresses either.

Source: the URL standard of the WHATWG; RFC 3986, section 6, for the canonical form.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import quote, urljoin

MAX_URL = 8_192
"""Characters; servers answer 414 well below, and what is longer is a picture or a script inlined."""
MAX_HOST = 253
MAX_LABEL = 63
"""Characters of a host name and of one label (RFC 1035)."""
DEFAULT_PORTS = {"http": 80, "https": 443}

TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "matomo_", "piwik_", "oly_", "vero_", "__hs", "_hs")
"""Parameters that mail, advertisement and audience systems add to an address: families."""
TRACKING_NAMES = frozenset(
    {"_ga", "_gl", "_openstat", "dclid", "epik", "fbclid", "gbraid", "gclid", "gclsrc", "hsctatracking"}
    | {"igsh", "igshid", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "msclkid", "rb_clickid", "s_kwcid"}
    | {"ns_campaign", "ns_linkname", "ns_mchannel", "ns_source", "pk_campaign", "pk_kwd", "srsltid"}
    | {
        "at_campaign",
        "at_medium",
        "ttclid",
        "twclid",
        "wbraid",
        "wickedid",
        "wt_mc",
        "xtor",
        "yclid",
        "ysclid",
    }
)
"""The same, single names. No name such as ``ref`` or ``id``: some sites tell pages apart by it."""
PLAIN_LABELS = frozenset({"www", "mobile", "amp"})
"""Labels of a host that say nothing of its publisher."""
SHARED_SECOND_LEVELS = frozenset({"ac", "co", "com", "edu", "gob", "gov", "net", "or", "org"})
"""Second labels that stand before a country's: ``alder.co.xx`` is the publisher Alder, not Co."""

_ADDRESS = re.compile(r"(https?)://([^/?#\\]*)(/[^?#\\]*)?(?:\?([^#]*))?(?:#.*)?", re.ASCII | re.IGNORECASE | re.DOTALL)
_ABSOLUTE = re.compile(r"https?://", re.ASCII | re.IGNORECASE)
_AUTHORITY = re.compile(r"(\[[0-9a-fA-F:.]{2,45}\]|[^\[\]:@%]+)(?::([0-9]{0,5}))?")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_NUMBER_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_BREAKS = str.maketrans("", "", "\t\r\n")
_BARE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_LEGAL = "%/:@!$&'()*+,;=?[]~"
"""What may stand unescaped in a path or a query, beside letters and digits."""
_BROKEN_IN_LINK = re.compile(r'[ "<>`{}|^]')


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A plain http(s) address in its parts, all ASCII; the fragment is gone."""

    scheme: str
    host: str
    """Lower case, international names in their ``xn--`` form, an IPv6 address without brackets."""
    port: int
    path: str
    query: str

    @property
    def netloc(self) -> str:
        """Host as it stands in an address, with the port where it is not the default one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt speaks for."""
        return f"{self.scheme}://{self.netloc}"

    @property
    def target(self) -> str:
        """Path and query: what is asked of the host."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def url(self) -> str:
        """The whole address."""
        return self.origin + self.target


def split_address(url: str) -> WebAddress | None:
    """Return the parts of an absolute address, escaped where it must be and no further."""
    text = _clean(url)
    parts = _ADDRESS.fullmatch(text) if text else None
    if not parts:
        return None
    scheme = parts[1].lower()
    place = _place(parts[2], scheme)
    if place is None:
        return None
    path = _without_dots(quote(parts[3] or "/", safe=_LEGAL))
    return WebAddress(scheme, *place, path=path, query=quote(parts[4] or "", safe=_LEGAL))


def canonical_url(url: str, base: str | None = None) -> str | None:
    """Return the one form of an address: no fragment, default port or tracking parameter."""
    address = split_address(_join(url, base))
    if address is None:
        return None
    path = _without_dots(_even_escapes(address.path))
    pieces = (piece for piece in _even_escapes(address.query).split("&") if piece)
    query = "&".join(piece for piece in pieces if not _tracks(piece))
    return WebAddress(address.scheme, address.host, address.port, path, query).url


def resolve(url: str, base: str | None) -> str | None:
    """Return the absolute address of a link, as stated but for characters no address may hold."""
    text = _join(url, base)
    if split_address(text) is None:
        return None
    return _BROKEN_IN_LINK.sub(lambda found: quote(found[0]), text)


def site(url: str) -> str | None:
    """Return the host of an address in lower case, without a leading ``www.``."""
    address = split_address(url)
    if address is None:
        return None
    bare = address.host.removeprefix("www.")
    return bare if "." in bare else address.host


def site_words(url: str) -> frozenset[str]:
    """Return words of the host name that may name the publisher; labels with hyphens also in one word."""
    host = site(url)
    if host is None or ":" in host or _NUMBER_LABEL.fullmatch(host.rpartition(".")[2]):
        return frozenset()
    *labels, top = host.split(".")
    if len(labels) > 1 and len(top) == 2 and labels[-1] in SHARED_SECOND_LEVELS:
        labels.pop()
    words: set[str] = set()
    for label in map(_readable, labels):
        parts = [part for part in re.split("[-_]+", label) if part]
        words.update(parts, ["".join(parts)])
    return frozenset(word for word in words if len(word) > 1 and word not in PLAIN_LABELS)


def _clean(url: str) -> str | None:
    """Return an address without spaces around and line breaks within; ``None`` where it cannot be one."""
    if len(url) > MAX_URL:
        return None
    text = url.strip().translate(_LINE_BREAKS)
    return None if _CONTROL.search(text) else text


def _join(url: str, base: str | None) -> str:
    """Return an address in full, empty where it cannot be one."""
    text = _clean(url)
    start = _clean(base) if base else None
    if text is None or not start or _ABSOLUTE.match(text):
        return text or ""
    try:
        return urljoin(start, text)
    except ValueError:
        return ""


def _place(authority: str, scheme: str) -> tuple[str, int] | None:
    """Return host and port of an authority; a user name, a bad port or a bad host gives ``None``."""
    parts = _AUTHORITY.fullmatch(authority)
    host = _host(parts[1]) if parts else None
    port = int((parts and parts[2]) or DEFAULT_PORTS[scheme])
    return (host, port) if host and 0 < port < 65_536 else None


def _host(text: str) -> str | None:
    """Return a host name in its one form: a browser would connect to the same."""
    if text.startswith("["):
        return _ip(text[1:-1], ipaddress.IPv6Address)
    if len(text) > MAX_HOST + 1:
        return None
    plain = unicodedata.normalize("NFKC", text).lower().replace("。", ".").removesuffix(".")
    labels = [_ascii_label(label) for label in plain.split(".")]
    host = ".".join(labels)
    if len(host) > MAX_HOST or not all(map(_LABEL.fullmatch, labels)):
        return None
    return _ip(host, ipaddress.IPv4Address) if _NUMBER_LABEL.fullmatch(labels[-1]) else host


def _ip(text: str, kind: type[ipaddress.IPv4Address | ipaddress.IPv6Address]) -> str | None:
    """Return an IP address in its one form; numbers in octal, in hex, or fewer than four are refused."""
    try:
        return str(kind(text))
    except ValueError:
        return None


def _ascii_label(label: str) -> str:
    """Return a label as the name system spells it; empty where it holds what no name may.

    The codec is quadratic; a label is short enough here.
    Source: UTS 46, non-transitional (``ß`` stays), without its table of single exceptions.
    """
    if label.isascii():
        return label
    if len(label) > MAX_LABEL or not all(unicodedata.category(char)[0] in "LMN" for char in label if char > "\x7f"):
        return ""
    return "xn--" + label.encode("punycode").decode("ascii")


def _readable(label: str) -> str:
    """Return a label in its own letters."""
    if not label.startswith("xn--"):
        return label
    try:
        text = label[4:].encode("ascii").decode("punycode")
        text.encode("utf-8")
    except UnicodeError:
        return label
    return text


def _without_dots(path: str) -> str:
    """Return a path with its ``.`` and ``..`` walked."""
    steps = path.split("/")[1:]
    kept: list[str] = []
    for step in steps:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    if steps[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _even_escapes(text: str) -> str:
    """Return a text whose escapes are in upper case and stand only where they must."""
    return _ESCAPE.sub(_even_escape, _BARE_PERCENT.sub("%25", text))


def _even_escape(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _UNRESERVED else escape[0].upper()


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].removeprefix("amp;").lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)
