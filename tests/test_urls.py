import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.urls import MAX_URL, canonical_url, resolve, site, site_words, split_address

PAGE = "https://www.alder-herald.example/news/ports/story.html?page=2#top"

NOT_WEB_ADDRESSES = [
    "",
    " ",
    "story.html",
    "/news/",
    "www.alder-herald.example/news",
    "//alder-herald.example/news",
    "http:",
    "http://",
    "http:///news",
    "http://[",
    "http://[]/",
    "http://]/",
    "http://[::1/",
    "http://[::1%eth0]/",
    "http://[1.2.3.4]/",
    "http://a:99999999/",
    "http://a:65536/",
    "http://a:0/",
    "http://a:-1/",
    "http://a:١٢/",
    "http://a b.example/",
    "http://a..b.example/",
    "http://.example/",
    "http://%6c%6fcalhost/",
    "http://alder-herald.example\\@127.0.0.1/",
    "http://alder-herald.example/a\\b",
    "http://reader:secret@alder-herald.example/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://1.2.3.4.5/",
    "http://256.1.1.1/",
    "http://a.0x10/",
    "http://a\u202eb.example/",
    "http://loc\u00adalhost/",
    "http://alder\u2215herald.example/",
    "http://alder-herald.example/\x00",
    "http://alder-herald.example/\x7f",
    "http://alder-herald.example/\ud800",
    "http\u017f://alder-herald.example/",
    "javascript:alert(1)",
    "java\nscript:alert(1)",
    "mailto:desk@alder-herald.example",
    "data:text/html,hello",
    "ftp://alder-herald.example/",
    "file:///etc/hosts",
    "feed:https://alder-herald.example/",
    "http://" + "a." * 2_000 + "example/",
    "http://" + "ä" * 250 + ".example/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "ﷺ" * 200 + "/",
    "http://alder-herald.example/" + "a" * MAX_URL,
]


@pytest.mark.parametrize("url", NOT_WEB_ADDRESSES, ids=lambda url: ascii(url)[:40])
def test_what_is_no_plain_web_address_is_none(url: str) -> None:
    assert split_address(url) is None
    assert canonical_url(url) is None
    assert resolve(url, None) is None
    assert site(url) is None
    assert site_words(url) == frozenset()


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Alder-Herald.Example", "https://alder-herald.example/"),
        ("https://alder-herald.example:443/a", "https://alder-herald.example/a"),
        ("http://alder-herald.example:80/a", "http://alder-herald.example/a"),
        ("http://alder-herald.example:/a", "http://alder-herald.example/a"),
        ("http://alder-herald.example:443/a", "http://alder-herald.example:443/a"),
        ("http://alder-herald.example./a", "http://alder-herald.example/a"),
        ("  https://alder-herald.example/a\n\tb ", "https://alder-herald.example/ab"),
        ("https://alder-herald.example/a#comments", "https://alder-herald.example/a"),
        ("https://alder-herald.example/a?", "https://alder-herald.example/a"),
        ("https://alder-herald.example/a?#", "https://alder-herald.example/a"),
        ("https://alder-herald.example/Ports/", "https://alder-herald.example/Ports/"),
        ("https://alder-herald.example/a/../b/./c", "https://alder-herald.example/b/c"),
        ("https://alder-herald.example/../..", "https://alder-herald.example/"),
        ("https://alder-herald.example/a/%2e%2E/b", "https://alder-herald.example/b"),
        ("https://alder-herald.example/a/..", "https://alder-herald.example/"),
        ("https://alder-herald.example/%7edesk/%c3%a4", "https://alder-herald.example/~desk/%C3%A4"),
        ("https://alder-herald.example/ä b", "https://alder-herald.example/%C3%A4%20b"),
        ("https://alder-herald.example/100%", "https://alder-herald.example/100%25"),
        ("https://alder-herald.example/%%34%31", "https://alder-herald.example/%2541"),
        ("https://münze.example/", "https://xn--mnze-0ra.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://ＡＬＤＥＲ。example/", "https://alder.example/"),
        ("http://①②⑦。⓪.0.1/", "http://127.0.0.1/"),
        ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://localhost/"),
        ("http://[0:0::1]:8080/a", "http://[::1]:8080/a"),
    ],
)
def test_an_address_has_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("utm_source=mail&utm_medium=x", ""),
        ("UTM_Source=mail", ""),
        ("utm%5Fsource=mail", ""),
        ("id=7&fbclid=abc", "?id=7"),
        ("gclid=1&id=7&msclkid=2&page=3", "?id=7&page=3"),
        ("id=7&amp;utm_source=mail", "?id=7"),
        ("b=1&a=2&b=3", "?b=1&a=2&b=3"),
        ("ref=front", "?ref=front"),
        ("storm_source=coast", "?storm_source=coast"),
        ("&&id=7&", "?id=7"),
        ("q=harbour utm_x", "?q=harbour%20utm_x"),
    ],
)
def test_tracking_parameters_are_dropped_and_no_others(query: str, kept: str) -> None:
    assert canonical_url(f"https://alder-herald.example/a?{query}") == f"https://alder-herald.example/a{kept}"


@pytest.mark.parametrize(
    ("link", "absolute"),
    [
        ("next.html", "https://www.alder-herald.example/news/ports/next.html"),
        ("../", "https://www.alder-herald.example/news/"),
        ("/About", "https://www.alder-herald.example/About"),
        ("?page=3", "https://www.alder-herald.example/news/ports/story.html?page=3"),
        ("#end", "https://www.alder-herald.example/news/ports/story.html?page=2#end"),
        ("", PAGE),
        ("//Gull.example/a?utm_source=x#y", "https://Gull.example/a?utm_source=x#y"),
        ("http://gull.example/a/../b", "http://gull.example/a/../b"),
        (" pictures/two words.jpg\n", "https://www.alder-herald.example/news/ports/pictures/two%20words.jpg"),
        ('a"><b>', "https://www.alder-herald.example/news/ports/a%22%3E%3Cb%3E"),
        ("страница", "https://www.alder-herald.example/news/ports/страница"),
        ("mailto:desk@alder-herald.example", None),
        ("javascript:void(0)", None),
        ("data:image/gif;base64,R0lGOD", None),
        ("//[", None),
        ("\x00", None),
        ("a" * (MAX_URL + 1), None),
    ],
    ids=lambda value: ascii(value)[:40],
)
def test_a_link_is_made_absolute_and_kept_as_stated(link: str, absolute: str | None) -> None:
    assert resolve(link, PAGE) == absolute


@pytest.mark.parametrize("base", [None, "", "pages/story.html", "http://[", "file:///pages/a.html"])
def test_without_a_web_address_for_a_base_only_absolute_links_resolve(base: str | None) -> None:
    assert resolve("next.html", base) is None
    assert resolve("https://gull.example/a", base) == "https://gull.example/a"


def test_a_canonical_address_may_be_relative_to_its_page() -> None:
    assert canonical_url("/a?utm_source=x", PAGE) == "https://www.alder-herald.example/a"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.Alder-Herald.example/a", "alder-herald.example"),
        ("https://news.gull.example/", "news.gull.example"),
        ("http://www.example/", "www.example"),
        ("http://192.0.2.1/", "192.0.2.1"),
    ],
)
def test_a_site_is_the_host_without_www(url: str, host: str) -> None:
    assert site(url) == host


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.alder-herald.example/", {"alder", "herald", "alderherald"}),
        ("https://edition.gull24.example/", {"edition", "gull24"}),
        ("https://m.alder.co.xx/", {"alder"}),
        ("https://amp.alder.xx/", {"alder"}),
        ("https://co.xx/", {"co"}),
        ("https://xn--mnze-0ra.example/", {"münze"}),
        ("https://xn--0.example/", {"xn", "xn0"}),
        ("http://127.0.0.1/", set()),
        ("http://[2001:db8::1]/", set()),
        ("http://localhost/", set()),
    ],
)
def test_site_words_are_the_words_of_the_host_name(url: str, words: set[str]) -> None:
    assert site_words(url) == words


_SYNTAX = (
    "http:",
    "https:",
    "/",
    "//",
    "?",
    "#",
    "&",
    "=",
    "..",
    ".",
    "%",
    "%2e",
    "%41",
    "%c3",
    "[",
    "]",
    ":",
    "@",
)
_WORDS = ("\\", "www.", "alder", "example", "xn--", "utm_x=1", "127.0.0.1", "0x7f", " ")
_ODD = ("ä", "。", "ß", "٣", "İ", "⓪", "\ud800", "\u00ad", "ﷺ")
_PIECES = st.sampled_from(_SYNTAX + _WORDS + _ODD)
_URLS = st.one_of(
    st.text(),
    st.lists(_PIECES).map("".join),
    st.lists(_PIECES | st.text(alphabet=string.printable, max_size=3)).map(lambda parts: "http://" + "".join(parts)),
    st.lists(_PIECES | st.text(max_size=3)).map(lambda parts: "https://alder.example/" + "".join(parts)),
)


@given(_URLS, _URLS | st.none())
def test_no_string_raises_and_the_canonical_form_is_its_own(url: str, base: str | None) -> None:
    canonical = canonical_url(url, base)
    absolute = resolve(url, base)
    assert site_words(url) is not None
    assert (canonical is None) == (absolute is None)
    if canonical is None or absolute is None:
        return
    assert canonical.isascii()
    assert canonical_url(canonical) == canonical
    assert resolve(absolute, None) == absolute
    assert canonical_url(absolute) == canonical
    assert site(canonical) == site(absolute)


@given(_URLS)
def test_parts_put_together_are_the_same_address(url: str) -> None:
    address = split_address(url)
    if address is not None:
        assert split_address(address.url) == address
        assert address.url.isascii()
        assert " " not in address.url
