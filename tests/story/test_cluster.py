import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.story.cluster import Story, cluster_stories, replay_from
from dateline.story.features import Features, describe
from dateline.story.terms import make_terms
from dateline.types import Name, Span

MONDAY = date(2031, 3, 3)
SAME_SORT = {
    "a1": "Fire destroys granary in Tollbrae. A fire destroyed the granary of Tollbrae on Monday, killing Ewan Marr, "
    "a watchman of 61. Firefighters needed nine hours. Inspector Ruta Vane said a lamp had been left burning.",
    "a2": "Watchman dies as Tollbrae granary burns. Ewan Marr, 61, died when fire broke out in the granary of "
    "Tollbrae. A lamp had been left burning, said Inspector Ruta Vane; firefighters fought the flames for nine hours.",
    "a3": "Tollbrae mourns granary watchman. Flowers lay at the burnt granary of Tollbrae for Ewan Marr, the watchman "
    "killed by the fire. Ruta Vane, the inspector, blames a lamp.",
    "b1": "Fire guts mill in Oskenholm. A fire destroyed the mill of Oskenholm on Thursday and killed two millers, Pia "
    "Lund and Jorn Hask. Firefighters needed 14 hours. Fire chief Tove Brandt suspects a cable.",
    "b2": "Two millers killed in Oskenholm blaze. Pia Lund and Jorn Hask were killed when fire broke out in the mill "
    "at Oskenholm. Firefighters fought it for 14 hours; a cable is suspected, said fire chief Tove Brandt.",
    "b3": "Oskenholm buries its millers. Pia Lund and Jorn Hask, killed in the fire at the mill, were buried in "
    "Oskenholm. Chief Tove Brandt said the cable was being examined.",
    "c1": "Parliament of Veldmark votes to double the tax on salt. The bill passed by 88 votes to 71 after a night of "
    "debate. Finance minister Halder Quist called it the price of new harbours.",
}
NAMES = ("Tollbrae", "Ewan Marr", "Ruta Vane", "Oskenholm", "Pia Lund", "Jorn Hask", "Tove Brandt", "Halder Quist")


def read(article_id: str, text: str, published: date | None = None) -> Features:
    names = [
        Name(Span(at, at + len(name)), "PER" if " " in name else "LOC", 0, 0)
        for name in NAMES
        if (at := text.find(name)) >= 0
    ]
    return describe(article_id, text, names=names, times=(), published=published)


def ids(stories: list[Story]) -> list[list[str]]:
    return [[member.id for member in story.members] for story in stories]


def make_stream(seed: int, count: int = 60, days: int = 40) -> list[Features]:
    """Articles on happenings of four sorts: words of the sort, words of the happening, words of its own."""
    rng = random.Random(seed)
    articles = []
    for number in range(count):
        sort, happening = divmod(number % 12, 3)
        words = {f"sort{sort}x{i}" for i in range(10) if rng.random() < 0.7}
        words |= {f"happening{sort}y{happening}z{i}" for i in range(14) if rng.random() < 0.7}
        words |= {f"own{number}x{i}" for i in range(8)}
        weight = len(words) ** -0.5
        day = MONDAY + timedelta(days=rng.randrange(days))
        articles.append(Features(f"n{number:03d}", day, make_terms(dict.fromkeys(words, weight))))
    return articles


def weights_of(features: Features) -> list[tuple[str, float]]:
    return list(zip(features.terms.names(), features.terms.weights.tolist(), strict=True))


def test_two_happenings_of_one_sort_are_two_stories() -> None:
    stories = cluster_stories(read(article_id, text) for article_id, text in SAME_SORT.items())
    assert ids(stories) == [["a1", "a2", "a3"], ["b1", "b2", "b3"], ["c1"]]


def test_stories_that_come_day_by_day_are_told_apart_as_well() -> None:
    days = dict(zip(SAME_SORT, (0, 1, 8, 9, 10, 15, 15), strict=True))
    stories = cluster_stories(
        read(article_id, text, MONDAY + timedelta(days=days[article_id])) for article_id, text in SAME_SORT.items()
    )
    assert sorted(ids(stories)) == [["a1", "a2", "a3"], ["b1", "b2", "b3"], ["c1"]]


def test_a_join_names_what_the_articles_share() -> None:
    stories = cluster_stories(read(article_id, text) for article_id, text in SAME_SORT.items())
    reasons = {join.article_id: join.shared for story in stories for join in story.joins}
    assert set(reasons["a2"]) & {"tollbrae", "marr", "granary", "vane"}
    assert "fire" not in reasons["a2"]
    assert "c1" not in reasons


def test_the_same_happening_a_month_later_is_another_story() -> None:
    early = read("a1", SAME_SORT["a1"], MONDAY)
    assert len(cluster_stories([early, read("a2", SAME_SORT["a2"], MONDAY + timedelta(days=9))])) == 1
    assert len(cluster_stories([early, read("a2", SAME_SORT["a2"], MONDAY + timedelta(days=30))])) == 2


def test_articles_without_a_day_join_each_other_alone() -> None:
    undated = [read("a1", SAME_SORT["a1"]), read("a3", SAME_SORT["a3"])]
    stories = cluster_stories([*undated, read("a2", SAME_SORT["a2"], MONDAY)])
    assert ids(stories) == [["a2"], ["a1", "a3"]]


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 60))
def test_articles_with_a_day_and_those_without_do_not_touch_each_other(seed: int, undated: int) -> None:
    articles = make_stream(seed)
    articles = [replace(one, published=None) for one in articles[:undated]] + articles[undated:]
    dated, others = cluster_stories(articles[undated:]), cluster_stories(articles[:undated])
    assert ids(cluster_stories(articles)) == ids(dated + others)
    assert ids(cluster_stories(articles[:undated], [story.members for story in dated])) == ids(dated + others)


def test_no_articles_are_no_stories() -> None:
    assert cluster_stories([]) == []
    assert ids(cluster_stories([], [[read("a1", SAME_SORT["a1"], MONDAY)]])) == [["a1"]]


def test_an_article_without_words_is_a_story_alone() -> None:
    stories = cluster_stories([describe(name, "", names=(), times=(), published=None) for name in ("a", "b")])
    assert ids(stories) == [["a"], ["b"]]


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_stories_do_not_hang_on_the_order_of_the_articles(seed: int, rng: random.Random) -> None:
    articles = make_stream(seed)
    expected = cluster_stories(articles)
    rng.shuffle(articles)
    assert cluster_stories(articles) == expected


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_articles_placed_again_from_any_day_give_the_same_stories(seed: int, rng: random.Random) -> None:
    articles = make_stream(seed)
    whole = cluster_stories(articles)
    for late in (MONDAY + timedelta(days=days) for days in range(0, 45, 4)):
        cut = replay_from(late)
        standing = [[one for one in story.members if one.published and one.published < cut] for story in whole]
        new = [one for one in articles if one.published and one.published >= cut]
        kept = [rng.sample(members, len(members)) for members in standing if members]
        again = cluster_stories(new, rng.sample(kept, len(kept)))
        assert sorted(ids(again)) == sorted(ids(whole))


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6))
def test_other_articles_on_other_things_change_no_story(seed: int) -> None:
    articles = make_stream(seed, 40)
    foreign = [
        Features(f"z{i}", one.published, make_terms({f"foreign {term}": weight for term, weight in weights_of(one)}))
        for i, one in enumerate(make_stream(seed + 1, 40))
    ]
    together = [members for members in ids(cluster_stories([*articles, *foreign])) if members[0][0] == "n"]
    assert sorted(together) == sorted(ids(cluster_stories(articles)))


@pytest.mark.parametrize("seed", range(10))
def test_happenings_of_a_made_week_are_found_again(seed: int) -> None:
    stories = cluster_stories(make_stream(seed, days=7))
    found = [
        {term.split("z")[0] for one in story.members for term in one.terms.names() if term.startswith("happening")}
        for story in stories
    ]
    assert all(len(happenings) == 1 for happenings in found)
    assert len(stories) == len({min(happenings) for happenings in found})


@pytest.mark.parametrize("published", [None, MONDAY, MONDAY + timedelta(days=3)])
def test_a_standing_story_is_older_than_the_week_of_the_first_new_article(published: date | None) -> None:
    new = read("a2", SAME_SORT["a2"], MONDAY + timedelta(days=2))
    with pytest.raises(ValueError, match=r"a1|whole batches"):
        cluster_stories([new], [[read("a1", SAME_SORT["a1"], published)]])


def test_articles_are_placed_again_from_monday_on() -> None:
    assert {replay_from(MONDAY + timedelta(days=days)) for days in range(7)} == {MONDAY}
