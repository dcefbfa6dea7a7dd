"""Train the block model: what each block of a page is, from labelled pages.

    python training/train_blocks.py --data DIR --bench DIR [--kind blocks|lines] [--only-folds]

DIR are the page corpus and the folder of its scorer (``score_pages.py``). HTML and scraped text have weights of their
own: trained together, both lost (body F on text 0.008 lower). Cross-validation is by site: a fold's weights have seen
no page of the sites they are measured on. Fold weights go to ``training/build/folds``, the shipped weights, trained on
all pages, to ``src/dateline/resources/weights``. A run that was stopped resumes with the next unfinished fold.
"""

import argparse
import hashlib
import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from dateline.article.block_model import NETWORKS
from dateline.article.features import MARKUP_BAGS, NUMBERS, TEXT_BAGS
from dateline.article.shapes import Words
from prepare_pages import ROLES, LabelledPage, label_pages

SEED = 20261123
WIDTH = 64
DILATIONS = (1, 2, 4, 8, 16)
EPOCHS = 10
FOLDS = 5
BATCH_BLOCKS = 4000
LEARNING_RATE = 3e-3
WEIGHT_DECAY = 0.02
DROPOUT = 0.2
# A name or word is learned only if this many sites use it: what one site says teaches nothing about the next.
MARKUP_SITES, TEXT_SITES = 8, 12
# Whole bags are dropped at random, so that no page is judged by its class names alone.
BAG_DROPOUT = 0.15
# wcxb counts lists, tables and navigation as body and pulls away from news (reading.md 7).
SOURCE_WEIGHT = {"fundus": 3.0, "trafilatura": 1.5, "wcxb": 1.0}
ROLE_WEIGHT = torch.tensor([1.0, 0.2, 0.1, 0.1, 0.2, 0.1])
# Of all blocks one is the headline: it is learned as a choice among the page's blocks too. Judged block by block only,
# the best-scored line of scraped text was the headline on 15 % of the pages, with this 63 %; 0.3 is no better.
CHOICE_WEIGHT = {"headline": 0.1}
MAX_BLOCKS = 3000

BAGS = TEXT_BAGS + MARKUP_BAGS
BUILD = Path(__file__).parent / "build"
WEIGHTS = Path(__file__).parents[1] / "src/dateline/resources/weights"
# The weights of HTML and those of scraped text: whether a page is plain.
KINDS = {"blocks": False, "lines": True}


class Vocabulary:
    """Words known to the model."""

    def __init__(self, text: Sequence[str], markup: Sequence[str]) -> None:
        self.text, self.markup = list(text), list(markup)
        text_index = {word: i for i, word in enumerate(text)}
        markup_index = {word: i for i, word in enumerate(markup)}
        self.index = {bag: text_index if bag in TEXT_BAGS else markup_index for bag in BAGS}

    def sizes(self) -> dict[str, int]:
        """Rows of each bag's table."""
        return {bag: len(self.index[bag]) for bag in BAGS}


def learn_vocabulary(pages: Sequence[LabelledPage]) -> Vocabulary:
    """Words used on enough sites."""
    return Vocabulary(_used(pages, TEXT_BAGS, TEXT_SITES), _used(pages, MARKUP_BAGS, MARKUP_SITES))


def _used(pages: Sequence[LabelledPage], bags: Sequence[str], least: int) -> list[str]:
    sites: dict[str, set[str]] = {}
    for page in pages:
        rows = page.features.names if bags is MARKUP_BAGS else [row for bag in bags for row in page.features.text[bag]]
        words = {word for row in rows for word in row}
        for word in words:
            sites.setdefault(word, set()).add(page.site)
    return sorted(word for word, where in sites.items() if len(where) >= least)


class BlockNetwork(nn.Module):
    """Residual dilated convolutions over the sequence of blocks."""

    def __init__(self, sizes: dict[str, int], mean: Tensor, scale: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", scale)
        self.numbers = nn.Linear(len(NUMBERS), WIDTH)
        self.bags = nn.ModuleDict({bag: nn.EmbeddingBag(size, WIDTH, mode="sum") for bag, size in sizes.items()})
        for table in self.bags.values():
            nn.init.normal_(table.weight, std=0.05)
        self.layers = nn.ModuleList(nn.Conv1d(WIDTH, WIDTH, 3, padding=d, dilation=d) for d in DILATIONS)
        self.page = nn.Linear(2 * WIDTH, WIDTH)
        self.hidden = nn.Linear(WIDTH, WIDTH)
        self.out = nn.Linear(WIDTH, len(ROLES))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, numbers: Tensor, bags: dict[str, tuple[Tensor, Tensor]], lengths: list[int]) -> Tensor:
        """Logits, (rows, roles), of pages laid end to end."""
        x = self.numbers((numbers - self.mean) / self.scale)
        for bag, (ids, offsets) in bags.items():
            if not self.training or random.random() > BAG_DROPOUT:
                x = x + self.bags[bag](ids, offsets)
        x = torch.relu(x)
        pages = torch.split(self.dropout(x), lengths)
        x = nn.utils.rnn.pad_sequence(list(pages), batch_first=True).transpose(1, 2)
        mask = torch.arange(x.shape[2])[None, :] < torch.tensor(lengths)[:, None]
        mask = mask[:, None, :].float()
        for i, layer in enumerate(self.layers):
            x = (x + self.dropout(torch.relu(layer(x)))) * mask
            if i == 1:
                x = (x + torch.relu(self.page(self._pooled(x, mask)))[:, :, None]) * mask
        x = torch.cat([x[i, :, :n].T for i, n in enumerate(lengths)])
        return self.out(self.dropout(torch.relu(self.hidden(x))))

    @staticmethod
    def _pooled(x: Tensor, mask: Tensor) -> Tensor:
        return torch.cat([x.sum(2) / mask.sum(2), x.amax(2)], 1)


def make_batches(pages: Sequence[LabelledPage], rng: random.Random) -> Iterator[list[LabelledPage]]:
    """Pages of like length together, in random order."""
    order = sorted(pages, key=lambda page: len(page.sizes) * rng.uniform(0.8, 1.25))
    batches: list[list[LabelledPage]] = [[]]
    blocks = 0
    for page in order:
        if blocks + len(page.sizes) > BATCH_BLOCKS and batches[-1]:
            batches.append([])
            blocks = 0
        batches[-1].append(page)
        blocks += len(page.sizes)
    rng.shuffle(batches)
    yield from batches


class Encoder:
    """Turns a page's words into ids, once a page."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.known: dict[tuple[str, bool], dict[str, list[list[int]]]] = {}

    def ids(self, page: LabelledPage) -> dict[str, list[list[int]]]:
        """For each bag and block: the ids of the known words."""
        key = (page.id, page.plain)
        if key not in self.known:
            rows = {bag: [self._row(bag, row) for row in lines] for bag, lines in page.features.text.items()}
            for bag, blocks in page.features.markup.items():
                names = [self._row(bag, row) for row in page.features.names]
                rows[bag] = [[i for name in block for i in names[name]] for block in blocks]
            self.known[key] = rows
        return self.known[key]

    def _row(self, bag: str, words: Words) -> list[int]:
        index = self.vocabulary.index[bag]
        return [index[word] for word in words if word in index]

    def inputs(self, pages: Sequence[LabelledPage]) -> tuple[Tensor, dict[str, tuple[Tensor, Tensor]], list[int]]:
        """What the network takes for these pages."""
        numbers = torch.from_numpy(np.concatenate([page.features.numbers[:MAX_BLOCKS] for page in pages]))
        bags = {}
        for bag in BAGS:
            rows = [row for page in pages for row in self.ids(page).get(bag, [[]] * len(page.sizes))[:MAX_BLOCKS]]
            lengths = [len(row) for row in rows]
            offsets = torch.tensor([0, *np.cumsum(lengths)[:-1].tolist()])
            bags[bag] = (torch.tensor([i for row in rows for i in row], dtype=torch.long), offsets)
        return numbers, bags, [min(MAX_BLOCKS, len(page.sizes)) for page in pages]


def loss_of(logits: Tensor, pages: Sequence[LabelledPage]) -> Tensor:
    """Weighted cross-entropy: each page counts by its source, each block by its size, each role by its weight."""
    labels = torch.from_numpy(np.concatenate([page.labels[:MAX_BLOCKS] for page in pages]))
    weights = torch.from_numpy(np.concatenate([_block_weights(page) for page in pages]))
    known = (labels >= 0).float()
    # Gold that a reader would call unsure is learned as slightly unsure.
    target = labels.clamp(min=0) * 0.98 + 0.01
    each = nn.functional.binary_cross_entropy_with_logits(logits, target, reduction="none")
    each_sum = (each * known * weights * ROLE_WEIGHT).sum()
    return (each_sum + _choice_loss(logits, labels, pages)) / len(pages)


def _choice_loss(logits: Tensor, labels: Tensor, pages: Sequence[LabelledPage]) -> Tensor:
    """For roles that one block plays: the negative log of the right blocks' share among all blocks of the page."""
    loss = torch.zeros(())
    sizes = [min(MAX_BLOCKS, len(page.sizes)) for page in pages]
    for role, weight in CHOICE_WEIGHT.items():
        column = ROLES.index(role)
        scores, is_right = logits[:, column].split(sizes), (labels[:, column] == 1).split(sizes)
        for page, score, right in zip(pages, scores, is_right, strict=True):
            if right.any():
                share = torch.logsumexp(score, 0) - torch.logsumexp(score[right], 0)
                loss = loss + weight * SOURCE_WEIGHT[page.source] * share
    return loss


def _block_weights(page: LabelledPage) -> np.ndarray:
    sizes = page.sizes[:MAX_BLOCKS]
    body_known = page.labels[:MAX_BLOCKS, 0] >= 0
    size = np.sqrt(sizes + 3)
    body = size * body_known
    body = body / max(1.0, body.sum()) if body_known.mean() > 0.5 else body_known / 8.0
    even = np.full(len(sizes), 1 / 60)
    weights = np.stack([body] + [even] * (len(ROLES) - 1), 1)
    return (SOURCE_WEIGHT[page.source] * weights).astype(np.float32)


def train(pages: Sequence[LabelledPage], epochs: int, seed: int) -> tuple[BlockNetwork, Vocabulary]:
    """A network that has seen these pages."""
    torch.manual_seed(seed)
    random.seed(seed)
    rng = random.Random(seed)
    vocabulary = learn_vocabulary(pages)
    numbers = np.concatenate([page.features.numbers for page in pages])
    network = BlockNetwork(
        vocabulary.sizes(), torch.from_numpy(numbers.mean(0)), torch.from_numpy(numbers.std(0) + 0.05)
    )
    encoder = Encoder(vocabulary)
    optimizer = torch.optim.AdamW(network.parameters(), lr=LEARNING_RATE, weight_decay=WEIGHT_DECAY)
    steps = epochs * len(list(make_batches(pages, random.Random(seed))))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, total_steps=steps + 10 * epochs)
    started = time.monotonic()
    for epoch in range(epochs):
        total = 0.0
        network.train()
        for batch in make_batches(pages, rng):
            loss = loss_of(network(*encoder.inputs(batch)), batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item() * len(batch)
        if epoch % 4 == 3:
            print(
                f"  epoch {epoch + 1:3d}  loss {total / len(pages):.4f}  {time.monotonic() - started:.0f} s",
                flush=True,
            )
    network.eval()
    return network, vocabulary


def save(network: BlockNetwork, vocabulary: Vocabulary, folder: Path, number: int) -> None:
    """Weights as ``weights_<number>.npz`` (float16) and the two word lists as text."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        name.replace(".", "_"): value.detach().numpy().astype(np.float16)
        for name, value in network.state_dict().items()
    }
    (folder / "text_words.txt").write_text("\n".join(vocabulary.text) + "\n", encoding="utf-8")
    (folder / "markup_words.txt").write_text("\n".join(vocabulary.markup) + "\n", encoding="utf-8")
    # Last: the file says that the rest is there.
    np.savez_compressed(folder / f"weights_{number}.npz", **arrays)


def fold_of(site: str) -> int:
    """The fold a site belongs to, by a hash of its name."""
    return int(hashlib.sha256(f"{SEED}:{site}".encode()).hexdigest(), 16) % FOLDS


def main() -> None:
    """Train the folds, then the shipped weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--bench", type=Path, required=True)
    parser.add_argument("--kind", choices=KINDS, action="append", help="train only these weights")
    parser.add_argument("--only-folds", action="store_true")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    args = parser.parse_args()
    sys.path.insert(0, str(args.bench))
    import score_pages  # type: ignore[import-not-found]  # noqa: PLC0415 (the scorer's folder is an argument)

    pages = list(label_pages(args.data, score_pages))
    for kind in args.kind or KINDS:
        of_kind = [page for page in pages if page.plain == KINDS[kind]]
        for fold in range(FOLDS):
            folder = BUILD / "folds" / str(fold) / kind
            rest = [page for page in of_kind if fold_of(page.site) != fold]
            _train_networks(rest, args.epochs, folder)
        if not args.only_folds:
            _train_networks(of_kind, args.epochs, BUILD / "all" / kind)
            shutil.copytree(BUILD / "all" / kind, WEIGHTS / kind, dirs_exist_ok=True)


def _train_networks(pages: Sequence[LabelledPage], epochs: int, folder: Path) -> None:
    """Train what an earlier run has not."""
    for number in range(NETWORKS):
        if not (folder / f"weights_{number}.npz").exists():
            print(f"{folder}, {number}: {len(pages)} pages", flush=True)
            save(*train(pages, epochs, SEED + number), folder, number)


if __name__ == "__main__":
    main()
