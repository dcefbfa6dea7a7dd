"""The line in which an agency's desk signs."""

import pytest

from dateline.article.sign_off import is_sign_off, reporters

LINES = [
    ("(Reporting by Rolf Amsel; editing by Dinah Coyle)", ("Rolf Amsel",)),
    ("Reporting by Rolf Amsel and Sanna Breck in Kestholm; Editing by Dinah Coyle", ("Rolf Amsel", "Sanna Breck")),
    ("Additional reporting by Sanna Breck", ("Sanna Breck",)),
    ("(Editing by Dinah Coyle)", ()),
]


@pytest.mark.parametrize(("line", "names"), LINES)
def test_a_sign_off_names_its_reporters(line: str, names: tuple[str, ...]) -> None:
    assert is_sign_off(line)
    assert reporters(line) == names


@pytest.mark.parametrize("line", ["Reporting from Kestholm, he saw no ship.", "", "Reporting by night " + "x" * 300])
def test_prose_is_no_sign_off(line: str) -> None:
    assert not is_sign_off(line)
    assert reporters(line) == ()
