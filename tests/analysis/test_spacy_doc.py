"""What is taken from a spaCy Doc, and what is left to the built-in model."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from dateline.analysis.spacy_doc import RELATIONS, UPOS, Given, read_doc
from dateline.types import Span

# Word, lemma, part of speech, features, head (from 1; 0 for the root), relation, name.
SENTENCES = """
Ilva Ilva PROPN Number=Sing 2 nsubj B-PERSON
left leave VERB Tense=Past 0 ROOT O
Brastow Brastow PROPN Number=Sing 2 obj B-GPE
. . PUNCT _ 2 punct O

The the DET Definite=Def 2 det O
dockers docker NOUN Number=Plur 4 nsubj:pass O
were be AUX Tense=Past 4 aux:pass O
paid pay VERB VerbForm=Part 0 ROOT O
. . PUNCT _ 4 punct O

Oskar Oskar PROPN Number=Sing 3 nsubj B-PERSON
Renning Renning PROPN Number=Sing 1 flat I-PERSON
slept sleep VERB Tense=Past 0 ROOT O
in in ADP _ 5 case O
Kestholm Kestholm PROPN Number=Sing 3 obl B-GPE
. . PUNCT _ 3 punct O

Ships ship NOUN Number=Plur 2 nsubj O
left leave VERB Tense=Past 0 ROOT O
Kestholm Kestholm PROPN Number=Sing 2 obj B-GPE
. . PUNCT _ 2 punct O

Two two NUM NumType=Card 2 nummod B-CARDINAL
mayors mayor NOUN Number=Plur 3 nsubj O
met meet VERB Tense=Past 0 ROOT O
Ilva Ilva PROPN Number=Sing 3 obj B-PERSON
. . PUNCT _ 3 punct O
"""


def gold_doc(nlp: Language, rows: str) -> Doc:
    words, lemmas, pos, morphs, heads, deps, ents = zip(*[row.split() for row in rows.splitlines()], strict=True)
    return Doc(
        nlp.vocab,
        words=list(words),
        spaces=[word != "." for word in words[1:]] + [False],
        lemmas=list(lemmas),
        pos=list(pos),
        morphs=[morph.replace("_", "") for morph in morphs],
        heads=[number if head == "0" else int(head) - 1 for number, head in enumerate(heads)],
        deps=list(deps),
        ents=list(ents),
    )


@pytest.fixture(scope="module")
def nlp() -> Language:
    """A pipeline that knows five sentences."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("ner")
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    docs = [gold_doc(nlp, sentence) for sentence in SENTENCES.strip().split("\n\n")]
    examples = [Example(nlp.make_doc(doc.text), doc) for doc in [*docs, Doc.from_docs(docs)]]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(40):
        nlp.update(examples, sgd=optimizer)
    return nlp


def made(words: str, **layers: Any) -> Doc:
    """A Doc of the words, a blank between them; ``~`` is a line end."""
    parts = words.split()
    return Doc(spacy.blank("en").vocab, words=[part.replace("~", "\n") for part in parts], **layers)


def texts(doc: Doc, spans: tuple[Span, ...]) -> list[str]:
    return [doc.text[span.start : span.end] for span in spans]


def test_every_layer_of_a_trained_pipeline_is_taken(nlp: Language) -> None:
    doc = nlp("Oskar Renning slept in Kestholm. The dockers were paid.")
    given = read_doc(doc)
    assert texts(doc, given.words) == "Oskar Renning slept in Kestholm . The dockers were paid .".split()
    assert given.starts == (0, 6)
    assert given.lemmas == tuple("Oskar Renning sleep in Kestholm . the docker be pay .".split())
    assert given.upos == tuple("PROPN PROPN VERB ADP PROPN PUNCT DET NOUN AUX VERB PUNCT".split())
    assert given.feats is not None
    assert given.feats[5:8] == ("", "Definite=Def", "Number=Plur")
    assert given.heads == (2, 0, None, 4, 2, 2, 7, 9, 9, None, 9)
    assert given.deprels == tuple("nsubj flat root case obl punct det nsubj:pass aux:pass root punct".split())
    assert given.names is not None
    assert [(*texts(doc, (name.span,)), name.label, name.first, name.end) for name in given.names] == [
        ("Oskar Renning", "PER", 0, 2),
        ("Kestholm", "LOC", 4, 5),
    ]
    assert given.model == f"spacy {spacy.__version__}"


def test_of_a_blank_pipeline_only_the_words_are_taken() -> None:
    given = read_doc(spacy.blank("en")("Ilva  can't\nleave."))
    assert given == Given(
        words=(Span(0, 4), Span(6, 8), Span(8, 11), Span(12, 17), Span(17, 18)), starts=None, lemmas=None, upos=None,
        feats=None, heads=None, deprels=None, names=None, model=given.model,
    )  # fmt: skip


def test_an_empty_doc_gives_empty_layers() -> None:
    given = read_doc(spacy.blank("en")(""))
    assert (given.words, given.starts, given.heads, given.names) == ((), (), (), ())


def test_sentences_alone_are_taken() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    given = read_doc(nlp("\n Ilva left. \n\n Ships left."))
    assert given.starts == (0, 3)
    assert (given.heads, given.names, given.lemmas) == (None, None, None)


def test_a_sentence_of_white_space_is_none() -> None:
    given = read_doc(made("Go ~ Stop", sent_starts=[True, True, True]))
    assert given.starts == (0, 1)


def test_other_labels_than_universal_ones_leave_the_trees() -> None:
    doc = made("Ilva left Brastow", heads=[1, 1, 1], deps=["nsubj", "ROOT", "dobj"])
    given = read_doc(doc)
    assert given.starts == (0,)
    assert (given.heads, given.deprels) == (None, None)


def test_a_word_below_white_space_hangs_on_what_is_above_it() -> None:
    given = read_doc(made("Ilva left ~ Brastow", heads=[1, 1, 1, 2], deps=["nsubj", "root", "dep", "obj"]))
    assert (given.heads, given.deprels) == ((1, None, 1), ("nsubj", "root", "obj"))
    given = read_doc(made("~ Ilva left", heads=[0, 2, 0], deps=["ROOT", "nsubj", "dep"]))
    assert (given.heads, given.deprels) == ((1, None), ("nsubj", "root"))


@dataclass
class FakeToken:
    i: int
    text: str
    dep_: str
    heads: list["FakeToken"]
    is_space: bool = False
    lemma_: str = ""
    pos_: str = ""
    morph: str = ""

    @property
    def idx(self) -> int:
        return 2 * self.i

    @property
    def head(self) -> "FakeToken":
        return self.heads[self.i]


@dataclass
class FakeSpan:
    start: int
    end: int
    label_: str = ""


class FakeDoc:
    """One sentence of words of one letter, with a tree that spaCy itself would not let stand."""

    def __init__(self, heads: list[int], deps: list[str]) -> None:
        hung: list[FakeToken] = []
        self.tokens = [FakeToken(i, letter, dep, hung) for i, (letter, dep) in enumerate(zip("abc", deps, strict=True))]
        hung += [self.tokens[head] for head in heads]
        self.text = "a b c"
        self.ents = ()

    @property
    def sents(self) -> Iterator[FakeSpan]:
        yield FakeSpan(0, 3)

    def __iter__(self) -> Iterator[FakeToken]:
        return iter(self.tokens)

    def has_annotation(self, attr: str) -> bool:
        return attr in ("DEP", "SENT_START")


@pytest.mark.parametrize(
    ("heads", "deps", "taken"),
    [
        pytest.param([1, 1, 1], ["nsubj", "ROOT", "obj"], True, id="a tree"),
        pytest.param([0, 1, 1], ["ROOT", "ROOT", "obj"], False, id="two roots"),
        pytest.param([1, 2, 1], ["obj", "obj", "obj"], False, id="a ring without a root"),
        pytest.param([1, 0, 2], ["obj", "obj", "ROOT"], False, id="a ring beside a root"),
        pytest.param([1, 1, 1], ["nsubj", "ROOT", "root"], False, id="a root that hangs"),
        pytest.param([1, 1, 1], ["nsubj", "ROOT", ""], False, id="a word without a label"),
    ],
)
def test_what_is_no_tree_is_not_taken(heads: list[int], deps: list[str], taken: bool) -> None:
    given = read_doc(FakeDoc(heads, deps))
    assert given.starts == (0,)
    assert (given.heads is not None, given.deprels is not None) == (taken, taken)


@pytest.mark.parametrize(
    ("label", "ours"),
    [
        ("PERSON", "PER"), ("PER", "PER"), ("GPE", "LOC"), ("LOC", "LOC"), ("FAC", "FAC"), ("NORP", "NORP"),
        ("ORG", "ORG"), ("DATE", "DATE"), ("TIME", "DATE"), ("MONEY", "MONEY"), ("PRODUCT", "PRODUCT"),
        ("EVENT", "MISC"), ("WORK_OF_ART", "MISC"), ("LAW", "MISC"), ("LANGUAGE", "MISC"), ("MISC", "MISC"),
        ("CARDINAL", None), ("ORDINAL", None), ("PERCENT", None), ("QUANTITY", None), ("ENZYME", None),
    ],
)  # fmt: skip
def test_labels_of_names_are_ours(label: str, ours: str | None) -> None:
    given = read_doc(made("Ilva left", ents=[f"B-{label}", "O"]))
    assert given.names is not None
    assert [name.label for name in given.names] == ([ours] if ours else [])


def test_a_pipeline_that_found_no_name_said_so() -> None:
    assert read_doc(made("Ships left", ents=["O", "O"])).names == ()


def test_white_space_at_the_edges_of_a_name_is_left_off() -> None:
    doc = made("~ Port ~ Ombrey ~", ents=["B-GPE", "I-GPE", "I-GPE", "I-GPE", "I-GPE"])
    (name,) = read_doc(doc).names or ()
    assert (doc.text[name.span.start : name.span.end], name.first, name.end) == ("Port \n Ombrey", 0, 2)


def test_a_layer_with_a_gap_is_not_taken() -> None:
    given = read_doc(made("Ilva left", lemmas=["Ilva", ""], pos=["PROPN", ""]))
    assert (given.lemmas, given.upos) == (None, None)


def test_offsets_count_characters() -> None:
    doc = spacy.blank("en")("Ilva 😀 slept")
    assert texts(doc, read_doc(doc).words) == ["Ilva", "😀", "slept"]


def test_there_are_seventeen_parts_of_speech_and_thirty_seven_relations() -> None:
    assert (len(UPOS), len(RELATIONS)) == (17, 37)


def test_spacy_is_not_loaded() -> None:
    code = "import sys, dateline.analysis.spacy_doc; print('spacy' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
