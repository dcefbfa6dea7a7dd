"""Write the event heads as the package reads them, and the language network that they were learned with.

    python training/export_events.py [--build events] [--out DIR] [--float]

``events/heads.npz`` holds the matrices of the heads in 32-bit floats, ``events/labels.json`` their labels;
``language/`` the files of `export_language.py`, vocabulary and lemmas those that ship. All goes to
``training/build/events-export``.
"""

import argparse
import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from dateline.ml.language_model import FOLDER
from event_network import load_language
from export_language import RESOURCES, export_labels, export_words, optimise, quantise
from prepare_events import BUILD

UNCHANGED = ("vocabulary.txt", "lemmas.tsv")
LEFT_OUT = "factuality."
"""The head that was only learned along: what ships of factuality is fitted by `fit_factuality.py`."""


def write_heads(heads: Mapping[str, Tensor], labels: str, folder: Path) -> None:
    """Matrices by name, and the labels with a name of the weights."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in heads.items() if not name.startswith(LEFT_OUT)}
    arrays = {name: value.float().numpy().astype(np.float32) for name, value in kept.items()}
    np.savez(folder / "heads.npz", **arrays)
    digest = hashlib.sha256((folder / "heads.npz").read_bytes()).hexdigest()[:12]
    written = {"model": f"dateline-events-en {digest}"} | json.loads(labels)
    (folder / "labels.json").write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def write_language(state: Mapping[str, Tensor], folder: Path, *, as_float: bool) -> None:
    """The language network, its labels as they were."""
    folder.mkdir(parents=True, exist_ok=True)
    given = json.loads((BUILD / "language/labels.json").read_text(encoding="utf-8"))
    network = load_language(state)
    for name, model in (("words", export_words(network)), ("labels", export_labels(network))):
        (folder / f"{name}.onnx").write_bytes(optimise(model if as_float else quantise(model)))
    digest = hashlib.sha256((folder / "words.onnx").read_bytes()).hexdigest()[:12]
    written = json.dumps({"model": f"dateline-en {digest}"} | given, ensure_ascii=False, indent=1) + "\n"
    (folder / "labels.json").write_text(written, encoding="utf-8")
    for name in UNCHANGED:
        shutil.copy(RESOURCES / FOLDER / name, folder / name)


def main() -> None:
    """Export one build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="events")
    parser.add_argument("--out", type=Path, default=BUILD / "events-export")
    parser.add_argument("--float", action="store_true", dest="as_float")
    args = parser.parse_args()
    state = torch.load(BUILD / args.build / "state.pt", map_location="cpu")
    labels = (BUILD / args.build / "labels.json").read_text(encoding="utf-8")
    write_heads(state["heads"], labels, args.out / "events")
    write_language(state["network"], args.out / "language", as_float=args.as_float)


if __name__ == "__main__":
    main()
