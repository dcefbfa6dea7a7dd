"""Score a build of the language model in detail: the scorer's table, then each genre of GUM and each label.

    python benchmarks/language_build.py                                    # what ships
    python training/export_language.py --data DIR --float --out training/build/float
    python benchmarks/language_build.py training/build/float               # a build in a folder

Writes ``results/language_<build>.json``, the scorer's own, and ``results/language_<build>_detail.json``.
"""

import argparse
import gzip
import json
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType
from unittest import mock

from dateline.ml import language_model
from floors import LANGUAGE_ADAPTERS

HERE = Path(__file__).parent
SHIPPED = Path(language_model.__file__).parents[1] / "resources" / language_model.FOLDER


def main() -> None:
    """Load the build, run the scorer in this process, then count what it does not tell apart."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "language")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    args = parser.parse_args()
    sys.path[:0] = [str(args.bench), str(HERE)]
    load(args.folder)
    import score_language  # type: ignore[import-not-found]  # the scorer's folder is an argument

    name = "shipped" if args.folder == SHIPPED else args.folder.name
    out = HERE / "results" / f"language_{name}.json"
    sys.argv = ["score_language", str(args.data), "--json", str(out), *LANGUAGE_ADAPTERS]
    score_language.main()
    detail = {"genres": genres(args.data, score_language), "labels": labels(args.data, score_language)}
    detail |= {"mentions": mentions(args.data, score_language)}
    written = json.dumps(detail, indent=1) + "\n"
    (HERE / "results" / f"language_{name}_detail.json").write_text(written, encoding="utf-8")
    print(written)


def load(folder: Path) -> None:
    """Have the model read from this folder, and not from the package."""

    def path(name: str) -> Path:
        return folder / Path(name).name

    with mock.patch.multiple(
        language_model,
        read_bytes=lambda name: path(name).read_bytes(),
        read_text=lambda name: path(name).read_text(encoding="utf-8"),
    ):
        language_model.load_model()


def genres(data: Path, scorer: ModuleType) -> dict[str, dict[str, float]]:
    """Figures on gold words for each genre of GUM dev."""
    import adapters

    path = data / "ud" / "gum.dev.conllu.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        known = sorted({line.split("_")[1] for line in lines if line.startswith("# newdoc")})
    found = {}
    for genre in known:
        row = scorer.gold_words(scorer.read_conllu(path, genre), adapters.parse_words)
        heads = row.get("mention_heads", {}).get("f", 0.0)
        kept = {key: round(row[key], 2) for key in ("words", "upos", "uas", "las", "lemma")}
        found[genre] = kept | {"mention_heads": round(heads, 2)}
    return found


def labels(data: Path, scorer: ModuleType) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each label of names on newswire dev."""
    import adapters

    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for unit in scorer.read_ner(data / "ner" / "newswire.dev.tsv.gz"):
        expected = scorer.bio([tag for _, tag in unit])
        given = scorer.bio(adapters.names([word for word, _ in unit]))
        right.update(label for *_, label in expected & given)
        found.update(label for *_, label in given)
        gold.update(label for *_, label in expected)
    return rates(right, found, gold)


def mentions(data: Path, scorer: ModuleType) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 of each type of mention head on GUM dev, gold words."""
    import adapters

    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for document in scorer.read_conllu(data / "ud" / "gum.dev.conllu.gz"):
        parsed = adapters.parse_words([[word["form"] for word in sentence] for sentence in document["sents"]])
        for sentence, words in zip(document["sents"], parsed, strict=True):
            for expected, given in zip(sentence, words, strict=True):
                mine, its = given["mention"], expected["mention"]
                right.update([its] if its and mine == its else [])
                found.update([mine] if mine else [])
                gold.update([its] if its else [])
    return rates(right, found, gold)


def rates(right: Counter[str], found: Counter[str], gold: Counter[str]) -> dict[str, dict[str, float]]:
    """In percent, the most frequent label first."""
    return {
        label: {
            "gold": count,
            "p": round(100 * right[label] / max(1, found[label]), 1),
            "r": round(100 * right[label] / count, 1),
            "f": round(200 * right[label] / (found[label] + count), 1),
        }
        for label, count in gold.most_common()
    }


if __name__ == "__main__":
    main()
