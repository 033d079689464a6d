"""One DuckDB file with the canonical tables, their limits as comments, and a table `columns`.

The rows are the same every time; the bytes of a DuckDB file are not promised by DuckDB.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline.exports.arrow import arrow, columns
from dateline.exports.columns import Filled
from dateline.model import DatelineError


def write(filled: Sequence[Filled], path: Path, version: str = "") -> None:
    """Make the file; `path` must not exist yet.

    Raises:
        DatelineError: DuckDB is not installed, or the file cannot be made.
    """
    try:
        import duckdb
    except ImportError:
        raise DatelineError(
            "a DuckDB file needs duckdb", run="pip install 'dateline[exports]'"
        ) from None
    try:
        with duckdb.connect(str(path)) as connection:
            for one in filled:
                _table(connection, one, version)
            _columns(connection, filled)
    except duckdb.Error as error:
        raise DatelineError(str(error).split("\n")[0], where=str(path)) from None


def _table(connection: Any, filled: Filled, version: str) -> None:
    connection.register("rows_of_it", arrow(filled, version))
    connection.execute(f'CREATE TABLE "{filled.name}" AS SELECT * FROM rows_of_it')
    connection.unregister("rows_of_it")
    connection.execute(f'COMMENT ON TABLE "{filled.name}" IS {_quoted(filled.table.row)}')
    for column in filled.table.columns:
        connection.execute(
            f'COMMENT ON COLUMN "{filled.name}"."{column.name}" IS {_quoted(column.limits)}'
        )


def _columns(connection: Any, filled: Sequence[Filled]) -> None:
    connection.execute(
        'CREATE TABLE "columns" ("table" VARCHAR, "column" VARCHAR, sort VARCHAR, limits VARCHAR)'
    )
    connection.executemany('INSERT INTO "columns" VALUES (?, ?, ?, ?)', columns(filled))


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
