"""The language network: a MiniLM encoder and, on the first piece of each word, one head for each task.

Sources: Devlin et al. 2019 (arXiv 1810.04805) and Wang et al. 2020 (arXiv 2002.10957) for the encoder, Dozat and
Manning 2017 (arXiv 1611.01734) for the biaffine heads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dateline.ml.wordpiece import LETTER_CASES

WIDTH, ATTENTION_HEADS, INNER, LAYERS = 384, 12, 1536, 6
PIECES, POSITIONS = 30_522, 512
ARC_WIDTH, RELATION_WIDTH = 192, 96
ENCODER_DROPOUT, HEAD_DROPOUT = 0.1, 0.2
WORD_HEADS = ("start", "upos", "feats", "lemma", "name", "mention")


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of the words of a batch of windows.

    ``words``: for each word head (batch, words, labels). ``arcs``: (batch, words, words + 1), the first column for
    the root. ``dependents`` (batch, words, r) and ``governors`` (batch, words + 1, r): what the labels of arcs are
    scored from. ``vectors`` (batch, words, width): what all is scored from.
    """

    words: dict[str, Tensor]
    arcs: Tensor
    dependents: Tensor
    governors: Tensor
    vectors: Tensor


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self) -> None:
        super().__init__()
        self.attention, self.attended = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.widen, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.norm_attended, self.norm_out = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(ENCODER_DROPOUT)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width) to the same; ``mask`` is added to the scores of attention."""
        batch, pieces, _ = x.shape
        shape = (batch, pieces, 3, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS)
        query, key, value = self.attention(x).view(shape).permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + mask
        mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(batch, pieces, WIDTH)
        x = self.norm_attended(x + self.dropout(self.attended(mixed)))
        return self.norm_out(x + self.dropout(self.narrow(functional.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Pieces with their letter case to vectors; the tables of pieces and positions stay as they came."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces, self.positions = nn.Embedding(PIECES, WIDTH), nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(len(LETTER_CASES), WIDTH)
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), nn.Dropout(ENCODER_DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.pieces.weight.requires_grad_(False)
        self.positions.weight.requires_grad_(False)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """All (batch, pieces), ``mask`` 1 where there is a piece; to (batch, pieces, width)."""
        x = self.pieces(pieces) + self.cases(cases) + self.positions.weight[: pieces.shape[1]]
        x = self.dropout(self.norm(x))
        added = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, added)
        return x

    def load(self, path: Path) -> None:
        """Take over a BERT checkpoint in safetensors; its table of token types begins every letter case."""
        given = {name.removeprefix("bert."): value for name, value in load_file(path).items()}
        take = {"pieces.weight": "word_embeddings.weight", "positions.weight": "position_embeddings.weight",
                "norm.weight": "LayerNorm.weight", "norm.bias": "LayerNorm.bias"}  # fmt: skip
        state = {ours: given[f"embeddings.{theirs}"] for ours, theirs in take.items()}
        token_types = given["embeddings.token_type_embeddings.weight"]
        state["cases.weight"] = token_types[:1].expand(len(LETTER_CASES), -1)
        names = {"attended": "attention.output.dense", "norm_attended": "attention.output.LayerNorm",
                 "widen": "intermediate.dense", "narrow": "output.dense", "norm_out": "output.LayerNorm"}  # fmt: skip
        for i in range(LAYERS):
            for kind in ("weight", "bias"):
                parts = [given[f"encoder.layer.{i}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                state[f"layers.{i}.attention.{kind}"] = torch.cat(parts)
                for ours, theirs in names.items():
                    state[f"layers.{i}.{ours}.{kind}"] = given[f"encoder.layer.{i}.{theirs}.{kind}"]
        self.load_state_dict(state)


class LanguageNetwork(nn.Module):
    """Encoder and heads; ``sizes`` are the numbers of labels of the word heads and of ``deprel``."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.heads = nn.ModuleDict({name: nn.Linear(WIDTH, sizes[name]) for name in WORD_HEADS})
        self.root = nn.Parameter(torch.randn(1, 1, WIDTH) * 0.02)
        self.arc_dependent, self.arc_governor = nn.Linear(WIDTH, ARC_WIDTH), nn.Linear(WIDTH, ARC_WIDTH)
        self.arc = nn.Parameter(torch.randn(ARC_WIDTH + 1, ARC_WIDTH) / ARC_WIDTH)
        self.label_dependent, self.label_governor = nn.Linear(WIDTH, RELATION_WIDTH), nn.Linear(WIDTH, RELATION_WIDTH)
        width = RELATION_WIDTH + 1
        self.label = nn.Parameter(torch.randn(width, sizes["deprel"] * width) / RELATION_WIDTH)
        self.dropout = nn.Dropout(HEAD_DROPOUT)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> Scores:
        """``first`` (batch, words): where each word's first piece is."""
        vectors = self.read_vectors(pieces, cases, mask, first)
        words = self.dropout(vectors)
        rooted = torch.cat([self.root.to(words.dtype).expand(words.shape[0], -1, -1), words], 1)
        dependents = _with_one(self.dropout(functional.gelu(self.arc_dependent(words))))
        governors = self.dropout(functional.gelu(self.arc_governor(rooted)))
        return Scores(
            {name: head(words) for name, head in self.heads.items()},
            (dependents @ self.arc) @ governors.transpose(1, 2),
            _with_one(self.dropout(functional.gelu(self.label_dependent(words)))),
            _with_one(self.dropout(functional.gelu(self.label_governor(rooted)))),
            vectors,
        )

    def read_vectors(self, pieces: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Vectors of the words, (batch, words, width)."""
        x = self.encoder(pieces, cases, mask)
        return torch.gather(x, 1, first[..., None].expand(-1, -1, WIDTH))

    def score_labels(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """Labels of arcs, both ends (arcs, r), to (arcs, labels)."""
        mixed = (dependents @ self.label).unflatten(-1, (-1, governors.shape[-1]))
        return (mixed @ governors[:, :, None]).squeeze(-1)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
