"""Place, agency and date at the head of a report: ``PORT ALDER, Nov 20 (Halyard) -``."""

import re

from ..types import Dateline, Span

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_PLACE = rf"(?P<place>{_UPPER}[\w'’.\-]{{1,30}}(?:[ ,/]{{1,2}}{_UPPER}[\w'’.\-]{{0,30}}){{0,4}})"
_DATE = r"(?P<date>\d{1,2}\.? [^\W\d_]{3,12}\.?|[^\W\d_]{3,12}\.? \d{1,2})(?:,? \d{4})?"
_AGENCY = r"\((?P<agency>[^()]{2,40})\)"
_DASH = r"\s{0,2}(?:--|[-–—])\s{1,2}"
_DATELINE = re.compile(rf"{_PLACE}(?:,\s{{1,2}}{_DATE})?(?:,?\s{{1,2}}{_AGENCY})?{_DASH}")
_HEAD = 120


def find_dateline(text: str, start: int) -> Dateline | None:
    """The dateline at ``start`` of the text, or ``None``; a place alone counts only in capitals."""
    found = _DATELINE.match(text[start : start + _HEAD])
    if not found:
        return None
    place, agency, date = found["place"].strip(" ,"), found["agency"], found["date"]
    if not agency and not date and not place.isupper():
        return None
    return Dateline(Span(start, start + len(found[0].rstrip())), place, agency, date)
