"""From a text to its analysis: paragraphs, words, what the model says of them, mentions, entities."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from ..errors import NotEnglish, TextTooLarge
from ..ml.language_model import VECTOR_WIDTH, Floats, LanguageModel, Reading, load_model
from ..ml.name_tags import read_names
from ..text.language import identify_language
from ..text.normalize import normalize_text
from ..text.paragraphs import find_paragraphs
from ..text.tokens import find_tokens
from ..types import Analysis, Article, Layer, MentionType, Name, Sentence, Span, Token
from .coreference import link_mentions
from .mentions import find_mentions
from .name_labels import settle_labels
from .spacy_doc import Doc, Given, read_doc

MOST_CHARACTERS = 1_000_000
"""A book has half as many. What is kept of a text grows with it, some 300 bytes a character."""
ENGLISH = "en"
RULES, RULES_AND_WEIGHTS = "dateline rules", "dateline rules and weights"
_MODEL_LAYERS: tuple[Layer, ...] = ("sentences", "lemmas", "tags", "trees", "names", "mentions")


def analyse(source: str | Article | Doc) -> Analysis:
    """Return the sentences, words, trees, names, mentions and entities of an English text.

    The source is a text, an article, or the ``Doc`` that a user's own spaCy pipeline made of a text: what such a Doc
    has in the terms of Universal Dependencies is kept, the rest is made here.

    Raises:
        NotEnglish: the text is in another language.
        TextTooLarge: the text has over a million characters.
    """
    check_english(source if isinstance(source, str) else source.text)
    if isinstance(source, str):
        return analyse_text(source)
    return analyse_text(source.text) if isinstance(source, Article) else analyse_doc(source)


def check_english(text: str) -> None:
    """See that a text is not in another language.

    Raises:
        NotEnglish: it is.
    """
    language = identify_language(text)
    if language not in (None, ENGLISH):
        raise NotEnglish(f"the text is in another language ({language}); only English is analysed")


def analyse_text(text: str) -> Analysis:
    """The analysis of an English text.

    Raises:
        TextTooLarge: the text has more than `MOST_CHARACTERS`.
        ResourceError: the model is missing or damaged.
    """
    return read_text(text)[0]


def read_text(text: str) -> tuple[Analysis, Floats]:
    """The analysis of an English text, and what the model made of each word, (words, width).

    Raises:
        TextTooLarge: the text has more than `MOST_CHARACTERS`.
        ResourceError: the model is missing or damaged.
    """
    _check_size(text)
    model = load_model()
    normal = normalize_text(text)
    paragraphs = [
        [(start + first, start + end) for first, end in find_tokens(normal.text[start:stop])]
        for start, stop in find_paragraphs(normal.text)
    ]
    readings = model.read([[normal.text[start:end] for start, end in words] for words in paragraphs], keep_vectors=True)
    draft = _Draft()
    for words, reading in zip(paragraphs, readings, strict=True):
        draft.add([Span(*normal.original(start, end)) for start, end in words], reading)
    vectors = [reading.vectors for reading in readings if reading.vectors is not None]
    analysis = draft.finish(text, None, _makers(model))
    return analysis, np.concatenate(vectors) if vectors else np.zeros((0, VECTOR_WIDTH), np.float32)


def analyse_doc(doc: Doc) -> Analysis:
    """The analysis of a Doc made by a user's own spaCy pipeline; layers that it lacks are made as for a text.

    Raises:
        TextTooLarge: the text has more than `MOST_CHARACTERS`.
        ResourceError: the model is missing or damaged.
    """
    _check_size(doc.text)
    model = load_model()
    given = read_doc(doc)
    draft = _Draft()
    reading = _read_words(model, doc.text, given)
    taken: dict[Layer, object] = {
        "tokens": given.words,
        "sentences": given.starts,
        "lemmas": given.lemmas,
        "tags": given.upos,
        "trees": given.heads,
        "names": given.names,
    }
    draft.add(list(given.words), _prefer(given, reading))
    makers = _makers(model) | {layer: given.model for layer, value in taken.items() if value is not None}
    return draft.finish(doc.text, given.names, makers)


def _makers(model: LanguageModel) -> dict[Layer, str]:
    """Who makes each layer of a text."""
    makers: dict[Layer, str] = {"tokens": RULES, "entities": RULES_AND_WEIGHTS}
    return makers | dict.fromkeys(_MODEL_LAYERS, model.name)


def _check_size(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise TextTooLarge(f"{len(text):,} characters; at most {MOST_CHARACTERS:,} are analysed at once: cut the text")


def _read_words(model: LanguageModel, text: str, given: Given) -> Reading:
    """What the model says of words that are given, in sentences that may be."""
    words = [normalize_text(text[span.start : span.end]).text for span in given.words]
    if given.starts is None:
        return model.read([words])[0]
    bounds = zip(given.starts, (*given.starts, len(words))[1:], strict=True)
    return model.read_sentences([words[first:end] for first, end in bounds])


def _prefer(given: Given, reading: Reading) -> Reading:
    """The reading, with the layers that are given instead of its own."""
    return Reading(
        starts=reading.starts,
        upos=list(given.upos or reading.upos),
        feats=list(given.feats or reading.feats),
        lemmas=list(given.lemmas or reading.lemmas),
        heads=list(reading.heads if given.heads is None else given.heads),
        deprels=list(given.deprels or reading.deprels),
        name_tags=reading.name_tags,
        mentions=reading.mentions,
    )


@dataclass(slots=True)
class _Draft:
    """An analysis in the making, paragraph by paragraph."""

    sentences: list[Sentence] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    heads: list[MentionType | None] = field(default_factory=list)

    def add(self, spans: Sequence[Span], reading: Reading) -> None:
        """Take in the words of a paragraph and what was read of them."""
        base = len(self.tokens)
        for first, end in zip(reading.starts, (*reading.starts, len(spans))[1:], strict=True):
            number = len(self.sentences)
            extent = Span(spans[first].start, spans[end - 1].end)
            self.sentences.append(Sentence(extent, base + first, base + end))
            for i in range(first, end):
                head = reading.heads[i]
                above = None if head is None else base + head
                facts = reading.lemmas[i], reading.upos[i], reading.feats[i], above, reading.deprels[i]
                self.tokens.append(Token(spans[i], *facts, number))
        for first, end, label in read_names(reading.name_tags):
            self.names.append(Name(Span(spans[first].start, spans[end - 1].end), label, base + first, base + end))
        self.heads += reading.mentions

    def finish(self, text: str, given: Sequence[Name] | None, made_by: dict[Layer, str]) -> Analysis:
        """Settle the names, unless they are given; find the mentions and what they point to."""
        names = settle_labels(text, self.names) if given is None else given
        found = find_mentions(text, self.tokens, names, self.heads)
        mentions, entities = link_mentions(text, self.tokens, names, found)
        return Analysis(
            text=text,
            sentences=tuple(self.sentences),
            tokens=tuple(self.tokens),
            names=tuple(names),
            mentions=tuple(mentions),
            entities=tuple(entities),
            made_by=made_by,
        )
