"""Which event of one text of an article is that of another text: the same words tell it in the same sentence.

The id of a record hangs on where its trigger stands, so a line added above gives another one. Without this every event
of a page that was written anew would be withdrawn and new, and lose its name.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.correction.matching import SIMILAR_SENTENCE, compare_sentences
from dateline.event_types import Record
from dateline.story_types import Report

from .aliases import inherit_aliases
from .reports import select_in
from .versions import load_records

_Pair = tuple[bool, float, bool, int, int]


def find_successors(earlier: Sequence[Record], later: Sequence[Record]) -> dict[str, str]:
    """Of records of one text the ids that the same events have in another text of their article.

    Each has one successor at most: that with the same id, else that of the likest sentence, else that of its type.
    """
    of_article: dict[str, list[int]] = {}
    for number, record in enumerate(later):
        of_article.setdefault(record.article_id, []).append(number)
    pairs = [
        pair
        for place, old in enumerate(earlier)
        for number in of_article.get(old.article_id, ())
        if (pair := _pair(old, later[number], place, number))
    ]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for *_, place, number in sorted(pairs, key=lambda pair: (not pair[0], -pair[1], not pair[2], pair[3:])):
        old_id, new_id = earlier[place].id, later[number].id
        if old_id not in found and new_id not in taken:
            found[old_id] = new_id
            taken.add(new_id)
    return found


def _pair(old: Record, new: Record, place: int, number: int) -> _Pair | None:
    if old.text_sha256 == new.text_sha256:
        (start, end), (begin, stop) = old.trigger.span, new.trigger.span
        alike = 1.0 if max(start, begin) < min(end, stop) else 0.0
    elif old.trigger.text.casefold() != new.trigger.text.casefold():
        alike = 0.0
    else:
        alike = compare_sentences(old.sentence.text, new.sentence.text)
    if alike < SIMILAR_SENTENCE:
        return None
    return old.id == new.id, alike, old.type == new.type, place, number


def rename_reports(reports: Iterable[Report], successors: Mapping[str, str]) -> list[Report]:
    """The reports with the ids that their records have later."""
    return [
        replace(one, record=replace(one.record, id=successors.get(one.record.id, one.record.id))) for one in reports
    ]


def hand_on_aliases(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Give the events of articles that have a new text the names that they had in the text before."""
    select = "SELECT DISTINCT article FROM version WHERE is_current = 0 AND article"
    for (article,) in select_in(connection, select, articles):
        named = connection.execute(
            "SELECT v.number FROM version v JOIN record r ON r.version = v.number"
            " JOIN alias ON alias.kind = 'E' AND alias.anchor = r.id WHERE v.article = ? AND v.is_current = 0"
            " ORDER BY v.stated DESC, v.number DESC LIMIT 1",
            (article,),
        ).fetchone()
        current = connection.execute(
            "SELECT number FROM version WHERE article = ? AND is_current = 1", (article,)
        ).fetchone()  # fmt: skip
        if named and current:
            successors = find_successors(load_records(connection, named), load_records(connection, current))
            inherit_aliases(connection, successors)
