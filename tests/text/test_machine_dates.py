from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.text.machine_dates import read_machine_date, read_url_date

MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2033, 5, 1))
OFFSETS = st.sampled_from([timedelta(hours=h, minutes=m) for h in range(-12, 14) for m in (0, 30, 45)])


def value_of(text: str) -> str | None:
    stated = read_machine_date(text)
    return stated.value if stated else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2024-01-05", "2024-01-05"),
        ("2024-1-5", "2024-01-05"),
        ("20240105", "2024-01-05"),
        ("2024/01/05 10:00", "2024-01-05T10:00"),
        ("2024-01-05T10:00:00Z", "2024-01-05T10:00:00+00:00"),
        ("2024-01-05T10:00:00.123456+0100", "2024-01-05T10:00:00+01:00"),
        ("2024-01-05 10:00:00 -0500", "2024-01-05T10:00:00-05:00"),
        ("2024-01-05T10:00-05:00", "2024-01-05T10:00-05:00"),
        ("2024-01-05T10:00+01", "2024-01-05T10:00+01:00"),
        ("2024-01-05T10:00:00CET", "2024-01-05T10:00:00"),
        ("2024-01-05T10:00:00 01:00", "2024-01-05T10:00:00"),
        ("2024-01-05T24:00:00", "2024-01-05"),
        ("2024-01-05 10:00 PM", "2024-01-05T22:00"),
        ("  Fri, 2024-01-05", "2024-01-05"),
        ("20240105T064110Z", "2024-01-05T06:41:10+00:00"),
        ("20240105T064110+0130", "2024-01-05T06:41:10+01:30"),
        ("202401050641", "2024-01-05T06:41"),
        ("20240105T996110", "2024-01-05"),
        ("2024-01", "2024-01"),
        ("2024", "2024"),
        ("Fri, 05 Jan 2024 10:00:00 GMT", "2024-01-05T10:00:00+00:00"),
        ("Jan 5, 2024 10:00 PM CET", "2024-01-05T22:00"),
        ("Fri Jan 05 10:00:00 CET 2024", "2024-01-05T10:00:00"),
        ("Fri Jan 05 10:00:00 +0000 2018", "2018-01-05T10:00:00+00:00"),
        ("Fri Jan 05 2024 10:00:00 GMT+0100 (Central European Standard Time)", "2024-01-05T10:00:00+01:00"),
        ("1704448800", "2024-01-05T10:00:00+00:00"),
        ("1704448800000", "2024-01-05T10:00:00+00:00"),
        ("05.01.2024", "2024-01-05"),
    ],
)
def test_a_value_is_read_as_stated(text: str, value: str) -> None:
    assert value_of(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-13-01",
        "2024-02-30",
        "0000-00-00",
        "1889-01-05",
        "2124-01-05",
        "20241305",
        "12345678",
        "2034567890",
        "99999999999999",
        "1/5/2024",
        "yesterday",
    ],
)
def test_an_impossible_or_uncertain_value_is_none(text: str) -> None:
    assert read_machine_date(text) is None


def test_the_tag_settles_a_value_in_figures() -> None:
    stated = read_machine_date("1/5/2024 10:00:00 AM", language="en-US")
    assert stated is not None
    assert (stated.value, stated.precision) == ("2024-01-05T10:00:00", "second")


@given(MOMENTS, OFFSETS)
def test_iso_8601_rfc_2822_and_unix_time_are_read_back(moment: datetime, offset: timedelta) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(offset))
    in_utc = moment.astimezone(UTC)
    assert value_of(moment.isoformat()) == moment.isoformat()
    assert value_of(format_datetime(moment)) == moment.isoformat()
    assert value_of(f"{moment:%a %b %d %H:%M:%S %z %Y}") == moment.isoformat()
    assert value_of(str(int(moment.timestamp()))) == in_utc.isoformat()
    assert value_of(f"{in_utc:%Y%m%dT%H%M%SZ}") == in_utc.isoformat()


@given(st.one_of(st.text(), st.from_regex(r"\A[0-9TZ:.+/ \-]{4,30}\Z"), MOMENTS.map(str)))
def test_any_value_is_read_or_refused_and_its_span_lies_inside(text: str) -> None:
    stated = read_machine_date(text)
    if stated is not None:
        assert 0 <= stated.start < stated.end <= len(text)
        assert datetime.fromisoformat(stated.value.ljust(10, "-")[:4] + "-01-01").year >= 1990


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://courier.example/2024/03/12/strike", "2024-03-12"),
        ("https://courier.example/2024/3/9/strike", "2024-03-09"),
        ("https://courier.example/20240312/strike", "2024-03-12"),
        ("https://courier.example/n2/2024/0312/c1001.html", "2024-03-12"),
        ("https://courier.example/strike-2024-03-12.html", "2024-03-12"),
        ("https://courier.example/news/2024/mar/12/strike", "2024-03-12"),
        ("https://courier.example/2024/03/strike-of-2019", "2024-03"),
        ("https://courier.example/2024/03/123456", "2024-03"),
        ("/2024/03/12/strike", "2024-03-12"),
        ("HTTPS://COURIER.EXAMPLE/2024/Mar/12", "2024-03-12"),
    ],
)
def test_an_address_states_its_day_or_month(url: str, value: str) -> None:
    stated = read_url_date(url)
    assert stated is not None
    assert stated.value == value
    assert url[stated.start : stated.start + 4] == value[:4]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://courier.example/2024",
        "https://courier.example/strike?day=2024-03-12",
        "https://courier.example/strike#2024-03-12",
        "https://2024-03-12.example/strike",
        "https://courier.example/2024/13/12/",
        "https://courier.example/12024/03/12",
        "https://courier.example/202403121",
        "https://courier.example/2024/red/12/",
    ],
)
def test_an_address_without_a_day_or_month_in_its_path_states_none(url: str) -> None:
    assert read_url_date(url) is None


@given(st.text())
def test_any_address_is_read_or_refused(url: str) -> None:
    stated = read_url_date(url)
    assert stated is None or 0 <= stated.start < stated.end <= len(url)
