"""When an event happened that is told to lie a length of time from another, whose day is known.

The day of the other one is that of its own time words; of what "comes two weeks after", or is the news of the article,
it is the day of publication. What has time words of its own keeps its date.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from dateline.event.dates.away import days_away
from dateline.event.dates.choose import choose_time
from dateline.event.dates.gaps import Gap, find_gaps, is_below, words_of_event
from dateline.event.dates.interval import Interval, interval_of
from dateline.event.dates.published import Days
from dateline.event.dates.wording import Wording, wording_of
from dateline.event.trees import Trees
from dateline.event_types import OVER, DatePrecision, EventDate, Status
from dateline.types import Analysis, Time, Token

# Verbs that in the present tell of what is new on the day of publication: "the move comes two weeks after".
_NEW: Final = frozenset({"come", "arrive", "follow"})
# So many days before publication may lie what is told as new; a time that lies farther is another event's.
_NEWS_DAYS: Final = 4
# From the word for the news up to the head of its sentence: "has been killed, his mother said".
_TOLD: Final = frozenset({"ccomp", "conj", "parataxis", "xcomp"})
_HAVE: Final = frozenset({"has", "have", "'s", "’s", "'ve", "’ve"})


@dataclass(frozen=True, slots=True)
class Act:
    """An event on the way to its date."""

    tokens: frozenset[int]
    """The words of its mentions."""
    status: Status
    date: EventDate


@dataclass(frozen=True, slots=True)
class _End:
    """When one end of a gap was, and what that rests on."""

    day: date | None
    """``None`` where its own time is no single day."""
    precision: DatePrecision
    via: str


class Between:
    """The lengths of time between the events of one article."""

    def __init__(self, analysis: Analysis, trees: Trees, times: Sequence[Time], *, days: Days, headline: int) -> None:
        """``headline`` words at the head of the text are its headline's."""
        self._analysis, self._trees, self._times, self._days = analysis, trees, times, days
        lede = trees.tokens[headline].sentence if headline < len(trees.tokens) else 0
        self._news = {lede, *(token.sentence for token in trees.tokens[:headline])}

    def find_dates(self, acts: Sequence[Act]) -> list[EventDate]:
        """The dates of the events in their order; those that no length dates keep theirs."""
        dates = [act.date for act in acts]
        for gap in find_gaps(self._analysis, self._trees, self._times):
            measured, other = self._acts_at(acts, gap.measured), self._acts_at(acts, gap.other)
            if set(measured) & set(other):
                continue
            own = self._own(gap, [acts[i] for i in measured], gap.measured)
            own_other = self._own(gap, [acts[i] for i in other], gap.other)
            if own_other is None and not self._is_dated_below(gap):
                end, way, undated = self._end(gap, [acts[i] for i in measured], own), -gap.way, other
            else:
                end, way, undated = own_other, gap.way, [] if own else measured
            for i in undated:
                dates[i] = (end and self._moved(gap, end, way, acts[i].status)) or dates[i]
        return dates

    def _acts_at(self, acts: Sequence[Act], token: int) -> list[int]:
        words = set(words_of_event(self._trees, token))
        return [i for i, act in enumerate(acts) if act.tokens & words]

    def _own(self, gap: Gap, acts: Sequence[Act], end: int) -> _End | None:
        """When one end was by time words of its own; it may be no event that was coded."""
        if not acts:
            return self._own_of_word(gap, end)
        for act in acts:
            when = act.date
            if when.basis and self._is_own(gap, end, act.tokens, when.basis.start):
                is_day = when.start is not None and when.start == when.end
                day = date.fromisoformat(when.start) if is_day and when.start else None
                return _End(day, when.precision, "stated")
        return None

    def _own_of_word(self, gap: Gap, end: int) -> _End | None:
        time = choose_time(self._analysis, [time for time in self._times if time.id != gap.time.id], end)
        if time is None or not self._is_own(gap, end, frozenset({end}), time.span.start):
            return None
        wording = wording_of(self._analysis.text, time.span)
        interval = interval_of(time, wording, self._days.at(time.span.start))
        if interval is None:
            return None
        return _End(interval.start if interval.start == interval.end else None, interval.precision, "stated")

    def _is_own(self, gap: Gap, end: int, words: frozenset[int], character: int) -> bool:
        """Whether time words stand on the side of one end of a gap, or in another sentence that tells of it."""
        trees, token = self._trees, self._token_at(character)
        sentence = trees.tokens[token].sentence
        if sentence != trees.tokens[gap.mark].sentence:
            return any(trees.tokens[i].sentence == sentence for i in words)
        if end == gap.other or self._is_behind_mark(gap, token):
            return end == gap.other and self._is_behind_mark(gap, token)
        between = range(gap.mark, token)
        return token < gap.mark or any(i == gap.measured or trees.forms[i] == "," for i in between)

    def _is_dated_below(self, gap: Gap) -> bool:
        """Whether a date hangs on what the mark leads to, though it was not chosen: "after the April 20 fire"."""
        sentence = self._analysis.sentences[self._trees.tokens[gap.mark].sentence]
        return any(
            time.type in ("DATE", "TIME") and self._is_behind_mark(gap, self._token_at(time.span.start))
            for time in self._times
            if gap.span.end <= time.span.start < sentence.span.end
        )

    def _is_behind_mark(self, gap: Gap, token: int) -> bool:
        """Whether a word hangs on what the mark leads to, or stands right behind it, before the length's own verb."""
        tops = {gap.other, self._trees.tokens[gap.mark].head}
        if gap.mark < token < gap.measured and "," not in self._trees.forms[gap.mark : token]:
            return True
        return any(top is not None and is_below(self._trees, token, top) for top in tops)

    def _token_at(self, character: int) -> int:
        return bisect_right(self._trees.tokens, character, key=lambda token: token.span.start) - 1

    def _end(self, gap: Gap, measured: Sequence[Act], own: _End | None) -> _End | None:
        """When the event was that the length belongs to."""
        published = self._days.at(gap.span.start)
        if published is None:
            return own
        if gap.is_up_to_now or self._is_now(gap):
            is_recent = own and own.day and 0 <= (published - own.day).days <= _NEWS_DAYS
            return own if is_recent else _End(published, "approx", "told now")
        is_over = any(act.status == "happened" for act in measured)
        return _End(published, "approx", "the news") if own is None and is_over and self._is_news(gap) else own

    def _is_now(self, gap: Gap) -> bool:
        """Whether it is told in the present: "comes two weeks after", "are empty a year after the mine was shut"."""
        tokens, trees = self._trees.tokens, self._trees
        below = trees.children.get(gap.measured, ())
        verb = next((i for i in below if tokens[i].deprel == "cop"), gap.measured)
        is_open = any(tokens[i].deprel in ("aux", "xcomp") for i in below) or trees.is_negated(gap.measured)
        if is_open or not _is_finite(tokens[verb], "Pres"):
            return False
        return tokens[gap.measured].lemma.lower() in _NEW or self._is_past(gap.other)

    def _is_past(self, verb: int) -> bool:
        tokens = self._trees.tokens
        parts = (verb, *(i for i in self._trees.children.get(verb, ()) if tokens[i].deprel in ("aux", "aux:pass")))
        return any(_is_finite(tokens[i], "Past") for i in parts)

    def _is_news(self, gap: Gap) -> bool:
        """Whether the length's verb heads the headline or the first sentence of the body, or what that says.

        "Two days after the raid, police searched" may begin a story of long ago; "police have searched" does not.
        """
        at, tokens = gap.measured, self._trees.tokens
        is_perfect = any(self._trees.forms[i] in _HAVE for i in self._trees.children.get(at, ()))
        if tokens[at].sentence not in self._news or not (is_perfect or at < gap.mark):
            return False
        while (head := tokens[at].head) is not None and tokens[at].deprel in _TOLD:
            at = head
        return head is None

    def _moved(self, gap: Gap, end: _End, way: int, status: Status) -> EventDate | None:
        if end.day is None:
            return None
        wording = wording_of(self._analysis.text, gap.time.span)
        interval = days_away(end.day, gap.length, way, {*wording.own, *_hedge(wording)})
        if interval is None or not _fits(interval, status, self._days.at(gap.span.start)):
            return None
        precision = interval.precision if end.precision == "exact" or interval.precision != "exact" else "approx"
        first, last = (day.isoformat() if day else None for day in (interval.start, interval.end))
        return EventDate(
            interval.value, first, last, precision, gap.span,
            end.day.isoformat(), f"{interval.via}, {end.via}",
        )  # fmt: skip


def _hedge(wording: Wording) -> tuple[str, ...]:
    """The words before a length that say how exact it is: over, more than."""
    return wording.before[-2:] if wording.before[-1:] == ("than",) else wording.before[-1:]


def _is_finite(token: Token, tense: str) -> bool:
    return f"Tense={tense}" in token.feats and "VerbForm=Fin" in token.feats


def _fits(interval: Interval, status: Status, published: date | None) -> bool:
    """Whether what is over began by the day of publication."""
    is_late = published is not None and interval.start is not None and interval.start > published
    return not (is_late and status in OVER)
