"""Rows of tab-separated values, without quoting."""

from collections.abc import Sequence


def encode_row(cells: Sequence[str]) -> str:
    """The row with its line end; blanks of any kind in a cell are single spaces, so that it stays one cell."""
    return "\t".join([" ".join(cell.split()) for cell in cells]) + "\n"
