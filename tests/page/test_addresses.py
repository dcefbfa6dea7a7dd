import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import BadInput, Refused
from dateline.page.addresses import check_address, is_public, public_ips

PUBLIC = "93.184.215.14"
PUBLIC_6 = "2606:2800:21f::1"

REFUSED = [
    # this machine
    ("http://127.0.0.1/", "127.0.0.1 is not a public address"),
    ("http://localhost/", "localhost is no public host name"),
    ("http://0.0.0.0/", "0.0.0.0 is not a public address"),
    ("http://[::1]/", "::1 is not a public address"),
    ("http://[::]/", ":: is not a public address"),
    ("http://[::ffff:127.0.0.1]/", "is not a public address"),
    # the same, written otherwise
    ("http://2130706433/", "not a plain web address"),
    ("http://0x7f000001/", "not a plain web address"),
    ("http://0177.0.0.1/", "not a plain web address"),
    ("http://127.1/", "not a plain web address"),
    ("http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "localhost is no public host name"),
    ("http://127。0。0。1/", "127.0.0.1 is not a public address"),
    ("http://１２７.0.0.1/", "127.0.0.1 is not a public address"),
    ("http://127.0.0.1./", "127.0.0.1 is not a public address"),
    ("http://LOCALHOST./", "localhost is no public host name"),
    ("http://web.localhost/", "web.localhost is no public host name"),
    ("http://%31%32%37.0.0.1/", "not a plain web address"),
    # its network
    ("http://10.0.0.1/", "10.0.0.1 is not a public address"),
    ("http://172.16.0.1/", "172.16.0.1 is not a public address"),
    ("http://192.168.1.1/", "192.168.1.1 is not a public address"),
    ("http://100.64.0.1/", "100.64.0.1 is not a public address"),
    ("http://[fe80::1]/", "fe80::1 is not a public address"),
    ("http://[fc00::1]/", "fc00::1 is not a public address"),
    ("http://[64:ff9b::7f00:1]/", "64:ff9b::7f00:1 is not a public address"),
    ("http://printer/", "printer is no public host name"),
    ("http://desk.local/", "desk.local is no public host name"),
    # its keeper
    ("http://169.254.169.254/latest/meta-data/", "169.254.169.254 is not a public address"),
    ("http://metadata.google.internal/", "metadata.google.internal is no public host name"),
    ("http://metadata.goog/", "metadata.goog is no public host name"),
    ("http://168.63.129.16/", "168.63.129.16 is not a public address"),
    # everybody and nobody
    ("http://224.0.0.1/", "224.0.0.1 is not a public address"),
    ("http://255.255.255.255/", "255.255.255.255 is not a public address"),
    # no web, no web port, somebody's name
    ("file:///etc/passwd", "only http and https"),
    ("gopher://127.0.0.1:70/", "only http and https"),
    ("ftp://alder-herald.example/", "only http and https"),
    ("alder-herald.example/news", "only http and https"),
    ("http://alder-herald.example:22/", "port 22 is not fetched"),
    ("https://alder-herald.example:8443/", "port 8443 is not fetched"),
    ("http://user:pass@127.0.0.1/", "user name or a password"),
    ("http://alder-herald.example@127.0.0.1/", "user name or a password"),
    ("http://alder-herald.example\\@127.0.0.1/", "user name or a password"),
    ("http://alder-herald.example\\.gull.example/", "not a plain web address"),
    ("http://alder-herald.example/\r\nHost: 127.0.0.1\x00", "not a plain web address"),
]


@pytest.mark.parametrize(("url", "reason"), REFUSED, ids=[ascii(url) for url, _ in REFUSED])
def test_an_address_is_refused_before_any_name_is_looked_up(url: str, reason: str) -> None:
    with pytest.raises(Refused) as caught:
        check_address(url)
    assert reason in caught.value.reason


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://alder-herald.example/a b#top", "https://alder-herald.example/a%20b"),
        ("HTTP://Alder-Herald.EXAMPLE:80/?utm_source=x", "http://alder-herald.example/?utm_source=x"),
        ("http://alder-herald.example:443/", "http://alder-herald.example:443/"),
        ("https://münze.example/ä", "https://xn--mnze-0ra.example/%C3%A4"),
        (f"http://{PUBLIC}/", f"http://{PUBLIC}/"),
        (f"http://[{PUBLIC_6}]/", f"http://[{PUBLIC_6}]/"),
    ],
)
def test_a_plain_public_address_may_be_asked_for(url: str, asked: str) -> None:
    assert check_address(url).url == asked


@pytest.mark.parametrize(
    "answers",
    [
        ("127.0.0.1",),
        (PUBLIC, "127.0.0.1"),
        (PUBLIC, PUBLIC_6, "::1"),
        ("::ffff:10.0.0.1",),
        ("64:ff9b::a9fe:a9fe",),
        ("fe80::1%eth0",),
        ("nonsense",),
    ],
)
def test_a_name_is_refused_when_one_of_its_answers_is_not_public(answers: tuple[str, ...]) -> None:
    address = check_address("http://127.0.0.1.alder.example/")
    with pytest.raises(Refused, match="is not a public address"):
        public_ips(address, lambda host, port: answers)


def test_the_answers_of_a_public_name_are_given_in_order() -> None:
    address = check_address("https://alder-herald.example/")
    asked: list[tuple[str, int]] = []

    def resolver(host: str, port: int) -> tuple[str, ...]:
        asked.append((host, port))
        return (PUBLIC_6, PUBLIC)

    assert public_ips(address, resolver) == (PUBLIC_6, PUBLIC)
    assert asked == [("alder-herald.example", 443)]


def test_a_name_without_answers_is_bad_input() -> None:
    with pytest.raises(BadInput, match="has no address"):
        public_ips(check_address("https://alder-herald.example/"), lambda host, port: ())


def test_a_number_is_not_looked_up() -> None:
    def resolver(host: str, port: int) -> tuple[str, ...]:
        raise AssertionError(host)

    assert public_ips(check_address(f"http://{PUBLIC}/"), resolver) == (PUBLIC,)


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        (PUBLIC, True),
        (PUBLIC_6, True),
        ("1.1.1.1", True),
        (f"::ffff:{PUBLIC}", True),
        (f"64:ff9b::{PUBLIC}", True),
        ("9.255.255.255", True),
        ("10.255.255.255", False),
        ("100.63.255.255", True),
        ("100.127.255.255", False),
        ("100.128.0.0", True),
        ("172.15.255.255", True),
        ("172.31.255.255", False),
        ("172.32.0.0", True),
        ("198.17.255.255", True),
        ("198.18.0.1", False),
        ("192.0.2.1", False),
        ("192.88.99.1", False),
        ("198.51.100.1", False),
        ("203.0.113.1", False),
        ("223.255.255.255", True),
        ("239.255.255.250", False),
        ("240.0.0.1", False),
        ("::", False),
        ("::2", False),
        ("::127.0.0.1", False),
        ("::ffff:0:127.0.0.1", False),
        ("::ffff:169.254.169.254", False),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b:1::1", False),
        ("100::1", False),
        ("2001::1", False),
        ("2001:2::1", False),
        ("2001:db8::1", False),
        ("2002:7f00:1::", False),
        (f"2002:5db8:d70e::{PUBLIC}", False),
        ("3fff::1", False),
        ("4000::1", False),
        ("5f00::1", False),
        ("fd00:ec2::254", False),
        ("fec0::1", False),
        ("ff02::1", False),
        (f"{PUBLIC_6}%eth0", False),
        ("", False),
        ("alder.example", False),
    ],
)
def test_only_machines_on_the_public_internet_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


@given(st.ip_addresses())
def test_no_public_address_is_special_in_the_standard_library(
    ip: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    kinds = ("is_private", "is_loopback", "is_link_local", "is_multicast", "is_unspecified", "is_reserved")
    carried = ip.version == 6 and int(ip) >> 125 != 1
    if is_public(str(ip)) and not carried:
        assert [kind for kind in kinds if getattr(ip, kind)] == []


@given(st.ip_addresses(v=4))
def test_an_address_carried_in_ipv6_is_judged_as_itself(ip: ipaddress.IPv4Address) -> None:
    assert is_public(f"::ffff:{ip}") == is_public(f"64:ff9b::{ip}") == is_public(str(ip))
