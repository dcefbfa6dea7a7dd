"""When an article was published and changed: what sources agree on, never the day of another story."""

import pytest
from made_pages import json_ld, layout_of, lines_of, scores_of, texts_of

from dateline.article.layout import Layout
from dateline.article.metadata import read_metadata
from dateline.article.published import Times, find_statements, find_times, group_by_day
from dateline.types import Moment

PROSE = "<p>The dockers of Port Ombrey stopped work at six on Wednesday, and no ship left the harbour.</p>"
URL = "https://ledger.example/port/quiet"


def article(**fields: object) -> str:
    return json_ld({"@type": "NewsArticle", "headline": "Port quiet", **fields})


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def times_of(layout: Layout, *, url: str | None = URL, date: tuple[int, ...] = ()) -> Times:
    body = tuple(i for i, text in enumerate(texts_of(layout)) if text.startswith("The dockers"))
    scores = scores_of(layout, headline=(0,), date=date, body=body)
    return find_times(layout, read_metadata(layout), scores, url=url, headline=0)


def page(line: str = "", *, head: str = "", lang: str = "en", after: str = "") -> Layout:
    return layout_of(f"<h1>Port quiet</h1>{line}{PROSE * 3}{after}", head=head, lang=lang)


SEEN = [
    ("en", "<p>Published 18 November 2026 at 06:40</p>", Moment("2026-11-18T06:40", "minute", "text")),
    ("en", '<p><time datetime="2026-11-18T06:40:12+01:00">today</time></p>',
     Moment("2026-11-18T06:40:12+01:00", "second", "markup")),
    ("de", "<p>Stand: 18. November 2026, 06:40 Uhr</p>", Moment("2026-11-18T06:40", "minute", "text")),
    ("fr", "<p>Publié le 18 novembre 2026</p>", Moment("2026-11-18", "day", "text")),
    ("ru", "<p>18 ноября 2026, 06:40</p>", Moment("2026-11-18T06:40", "minute", "text")),
    ("ja", "<p>2026年11月18日 6時40分</p>", Moment("2026-11-18T06:40", "minute", "text")),
    ("en-US", "<p>11/18/2026</p>", Moment("2026-11-18", "day", "text")),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "line", "moment"), SEEN)
def test_the_printed_day_is_read_with_its_time_and_precision(lang: str, line: str, moment: Moment) -> None:
    assert times_of(page(line, lang=lang), date=(1,)).published == moment


STATED = [
    (article(datePublished="2026-11-18T06:40:00Z"), Moment("2026-11-18T06:40:00+00:00", "second", "json-ld")),
    (meta("article:published_time", "2026-11-18T06:40+01:00"), Moment("2026-11-18T06:40+01:00", "minute", "meta")),
    (meta("date", "2026-11-18"), Moment("2026-11-18", "day", "meta")),
]


@pytest.mark.parametrize(("head", "moment"), STATED)
def test_the_stated_day_keeps_its_offset_and_gets_none_where_none_is_given(head: str, moment: Moment) -> None:
    assert times_of(page(head=head)).published == moment


def test_the_day_that_sources_agree_on_beats_one_that_stands_alone() -> None:
    head = article(datePublished="2026-11-18") + meta("article:published_time", "2026-11-18T06:40:00+01:00")
    found = times_of(page("<p>18 November 2026</p>", head=head + meta("date", "2026-11-25")), date=(1,)).published
    assert found is not None
    assert found.value[:10] == "2026-11-18"


def test_a_time_of_day_is_taken_from_another_statement_of_the_same_day() -> None:
    head = article(datePublished="2026-11-18") + meta("article:published_time", "2026-11-18T06:40:00+01:00")
    assert times_of(page(head=head)).published == Moment("2026-11-18T06:40:00+01:00", "second", "meta")


SIDEBAR = "<aside><ul>{}</ul></aside>".format(
    "".join(f'<li><a href="/{i}">Ferry news from the other shore</a> <span>{i} March 2025</span>' for i in range(3, 9))
)


def test_a_printed_day_beats_those_of_a_list_of_other_stories() -> None:
    found = times_of(page("<p>18 November 2026</p>", after=SIDEBAR), date=(1,)).published
    assert found == Moment("2026-11-18", "day", "text")


def test_a_page_that_states_no_day_has_none() -> None:
    assert times_of(page()) == Times(None, None)


def test_a_month_or_a_year_alone_is_no_day() -> None:
    assert times_of(page("<p>November 2026</p>", head=meta("date", "2026")), date=(1,)).published is None


@pytest.mark.parametrize(
    ("changed", "modified"),
    [
        ("2026-11-19T08:00:00Z", Moment("2026-11-19T08:00:00+00:00", "second", "json-ld")),
        ("2026-11-18T07:00:00Z", Moment("2026-11-18T07:00:00+00:00", "second", "json-ld")),
        ("2026-11-12T08:00:00Z", None),
    ],
)
def test_a_change_before_the_day_of_publication_is_dropped(changed: str, modified: Moment | None) -> None:
    head = article(datePublished="2026-11-18T06:40:00Z", dateModified=changed)
    assert times_of(page("<p>18 November 2026</p>", head=head), date=(1,)).modified == modified


def test_the_day_in_an_address_is_a_statement_of_its_own() -> None:
    layout = page()
    scores = scores_of(layout, headline=(0,))
    found = find_statements(layout, read_metadata(layout), scores, url=URL + "/2026/11/18/x", headline=0)
    assert [(s.date.value, s.source, s.basis) for s in found] == [("2026-11-18", "url", "url")]


def test_the_day_in_an_address_confirms_the_printed_one() -> None:
    found = times_of(page("<p>18 November 2026</p>"), url=URL + "/2026/11/18/x", date=(1,)).published
    assert found is not None
    assert found.value == "2026-11-18"


def test_a_day_in_script_state_is_a_statement_with_its_key() -> None:
    state = '{"publishedAt": "2026-11-18T06:40:00Z", "updated_at":"2026-11-19", "title":"' + "x" * 200 + '"}'
    layout = page(after=f"<script>window.state = {state}</script>")
    found = find_statements(layout, read_metadata(layout), scores_of(layout), url=None, headline=0)
    assert [(s.date.value, s.source, s.modified) for s in found] == [
        ("2026-11-18T06:40:00+00:00", "script publishedat", False),
        ("2026-11-19", "script updatedat", True),
    ]


def test_statements_of_one_day_are_put_together_in_order() -> None:
    head = article(datePublished="2026-11-18T06:40:00Z", dateModified="2026-11-19") + meta("date", "2026-11-18")
    layout = page(head=head)
    days = group_by_day(find_statements(layout, read_metadata(layout), scores_of(layout), url=None, headline=0))
    assert [[s.source for s in day] for day in days] == [["ld datePublished", "meta date"], ["ld dateModified"]]


def test_the_date_line_of_scraped_text_is_read_without_a_zone() -> None:
    layout = lines_of("Port quiet\n\n18 Nov, 2026 06:41\n\n" + "\n\n".join([PROSE[3:-4]] * 3))
    assert times_of(layout, url=None, date=(1,)).published == Moment("2026-11-18T06:41", "minute", "text")
