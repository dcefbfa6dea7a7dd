"""Fit the head that says how sure it is that something happened, on judgements of readers of the news.

    python training/fit_factuality.py --data DIR

DIR holds ``events/factuality.jsonl.gz``. Of it the training sentences of UW are read (TimeBank and AQUAINT); the head
learns what the language model that ships makes of their words, so it has to be fitted anew when that changes. Writes
``resources/weights/events/factuality.npz``; the same file on every run on one kind of processor. Half
a minute of a core; ``score_events.py`` measures it through `adapters:factuality`.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dateline.analysis import read_text
from dateline.event.learned.factuality import factuality_inputs
from dateline.event.trees import make_trees
from dateline.ml.event_heads import Floats
from dateline.ml.factuality import FILE, FactualityHead, pack_factuality
from export_language import RESOURCES
from prepare_events import Record, Words, read_records

CORPUS = "factuality-uw"
SEED = 7
# On UW dev, absolute error and r, before scores are rounded: of the trigger's vector alone .484 and .70, with that of
# the word before .455 .742, of the head .472 .717, with the sum of its function words' .445 .755, with both .439 .765,
# with those of the head's function words too .442 .766; with tags and lemmas instead .459 .740.
# Other seeds move the error by .01. 50 passes .436, 256 units .435, dropout 0.1 .441, rate 2e-3 .445.
HIDDEN, DROPOUT = 128, 0.2
PASSES, BATCH, RATE, DECAY = 25, 256, 1e-3, 0.01


def read_judged(path: Path) -> Iterator[tuple[Floats, list[float]]]:
    """Of each training sentence what the head sees of its triggers, (triggers, inputs), and the readers' numbers."""
    for record in read_records(path):
        if record["set"] == CORPUS and record["split"] == "train" and record["events"]:
            yield read_sentence(record)


def read_sentence(record: Record) -> tuple[Floats, list[float]]:
    """Of one sentence; the trigger is the word that the others of a span hang on."""
    analysis, vectors = read_text(record["text"])
    words = Words(analysis)
    judged = [(words.head(words.inside(*event["span"])), float(event["factuality"])) for event in record["events"]]
    triggers = [trigger for trigger, _ in judged if trigger is not None]
    inputs = factuality_inputs(make_trees(analysis), vectors, triggers)
    return inputs, [number for trigger, number in judged if trigger is not None]


def fit(inputs: Tensor, wanted: Tensor) -> FactualityHead:
    """The head of least absolute error: the numbers are means of a few readers, most at the very end of the scale."""
    torch.manual_seed(SEED)
    layers = nn.Linear(inputs.shape[1], HIDDEN), nn.Linear(HIDDEN, 1)
    network = nn.Sequential(nn.Dropout(DROPOUT), layers[0], nn.GELU("tanh"), nn.Dropout(DROPOUT), layers[1])
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = PASSES * -(-len(inputs) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps)
    for _ in range(PASSES):
        for rows in torch.randperm(len(inputs)).split(BATCH):
            optimizer.zero_grad()
            loss = nn.functional.l1_loss(network(inputs[rows])[:, 0], wanted[rows])
            loss.backward()
            optimizer.step()
            schedule.step()
    hidden, out = ((layer.weight.detach().numpy(), layer.bias.detach().numpy()) for layer in layers)
    return FactualityHead(*hidden, out[0][0], out[1])


def main() -> None:
    """Read, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    judged = list(read_judged(args.data / "events/factuality.jsonl.gz"))
    inputs = torch.from_numpy(np.concatenate([given for given, _ in judged]))
    wanted = torch.tensor([number for _, numbers in judged for number in numbers])
    (RESOURCES / FILE).write_bytes(pack_factuality(fit(inputs, wanted)))


if __name__ == "__main__":
    main()
