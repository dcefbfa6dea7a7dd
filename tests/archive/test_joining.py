"""What came in is joined to the same stories and happenings, in whatever order and batches it came."""

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joined_facts import Facts, facts_of
from made_archive import archive_of, keep
from made_stories import FLOOD, PAGES, STRIKE, article, body_of

from dateline.archive import Archive
from dateline.event_types import Coded


def join_in(folder: str, batches: Iterable[Sequence[Coded]]) -> Facts:
    path = Path(folder, "a.db")
    for batch in batches:
        keep(path, batch)
    return facts_of(path)


def cut(pages: Sequence[Coded], places: Iterable[int]) -> list[Sequence[Coded]]:
    """The pages in batches that end at the places."""
    bounds = sorted({0, len(pages), *(place % (len(pages) + 1) for place in places)})
    return [pages[start:end] for start, end in pairwise(bounds)]


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from(range(len(PAGES))), min_size=2, unique=True),
    st.lists(st.integers(0, len(PAGES)), max_size=len(PAGES)),
)
def test_order_and_batches_change_nothing(order: list[int], cuts: list[int]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        whole = join_in(one, [[PAGES[number] for number in sorted(order)]])
        parts = join_in(other, cut([PAGES[number] for number in order], cuts))
    for name, rows in whole.items():
        assert parts[name] == rows, name


def test_all_pages_one_by_one_forwards_or_backwards_are_as_all_at_once() -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other, TemporaryDirectory() as third:
        whole = join_in(one, [PAGES])
        assert join_in(other, [[page] for page in PAGES]) == whole
        assert join_in(third, [[page] for page in reversed(PAGES)]) == whole


def names_of(archive: Archive) -> dict[str, str]:
    """Of each event and story its alias, by id."""
    stories = archive.stories()
    told = [archive.timeline(story.alias) for story in stories]
    return {one.event_id: one.alias for one_told in told for one in one_told.entries} | {
        story.id: story.alias for story in stories
    }


def test_aliases_stay_with_what_they_were_given_for_and_those_of_joined_ones_lead_to_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    earlier: dict[str, str] = {}
    for page in reversed(PAGES):
        with archive_of(path, [page]) as archive:
            now = names_of(archive)
            assert len(set(now.values())) == len(now)
            for one, alias in now.items():
                assert one not in earlier or alias in (earlier[one], min(alias, earlier[one], key=number_of))
            for alias in now.values():
                if alias.startswith("E"):
                    assert archive.why(alias).alias == alias
            earlier = now


def number_of(alias: str) -> int:
    return int(alias[1:])


def test_a_story_that_takes_in_another_bears_the_lower_name_and_answers_to_both(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    late = article("late-1", "flood", body_of("flood", 0, 1, 2), "2026-11-30")
    early = article("early-1", "flood", body_of("flood", 2, 3, 4, 0), "2026-11-02")
    between = article("mid-1", "flood", body_of("flood", 0, 1, 2, 3, 4), "2026-11-18")
    with archive_of(path, [late]) as archive:
        assert archive.timeline("S1").articles == 1
    with archive_of(path, [early]) as archive:
        assert [story.alias for story in archive.stories()] == ["S1", "S2"]
        assert [archive.why(alias).alias for alias in ("E1", "E2")] == ["E1", "E2"]
    with archive_of(path, [between]) as archive:
        assert [story.alias for story in archive.stories()] == ["S1"]
        assert archive.timeline("S2") == archive.timeline("S1")
        assert archive.timeline("S1").articles == 3
        assert archive.why("E2").happening == archive.why("E1").happening
        assert [(kind, names) for _, kind, names in archive.why("E2").history] == [("joined", "E2")]
    with closing(sqlite3.connect(path)) as connection:
        history = connection.execute("SELECT kind, alias, text FROM history ORDER BY number").fetchall()
    assert ("joined", "S1", "S2") in history


def test_an_article_that_turns_to_something_else_leaves_its_story_and_its_name_goes_with_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    pages = [PAGES[0], article("turn-9", "strike", body_of("strike", 1, 2, 3, 4, 0), "2026-11-07")]
    turned = article("turn-9", "trial", body_of("trial", 0, 1, 2), "2026-11-07", modified="2026-11-09")
    with archive_of(path, pages) as archive:
        assert [len(story.article_ids) for story in archive.stories()] == [2]
    with archive_of(path, [turned]) as archive:
        assert [len(story.article_ids) for story in archive.stories()] == [1, 1]
        assert len({archive.timeline(alias).title for alias in ("S1", "S2")}) == 2
        assert archive.check() == []


DATED, UNDATED = "v.day IS NOT NULL", "v.day IS NULL"


def spoil(path: Path, which: str) -> None:
    """Have whoever reads what some articles are told apart by fail."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        chosen = f"SELECT number FROM version v WHERE {which}"
        done = connection.execute(f"UPDATE likeness SET features = x'c1' WHERE version IN ({chosen})")
        assert done.rowcount == 2


@pytest.mark.parametrize(("spoiled", "day"), [(UNDATED, "2026-11-08"), (DATED, None)])
def test_articles_with_a_day_are_placed_without_those_that_have_none_and_the_other_way_round(
    tmp_path: Path, spoiled: str, day: str | None
) -> None:
    path = tmp_path / "a.db"
    keep(path, [article(f"dated-{i}", "flood", body_of("flood", i, i + 1), "2026-11-06") for i in range(2)])
    keep(path, [article(f"undated-{i}", "flood", body_of("flood", i, i + 1), None) for i in range(2, 4)])
    spoil(path, spoiled)
    with archive_of(path, [article("one-more", "flood", body_of("flood", 4, 0), day)]) as archive:
        assert sorted(len(story.article_ids) for story in archive.stories()) == [2, 3]


def test_a_story_of_articles_without_a_day_stays_what_it_is_when_others_begin(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    keep(path, [article("one", "strike", STRIKE, None), article("two", "flood", FLOOD, None)])
    before = ranks_of(path)
    keep(path, [article(f"other-{i}", "trial", body_of("trial", i), None) for i in range(4)])
    assert before.items() <= ranks_of(path).items()


def ranks_of(path: Path) -> dict[str, tuple[int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        select = "SELECT url, story_rank, member_rank FROM placement p JOIN article a ON a.number = p.article"
        return {url: (rank, member) for url, rank, member in connection.execute(select)}


def test_what_loses_or_gains_its_day_is_placed_as_if_it_had_been_so(tmp_path: Path) -> None:
    facts: list[Facts] = []
    days = ("2026-11-06", "2026-11-06", None, None)
    texts = [body_of("strike", i, i + 1) for i in range(4)]
    pages = [article(f"page-{i}", "strike", text, day) for i, (text, day) in enumerate(zip(texts, days, strict=True))]
    turned = [
        article("page-0", "strike", texts[0] + " More soon.", None, modified="2026-11-10"),
        article("page-2", "strike", texts[2] + " More soon.", "2026-11-09", modified="2026-11-10"),
    ]
    for batches in ([pages, turned], [[*pages, *turned]], [[*turned, *pages]]):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        facts.append(join_in(str(folder), batches))
    assert facts[0] == facts[1] == facts[2]
    assert sorted(story[2] for story in facts[0]["stories"]) == [2, 2]  # type: ignore[attr-defined]
