"""The event heads: what comes out, and that it is what training computed."""

import io
import json
from dataclasses import asdict

import numpy as np
import pytest

from dateline.errors import ResourceError
from dateline.ml.event_heads import (
    LINK_FEATURES,
    ROLE_DISTANCES,
    EventHeads,
    EventLabels,
    hint_width,
    mark_hints,
    pair_features,
    read_heads,
    role_distances,
)

WIDTH, FACT, ROLE, LINK = 384, 128, 128, 96
LABELS = EventLabels(
    trigger=("O", "AGREE", "OCCUR"), cue=("O", "B", "I"), sector=("none", "GOV"), status=("happened", "planned"),
    phase=("none", "begun"), voice=("none", "self"), mode=("arrest", "visit"), role=("actor", "place"),
    link=("none", "same", "after"),
)  # fmt: skip
HINTS = mark_hints([(0, "AGREE", "taken"), (1, "OCCUR", "weak"), (2, "a user's own", "word")], 4, LABELS)
SIZES = {
    "trigger": (3, WIDTH), "cue": (3, WIDTH), "sector": (2, WIDTH), "facts": (FACT, WIDTH), "status": (2, FACT),
    "phase": (2, FACT), "voice": (2, FACT), "mode": (2, FACT), "role_pivot": (ROLE, WIDTH),
    "role_word": (ROLE, WIDTH), "link_left": (LINK, WIDTH), "link_right": (LINK, WIDTH),
    "link_features": (3, LINK_FEATURES),
}  # fmt: skip


def made_arrays() -> dict[str, np.ndarray]:
    """Arrays of chance, of the shapes that training writes."""
    rng = np.random.default_rng(7)
    shapes = {f"{name}.weight": shape for name, shape in SIZES.items()}
    shapes |= {f"{name}.bias": shape[:1] for name, shape in SIZES.items()}
    shapes |= {"role": (ROLE + 1, 2 * (ROLE + 1)), "link": (LINK + 1, 3 * (LINK + 1))}
    shapes["trigger_hints.weight"] = (3, hint_width(LABELS))
    shapes["role_distance"] = (ROLE_DISTANCES, 2)
    return {name: rng.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()}


def made_vectors(count: int) -> np.ndarray:
    return np.random.default_rng(count).normal(0, 1, (count, WIDTH)).astype(np.float32)


HEADS = EventHeads(made_arrays(), LABELS)
FEATURES = pair_features(np.array([0, -12]), *(np.array([True, False]) for _ in range(4)))
DISTANCES = role_distances(np.array([0, 0, 1, 5]), np.array([0, 3]), np.arange(4))


@pytest.mark.parametrize("count", [0, 1, 5])
def test_every_word_has_a_probability_for_each_label(count: int) -> None:
    vectors, hints = made_vectors(count), mark_hints([], count, LABELS)
    for found, labels in ((HEADS.triggers(vectors, hints), 3), (HEADS.cues(vectors), 3)):
        assert found.shape == (count, labels)
        assert found.dtype == np.float32
        np.testing.assert_allclose(found.sum(1), 1, rtol=1e-5)


def test_a_hint_is_marked_at_its_word_kind_and_type_where_the_type_is_known() -> None:
    assert [(int(i), int(j)) for i, j in zip(*HINTS.nonzero(), strict=True)] == [(0, 1), (1, 11)]


def test_facts_of_a_trigger_are_one_of_each_kind_and_any_of_the_modes() -> None:
    scores = HEADS.facts(made_vectors(4))
    assert [each.shape for each in scores] == [(4, 2)] * 4
    assert ((scores.modes > 0) & (scores.modes < 1)).all()


def test_pairs_have_a_probability_for_each_role_and_link() -> None:
    roles = HEADS.roles(made_vectors(2), made_vectors(4), DISTANCES)
    assert roles.shape == (2, 4, 2)
    links = HEADS.links(made_vectors(2), made_vectors(2)[::-1], FEATURES)
    np.testing.assert_allclose(links.sum(1), [1, 1], rtol=1e-5)


@pytest.mark.parametrize(
    ("distance", "bucket"),
    [(-30, 0), (-9, 0), (-8, 1), (-4, 1), (-3, 2), (-1, 3), (0, 4), (1, 5), (2, 6), (3, 6), (4, 7), (8, 7), (9, 8)],
)
def test_distances_of_links_fall_into_buckets(distance: int, bucket: int) -> None:
    no = np.array([False])
    assert pair_features(np.array([distance]), no, no, no, no)[0].tolist() == [float(i == bucket) for i in range(13)]


def test_distances_of_roles_are_counted_in_sentences_up_to_three() -> None:
    assert DISTANCES.tolist() == [[3, 3, 4, 6], [0, 0, 0, 3]]


def test_numpy_gives_what_training_computed() -> None:
    torch = pytest.importorskip("torch")
    from event_network import EventNetwork  # noqa: PLC0415 - needs torch

    network = EventNetwork(LABELS).eval()
    heads = EventHeads({name: value.numpy() for name, value in network.state_dict().items()}, LABELS)
    words, given = made_vectors(4), torch.from_numpy(made_vectors(4))
    with torch.no_grad():
        facts = network.score_facts(given)
        roles = network.score_roles(given[:2], given, torch.from_numpy(DISTANCES)).sigmoid()
        links = network.score_links(given[:2], given[2:], torch.from_numpy(FEATURES)).softmax(-1)
        triggers = network.score_triggers(given, torch.from_numpy(HINTS)).softmax(-1)
        expected = [triggers, facts["mode"].sigmoid()]
    found = [heads.triggers(words, HINTS), heads.facts(words).modes]
    for ours, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-5)
    np.testing.assert_allclose(heads.roles(words[:2], words, DISTANCES), roles.numpy(), atol=1e-5)
    np.testing.assert_allclose(heads.links(words[:2], words[2:], FEATURES), links.numpy(), atol=1e-5)


def packed(arrays: dict[str, np.ndarray]) -> bytes:
    out = io.BytesIO()
    np.savez(out, **arrays)
    return out.getvalue()


def test_heads_are_read_from_their_files() -> None:
    heads = read_heads(packed(made_arrays()), json.dumps({"model": "made"} | asdict(LABELS)))
    assert heads.labels == LABELS
    vectors = made_vectors(4)
    np.testing.assert_array_equal(heads.triggers(vectors, HINTS), HEADS.triggers(vectors, HINTS))


@pytest.mark.parametrize(
    ("arrays", "labels"),
    [
        (b"", "{}"), (b"PK", json.dumps(asdict(LABELS))), (packed(made_arrays())[:5000], json.dumps(asdict(LABELS))),
        (packed({}), "["), (packed({}), "{}"),
    ],
)  # fmt: skip
def test_damaged_files_are_told(arrays: bytes, labels: str) -> None:
    with pytest.raises(ResourceError):
        read_heads(arrays, labels)
