"""Hold the shipped reader against the floors: ``python benchmarks/floors.py [--data DIR] [--bench DIR]``.

Prints each figure beside its floor; ends with 1 where one is below. Where the data is missing, says so and ends with 0.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def main() -> int:
    """Score, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data" / "pages")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    args = parser.parse_args()
    scorer = args.bench / "score_pages.py"
    if not scorer.exists() or not args.data.exists():
        print("floors: not checked, the page corpus or its scorer is missing")
        return 0
    tables = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    below = 0
    for kind, floors in tables.items():
        if floors["digest"] != digest(args.data, floors["sets"]):
            print(f"floors: {kind}: the gold is not the one the floors were measured on")
            return 1
        summary = score(scorer, args.data, floors["sets"], flatten=kind == "text")
        below += compare(kind, summary, floors)
    return 1 if below else 0


def digest(data: Path, sets: list[str]) -> str:
    """SHA-256 of the gold files of the sets, one after the other."""
    return hashlib.sha256(b"".join((data / f"{name}.jsonl").read_bytes() for name in sets)).hexdigest()


def score(scorer: Path, data: Path, sets: list[str], *, flatten: bool) -> dict[str, dict[str, dict[str, float]]]:
    """The scorer's summary of the sets, as markup or as scraped text."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "summary.json"
        command = [sys.executable, str(scorer), "--data", str(data), "--extractor", "adapters:page", "--no-reference"]
        command += ["--sets", ",".join(sets), "--json", str(out), *(["--flatten"] if flatten else [])]
        subprocess.run(command, check=True, cwd=HERE, stdout=subprocess.DEVNULL)
        summary: dict[str, dict[str, dict[str, float]]] = json.loads(out.read_text(encoding="utf-8"))
    return summary


def compare(kind: str, summary: dict[str, dict[str, dict[str, float]]], floors: dict[str, object]) -> int:
    """Print each figure beside its floor; how many are below."""
    below = 0
    for name, floor in floors.items():
        if not isinstance(floor, float):
            continue
        source, group, key = name.split("_")
        figure = summary[source][group][key]
        below += figure < floor
        print(f"{kind:6s}{name:26s} {figure:.3f}  floor {floor:.3f}  {'BELOW' if figure < floor else 'ok'}")
    return below


if __name__ == "__main__":
    sys.exit(main())
