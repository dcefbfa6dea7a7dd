"""The page of a timeline: one file without scripts that a person reads, prints, and opens the sentences of."""

import hashlib
import re
from base64 import b64encode

import pytest
from made_timelines import ENTRIES, NONE, STRIKE, busy, hostile
from selectolax.lexbor import LexborHTMLParser, LexborNode

from dateline.formats.timeline import encode_timeline
from dateline.resources import read_text

PAGE = LexborHTMLParser(encode_timeline(STRIKE, "html"))
DENIED = "#E4"


def text_of(node: LexborNode | None) -> str:
    assert node
    return " ".join(node.text().split())


def one(selector: str) -> LexborNode:
    found = PAGE.css_first(selector)
    assert found
    return found


def test_the_head_has_the_three_numbers_and_the_clock() -> None:
    assert text_of(one("h1")) == "Port Alder dock strike"
    assert [text_of(node) for node in PAGE.css(".numbers li")] == [
        "41 articles", "9 independent origins", "12 events",
    ]  # fmt: skip
    assert text_of(one(".clock")) == "In the order in which things happened, as known on 22 November 2026."


def test_the_policy_lets_in_the_style_of_the_page_and_nothing_else() -> None:
    policy = one('meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
    digest = b64encode(hashlib.sha256(one("style").text().encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert len(PAGE.css("style")) == 1
    assert not PAGE.css("[style], script, link, img, iframe, form, object, embed, base")


def test_the_style_loads_nothing() -> None:
    style = one("style").text()
    assert "url(" not in style
    assert "@import" not in style
    assert "<" not in style


def test_an_entry_opens_its_article_sources_and_the_words_that_date_it() -> None:
    entry = one("#E3")
    assert text_of(entry.css_first("summary mark")) == "stopped work"
    assert ENTRIES[2].sentence.text in text_of(entry.css_first("summary"))
    link = entry.css_first(".article a")
    assert link
    assert link.attributes["href"] == "https://alder-herald.example/news/83?a=1&b=2"
    assert link.attributes["rel"] == "noopener noreferrer nofollow"
    opened = text_of(entry.css_first(".open"))
    assert "Alder Herald, 20 November 2026 A83" in opened
    assert "20 November 2026, dated by the words “on Friday”" in opened


def test_a_long_sentence_is_shown_whole_when_opened() -> None:
    whole = one("#E2 .whole")
    assert text_of(whole) == ENTRIES[1].sentence.text
    assert len(text_of(one("#E2 .short"))) <= 170
    assert not PAGE.css("#E3 .short")


def test_rival_claims_stand_side_by_side() -> None:
    tables = PAGE.css(f"{DENIED} table")
    assert [text_of(table.css_first("caption")) for table in tables] == ["Disputed: status", "Disputed: place"]
    rows = [[text_of(cell) for cell in row.css("td")] for row in tables[0].css("tbody tr")]
    assert rows == [
        ["happened", "Jana Roth", "20 November 2026"], ["denied", "port authority; Alder Herald", "20 November 2026"],
    ]  # fmt: skip


def test_ties_lead_to_their_entries() -> None:
    links = PAGE.css(f"{DENIED} dd a")
    assert [(link.attributes["href"], text_of(link)) for link in links] == [("#E3", "response to E3")]


def test_the_page_has_landmarks_headings_and_unique_ids() -> None:
    assert [len(PAGE.css(name)) for name in ("header", "main", "footer", "h1")] == [1, 1, 1, 1]
    assert [text_of(node) for node in PAGE.css("h2")] == ["November 2026", "December 2026", "Undated"]
    ids = [node.attributes["id"] for node in PAGE.css("[id]")]
    assert len(set(ids)) == len(ids)
    targets = {node.attributes["href"] for node in PAGE.css('a[href^="#"]')}
    assert targets <= {f"#{name}" for name in ids}
    named = {
        name for node in PAGE.css("[aria-labelledby]") for name in (node.attributes["aria-labelledby"] or "").split()
    }
    assert named <= set(ids)


def test_a_line_tells_what_is_special_of_its_entry() -> None:
    flags = {number: [text_of(flag) for flag in PAGE.css(f"#E{number} .flag")] for number in (1, 3, 4, 6, 8)}
    assert flags == {
        1: [], 3: ["Corrected by hand"], 4: ["Disputed", "Alleged"],
        6: ["Taking part: 4000 → 6000", "Injured: 0 → 3"], 8: ["Did not happen"],
    }  # fmt: skip


def test_days_are_given_for_machines() -> None:
    assert one("#E3 time").attributes["datetime"] == "2026-11-20"
    assert not PAGE.css("#E1 time")


def test_an_empty_timeline_is_a_page() -> None:
    page = LexborHTMLParser(encode_timeline(NONE, "html"))
    assert text_of(page.css_first(".none")) == "No event is known."
    assert not page.css("svg")


def test_ids_stay_unique_where_aliases_are_none() -> None:
    page = LexborHTMLParser(encode_timeline(hostile(), "html"))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(set(ids)) == len(ids)


def test_hundreds_of_entries_are_all_there() -> None:
    assert len(LexborHTMLParser(encode_timeline(busy(), "html")).css("li.entry")) == 300


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(name: str, prefix: str) -> list[dict[str, str]]:
    """Of each block of a style that sets all of them: light, dark."""
    blocks = re.findall(r"\{([^{}]*)\}", read_text(name))
    found = [dict(re.findall(rf"--{prefix}([\w-]+): (#[0-9a-f]{{6}})", block)) for block in blocks]
    return [block for block in found if len(block) >= 7]


@pytest.mark.parametrize("theme", [0, 1])
@pytest.mark.parametrize("text", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["paper", "raised"])
def test_text_has_enough_contrast(theme: int, text: str, ground: str) -> None:
    themes = colours("web/timeline.css", "")
    assert contrast(themes[theme][text], themes[theme][ground]) >= 4.5
    assert contrast(themes[theme]["ink"], themes[theme]["tint"]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1, 2])
def test_the_picture_has_enough_contrast(theme: int) -> None:
    colour = colours("web/picture.css", "dl-")[theme]
    for text, ground in (("ink", "paper"), ("soft", "paper"), ("on-accent", "accent"), ("ink", "band")):
        assert contrast(colour[text], colour[ground]) >= 4.5
