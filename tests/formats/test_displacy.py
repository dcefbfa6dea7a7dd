"""What displaCy is given: it draws it, each arc points from head to word, and names are what they are in the text."""

import json

from hypothesis import given
from made_analysis import TEXT, analyses, make_analysis
from spacy import displacy

from dateline.formats.displacy import encode_displacy
from dateline.types import Analysis


def test_displacy_draws_the_trees_and_the_names() -> None:
    data = json.loads(encode_displacy(make_analysis()))
    trees = displacy.render(data["dep"], style="dep", manual=True, jupyter=False)
    assert trees.count("<svg") == 2
    assert trees.count("displacy-arrowhead") == 23
    names = displacy.render(data["ent"], style="ent", manual=True, jupyter=False)
    assert names.count("<mark") == 5


def test_words_have_their_part_of_speech_and_arcs_start_at_the_left() -> None:
    tree = json.loads(encode_displacy(make_analysis()))["dep"][0]
    assert tree["words"][6] == {"text": "n't", "tag": "PART"}
    assert {"start": 6, "end": 7, "label": "advmod", "dir": "left"} in tree["arcs"]
    assert {"start": 7, "end": 9, "label": "obl", "dir": "right"} in tree["arcs"]


def test_names_stand_where_they_are_in_the_text() -> None:
    names = json.loads(encode_displacy(make_analysis()))["ent"]
    assert names["title"] is None
    assert [(TEXT[name["start"] : name["end"]], name["label"]) for name in names["ents"]] == [
        ("Old Brastow", "LOC"),
        ("Tuesday", "DATE"),
        ("Brastow", "LOC"),
        ("Ilva", "PER"),
        ("HQU-24", "ORG"),
    ]


@given(analyses())
def test_every_word_but_the_root_has_one_arc(analysis: Analysis) -> None:
    data = json.loads(encode_displacy(analysis))
    assert len(data["ent"]["text"]) == len(analysis.text)
    for sentence, tree in zip(analysis.sentences, data["dep"], strict=True):
        heads = {}
        for arc in tree["arcs"]:
            assert arc["start"] < arc["end"]
            ends = (arc["start"], arc["end"])
            word, head = ends if arc["dir"] == "left" else ends[::-1]
            heads[word] = head
        tokens = analysis.tokens[sentence.first : sentence.end]
        assert [None if token.head is None else token.head - sentence.first for token in tokens] == [
            heads.get(word) for word in range(len(tokens))
        ]
