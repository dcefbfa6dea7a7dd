"""How sure it is that an act took place: facts that hold whatever weights were learned."""

import pytest

from dateline.analysis import read_text
from dateline.event import annotate
from dateline.event.learned.factuality import factuality_inputs, score_factuality, settle_factuality
from dateline.event.trees import make_trees
from dateline.event_types import Status
from dateline.ml.language_model import VECTOR_WIDTH
from dateline.ontology import load_ontology


def score(text: str, trigger: str) -> float:
    analysis, vectors = read_text(text)
    at = text.index(trigger)
    word = next(i for i, token in enumerate(analysis.tokens) if token.span.start == at)
    (found,) = score_factuality(make_trees(analysis), vectors, [word])
    return found


@pytest.mark.parametrize(
    ("surer", "less", "trigger"),
    [
        ("Rebels shelled the port of Velmora.", "Rebels did not shell the port of Velmora.", "shell"),
        ("Ana Torvik met the minister.", "Ana Torvik never met the minister.", "met"),
        ("The union of Karsk signed the deal.", "The union of Karsk may sign the deal.", "sign"),
        ("Police arrested Ivo Brandl.", "Police would arrest Ivo Brandl if he came back.", "arrest"),
        ("Troops left Port Alder.", "Troops refused to leave Port Alder.", "le"),
        ("The court freed Mira Solen.", "The court denied that it had freed Mira Solen.", "freed"),
    ],
)
def test_what_is_told_as_done_is_surer_than_what_is_not(surer: str, less: str, trigger: str) -> None:
    assert score(surer, trigger) > max(0.0, score(less, trigger))


def test_each_trigger_is_seen_with_its_function_words_and_its_head() -> None:
    analysis, vectors = read_text("Rebels did not shell the port.")
    inputs = factuality_inputs(make_trees(analysis), vectors, [3, 0])
    assert inputs.shape == (2, 3 * VECTOR_WIDTH)
    own, below, head = inputs.reshape(2, 3, VECTOR_WIDTH).swapaxes(0, 1)
    assert (own == vectors[[3, 0]]).all()
    assert (below[0] == vectors[[1, 2]].sum(0)).all()
    assert not below[1].any()
    assert not head[0].any()
    assert (head[1] == vectors[3]).all()


def test_no_triggers_have_no_scores() -> None:
    analysis, vectors = read_text("Rebels left.")
    assert score_factuality(make_trees(analysis), vectors, []) == []


@pytest.mark.parametrize(
    ("score", "status", "settled"),
    [
        (2.345, "happened", 2.35), (-0.4, "happened", 0.0), (-2.0, "ongoing", 0.0), (-2.5, "denied", -2.5),
        (1.0, "denied", 0.0), (0.2, "failed", 0.0), (-1.0, "planned", -1.0), (2.0, "alleged", 2.0),
    ],
)  # fmt: skip
def test_a_score_does_not_contradict_the_status(score: float, status: Status, settled: float) -> None:
    assert settle_factuality(score, status) == pytest.approx(settled, abs=0.006)


def test_an_event_has_the_number_of_its_trigger() -> None:
    text = "Police in Velmora arrested 12 dockers on Friday. Rebels shelled the port of Velmora last week."
    analysis, vectors = read_text(text)
    found = annotate("made", analysis, headline=0, published=None, ontology=load_ontology(), vectors=vectors)
    trees = make_trees(analysis)
    words = {token.span.start: i for i, token in enumerate(analysis.tokens)}
    assert found.events
    for event in found.events:
        (number,) = score_factuality(trees, vectors, [words[event.trigger.start]])
        assert event.factuality == settle_factuality(number, event.status)
