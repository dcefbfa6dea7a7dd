"""Score a build of the language model that does not ship: the floating-point one, or the one of open sets alone.

    python training/export_language.py --data DIR --float --out training/build/float
    python benchmarks/language_build.py training/build/float

Writes ``results/language_<folder's name>.json``, as ``run.py language`` does for what ships.
"""

import argparse
import sys
from pathlib import Path
from unittest import mock

from dateline.ml import language_model

HERE = Path(__file__).parent


def main() -> None:
    """Put the folder in the place of the shipped one, and run the scorer in this process."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "language")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    args = parser.parse_args()
    sys.path[:0] = [str(args.bench), str(HERE)]
    import score_language  # type: ignore[import-not-found]

    def path(name: str) -> Path:
        return args.folder / Path(name).name

    with mock.patch.multiple(
        language_model,
        read_bytes=lambda name: path(name).read_bytes(),
        read_text=lambda name: path(name).read_text(encoding="utf-8"),
    ):
        language_model.load_model()
    out = HERE / "results" / f"language_{args.folder.name}.json"
    sys.argv = ["score_language", str(args.data), "--json", str(out)]
    sys.argv += ["--parse-words", "adapters:parse_words", "--parse", "adapters:parse", "--names", "adapters:names"]
    score_language.main()


if __name__ == "__main__":
    main()
