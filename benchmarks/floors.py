"""Hold what ships against the floors: ``python benchmarks/floors.py [--data DIR] [--bench DIR]``.

Prints each figure beside its floor; ends with 1 where one is below. Where the data is missing, says so and ends with 0.
"""

import argparse
import ast
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

HERE = Path(__file__).parent
LANGUAGE_ADAPTERS = ("--parse-words", "adapters:parse_words", "--parse", "adapters:parse", "--names", "adapters:names")


def main() -> int:
    """Score, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    parser.add_argument("--bench", type=Path, default=HERE.parent.parent / "shared" / "bench")
    args = parser.parse_args()
    if not args.bench.exists() or not args.data.exists():
        print("floors: not checked, the corpora or their scorers are missing")
        return 0
    tables = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    below = 0
    for kind, floors in tables.items():
        gold = list_gold(kind, args.data, floors["sets"])
        if floors["digest"] != digest(gold):
            print(f"floors: {kind}: the gold is not the one the floors were measured on")
            return 1
        below += compare(kind, score(kind, args.bench, args.data, floors["sets"]), floors)
    return 1 if below else 0


def list_gold(kind: str, data: Path, sets: list[str]) -> list[Path]:
    """The gold files of the sets."""
    if kind in ("language", "events", "copies", "stories"):
        folder = data / "language" if kind == "language" else data
        return [folder / name for name in sets]
    return [data / "pages" / f"{name}.jsonl" for name in sets]


def digest(files: list[Path]) -> str:
    """SHA-256 of the files, one after the other."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def score(kind: str, bench: Path, data: Path, sets: list[str]) -> object:
    """The scorer's summary: of pages as markup or as scraped text, of the language layer, events, copies or stories."""
    if kind in ("copies", "stories"):
        return score_stories(bench, data, kind)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "summary.json"
        if kind == "events":
            gold = str(list_gold(kind, data, sets)[0])
            command = [str(bench / "score_articles.py"), gold, "adapters:article_events"]
        elif kind == "language":
            command = [str(bench / "score_language.py"), str(data / "language"), *LANGUAGE_ADAPTERS]
        else:
            command = [str(bench / "score_pages.py"), "--data", str(data / "pages"), "--extractor", "adapters:page"]
            command += ["--no-reference", "--sets", ",".join(sets), *(["--flatten"] if kind == "text" else [])]
        command = [sys.executable, *command, "--json", str(out)]
        subprocess.run(command, check=True, cwd=HERE, stdout=subprocess.DEVNULL)
        return json.loads(out.read_text(encoding="utf-8"))


def score_stories(bench: Path, data: Path, kind: str) -> dict[str, object]:
    """What the scorer of stories prints; of each class of near-duplicates the share said to be copies."""
    task = "neardup" if kind == "copies" else "stories"
    command = [str(bench / "score_stories.py"), "run", "--task", task, "--system", f"adapters:{kind}"]
    command = [sys.executable, *command, "--data", str(data / "stories")]
    # The scorer looks for the adapters on the path, not in the folder where it runs.
    places = os.pathsep.join([str(HERE), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": places}
    out = subprocess.run(command, check=True, cwd=HERE, env=environment, capture_output=True, text=True).stdout
    figures = {name: ast.literal_eval(value) for name, value in (line.split(maxsplit=1) for line in out.splitlines())}
    said = {name: count.split("/") for name, count in figures.get("said", {}).items()}
    return {**figures, "said": {name: int(found) / int(of) for name, (found, of) in said.items()}}


def compare(kind: str, summary: object, floors: Mapping[str, object]) -> int:
    """Print each figure beside its floor; how many are below."""
    below = 0
    for name, floor in floors.items():
        if not isinstance(floor, float):
            continue
        figure = summary
        for step in name.split("/"):
            figure = figure[int(step) if isinstance(figure, list) else step]  # type: ignore[index]  # a summary is JSON
        assert isinstance(figure, float)
        below += figure < floor
        print(f"{kind:9s}{name:32s} {figure:7.3f}  floor {floor:7.3f}  {'BELOW' if figure < floor else 'ok'}")
    return below


if __name__ == "__main__":
    sys.exit(main())
