"""The story clusterer with thresholds chosen without the topics that are scored.

    python benchmarks/stories_in_folds.py [--data DIR] [--bench DIR]

Every fifth topic of ECB+ is a fold; the thresholds with the best BCubed F1 on the other topics are used for it. Prints
each setting's figures, then those of the folds together; then the shipped setting on articles spread over days.
"""

import argparse
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from unittest import mock

import adapters
from dateline.story import cluster
from dateline.story.cluster import cluster_stories
from dateline.story.features import Features

HERE = Path(__file__).parent
FOLDS = 5
GRID = {
    "KIN": (0.45, 0.475, 0.5, 0.525, 0.55),
    "KIN_PRIOR": (0.12, 0.15, 0.18),
    "KIN_IN_ALL": (0.5, 0.55, 0.6, 0.65),
    "KIN_IN_ALL_PRIOR": (0.28, 0.32, 0.36),
}
# (articles kept, days that the first articles of the stories are spread over, days between the articles of one story)
SPREADS = ((1.0, 7, 2.0), (1.0, 60, 2.0), (0.3, 1, 0.0), (0.15, 1, 0.0), (0.3, 60, 2.0))
SEED = 5

Setting = tuple[float, ...]


def cluster_with(features: Sequence[Features], setting: Setting) -> dict[str, int]:
    """The number of each article's story under some thresholds."""
    with mock.patch.multiple(cluster, **dict(zip(GRID, setting, strict=True))):
        return number(features)


def number(features: Sequence[Features]) -> dict[str, int]:
    """The number of each article's story."""
    found = cluster_stories(features)
    return {member.id: i for i, story in enumerate(found) for member in story.members}


def spread(features: Sequence[Features], story_of: Mapping[str, str], plan: tuple[float, int, float]) -> list[Features]:
    """Some of the articles with days of publication: a story begins on some day and goes on from there."""
    share, days, pace = plan
    rng = random.Random(SEED)
    begins = {story: rng.randrange(days) for story in sorted(set(story_of.values()))}
    kept = sorted(rng.sample(range(len(features)), round(share * len(features))))
    behind = [int(rng.expovariate(1 / pace)) if pace else 0 for _ in kept]
    first = date(2031, 3, 1)
    return [
        replace(features[i], published=first + timedelta(days=begins[story_of[features[i].id]] + days_on))
        for i, days_on in zip(kept, behind, strict=True)
    ]


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))
    import score_stories

    docs, rows = score_stories.load(str(args.data / "stories"), "stories")
    gold, topic = {row[0]: row[1] for row in rows}, {row[0]: row[2] for row in rows}
    features = [adapters.describe_story(doc["id"], doc["text"]) for doc in docs]

    def score(found: Mapping[str, int], topics: set[str] | None = None) -> dict[str, float]:
        kept = {i: story for i, story in gold.items() if i in found and (topics is None or topic[i] in topics)}
        return score_stories.stories(kept, found, {i: topic[i] for i in kept})

    def show(label: str, figures: Mapping[str, float]) -> None:
        line = " ".join(f"{figures[name]:.4f}" for name in ("bcubed_p", "bcubed_r", "bcubed_f1", "pair_f1"))
        print(f"{label:44s}{line}  {figures['wrong_pairs_same_topic']:5d} {figures['clusters']:4d}", flush=True)

    print(f"{' '.join(GRID):44s}BCubed P, R, F1, pair F1, wrong sister pairs, clusters")
    runs = {setting: cluster_with(features, setting) for setting in product(*GRID.values())}
    for setting, found in runs.items():
        show(" ".join(map(str, setting)), score(found))
    topics = sorted(set(topic.values()))
    together: dict[str, int] = {}
    for fold in range(FOLDS):
        held = set(topics[fold::FOLDS])
        best = max(runs, key=lambda setting: score(runs[setting], set(topics) - held)["bcubed_f1"])
        show(f"fold {fold}, {' '.join(map(str, best))}", score(runs[best], held))
        # The stories of two topics never meet in practice; numbers of two runs must not.
        together |= {i: 10_000 * fold + found for i, found in runs[best].items() if topic[i] in held}
    show("all folds together", score(together))
    show("shipped", score(number(features)))
    for plan in SPREADS:
        placed = spread(features, gold, plan)
        show(f"shipped, {plan[0]:.0%} of the articles over {plan[1]} days", score(number(placed)))


if __name__ == "__main__":
    main()
