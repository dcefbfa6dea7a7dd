"""A log of corrections as a file that others can apply: JSONL, one correction a line."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC

import msgspec

from ..errors import CorrectionError
from ..story_types import Correction
from .making import check_parts, find_id
from .values import normalize_value


def encode_corrections(corrections: Iterable[Correction]) -> str:
    """A line of JSON for each correction, in the order given."""
    return "".join([_encode(correction) + "\n" for correction in corrections])


def decode_corrections(text: str) -> list[Correction]:
    """The corrections of such a file, each once; empty lines are passed over.

    Names of types, modes and contexts are not checked: another archive may have another ontology, and what it lacks
    is listed as a misfit when the corrections are applied.

    Raises:
        CorrectionError: a line is not as one is written, or was changed since (its id tells); ``line`` counts from 1.
    """
    # Not `splitlines`, which also parts at characters that stand inside a text.
    lines = text.removeprefix("\ufeff").split("\n")
    found = [_decode(line, number) for number, line in enumerate(lines, 1) if line.strip()]
    return list(dict.fromkeys(found))


def _encode(correction: Correction) -> str:
    given = asdict(correction) | {"at": correction.at.astimezone(UTC).isoformat()}
    # A lone surrogate, which UTF-8 cannot hold, becomes the escape that JSON has for it.
    return json.dumps(given, ensure_ascii=False).encode("utf-8", "backslashreplace").decode()


def _decode(line: str, number: int) -> Correction:
    try:
        correction = msgspec.convert(json.loads(line), Correction)
        check_parts(correction)
        if correction.field is not None and correction.value is not None:
            _check_value(correction.field, correction.value)
    except (ValueError, RecursionError) as error:
        raise CorrectionError(f"line {number} is no correction: {error}", line=number) from error
    except CorrectionError as error:
        raise CorrectionError(f"line {number}: {error.reason}", field=error.field, line=number) from error
    if correction.id != find_id(correction):
        reason = f"line {number} does not say what its id {correction.id!r} stands for: it was changed since"
        raise CorrectionError(reason, field="id", line=number)
    return replace(correction, at=correction.at.astimezone(UTC))


def _check_value(field: str, value: str) -> None:
    if normalize_value(field, value) != value:
        raise CorrectionError(f"{field} is written {normalize_value(field, value)!r}, not {value!r}", field=field)
