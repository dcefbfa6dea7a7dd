"""The timeline of the bundled demo story against the one that a careful reader makes of it.

python benchmarks/demo_timeline.py            # the figures, the wrong dates, the happenings that were not found
python benchmarks/demo_timeline.py --show     # the timeline as well

A record belongs to a happening of ``story.timeline.jsonl`` where its trigger lies in the words that are given for its
page. A date is right where it lies in the happening's days, true but wide where it holds them, and wrong else.
"""

import argparse
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import dateline
from dateline.errors import NotEnglish
from dateline.event_types import Record
from dateline.resources import demo_pages, read_bytes, read_text
from dateline.story.same_event import join_reports
from dateline.story.timeline import make_timeline
from dateline.story_types import Report, TimelineEntry

GOLD = "demo/expected/story.timeline.jsonl"
COPIES = {"courier-18-port-at-standstill": "halyard-18-walkout", "ninebells-18-nothing-moves": "halyard-18-walkout"}
"""Which page carries whose text, as the demo's README has it."""
BAR = 0.95
"""Share of the dated entries whose date has to be right, to the day or wide."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A happening of the reader's timeline."""

    what: str
    start: date
    end: date
    words: Mapping[str, Sequence[str]]


def read_gold() -> list[Gold]:
    """The reader's timeline."""
    found = []
    for line in read_text(GOLD).splitlines():
        row = json.loads(line)
        first, _, last = row["day"].partition("/")
        start = date.min if first == ".." else date.fromisoformat(first)
        end = date.max if last == ".." else date.fromisoformat(last or first)
        found.append(Gold(row["what"], start, end, row["words"]))
    return found


def read_story() -> tuple[list[Report], dict[str, str], dict[str, str]]:
    """The reports of the story, the page of each article, and the text of each article, by its id."""
    records: list[Record] = []
    pages: dict[str, str] = {}
    texts: dict[str, str] = {}
    for name in demo_pages():
        if not name.endswith(".html"):
            continue
        article = dateline.read(read_bytes(name).decode("utf-8"))
        pages[article.id] = name.removeprefix("demo/").removesuffix(".html")
        texts[article.id] = article.text
        try:
            records += dateline.events(article)
        except NotEnglish:
            continue
    ids = {page: article_id for article_id, page in pages.items()}
    origin_of = {ids[copy]: ids[head] for copy, head in COPIES.items()}
    return [Report(record, origin_of.get(record.article_id, record.article_id)) for record in records], pages, texts


def gold_of(record: Record, page: str, gold: Sequence[Gold]) -> int | None:
    """The number of the reader's happening that a record tells of."""
    text, start = record.sentence.text.replace("’", "'"), record.sentence.span[0]
    first, last = record.trigger.span[0] - start, record.trigger.span[1] - start
    best, most = None, 0
    for number, one in enumerate(gold):
        for words in one.words.get(page, ()):
            at = text.find(words)
            shared = min(last, at + len(words)) - max(first, at) if at >= 0 else 0
            if shared > most:
                best, most = number, shared
    return best


def judge(entry: TimelineEntry, gold: Gold) -> str:
    """``right``, ``wide``, ``wrong`` or ``undated``."""
    if not entry.start and not entry.end:
        return "undated"
    first = date.fromisoformat(entry.start) if entry.start else date.min
    last = date.fromisoformat(entry.end) if entry.end else date.max
    if gold.start <= first and last <= gold.end:
        return "right"
    return "wide" if first != last and first <= gold.end and gold.start <= last else "wrong"


@dataclass(frozen=True, slots=True)
class Scored:
    """An entry, what it is worth, and the numbers of the reader's happenings that its records tell of."""

    entry: TimelineEntry
    verdict: str
    best: Gold | None
    golds: frozenset[int]


def score(gold: Sequence[Gold], reports: Sequence[Report], pages: Mapping[str, str]) -> list[Scored]:
    """Each entry of the timeline beside what the reader has for it."""
    happenings = {happening.id: happening for happening in join_reports(reports)}
    timeline = make_timeline("Port strike", list(happenings.values()), alias_of={})
    scored = []
    for entry in timeline.entries:
        records = [report.record for report in happenings[entry.event_id].reports]
        numbers = [number for one in records if (number := gold_of(one, pages[one.article_id], gold)) is not None]
        best = gold[Counter(numbers).most_common(1)[0][0]] if numbers else None
        scored.append(Scored(entry, judge(entry, best) if best else "not in the gold", best, frozenset(numbers)))
    return scored


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the whole timeline")
    is_shown = parser.parse_args().show
    gold = read_gold()
    reports, pages, texts = read_story()
    scored = score(gold, reports, pages)
    vias = {report.record.sentence.text: report.record.date.via for report in reports}
    for one in scored:
        if is_shown or one.verdict == "wrong":
            print(_line(one.entry, one.verdict))
        if one.best and one.verdict == "wrong":
            rule = vias[one.entry.sentence.text]
            print(f"    {one.best.what}: {one.best.start} to {one.best.end}; {one.entry.dated_by!r} by rule {rule!r}")
    _print_figures(scored, len(reports), gold, texts)


def _print_figures(scored: Sequence[Scored], records: int, gold: Sequence[Gold], texts: Mapping[str, str]) -> None:
    verdicts = Counter(one.verdict for one in scored)
    dated = verdicts["right"] + verdicts["wide"] + verdicts["wrong"]
    quotes = [one.entry.sentence for one in scored]
    opened = sum(texts[quote.article_id][quote.span.start : quote.span.end] == quote.text for quote in quotes)
    found = Counter(number for one in scored for number in one.golds)
    print(f"records {records}, entries {len(scored)}, verdicts {dict(sorted(verdicts.items()))}")
    print(f"dates right {(verdicts['right'] + verdicts['wide']) / dated:.1%} (bar {BAR:.0%})")
    print(f"  of these to the day or to the reader's days {verdicts['right'] / dated:.1%}")
    print(f"entries that open their sentence {opened / len(scored):.1%} (bar 100%)")
    print(
        f"happenings found {len(found)} of {len(gold)}, {sum(n > 1 for n in found.values())} of them in several entries"
    )
    print(f"entries that mix happenings {sum(len(one.golds) > 1 for one in scored)}")
    for number, missed in enumerate(gold):
        if number not in found:
            print(f"not found: {missed.start} {missed.what}")


def _line(entry: TimelineEntry, verdict: str) -> str:
    quote = entry.sentence
    at = quote.trigger.start - quote.span.start
    words = f"{quote.text[max(0, at - 60) : at]}[{quote.text[at : at + quote.trigger.end - quote.trigger.start]}]"
    rest = quote.text[at + quote.trigger.end - quote.trigger.start :][:60]
    day = entry.start if entry.start == entry.end else f"{entry.start or ''}..{entry.end or ''}"
    return f"{day:<23}{verdict:<16}{entry.mark:<13}{entry.type:<9}{entry.origins} {entry.articles}  {words}{rest}"


if __name__ == "__main__":
    main()
