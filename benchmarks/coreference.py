"""Score mentions and coreference on GUM's development documents.

    python benchmarks/coreference.py [--data DIR]

Prints, for all documents, those of the genres that are trained on and those of news alone: the share of mentions whose
extent is exact, and precision, recall and F1 of links between mentions (pairs, MUC, B-cubed), on gold trees with gold
mention heads and from raw text. A mention is matched by its head word. A possessive mark, which GUM counts in, is no
part of ours. Then, for the participants of whole articles with gold events, whether their words lead to their name.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.analysis import analyse_text
from dateline.analysis.coreference import link_mentions
from dateline.analysis.mentions import find_mentions
from dateline.analysis.name_match import name_words
from dateline.types import Analysis, Mention

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "training"))
from prepare_coreference import Document, GoldMention, read_documents
from prepare_language import NON_COMMERCIAL

Reader = Callable[[Document], Sequence[Mention]]
"""From a document to its mentions with their entities; ``head`` numbers the document's words."""


@dataclass(slots=True)
class Tally:
    """Sums of right and of all, for a precision and a recall."""

    right_found: float = 0.0
    found: float = 0.0
    right_gold: float = 0.0
    gold: float = 0.0

    def __str__(self) -> str:
        """Precision, recall and F1 in percent."""
        precision, recall = self.right_found / max(1, self.found), self.right_gold / max(1, self.gold)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * both:5.1f}"


@dataclass(slots=True)
class LinkScore:
    """Scores of links over documents."""

    pairs: Tally = field(default_factory=Tally)
    muc: Tally = field(default_factory=Tally)
    b_cubed: Tally = field(default_factory=Tally)

    def add(self, found: Mapping[int, str], gold: Mapping[int, str]) -> None:
        """Take in one document: the entity of each mention, by head word, as found and in the gold."""
        both = Counter((found[head], gold[head]) for head in found.keys() & gold.keys())
        sizes, gold_sizes = Counter(found.values()), Counter(gold.values())
        right = sum(map(_pairs, both.values()))
        _add(self.pairs, right, sum(map(_pairs, sizes.values())), right, sum(map(_pairs, gold_sizes.values())))
        _add(self.muc, *_muc(both, sizes, 0), *_muc(both, gold_sizes, 1))
        precision = sum(n * n / sizes[mine] for (mine, _), n in both.items())
        recall = sum(n * n / gold_sizes[its] for (_, its), n in both.items())
        _add(self.b_cubed, precision, len(found), recall, len(gold))


def _add(tally: Tally, right_found: float, found: float, right_gold: float, gold: float) -> None:
    tally.right_found += right_found
    tally.found += found
    tally.right_gold += right_gold
    tally.gold += gold


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _muc(both: Mapping[tuple[str, str], int], sizes: Mapping[str, int], side: int) -> tuple[int, int]:
    """Links kept, and all, by how many parts the other side cuts each entity into; a mention it lacks is a part."""
    parts: Counter[str] = Counter()
    matched: Counter[str] = Counter()
    for entities, count in both.items():
        parts[entities[side]] += 1
        matched[entities[side]] += count
    cut = {entity: parts[entity] + size - matched[entity] for entity, size in sizes.items()}
    return sum(size - cut[entity] for entity, size in sizes.items()), sum(size - 1 for size in sizes.values())


def read_gold(document: Document) -> Sequence[Mention]:
    """Mentions on gold trees, with gold heads."""
    found = find_mentions(document.text, document.tokens, document.names, document.heads)
    return link_mentions(document.text, document.tokens, document.names, found)[0]


def read_raw(document: Document) -> Sequence[Mention]:
    """Mentions as analysing the raw text gives them; a head that is no word of the gold has a number of its own."""
    analysis = analyse_text(document.text)
    numbers = {token.span: number for number, token in enumerate(document.tokens)}
    heads = [numbers.get(analysis.tokens[mention.head].span, -1 - mention.head) for mention in analysis.mentions]
    return [replace(mention, head=head) for mention, head in zip(analysis.mentions, heads, strict=True)]


def innermost(document: Document) -> dict[int, GoldMention]:
    """The gold mentions by head word; of several with one head the innermost."""
    return {mention.head: mention for mention in sorted(document.mentions, key=lambda m: m.first - m.end)}


def score_links(documents: Sequence[Document], reader: Reader) -> LinkScore:
    """Scores of a reader's entities."""
    score = LinkScore()
    for document in documents:
        gold = {head: mention.group for head, mention in innermost(document).items()}
        score.add({mention.head: mention.entity_id for mention in reader(document)}, gold)
    return score


def score_extents(documents: Sequence[Document]) -> tuple[float, float]:
    """Share of exact extents on gold trees: of all mentions as in GUM, and one a head without possessive marks."""
    exact, exact_trimmed, every, heads = 0, 0, 0, 0
    for document in documents:
        found = find_mentions(document.text, document.tokens, document.names, document.heads)
        extents = {mention.head: (mention.first, mention.end) for mention in found}
        exact += sum(extents[gold.head] == (gold.first, gold.end) for gold in document.mentions)
        every += len(document.mentions)
        inner = innermost(document)
        exact_trimmed += sum(extents[head] == (gold.first, _trimmed(document, gold)) for head, gold in inner.items())
        heads += len(inner)
    return exact / every, exact_trimmed / heads


def _trimmed(document: Document, mention: GoldMention) -> int:
    last = document.tokens[mention.end - 1]
    marks_possession = last.upos == "PART" and last.deprel == "case" and mention.end - 1 > mention.head
    return mention.end - marks_possession


def score_names(analyse: Callable[[str], Analysis], path: Path) -> dict[str, Counter[str]]:
    """How often the words for a participant lead to its name, in whole articles with gold events.

    For each kind of mention (or ``not found``): ``all`` participants whose name is known, and whether their entity has
    the ``right`` name (one has all the words of the other), a ``wrong`` one, or ``none``.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        analysis = analyse(article["text"])
        entities = {entity.id: entity for entity in analysis.entities}
        asked = {
            (participant["s"], participant["x"], participant["name"])
            for event in article["events"]
            for participant in [*event.get("actors", ()), *event.get("recipients", ())]
            if "name" in participant
        }
        for number, words, name in sorted(asked):
            sentence = article["sentences"][number]
            place = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(
                article["text"], sentence["start"], sentence["end"]
            )
            mention = place and _mention_at(analysis, *place.span())
            kind = mention.kind if mention else "not found"
            counts[kind]["all"] += 1
            if mention:
                its = entities[mention.entity_id].name
                counts[kind]["none" if its is None else "right" if _same(its, name) else "wrong"] += 1
    return counts


def _mention_at(analysis: Analysis, start: int, end: int) -> Mention | None:
    """The widest mention whose head word lies in the words that were asked for, those of just these words first."""
    inside = [
        mention
        for mention in analysis.mentions
        if start <= analysis.tokens[mention.head].span.start < end and mention.span.start >= start
    ]
    exact = [mention for mention in inside if (mention.span.start, mention.span.end) == (start, end)]
    return max(exact or inside, key=lambda mention: mention.span.end - mention.span.start, default=None)


def _same(one: str, other: str) -> bool:
    words, others = set(name_words(one.split())), set(name_words(other.split()))
    return words <= others or others <= words


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=HERE.parent.parent / "shared" / "data")
    args = parser.parse_args()
    documents = list(read_documents(args.data / "language" / "ud" / "gum.dev.conllu.gz"))
    sets = {
        "all genres": documents,
        "open genres": [document for document in documents if document.genre not in NON_COMMERCIAL],
        "news": [document for document in documents if document.genre == "news"],
    }
    for name, chosen in sets.items():
        as_gold, trimmed = score_extents(chosen)
        print(f"{name}: {len(chosen)} documents, {sum(len(document.mentions) for document in chosen)} mentions")
        print(
            f"  exact extents    {100 * as_gold:.1f} % of all; one a head, no possessive marks: {100 * trimmed:.1f} %"
        )
        for given, reader in (("gold", read_gold), ("raw text", read_raw)):
            score = score_links(chosen, reader)
            for measure, tally in (("pairs", score.pairs), ("MUC", score.muc), ("B-cubed", score.b_cubed)):
                print(f"  {given:9} {measure:8} {tally}")
    print("participants of the gold articles: what their words lead to")
    for kind, counts in score_names(analyse_text, args.data / "gold" / "dev.jsonl").items():
        print(f"  {kind:10} {dict(counts)}")


if __name__ == "__main__":
    main()
