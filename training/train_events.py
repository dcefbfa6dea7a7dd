"""Train the event heads, the encoder with them, from the trained language network.

    python training/train_events.py --data DIR [--fold K | --open] [--passes N] [--threads 1]

DIR holds ``language/``; the texts are those that `prepare_events.py` wrote. The network and the state of training go to
``training/build/events`` every three minutes; the same call goes on from there. Without ``--fold`` what the language
network knows is learned along, so that little of it is lost. ``--fold K`` leaves out a fifth of the texts and measures
on the articles in it; it goes to ``training/build/events-K``. ``--open`` leaves out what states no open licence, and
begins from ``training/build/language-open``; it goes to ``training/build/events-open``. `export_events.py` makes the
shipped files.
"""

import argparse
import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

import torch
from torch import Tensor

from dateline.ml.event_heads import EventLabels
from dateline.ml.wordpiece import WordPiece
from event_losses import EventLosses, TextEncoder
from event_network import EventNetwork, find_labels
from language_network import LanguageNetwork
from language_windows import Example, ExampleMaker, Labels, make_batch
from prepare_events import BUILD, GOLD, EventText, cut_text, load_texts
from train_language import SEED, TASK_WEIGHT, Corpora, find_base, losses, make_epoch
from watch_events import watch

PASSES = 7
GROUP_WORDS = 350
"""Words of the sentences that make a batch; of an article about as many do, or all of it."""
WHOLE_SHARE = 0.3
"""Of the articles, read whole so that links are learned from one end to the other; smaller batches learn faster."""
# Texts of a corpus that a pass reads, and what its losses weigh; a corpus that is not named is read whole.
TEXTS = {"polnear": 30, "factuality": 300, "plv": 585, "cameo_roles": 200, "case": 172}
CORPUS_WEIGHT = {
    "gold": 1.0, "polnear": 0.7, "factuality": 0.5, "gsr": 0.7, "plv": 0.5, "case": 0.5, "cameo_roles": 0.5,
}  # fmt: skip
LANGUAGE_WORDS = 0.4
"""Words of the treebanks and of names for each word of the texts with events."""
LANGUAGE_WEIGHT = 0.5
LAST_LANGUAGE_WORDS, LAST_LANGUAGE_WEIGHT, LAST_SHARE = 2.0, 1.0, 0.4
"""The same of one more pass, which gives back to the language what it lost, and the rates of it; 0.3 points of LAS."""
ENCODER_RATE, LANGUAGE_RATE, HEAD_RATE = 3e-4, 2e-4, 3e-3
FROZEN_LAYERS = 3
"""Of the encoder, the lowest: a pass takes two thirds of the time."""
WARM_UP, LAST_RATE = 0.05, 0.02
WEIGHT_DECAY, CLIP = 0.01, 1.0
WEIGHT = {
    "trigger": 10.0, "some": 0.5, "cue": 4.0, "sector": 0.4, "status": 0.4, "phase": 0.2, "voice": 0.4, "mode": 0.3,
    "factuality": 0.2, "roles": 0.12, "links": 0.1,
}  # fmt: skip
CHECKPOINT_SECONDS = 180
OPEN_FACTUALITY = "fact:UDS"
"""How the ids of the openly licensed factuality texts begin."""
Plan = list[list[EventText] | list[Example]]


def make_pass(texts: Sequence[EventText], rng: random.Random) -> list[list[EventText]]:
    """Batches of one pass over the texts."""
    batches: list[list[EventText]] = []
    by_corpus = defaultdict[str, list[EventText]](list)
    for text in texts:
        by_corpus[text.corpus].append(text)
    for corpus, given in by_corpus.items():
        chosen = rng.sample(given, min(len(given), TEXTS.get(corpus, len(given))))
        if corpus in (GOLD, "polnear"):
            batches += [[part] for text in chosen for part in _parts(text, rng)]
            continue
        size = GROUP_WORDS
        for text in chosen:
            if size + len(text.lemmas) > GROUP_WORDS:
                batches.append([])
                size = 0
            batches[-1].append(text)
            size += len(text.lemmas)
    rng.shuffle(batches)
    return batches


def _parts(text: EventText, rng: random.Random) -> list[EventText]:
    """An article whole, or cut into parts of like size."""
    count = 1 if rng.random() < WHOLE_SHARE else max(1, round(len(text.lemmas) / GROUP_WORDS))
    bounds = [len(text.sentences) * i // count for i in range(count + 1)]
    return [cut_text(text, start, end) for start, end in pairwise(bounds) if start < end]


class Training:
    """The networks, how they are being changed, and how far that has come."""

    def __init__(self, labels: EventLabels, pieces: WordPiece, folder: Path, base: Path) -> None:
        torch.manual_seed(SEED)
        given = json.loads((base / "labels.json").read_text(encoding="utf-8"))
        self.language_labels = Labels(**{task: tuple(names) for task, names in given.items()})
        self.network = LanguageNetwork(self.language_labels.sizes())
        self.network.load_state_dict(torch.load(base / "state.pt", map_location="cpu")["network"])
        self.heads = EventNetwork(labels)
        self.encoder, self.losses = TextEncoder(self.network, pieces), EventLosses(self.heads, labels)
        encoder = self.network.encoder
        for part in (encoder.norm, encoder.cases, *encoder.layers[:FROZEN_LAYERS]):
            part.requires_grad_(False)
        named = [(name, p) for name, p in self.network.named_parameters() if p.requires_grad]
        slow = [p for name, p in named if name.startswith("encoder.")]
        kept = [p for name, p in named if not name.startswith("encoder.")]
        groups = [{"params": slow}, {"params": kept}, {"params": list(self.heads.parameters())}]
        self.parameters = [p for group in groups for p in group["params"]]
        self.optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY, fused=True)
        self.number, self.batch = 0, 0
        self._file = folder / "state.pt"
        if self._file.exists():
            state = torch.load(self._file, map_location="cpu")
            self.network.load_state_dict(state["network"])
            self.heads.load_state_dict(state["heads"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.number, self.batch = state["pass"], state["batch"]

    def set_rate(self, progress: float) -> None:
        """Up at the start, then down in a line; ``progress`` goes to 1, and on to 2 in one more pass."""
        if progress >= 1:
            share = LAST_SHARE * max(LAST_RATE, 2 - progress)
        else:
            share = min(1.0, progress / WARM_UP + 0.02) * max(LAST_RATE, 1 - progress)
        for group, rate in zip(self.optimizer.param_groups, (ENCODER_RATE, LANGUAGE_RATE, HEAD_RATE), strict=True):
            group["lr"] = rate * share

    def learn_events(self, texts: Sequence[EventText], rng: random.Random) -> Counter[str]:
        """Learn from the texts; their losses."""
        with torch.autocast("cpu", torch.bfloat16):
            read = self.encoder.read(texts, rng)
        each = [(name, loss) for one in read for name, loss in self.losses.find(one)]
        found = Counter[str]()
        for name, loss in each:
            found[name] += loss.item() / len(texts)
        if each:
            weight = CORPUS_WEIGHT[texts[0].corpus] / len(texts)
            self._step(weight * torch.stack([WEIGHT[name] * loss for name, loss in each]).sum())
        return found

    def learn_language(self, examples: list[Example], weight: float) -> None:
        """Learn from a batch of treebanks or names."""
        with torch.autocast("cpu", torch.bfloat16):
            each = losses(self.network, make_batch(examples))
        self._step(weight * torch.stack([TASK_WEIGHT[task] * loss for task, loss in each.items()]).sum())

    def _step(self, loss: Tensor) -> None:
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, CLIP)
        self.optimizer.step()

    def save(self) -> None:
        """Keep the state; a stop while writing leaves the one before."""
        parts = {"network": self.network, "heads": self.heads, "optimizer": self.optimizer}
        state = {name: part.state_dict() for name, part in parts.items()}
        temporary = self._file.with_suffix(".new")
        torch.save(state | {"pass": self.number, "batch": self.batch}, temporary)
        temporary.replace(self._file)


@dataclass(frozen=True, slots=True)
class Language:
    """What the language network learns from, so that it forgets nothing."""

    corpora: Corpora
    maker: ExampleMaker

    def batches(self, words: int, rng: random.Random) -> Iterator[list[Example]]:
        """Batches of about so many words."""
        for batch in make_epoch(self.corpora, self.maker, rng):
            if words <= 0:
                return
            words -= sum(len(example.first) for example in batch)
            yield batch


def plan_pass(texts: Sequence[EventText], language: Language | None, share: float, rng: random.Random) -> Plan:
    """All batches of a pass, in random order; of language so many words for each of the texts."""
    planned: Plan = [*make_pass(texts, rng)]
    if language:
        words = sum(len(text.lemmas) for batch in planned for text in batch if isinstance(text, EventText))
        planned += language.batches(round(share * words), rng)
    rng.shuffle(planned)
    return planned


def train(
    training: Training, texts: Sequence[EventText], language: Language | None, passes: int
) -> Iterator[dict[str, object]]:
    """Go on to the last pass, and with language one further; a row after each."""
    saved = started = time.monotonic()
    while training.number < passes + (language is not None):
        is_last = training.number == passes
        share, weight = (LAST_LANGUAGE_WORDS, LAST_LANGUAGE_WEIGHT) if is_last else (LANGUAGE_WORDS, LANGUAGE_WEIGHT)
        loss, words = Counter[str](), 0
        rng = random.Random(SEED + training.number)
        planned = plan_pass(texts, language, share, rng)
        while training.batch < len(planned):
            done = training.batch / len(planned)
            training.set_rate(1 + done if is_last else (training.number + done) / passes)
            batch = planned[training.batch]
            if isinstance(batch[0], Example):
                training.learn_language(batch, weight)
            else:
                loss.update(training.learn_events(batch, rng))
            words += sum(len(each.first if isinstance(each, Example) else each.lemmas) for each in batch)
            training.batch += 1
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                training.save()
                saved = time.monotonic()
                print(json.dumps({"pass": training.number, "batch": f"{training.batch}/{len(planned)}", "words": words,
                                  "seconds": round(saved - started)}), flush=True)  # fmt: skip
        training.number, training.batch = training.number + 1, 0
        training.save()
        mean = {name: round(total / len(planned), 4) for name, total in sorted(loss.items())}
        yield {"pass": training.number, "seconds": round(time.monotonic() - started), "words": words, "loss": mean}


def main() -> None:
    """Train one build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--open", action="store_true", dest="open_only")
    parser.add_argument("--passes", type=int, default=PASSES)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    folder = BUILD / ("events-open" if args.open_only else "events" if args.fold is None else f"events-{args.fold}")
    folder.mkdir(parents=True, exist_ok=True)
    texts = load_texts()
    labels = find_labels(texts)
    (folder / "labels.json").write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")
    pieces = WordPiece((find_base() / "vocab.txt").read_text(encoding="utf-8").splitlines())
    if args.open_only:
        texts = [text for text in texts if text.corpus == "gsr" or text.id.startswith(OPEN_FACTUALITY)]
    training = Training(labels, pieces, folder, BUILD / ("language-open" if args.open_only else "language"))
    language = None
    if args.fold is None:
        corpora = Corpora(args.data / "language", open_only=args.open_only)
        language = Language(corpora, ExampleMaker(pieces, training.language_labels, corpora.names))
    held = [text for text in texts if text.fold == args.fold]
    watched = [text for text in held if text.corpus == GOLD] + [text for text in held if text.corpus == "polnear"][:20]
    for row in train(training, [text for text in texts if text.fold != args.fold], language, args.passes):
        dev = {"dev": watch(training.encoder, training.heads, labels, watched)} if watched else {}
        print(json.dumps(row | dev), flush=True)


if __name__ == "__main__":
    main()
