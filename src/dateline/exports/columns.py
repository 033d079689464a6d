"""Typed columns and tables: what every tabular export writes, and what each column does not say.

A column carries its `limits` into every file, so that a table opened years later still tells what
its numbers are and are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]

SORTS = ("text", "whole", "number", "flag", "texts", "geometry")
"""Sorts of a column: characters, whole number, number, yes or no, list of texts, WKB."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its sort (one of `SORTS`), what it holds and what that is not."""

    name: str
    sort: str
    limits: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what one row is, its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    def column(self, name: str) -> Column:
        return next(c for c in self.columns if c.name == name)


@dataclass(frozen=True, slots=True)
class Filled:
    """A table with its rows; every row has every column, None where nothing is stated."""

    table: Table
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return self.table.name


def table(name: str, row: str, /, **columns: str) -> Table:
    """A table from `name="sort: limits"` lines."""
    made = []
    for column, words in columns.items():
        sort, _, limits = words.partition(": ")
        if sort not in SORTS:
            raise ValueError(f"column {name}.{column}: sort {sort!r} is none of {SORTS}")
        made.append(Column(column, sort, limits))
    return Table(name, row, tuple(made))


def filled(table_: Table, rows: Sequence[Mapping[str, Any]]) -> Filled:
    """Rows with the columns of the table in its order; a key that is no column is an error."""
    names = table_.names
    for row in rows:
        unknown = set(row) - set(names)
        if unknown:
            raise ValueError(f"table {table_.name} has no column {sorted(unknown)}")
    return Filled(table_, tuple({n: row.get(n) for n in names} for row in rows))
