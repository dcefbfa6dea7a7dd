"""The readable view of an analysis in a terminal."""

import re
from collections import defaultdict

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..types import Analysis, Name, Sentence
from .jsonl import replace_surrogates
from .terminal import safe

_BLANKS = re.compile(r"\s+")
_NAME_STYLE = "bold cyan"
_GOES_ON = "·"


def show_analysis(analysis: Analysis, console: Console) -> None:
    """Print the sentences one after the other: as it stands, its names marked, then a row for each word.

    A row has the word's number in the sentence, word, part of speech, lemma, relation, head, the label of a name (``·``
    where it goes on), and for the head of a mention its entity and type.
    """
    analysis = replace_surrogates(analysis)
    names = {name.first: name for name in analysis.names}
    labels = _labels(analysis.names)
    heads: defaultdict[int, list[str]] = defaultdict(list)
    for mention in analysis.mentions:
        heads[mention.head].append(f"{mention.entity_id} {mention.type}")
    for sentence in analysis.sentences:
        console.print(_sentence_text(analysis, sentence, names))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        table.add_column(justify="right", style="dim")
        for word in range(sentence.first, sentence.end):
            notes = Text(labels.get(word, ""), _NAME_STYLE), Text(", ".join(heads.get(word, ())))
            table.add_row(*_cells(analysis, sentence, word), *notes)
        console.print(table)
        console.print()


def _labels(names: tuple[Name, ...]) -> dict[int, str]:
    """What stands in the row of each word of a name."""
    labels: dict[int, str] = {}
    for name in names:
        labels |= dict.fromkeys(range(name.first, name.end), _GOES_ON) | {name.first: name.label}
    return labels


def _sentence_text(analysis: Analysis, sentence: Sentence, names: dict[int, Name]) -> Text:
    """The sentence in bold, the label of each name behind it."""
    text = Text()
    at = sentence.span.start
    for name in [names[word] for word in range(sentence.first, sentence.end) if word in names]:
        text.append(_one_line(analysis.text[at : name.span.start]), "bold")
        text.append(_one_line(analysis.text[name.span.start : name.span.end]), _NAME_STYLE)
        text.append(f"[{name.label}]", "dim")
        at = name.span.end
    return text.append(_one_line(analysis.text[at : sentence.span.end]), "bold")


def _cells(analysis: Analysis, sentence: Sentence, word: int) -> list[Text]:
    """Number, word, part of speech, lemma, relation and head; cells are no markup."""
    token = analysis.tokens[word]
    head = "" if token.head is None else f"→ {token.head - sentence.first + 1} {_word(analysis, token.head)}"
    cells = [str(word - sentence.first + 1), _word(analysis, word), token.upos, token.lemma, token.deprel, head]
    return [Text(_one_line(cell)) for cell in cells]


def _word(analysis: Analysis, word: int) -> str:
    span = analysis.tokens[word].span
    return analysis.text[span.start : span.end]


def _one_line(text: str) -> str:
    return _BLANKS.sub(" ", safe(text))
