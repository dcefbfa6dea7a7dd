"""Write the trained language model as the package reads it: two 8-bit ONNX files, labels, vocabulary, lemmas.

    python training/export_language.py --data DIR [--build language|language-open] [--out DIR] [--float]

``words.onnx`` has the encoder and all that is said of each word and each arc; ``labels.onnx`` names the arcs of the
finished trees. Weights of the matrix products and the table of pieces are 8-bit, one scale a column; what flows between
them is quantised as it comes, which needs no calibration text. Weights keep to 7 of the 8 bits: processors without VNNI
add up 8-bit products in 16 bits, which full weights overflow, and the same text would give other results there.
Measured on the dev files this costs nothing, nor would a scale for each piece or heads in floating point gain anything.
``--float`` writes the files unquantised, to compare.
"""

import argparse
import hashlib
import io
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.ml.language_model import FOLDER, Scores
from language_network import LanguageNetwork
from language_windows import Labels
from prepare_language import NON_COMMERCIAL, Tree, read_treebank
from train_language import BUILD, find_base

RESOURCES = Path(__file__).parents[1] / "src/dateline/resources"
OPSET = 17
# A share of a form's uses from which its lemma is taken for settled; below, as where the treebanks disagree (*people*
# of *person* or of *people*), the network decides by the sentence. Of 0, 0.8, 0.9 and 0.98, 0.8 has the fewest wrong.
SETTLED = 0.8


class Words(nn.Module):
    """The outputs that decoding needs, in the order of `Scores`."""

    def __init__(self, network: LanguageNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Log odds of a sentence start, numbers of the best labels, scores of names and arcs."""
        scores = self.network(pieces, cases, mask, first)
        words = scores.words
        best = (words[task].argmax(-1) for task in ("upos", "feats", "lemma", "mention"))
        starts = words["start"][..., 1] - words["start"][..., 0]
        return starts, *best, words["name"], scores.dependents, scores.arcs, scores.governors, scores.vectors


class ArcLabels(nn.Module):
    """The best label of each arc."""

    def __init__(self, network: LanguageNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, dependents: Tensor, governors: Tensor) -> Tensor:
        """(arcs, r) twice, to (arcs,)."""
        return self.network.score_labels(dependents, governors).argmax(-1)


def export(
    module: nn.Module, inputs: dict[str, Tensor], axes: dict[str, dict[int, str]], outputs: Sequence[str]
) -> bytes:
    """The module in ONNX."""
    buffer = io.BytesIO()
    torch.onnx.export(
        module.eval(), tuple(inputs.values()), buffer, input_names=list(inputs), output_names=list(outputs),
        dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    return buffer.getvalue()


def export_words(network: LanguageNetwork) -> bytes:
    """The encoder and the heads."""
    pieces = torch.randint(5, 900, (2, 12))
    first = torch.tensor([[1, 2, 4, 5, 6], [1, 3, 4, 6, 7]])
    inputs = {"pieces": pieces, "cases": torch.zeros_like(pieces), "mask": torch.ones_like(pieces), "first": first}
    axes = {name: {0: "windows", 1: "pieces"} for name in ("pieces", "cases", "mask")}
    axes |= {"first": {0: "windows", 1: "words"}}
    axes |= {name: {0: "windows", 1: "words"} for name in Scores._fields}
    axes |= {"arcs": {0: "windows", 1: "words", 2: "heads"}, "governors": {0: "windows", 1: "heads"}}
    return export(Words(network), inputs, axes, Scores._fields)


def export_labels(network: LanguageNetwork) -> bytes:
    """The labels of arcs."""
    rows = torch.rand(3, network.label.shape[0])
    axes = {name: {0: "arcs"} for name in ("dependents", "governors", "labels")}
    return export(ArcLabels(network), {"dependents": rows, "governors": rows}, axes, ["labels"])


def quantise(model: bytes) -> bytes:
    """Products with constant matrices and the table of pieces in 8 bits."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "float.onnx"), Path(folder, "int8.onnx")
        onnx.save_model(onnx.load_model_from_string(model), given)
        quantize_dynamic(
            given, made, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
        return made.read_bytes()


def optimise(model: bytes) -> bytes:
    """The model with its operations fused as onnxruntime would do each time that it is loaded."""
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "optimised.onnx")
        options = SessionOptions()
        options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(made)
        InferenceSession(model, options, providers=["CPUExecutionProvider"])
        return made.read_bytes()


def lemma_rows(trees: Sequence[Tree]) -> list[str]:
    """``form, tag, lemma`` of the words of the treebanks whose lemma is as good as settled."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for tree in trees:
        for word, upos, lemma in zip(tree.words, tree.upos, tree.lemmas, strict=True):
            seen[word, upos][lemma] += 1
    rows = []
    for (word, upos), counts in sorted(seen.items()):
        lemma, count = counts.most_common(1)[0]
        if lemma != "_" and count >= SETTLED * counts.total():
            rows.append(f"{word}\t{upos}\t{lemma}")
    return rows


def main() -> None:
    """Export one build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--build", choices=("language", "language-open"), default="language")
    parser.add_argument("--out", type=Path, default=RESOURCES / FOLDER)
    parser.add_argument("--float", action="store_true", dest="as_float")
    args = parser.parse_args()
    given = json.loads((BUILD / args.build / "labels.json").read_text(encoding="utf-8"))
    labels = Labels(**{task: tuple(names) for task, names in given.items()})
    network = LanguageNetwork(labels.sizes())
    network.load_state_dict(torch.load(BUILD / args.build / "state.pt", map_location="cpu")["network"])
    args.out.mkdir(parents=True, exist_ok=True)
    for name, model in (("words", export_words(network)), ("labels", export_labels(network))):
        (args.out / f"{name}.onnx").write_bytes(optimise(model if args.as_float else quantise(model)))
    digest = hashlib.sha256((args.out / "words.onnx").read_bytes()).hexdigest()[:12]
    written = json.dumps({"model": f"dateline-en {digest}"} | given, ensure_ascii=False, indent=1) + "\n"
    (args.out / "labels.json").write_text(written, encoding="utf-8")
    shutil.copy(find_base() / "vocab.txt", args.out / "vocabulary.txt")
    documents = read_treebank(args.data / "ud/ewt.train.conllu.gz")
    documents += read_treebank(args.data / "ud/gum.train.conllu.gz", skip_genres=NON_COMMERCIAL)
    rows = lemma_rows([tree for document in documents for tree in document])
    (args.out / "lemmas.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
