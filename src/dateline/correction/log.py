"""Which corrections of a log are taken back, and which still stand."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..story_types import Correction, Misfit


@dataclass(frozen=True, slots=True)
class Settled:
    """A log without what was taken back; each correction is in one of the parts."""

    standing: tuple[Correction, ...]
    """All but undos, the earliest first."""
    undone: tuple[str, ...]
    """Ids of corrections, undos too, that were taken back."""
    overridden: tuple[str, ...]
    """Ids of undos of what was said again since."""
    undos: tuple[str, ...]
    """Ids of the undos in force."""
    misfits: tuple[Misfit, ...]
    """Undos of what is not in the log before them."""


def settle_log(corrections: Iterable[Correction]) -> Settled:
    """The log in the order of time, of equal times in its own; what was said again counts where it was said last."""
    ordered = sorted(dict.fromkeys(corrections), key=lambda one: one.at)
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    for number, correction in enumerate(ordered):
        first.setdefault(correction.id, number)
        last[correction.id] = number
    taken_back: set[str] = set()
    standing, undone, overridden, undos, misfits = [], [], [], [], []
    # From the end: whether an undo stands is known before what it takes back is looked at.
    for number in sorted(last.values(), reverse=True):
        one = ordered[number]
        if one.id in taken_back:
            undone.append(one.id)
        elif one.undoes is None:
            standing.append(one)
        elif first.get(one.undoes, number) >= number:
            misfits.append(Misfit(one, f"no correction {one.undoes} was made before it"))
        elif last[one.undoes] > number:
            overridden.append(one.id)
        else:
            undos.append(one.id)
            taken_back.add(one.undoes)
    return Settled(
        tuple(standing[::-1]), tuple(undone[::-1]), tuple(overridden[::-1]), tuple(undos[::-1]), tuple(misfits[::-1])
    )
