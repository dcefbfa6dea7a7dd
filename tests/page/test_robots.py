import sys
import time

import pytest

from dateline.errors import ResourceError
from dateline.page.robots import MAX_ROBOTS_BYTES, Robots, parse_robots

RULES = b"""
User-agent: otherbot
Disallow: /

User-agent: *
Disallow: /private/
Allow: /private/notes.html
Crawl-delay: 4
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/news/a.html", True), ("/private/a.html", False), ("/private/notes.html", True)],
)
def test_rules_for_everyone_are_kept(path: str, allowed: bool) -> None:
    refusal = parse_robots(RULES).refusal(f"https://alder-herald.example{path}")
    assert (refusal is None) is allowed


def test_rules_that_name_us_go_before_those_for_everyone() -> None:
    robots = parse_robots(RULES + b"\nUser-agent: Dateline\nDisallow: /news/\n")
    assert robots.refusal("https://alder-herald.example/news/a.html") == "robots.txt does not allow it"
    assert robots.refusal("https://alder-herald.example/private/a.html") is None


@pytest.mark.parametrize(
    ("body", "delay"),
    [
        (RULES, 4.0),
        (b"", 0.0),
        (b"User-agent: *\nCrawl-delay: soon", 0.0),
        (b"User-agent: *\nCrawl-delay: -1", 0.0),
    ],
)
def test_the_delay_is_the_one_asked_for(body: bytes, delay: float) -> None:
    assert parse_robots(body).delay == delay


@pytest.mark.parametrize("body", [b"", b"<html><p>Not found</p></html>", b"\xff\xfe\x00junk\x00:", b":\n" * 1_000])
def test_a_file_that_makes_no_sense_allows_everything(body: bytes) -> None:
    assert parse_robots(body).refusal("https://alder-herald.example/a") is None


def test_rules_that_could_not_be_read_allow_nothing_and_are_asked_for_again_sooner() -> None:
    robots = Robots(unreadable="status 503")
    assert robots.refusal("https://alder-herald.example/") == "robots.txt cannot be read: status 503"
    assert robots.seconds < Robots().seconds


@pytest.mark.parametrize(
    "body",
    [
        b"".join(b"User-agent: a%d\n" % i for i in range(15_000))
        + b"".join(b"Allow: /%d\n" % i for i in range(15_000)),
        b"User agent a\n" * 20_000 + b"Disallow: /\n" * 20_000,
        b"User-agent: *\nDisallow: /" + b"*a" * 200_000,
        b"User-agent: *\n" + b"Disallow: /*a*b*c$\n" * 25_000,
    ],
    ids=["many agents", "many times one agent", "one long rule", "many rules"],
)
def test_a_hostile_file_is_read_or_refused_in_little_time(body: bytes) -> None:
    assert len(body) <= MAX_ROBOTS_BYTES
    start = time.process_time()
    parse_robots(body).refusal("https://alder-herald.example/" + "a" * 2_000)
    assert time.process_time() - start < 2.0


def test_too_many_rules_for_too_many_agents_are_unreadable() -> None:
    agents = b"".join(b"User-agent: a%d\n" % i for i in range(5_000))
    refusal = parse_robots(agents + b"Disallow: /\n" * 5_000).refusal("https://alder-herald.example/")
    assert refusal == "robots.txt cannot be read: too many rules for too many agents"


def test_without_the_extra_the_error_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "protego", None)
    with pytest.raises(ResourceError, match=r"pip install 'dateline\[fetch\]'"):
        parse_robots(b"")
