import gzip
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from dateline.errors import (
    BadInput,
    DecompressionBomb,
    InputTooLarge,
    PageError,
    Refused,
    ResourceError,
    Timeout,
)
from dateline.page.fetch import Fetcher, FetchLimits, Outside, fetch_page
from dateline.page.transfer import Answer, Remaining
from dateline.urls import WebAddress

PUBLIC = "93.184.215.14"
OTHER = "151.101.1.6"
URL = "https://alder-herald.example/news/a.html"
ROBOTS = "https://alder-herald.example/robots.txt"
BODY = b"<p>The harbour reopened.</p>"
NOW = datetime(2031, 5, 6, 7, 8, tzinfo=UTC)

Reply = Answer | PageError | Callable[[], Answer]


def ok(body: bytes = BODY, **headers: str) -> Answer:
    return Answer(200, {name.replace("_", "-"): value for name, value in headers.items()}, iter([body]))


def status(number: int, location: str | None = None) -> Answer:
    return Answer(number, {} if location is None else {"location": location}, iter([b""]))


@dataclass
class World:
    """A web, a name service and a clock, all made by hand."""

    pages: dict[str, Reply] = field(default_factory=dict)
    names: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)
    """For each host the answers to come; the last one stays."""
    time: float = 1_000.0
    sent: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def resolve(self, host: str, port: int) -> tuple[str, ...]:
        self.asked.append(host)
        answers = self.names.get(host, [(PUBLIC,)])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    @contextmanager
    def send(
        self, address: WebAddress, ips: tuple[str, ...], headers: Mapping[str, str], remaining: Remaining
    ) -> Iterator[Answer]:
        self.sent.append((address.url, ips))
        self.headers.append(headers)
        reply = self.pages.get(address.url, status(404))
        if isinstance(reply, PageError):
            raise reply
        yield reply if isinstance(reply, Answer) else reply()

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds

    def fetcher(self, limits: FetchLimits | None = None) -> Fetcher:
        outside = Outside(self.resolve, self.send, lambda: self.time, self.sleep, lambda: NOW)
        return Fetcher(limits=limits or FetchLimits(), outside=outside)

    @property
    def urls(self) -> list[str]:
        return [url for url, _ in self.sent]


def test_a_page_comes_with_what_was_said_beside_it() -> None:
    world = World({URL: ok(content_type="text/html; charset=ISO-8859-2")})
    page = world.fetcher().fetch(URL + "#top")
    assert page.body == BODY
    assert page.url == URL
    assert page.origin == URL + "#top"
    assert (page.media_type, page.charset) == ("text/html", "ISO-8859-2")
    assert page.fetched_at == NOW
    assert page.declared == {}


def test_a_request_says_who_asks_and_carries_nothing_else() -> None:
    world = World({URL: ok(set_cookie="a=b")})
    fetcher = world.fetcher()
    fetcher.fetch(URL)
    world.pages[URL] = ok()
    fetcher.fetch(URL)
    for headers in world.headers:
        assert set(headers) == {"User-Agent", "Accept", "Accept-Encoding"}
        assert headers["User-Agent"].startswith("dateline/")
        assert "http" not in headers["User-Agent"]
        assert headers["Accept-Encoding"] == "gzip, identity"


ADDRESSES = [
    "http://127.0.0.1/",
    "http://localhost/",
    "http://0.0.0.0/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fc00::1]/",
    "http://100.64.0.1/",
    "http://[64:ff9b::7f00:1]/",
    "http://user:pass@127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:70/",
    "ftp://alder-herald.example/",
    "http://alder-herald.example:22/",
    "http://127.0.0.1.numbers.example/",
    "http://metadata.google.internal/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
    "http://127。0。0。1/",
    "http://alder-herald.example\\@127.0.0.1/",
    "http://[::]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
]


@pytest.mark.parametrize("url", ADDRESSES, ids=ascii)
def test_an_address_that_must_not_be_reached_is_refused_before_any_connection(url: str) -> None:
    world = World(names={"127.0.0.1.numbers.example": [("127.0.0.1",)]})
    with pytest.raises(Refused) as caught:
        world.fetcher().fetch(url)
    assert world.sent == []
    assert (caught.value.origin, caught.value.url) == (url, url)


@pytest.mark.parametrize("url", ADDRESSES, ids=ascii)
def test_a_redirect_to_an_address_that_must_not_be_reached_is_refused(url: str) -> None:
    world = World({URL: status(302, url)}, names={"127.0.0.1.numbers.example": [("127.0.0.1",)]})
    with pytest.raises(Refused):
        world.fetcher().fetch(URL)
    assert world.urls == [ROBOTS, URL]


@pytest.mark.parametrize("url", ADDRESSES, ids=ascii)
def test_a_robots_txt_that_redirects_there_is_refused_as_well(url: str) -> None:
    world = World({ROBOTS: status(301, url), URL: ok()}, names={"127.0.0.1.numbers.example": [("127.0.0.1",)]})
    with pytest.raises(Refused, match=r"robots\.txt cannot be read"):
        world.fetcher().fetch(URL)
    assert world.urls == [ROBOTS]


def test_a_name_that_answers_otherwise_later_reaches_only_what_was_checked() -> None:
    world = World({URL: ok()}, names={"alder-herald.example": [(PUBLIC,), ("127.0.0.1",)]})
    world.fetcher().fetch(URL)
    assert world.sent == [(ROBOTS, (PUBLIC,)), (URL, (PUBLIC,))]
    assert world.asked == ["alder-herald.example"]


def test_each_fetch_asks_for_the_name_anew() -> None:
    world = World({URL: ok()}, names={"alder-herald.example": [(PUBLIC,), ("127.0.0.1",)]})
    fetcher = world.fetcher()
    fetcher.fetch(URL)
    with pytest.raises(Refused, match=r"127\.0\.0\.1 is not a public address"):
        fetcher.fetch(URL)


@pytest.mark.parametrize("number", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_as_a_hop_of_its_own(number: int) -> None:
    target = "https://gull.example/b?c=1"
    world = World({URL: status(number, "//gull.example/b?c=1#d"), target: ok()}, names={"gull.example": [(OTHER,)]})
    page = world.fetcher().fetch(URL)
    assert (page.url, page.origin) == (target, URL)
    assert world.sent[2:] == [("https://gull.example/robots.txt", (OTHER,)), (target, (OTHER,))]


def test_a_redirect_may_be_relative_to_the_page() -> None:
    world = World({URL: status(302, "b.html"), "https://alder-herald.example/news/b.html": ok()})
    assert world.fetcher().fetch(URL).url == "https://alder-herald.example/news/b.html"


def test_the_page_a_redirect_leads_to_must_be_allowed_too() -> None:
    world = World(
        {
            URL: status(302, "https://gull.example/b"),
            "https://gull.example/robots.txt": ok(b"User-agent: *\nDisallow: /"),
            "https://gull.example/b": ok(),
        }
    )
    with pytest.raises(Refused, match=r"robots\.txt does not allow it"):
        world.fetcher().fetch(URL)


@pytest.mark.parametrize("location", [None, "", "http://[", "javascript:alert(1)", "\x00"])
def test_a_redirect_to_no_web_address_is_refused(location: str | None) -> None:
    with pytest.raises(Refused, match="redirected to what is no web address"):
        World({URL: status(302, location)}).fetcher().fetch(URL)


def chain(length: int) -> World:
    world = World({f"https://alder-herald.example/{i}": status(302, f"/{i + 1}") for i in range(length)})
    world.pages[f"https://alder-herald.example/{length}"] = ok()
    return world


def test_five_redirects_are_followed_and_no_more() -> None:
    assert chain(5).fetcher().fetch("https://alder-herald.example/0").url == "https://alder-herald.example/5"
    world = chain(6)
    with pytest.raises(Refused, match="more than 5 redirects"):
        world.fetcher().fetch("https://alder-herald.example/0")
    assert "https://alder-herald.example/6" not in world.urls


def test_a_page_that_redirects_to_itself_is_refused() -> None:
    world = World({URL: status(302, URL)})
    with pytest.raises(Refused, match="more than 5 redirects"):
        world.fetcher().fetch(URL)
    assert world.urls.count(URL) == 6


@pytest.mark.parametrize("number", [101, 300, 304, 400, 401, 403, 404, 410, 429, 451, 500, 503])
def test_any_other_status_is_refused_by_its_number(number: int) -> None:
    with pytest.raises(Refused, match=f"status {number}"):
        World({URL: status(number)}).fetcher().fetch(URL)


def test_robots_txt_is_read_once_for_a_host_and_honoured() -> None:
    world = World({ROBOTS: ok(b"User-agent: *\nDisallow: /news/"), URL: ok(), "https://alder-herald.example/": ok()})
    fetcher = world.fetcher()
    for _ in range(2):
        with pytest.raises(Refused, match=r"robots\.txt does not allow it"):
            fetcher.fetch(URL)
    fetcher.fetch("https://alder-herald.example/")
    assert world.urls == [ROBOTS, "https://alder-herald.example/"]


def test_a_robots_txt_speaks_for_its_scheme_and_host_only() -> None:
    world = World({ROBOTS: ok(b"User-agent: *\nDisallow: /"), "http://alder-herald.example/": ok()})
    world.fetcher().fetch("http://alder-herald.example/")
    assert world.urls[0] == "http://alder-herald.example/robots.txt"


@pytest.mark.parametrize("number", [400, 401, 403, 404, 410])
def test_a_host_without_robots_txt_allows_everything(number: int) -> None:
    world = World({ROBOTS: status(number), URL: ok()})
    assert world.fetcher().fetch(URL).body == BODY


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (status(500), "status 500"),
        (status(503), "status 503"),
        (Timeout("alder-herald.example did not answer in time"), "did not answer in time"),
        (BadInput("no answer from alder-herald.example"), "no answer"),
        (status(302, ROBOTS), "more than 5 redirects"),
        (lambda: ok(b"#" * 600_000), "more than 512,000 bytes"),
    ],
)
def test_a_host_whose_robots_txt_cannot_be_read_is_left_alone_for_a_while(reply: Reply, reason: str) -> None:
    world = World({ROBOTS: reply, URL: ok()})
    fetcher = world.fetcher()
    for _ in range(2):
        with pytest.raises(Refused, match=f"robots.txt cannot be read: .*{reason}"):
            fetcher.fetch(URL)
    assert URL not in world.urls
    world.pages[ROBOTS] = status(404)
    world.time += 601
    assert fetcher.fetch(URL).body == BODY


def fetch_three(world: World, limits: FetchLimits | None = None) -> list[float]:
    fetcher = world.fetcher(limits)
    for _ in range(3):
        world.pages[URL] = ok()
        fetcher.fetch(URL)
    return world.slept


def test_a_second_lies_between_two_requests_to_a_host() -> None:
    assert fetch_three(World()) == [1.0, 1.0]


def test_the_time_since_the_last_request_counts() -> None:
    world = World({URL: ok, "https://gull.example/": ok})
    fetcher = world.fetcher()
    fetcher.fetch(URL)
    world.time += 0.75
    fetcher.fetch("https://gull.example/")
    fetcher.fetch(URL)
    assert world.slept == [0.25]


@pytest.mark.parametrize(("asked_for", "kept"), [("0.1", 1.0), ("4", 4.0), ("86400", 10.0)])
def test_the_delay_of_robots_txt_is_kept_up_to_a_cap(asked_for: str, kept: float) -> None:
    assert fetch_three(World({ROBOTS: ok(f"User-agent: *\nCrawl-delay: {asked_for}".encode())})) == [
        kept,
        kept,
    ]


def test_a_delay_does_not_use_up_the_time_of_the_fetch() -> None:
    assert fetch_three(World(), FetchLimits(delay=20.0, max_seconds=5.0)) == [20.0, 20.0]


def test_a_page_too_large_is_refused() -> None:
    world = World({URL: Answer(200, {}, iter([b"a" * 1_000] * 10))})
    with pytest.raises(InputTooLarge, match="5,000 bytes"):
        world.fetcher(FetchLimits(max_bytes=5_000)).fetch(URL)


def test_a_packed_page_is_unpacked_and_a_bomb_refused() -> None:
    world = World({URL: ok(gzip.compress(BODY), content_encoding="gzip")})
    fetcher = world.fetcher()
    assert fetcher.fetch(URL).body == BODY
    world.pages[URL] = ok(gzip.compress(b" " * 30_000_000), content_encoding="gzip")
    with pytest.raises(DecompressionBomb):
        fetcher.fetch(URL)


def test_a_slow_body_is_left_after_thirty_seconds() -> None:
    world = World()

    def drip() -> Iterator[bytes]:
        while True:
            world.time += 4
            yield b"a"

    world.pages[URL] = Answer(200, {}, drip())
    with pytest.raises(Timeout):
        world.fetcher().fetch(URL)
    assert world.time == 1_032


def test_slow_redirects_share_the_thirty_seconds() -> None:
    world = chain(5)

    def slow(reply: Answer) -> Callable[[], Answer]:
        def give() -> Answer:
            world.time += 8
            return reply

        return give

    world.pages = {url: slow(reply) for url, reply in world.pages.items() if isinstance(reply, Answer)}
    with pytest.raises(Timeout):
        world.fetcher(FetchLimits(delay=0)).fetch("https://alder-herald.example/0")
    assert len(world.urls) == 1 + 4


def test_a_slow_name_service_counts_as_well() -> None:
    world = World({URL: ok()})

    def resolve(host: str, port: int) -> tuple[str, ...]:
        world.time += 31
        return (PUBLIC,)

    outside = Outside(resolve, world.send, lambda: world.time, world.sleep, lambda: NOW)
    with pytest.raises(Timeout):
        Fetcher(outside=outside).fetch(URL)
    assert world.sent == []


def test_an_error_of_the_connection_says_which_page_was_asked_for() -> None:
    world = World({URL: BadInput("no answer")})
    with pytest.raises(BadInput, match="no answer") as caught:
        world.fetcher().fetch(URL)
    assert (caught.value.origin, caught.value.url) == (URL, URL)


def test_one_page_can_be_asked_for_without_a_fetcher() -> None:
    with pytest.raises(Refused, match="only http and https"):
        fetch_page("file:///etc/passwd")


def test_without_the_extra_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpcore2", None)
    monkeypatch.delitem(sys.modules, "dateline.page.connection", raising=False)
    outside = Outside(resolver=World().resolve)
    with pytest.raises(ResourceError, match=r"pip install 'dateline\[fetch\]'"):
        Fetcher(outside=outside).fetch(URL)
