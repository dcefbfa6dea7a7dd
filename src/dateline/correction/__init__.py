"""What a person knows better than the program: an append-only overlay on the records, keyed to the words they rest on.

A correction outlives new models, new rules, new versions of the page and new clusters. Nothing is dropped: each one is
in force, overridden by a later one of the same thing, undone, or listed as a misfit with the reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..event_types import Record
from ..ontology import Ontology, load_ontology
from ..story_types import Correction, Misfit
from .exchange import decode_corrections, encode_corrections
from .fitting import fit_corrections
from .log import settle_log
from .making import evidence_of, make_correction
from .overlay import Pair, find_pairs, finish_records, set_fields
from .values import FIELDS

__all__ = [
    "FIELDS",
    "Applied",
    "apply_corrections",
    "decode_corrections",
    "encode_corrections",
    "evidence_of",
    "make_correction",
]


@dataclass(frozen=True, slots=True)
class Applied:
    """Records with the corrections in force. Each correction of the log is in one of the last four."""

    records: tuple[Record, ...]
    """In the order given, without the rejected ones."""
    together: tuple[Pair, ...]
    """Ids of records that tell one happening; the smaller id first."""
    apart: tuple[Pair, ...]
    """Ids of records that must not be in one happening, whatever else joins them."""
    accepted: tuple[str, ...]
    """Ids of records that a person found right."""
    rejected: tuple[str, ...]
    """Ids of records that are hidden."""
    in_force: tuple[str, ...]
    """Ids of corrections, as are the next two."""
    overridden: tuple[str, ...]
    undone: tuple[str, ...]
    misfits: tuple[Misfit, ...]
    """The earliest first."""


def apply_corrections(
    records: Sequence[Record],
    corrections: Sequence[Correction],
    texts: Mapping[str, str],
    *,
    ontology: Ontology | None = None,
) -> Applied:
    """The records with the corrections in force, and what became of each correction.

    Args:
        records: as they were read, of one text of each article that the corrections are about; those without a
            correction come back as they are.
        corrections: the whole log. It counts in the order of its times, where they are equal in its own order. What
            was said again, with the same id, counts where it was said last.
        texts: the articles' texts by id, in which the words of a value are looked for.
        ontology: names the types, modes and contexts; PLOVER where none is given.
    """
    log = settle_log(corrections)
    fitted, misfits = fit_corrections(records, log.standing, texts)
    chosen = {one.slot: one for one in fitted}
    in_force = [one for one in fitted if chosen[one.slot] is one]
    changed, unfit = set_fields(records, in_force, texts, ontology or load_ontology())
    in_force = [one for one in in_force if one.correction.id not in {misfit.correction.id for misfit in unfit}]
    verdicts = {one.numbers[0]: one.correction for one in in_force if one.correction.verb in ("accept", "reject")}
    rejected = {number for number, verdict in verdicts.items() if verdict.verb == "reject"}
    ids = [one.correction.id for one in in_force]
    return Applied(
        records=finish_records(changed, in_force, rejected),
        together=find_pairs(records, in_force, "merge", rejected),
        apart=find_pairs(records, in_force, "split", rejected),
        accepted=tuple(sorted({records[number].id for number in verdicts if number not in rejected})),
        rejected=tuple(sorted({records[number].id for number in rejected})),
        in_force=(*ids, *log.undos),
        overridden=(*[one.correction.id for one in fitted if chosen[one.slot] is not one], *log.overridden),
        undone=log.undone,
        misfits=tuple(sorted([*misfits, *unfit, *log.misfits], key=lambda one: (one.correction.at, one.correction.id))),
    )
