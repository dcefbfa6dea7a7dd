"""The readable views of what an archive holds: its state, hits, stories, news, versions, corrections."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..archive_types import HIGHLIGHT, ArchiveStatus, Comparison, Hit, LogEntry, Recoded
from ..story_types import FactChange, News, Origin, SentenceChange, Story
from .terminal import safe

_MAX_WIDTH = 100
_BETWEEN = " · "
_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_STYLES = {"added": "green", "removed": "red", "changed": "yellow"}
_NEWS = {
    "new": "★ new", "confirmed": "✓ confirmed", "figure": "△ figure", "contradicted": "⇄ contradicted",
    "withdrawn": "✕ withdrawn", "came_true": "● came true", "did_not": "○ did not",
}  # fmt: skip
_MOST_CHANGES = 20


def show_status(status: ArchiveStatus, console: Console, *, failed: bool) -> None:
    """Print what an archive holds; with ``failed`` each failure in a line."""
    span = f"{status.first_published} to {status.last_published}" if status.first_published else "no day stated"
    rows = [
        ("events", f"{status.events:,}, told in {status.records:,} records"),
        ("articles", f"{status.articles:,} in {status.versions:,} versions, published {span}"),
        ("origins", f"{status.origins:,} independent"),
        ("stories", f"{status.stories:,}"),
        ("corrections", f"{status.corrections:,}"),
        ("coder", ", ".join(status.coders) or "none"),
    ]
    rows += [("without events", f"{count:,}: {reason}") for reason, count in status.uncoded.items()]
    if status.waiting:
        rows.append(("waiting", f"{status.waiting:,} versions are in no story yet: dateline add puts them there"))
    if status.clock_is_behind:
        rows.append(("clock", "the archive was written at a time later than this machine's clock shows"))
    rows += [("failed", f"{count:,} {error}") for error, count in _count_failures(status)]
    for name, value in rows:
        console.print(Text.assemble((f"{name:>14}  ", "dim"), safe(value)), width=min(console.width, _MAX_WIDTH))
    for failure in status.failures if failed else ():
        console.print(Text(safe(f"{failure.origin}: {failure.error}: {failure.reason}")), soft_wrap=True)


def show_hits(hits: Sequence[Hit], console: Console, *, limit: int) -> None:
    """Print what a search found, the words that were searched for in bold."""
    parts: list[RenderableType] = []
    for hit in hits:
        parts.append(
            Text.assemble((f"{hit.article_alias:>5}  ", "dim"), (safe(hit.headline or "(no headline)"), "bold"))
        )
        facts = (hit.published or "no date", hit.publisher, hit.url)
        parts.append(Padding(Text(safe(_BETWEEN.join(fact for fact in facts if fact)), style="dim"), (0, 0, 0, 7)))
        if hit.snippet:
            parts.append(Padding(_highlighted(hit.snippet), (0, 0, 0, 7)))
        parts += [Padding(_event_line(one.alias, one.text), (0, 0, 0, 7)) for one in hit.events]
    end = f"the best {limit}; -n shows more" if len(hits) == limit else f"{len(hits)} found"
    console.print(Group(*parts, Text(end, style="dim")), width=min(console.width, _MAX_WIDTH))


def show_stories(stories: Sequence[Story], names: Mapping[str, tuple[str, str]], console: Console) -> None:
    """Print each story with its three numbers, and below it who copied whom."""
    for story in stories:
        head = Text.assemble((f"{story.alias:>5}  ", "dim"), (safe(story.title), "bold"))
        first, last = story.first_published or "no date", story.last_published or "no date"
        span = first if first == last else f"{first} to {last}"
        counts = (
            f"{_number(len(story.event_ids), 'event')}{_BETWEEN}{_number(len(story.article_ids), 'article')}"
            f"{_BETWEEN}{_number(len(story.origins), 'origin')}{_BETWEEN}{span}"
        )
        copied = [Padding(Text(safe(line), style="dim"), (0, 0, 0, 9)) for line in _copies(story.origins, names)]
        group = Group(head, Padding(Text(counts), (0, 0, 0, 7)), *copied)
        console.print(group, width=min(console.width, _MAX_WIDTH))
    if not stories:
        console.print(Text("no stories", style="dim"))


def show_news(news: Sequence[News], console: Console) -> None:
    """Print each new fact, and below it the sentence that tells it."""
    table = Table.grid(padding=(0, 2, 0, 0))
    for one in news:
        quote = one.sentence
        where = _BETWEEN.join(part for part in (quote.publisher, quote.published, quote.article_alias) if part)
        told = [Text(safe(f"“{quote.text}”")), Text(safe(where), style="dim")]
        if one.text != quote.text:
            told.insert(0, Text(safe(one.text), style="italic"))
        table.add_row(Text(_NEWS[one.kind], style="bold"), Text(one.alias, style="dim"), Group(*told))
    shown = table if news else Text("nothing new", style="dim")
    console.print(shown, width=min(console.width, _MAX_WIDTH))


def show_comparisons(comparisons: Sequence[Comparison], console: Console) -> None:
    """Print what changed from each version of an article to its next."""
    for one in comparisons:
        head = f"{one.before.stated or 'no date'} → {one.after.stated or 'no date'}"
        lines = [_sentence_line(change) for change in one.difference.sentences]
        facts = [_fact_line(change) for change in one.difference.facts]
        parts = [Text(head, style="bold"), *lines]
        parts += [Text("facts", style="bold"), *facts] if facts else [Text("no fact changed", style="dim")]
        console.print(Group(*parts), width=min(console.width, _MAX_WIDTH))
    if not comparisons:
        console.print(Text("one version only", style="dim"))


def show_corrections(entries: Sequence[LogEntry], console: Console) -> None:
    """Print each correction with what became of it."""
    for entry in entries:
        one = entry.correction
        about = f"“{one.evidence.trigger}” ({one.evidence.type})" if one.evidence else f"takes back {one.undoes}"
        what = f"{one.verb} {one.field} = {one.value}" if one.field else one.verb
        head = Text.assemble((f"{entry.alias:>5}  ", "dim"), (safe(what), "bold"), safe(f"  {about}  {entry.state}"))
        told = [f"because {one.because}" if one.because else "", f"by {one.by}" if one.by else "", entry.reason or ""]
        below = _BETWEEN.join(part for part in told if part)
        console.print(head, soft_wrap=True)
        if below:
            console.print(Padding(Text(safe(below), style="dim"), (0, 0, 0, 7)), width=min(console.width, _MAX_WIDTH))
    if not entries:
        console.print(Text("no corrections", style="dim"))


def show_recoded(recoded: Recoded, console: Console, *, dry_run: bool) -> None:
    """Print how much coding anew changes, and the first changes."""
    verb = "would change" if dry_run else "changed"
    head = f"{len(recoded.changes):,} records in {recoded.changed_articles:,} of {recoded.articles:,} articles {verb}"
    shown = [_fact_line(change) for change in recoded.changes[:_MOST_CHANGES]]
    more = len(recoded.changes) - len(shown)
    parts: list[RenderableType] = [Text(head, style="bold"), *shown]
    if more:
        parts.append(Text(f"and {more:,} more: --json has all", style="dim"))
    parts += [Text(safe(f"{one.origin}: {one.error}: {one.reason}"), style="red") for one in recoded.failures]
    console.print(Group(*parts), width=min(console.width, _MAX_WIDTH))


def _count_failures(status: ArchiveStatus) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for failure in status.failures:
        counts[failure.error] = counts.get(failure.error, 0) + 1
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def _copies(origins: Sequence[Origin], names: Mapping[str, tuple[str, str]]) -> Iterator[str]:
    for origin in origins:
        for copy in origin.copies:
            alias, outlet = names[copy.article_id]
            of_alias, of_outlet = names[copy.of or origin.id]
            if copy.of:
                yield f"{outlet} ({alias}) copies {of_outlet} ({of_alias}): {copy.contained:.0%} of it stands there"
            else:
                yield f"{outlet} ({alias}) shares its origin with {of_outlet} ({of_alias})"


def _event_line(alias: str, text: str) -> Text:
    return Text.assemble((f"{alias}  ", "cyan"), safe(text))


def _highlighted(snippet: str) -> Text:
    begin, end = HIGHLIGHT
    text = Text()
    for part in " ".join(safe(snippet).split()).split(begin):
        marked, closed, plain = part.partition(end)
        if closed:
            text.append(marked, style="bold yellow").append(plain)
        else:
            text.append(part)
    return text


def _sentence_line(change: SentenceChange) -> Text:
    sign, style = _SIGNS[change.kind], _STYLES[change.kind]
    if change.kind == "changed":
        return Text.assemble((f"- {safe(change.before or '')}\n", "red"), (f"+ {safe(change.after or '')}", "green"))
    return Text(f"{sign} {safe(change.after or change.before or '')}", style=style)


def _fact_line(change: FactChange) -> Text:
    record = change.after or change.before
    assert record is not None
    fields = "; ".join(f"{one.field}: {one.before or 'unknown'} → {one.after or 'unknown'}" for one in change.fields)
    what = f"{_SIGNS[change.kind]} {record.type} “{record.trigger.text}”"
    return Text(safe(f"{what}  {fields}" if fields else what), style=_STYLES[change.kind])
