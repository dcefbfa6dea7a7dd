"""The line in which an agency's desk signs a story: "(Reporting by A. Name; editing by B. Name)"."""

import re

from .names import split_names

_REPORTED = r"(?:reporting|writing) by|bericht(?:et)? von|reporte de|reportage de|reportagem (?:de|por)"
_SIGN_OFF = re.compile(rf"[(\[]?(?:additional |with )?(?:{_REPORTED}|editing by)\b", re.IGNORECASE)
_REPORTERS = re.compile(rf"(?:{_REPORTED})\s+(?P<names>[^;()\[\]]+)", re.IGNORECASE)
# "… by A. Name in Kestholm": where they were is not their name.
_PLACE = re.compile(r"\s+(?:in|from|aus)\s+(?:[^\W\d_][\w'’-]*\s?){1,3}(?=$|,|\sand\b)")
_MOST = 300


def is_sign_off(text: str) -> bool:
    """Whether the line says who reported, wrote or edited, and nothing else."""
    return len(text) <= _MOST and _SIGN_OFF.match(text) is not None


def reporters(text: str) -> tuple[str, ...]:
    """The people who reported, as a sign-off names them."""
    match = _REPORTERS.search(text) if is_sign_off(text) else None
    return tuple(split_names(_PLACE.sub("", match["names"].strip(" .")), whole=True)) if match else ()
