"""Pages fetched from the web, politely and within limits: the extra ``dateline[fetch]``.

Every hop of a fetch takes the same steps: the address is checked, its name resolved once and all answers
checked, robots.txt asked, the host's delay kept, one GET sent to a checked IP address. Redirects are followed
here, each as a new hop. No cookies, no credentials, no proxy.

Source: RFC 9309 for robots.txt.
"""

import math
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime

from dateline.errors import PageError, Refused, ResourceError, Timeout
from dateline.page.addresses import Resolver, check_address, public_ips, resolve_host
from dateline.page.limits import MAX_PAGE_BYTES
from dateline.page.robots import AGENT, MAX_ROBOTS_BYTES, NEEDS_EXTRA, Robots, parse_robots
from dateline.page.transfer import ACCEPT_ENCODING, Answer, Remaining, Send, content_type, read_body
from dateline.types import Page
from dateline.urls import WebAddress, resolve

ACCEPT = "text/html, application/xhtml+xml;q=0.9, text/plain;q=0.8, */*;q=0.1"
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """Limits of one fetch; times in seconds."""

    max_bytes: int = MAX_PAGE_BYTES
    """Of the body, as sent and as unpacked."""
    max_seconds: float = 30.0
    """For all hops together, without the delays kept for politeness; looking up a name that nobody answers
    for may take as long as the system lets it."""
    max_redirects: int = 5
    delay: float = 1.0
    """Between two requests to a host, where its robots.txt asks for no longer one."""
    max_delay: float = 10.0
    """The longest delay a robots.txt is granted."""


DEFAULT_LIMITS = FetchLimits()


def _send_for_real(
    address: WebAddress, ips: tuple[str, ...], headers: Mapping[str, str], remaining: Remaining
) -> AbstractContextManager[Answer]:
    try:
        from dateline.page.connection import send_request  # noqa: PLC0415 (comes with the extra)
    except ImportError as error:
        raise ResourceError(NEEDS_EXTRA) from error
    return send_request(address, ips, headers, remaining)


@dataclass(frozen=True, slots=True)
class Outside:
    """What a fetch takes from the world outside."""

    resolver: Resolver = resolve_host
    send: Send = _send_for_real
    clock: Callable[[], float] = time.monotonic
    """Seconds that never run backwards."""
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)


OUTSIDE = Outside()


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


class _Trip:
    """One fetch on its way: the time it has left, and the names it has resolved."""

    def __init__(self, outside: Outside, seconds: float) -> None:
        self._outside = outside
        self._end = outside.clock() + seconds
        self._ips: dict[str, tuple[str, ...]] = {}

    def remaining(self) -> float:
        return self._end - self._outside.clock()

    def extend(self, seconds: float) -> None:
        self._end += seconds

    def ips(self, address: WebAddress) -> tuple[str, ...]:
        """Return the checked addresses of a host: those found first, for the whole trip."""
        if address.host not in self._ips:
            self._ips[address.host] = public_ips(address, self._outside.resolver)
        if self.remaining() <= 0:
            raise Timeout("the page did not come in time")
        return self._ips[address.host]


def fetch_page(url: str, *, limits: FetchLimits = DEFAULT_LIMITS) -> Page:
    """Return the page at an address; for more than one, a `Fetcher` keeps the delays.

    Raises:
        PageError: refused, too large, too slow, or broken.
        ResourceError: the extra is not installed.
    """
    return Fetcher(limits=limits).fetch(url)


class Fetcher:
    """Fetches pages one after another; remembers the robots.txt and the last request of each host."""

    def __init__(self, *, limits: FetchLimits = DEFAULT_LIMITS, outside: Outside = OUTSIDE) -> None:
        """Start with nothing remembered."""
        self._limits = limits
        self._outside = outside
        self._headers = {"User-Agent": _user_agent(), "Accept": ACCEPT, "Accept-Encoding": ACCEPT_ENCODING}
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._asked: dict[str, float] = {}

    def fetch(self, url: str) -> Page:
        """Return the page at an address, its ``url`` the one it was found at after redirects.

        Raises:
            PageError: refused, too large, too slow, or broken.
            ResourceError: the extra is not installed.
        """
        try:
            return self._fetch(url)
        except PageError as error:
            error.origin, error.url = url, url
            raise

    def _fetch(self, url: str) -> Page:
        trip = _Trip(self._outside, self._limits.max_seconds)
        address, reply = self._follow(check_address(url), lambda hop: self._ask(hop, trip))
        if not 200 <= reply.status < 300:
            raise Refused(f"the server answered with status {reply.status}")
        media_type, charset = content_type(reply.headers.get("content-type", ""))
        return Page(
            body=reply.body,
            url=address.url,
            media_type=media_type,
            charset=charset,
            fetched_at=self._outside.now(),
            origin=url,
        )

    def _follow(self, address: WebAddress, ask: Callable[[WebAddress], _Reply]) -> tuple[WebAddress, _Reply]:
        """Return the first answer that is no redirect, and where it was given."""
        for _ in range(self._limits.max_redirects + 1):
            reply = ask(address)
            if reply.status not in REDIRECTS:
                return address, reply
            location = reply.headers.get("location")
            target = resolve(location, address.url) if location else None
            if target is None:
                raise Refused("redirected to what is no web address")
            address = check_address(target)
        raise Refused(f"more than {self._limits.max_redirects} redirects")

    def _ask(self, address: WebAddress, trip: _Trip) -> _Reply:
        """Return the answer of a host for a page, asked as its robots.txt wants it."""
        trip.ips(address)
        robots = self._robots_of(address, trip)
        refusal = robots.refusal(address.url)
        if refusal:
            raise Refused(refusal)
        self._keep_delay(address.host, robots.delay, trip)
        return self._get(address, trip, self._limits.max_bytes)

    def _get(self, address: WebAddress, trip: _Trip, max_bytes: int) -> _Reply:
        with self._outside.send(address, trip.ips(address), self._headers, trip.remaining) as answer:
            wanted = 200 <= answer.status < 300
            body = read_body(answer, max_bytes=max_bytes, remaining=trip.remaining) if wanted else b""
        return _Reply(answer.status, answer.headers, body)

    def _keep_delay(self, host: str, asked_for: float, trip: _Trip) -> None:
        delay = max(self._limits.delay, min(asked_for, self._limits.max_delay))
        pause = self._asked.get(host, -math.inf) + delay - self._outside.clock()
        if pause > 0:
            self._outside.sleep(pause)
            trip.extend(pause)
        self._asked[host] = self._outside.clock()

    def _robots_of(self, address: WebAddress, trip: _Trip) -> Robots:
        until, robots = self._robots.get(address.origin, (-math.inf, None))
        if robots is None or self._outside.clock() >= until:
            robots = self._read_robots(address, trip)
            self._robots[address.origin] = (self._outside.clock() + robots.seconds, robots)
        return robots

    def _read_robots(self, address: WebAddress, trip: _Trip) -> Robots:
        """Return the rules of a host; a host that cannot answer is left alone."""
        start = WebAddress(address.scheme, address.host, address.port, path="/robots.txt", query="")
        try:
            _, reply = self._follow(start, lambda hop: self._get(hop, trip, MAX_ROBOTS_BYTES))
        except PageError as error:
            return Robots(unreadable=error.reason)
        if 200 <= reply.status < 300:
            return parse_robots(reply.body)
        return Robots() if 400 <= reply.status < 500 else Robots(unreadable=f"status {reply.status}")


def _user_agent() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - slow to import

    try:
        ours = version("dateline")
    except PackageNotFoundError:
        ours = "0"
    return f"{AGENT}/{ours} (reads news pages; keeps to robots.txt)"
