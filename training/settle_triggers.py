"""Learn the head of triggers once more, the encoder as it is, so that words of single sentences can be no triggers.

    python training/settle_triggers.py [--fold K]

Of single sentences the corpora mark one trigger or type and leave the other words open, so that `train_events.py` sees
no word of them that is none: alone, "in Lima." was three. Here a word of theirs that no cue fits is no trigger, and
every sentence of the articles stands alone too, all its words marked. Changes ``state.pt`` of the build; two minutes of
a core.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from dateline.ml.event_heads import EventLabels, mark_hints
from dateline.ml.wordpiece import WordPiece
from event_losses import TextEncoder
from event_network import EventNetwork, load_language, read_labels
from prepare_events import BUILD, GOLD, UNTYPED, EventText, cut_text, load_texts
from train_language import SEED, find_base

PASSES, BATCH, RATE = 4, 2048, 5e-4
KEPT_WORDS = 0.25
"""Of the words that are no triggers; each counts for as many as it stands for."""
READ_AT_ONCE = 60


def alone(text: EventText) -> list[EventText]:
    """Each sentence as a text of its own."""
    return [cut_text(text, number, number + 1) for number in range(len(text.sentences))]


@torch.no_grad()
def read_words(
    encoder: TextEncoder, texts: Sequence[EventText], labels: EventLabels, rng: random.Random
) -> Iterator[tuple[Tensor, Tensor, Tensor, Tensor]]:
    """Vectors, hints, labels and weights of the words that are learned from."""
    index = {label: number for number, label in enumerate(labels.trigger)}
    for start in range(0, len(texts), READ_AT_ONCE):
        with torch.autocast("cpu", torch.bfloat16):
            read = encoder.read(texts[start : start + READ_AT_ONCE], None)
        for one in read:
            size = len(one.text.lemmas)
            marks = {word: label for word, label in one.text.triggers if label in index}
            left = {word for word, *_ in one.text.hints} if one.text.corpus != GOLD else set(one.text.ignored)
            left |= {word for word, label in one.text.triggers if label not in index}
            kept = [word for word in range(size) if word in marks or (word not in left and rng.random() < KEPT_WORDS)]
            hints = torch.from_numpy(mark_hints(one.text.hints, size, labels))
            wanted = torch.tensor([index[marks[word]] if word in marks else 0 for word in kept], dtype=torch.long)
            weights = torch.where(wanted > 0, 1.0, 1 / KEPT_WORDS)
            yield one.vectors[kept], hints[kept], wanted, weights


def settle(heads: EventNetwork, words: tuple[Tensor, ...]) -> list[float]:
    """Change the head of triggers; the mean loss of each pass."""
    torch.manual_seed(SEED)
    vectors, hints, wanted, weights = words
    learned = [*heads.trigger.parameters(), *heads.trigger_hints.parameters()]
    optimizer = torch.optim.AdamW(learned, RATE, weight_decay=0.0)
    losses = []
    heads.train()
    for _ in range(PASSES):
        total = 0.0
        for batch in torch.randperm(len(wanted)).split(BATCH):
            scores = heads.score_triggers(vectors[batch], hints[batch])
            each = functional.cross_entropy(scores, wanted[batch], reduction="none")
            loss = (each * weights[batch]).sum() / weights[batch].sum()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item() * len(batch)
        losses.append(round(total / len(wanted), 4))
    return losses


def main() -> None:
    """Change one build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fold", type=int)
    args = parser.parse_args()
    torch.set_num_threads(1)
    folder = BUILD / ("events" if args.fold is None else f"events-{args.fold}")
    state = torch.load(folder / "state.pt", map_location="cpu")
    network = load_language(state["network"])
    pieces = WordPiece((find_base() / "vocab.txt").read_text(encoding="utf-8").splitlines())
    labels = read_labels(folder)
    heads = EventNetwork(labels)
    heads.load_state_dict(state["heads"])
    texts = [text for text in load_texts() if text.corpus not in UNTYPED and text.fold != args.fold]
    texts += [sentence for text in texts if text.corpus == GOLD for sentence in alone(text)]
    found = list(read_words(TextEncoder(network, pieces), texts, labels, random.Random(SEED)))
    words = tuple(torch.cat(part) for part in zip(*found, strict=True))
    print(json.dumps({"words": len(words[2]), "losses": settle(heads, words)}))
    state["heads"] = heads.state_dict()
    torch.save(state, folder / "state.pt")


if __name__ == "__main__":
    main()
