"""Parquet of records: the columns of the CSV, numbers as numbers; with the extra ``parquet``."""

from collections.abc import Sequence
from pathlib import Path

from ..errors import ResourceError
from ..event_types import Record
from . import records_csv

NUMBERS = {
    "quad": "INTEGER", "scale": "DOUBLE", "factuality": "DOUBLE", "confidence": "DOUBLE", "geonameid": "BIGINT",
    "lat": "DOUBLE", "lon": "DOUBLE", "resolution": "INTEGER", "trigger_start": "INTEGER", "trigger_end": "INTEGER",
    "sentence_number": "INTEGER",
}  # fmt: skip
_ROWS_AT_ONCE = 1_000


def write_parquet(records: Sequence[Record], path: Path) -> None:
    """Write a row for each record, in their order; what is unknown is null.

    Raises:
        ResourceError: without the extra that writes it.
    """
    try:
        import duckdb  # noqa: PLC0415 (the extra)
    except ImportError as error:
        raise ResourceError("Parquet needs an extra: pip install 'dateline[parquet]'") from error
    columns = ", ".join(f"{name} {NUMBERS.get(name, 'VARCHAR')}" for name in records_csv.COLUMNS)
    marks = ", ".join("?" * len(records_csv.COLUMNS))
    with duckdb.connect(config={"threads": 1}) as database:
        database.execute(f"CREATE TABLE record ({columns})")
        for begin in range(0, len(records), _ROWS_AT_ONCE):
            cells = [records_csv.make_cells(record) for record in records[begin : begin + _ROWS_AT_ONCE]]
            rows = [[row[name] or None for name in records_csv.COLUMNS] for row in cells]
            database.executemany(f"INSERT INTO record VALUES ({marks})", rows)
        database.execute("COPY record TO ? (FORMAT parquet)", [str(path)])
