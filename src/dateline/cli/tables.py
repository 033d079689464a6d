"""Rows as aligned text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

import typer

WIDTH = 60


def show(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    as_json: bool,
    as_csv: bool,
    none: str = "nothing to list",
) -> None:
    """Print rows; JSON and CSV hold every column, text the first words of each, and where there
    are none `none` on standard error.

    Raises:
        DatelineError: both forms at once.
    """
    if as_json and as_csv:
        from dateline.model import DatelineError

        raise DatelineError("--json and --csv", expected="one of them")
    if as_json:
        typer.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
    elif as_csv:
        out = io.StringIO()
        writer = csv.DictWriter(out, columns, lineterminator="\n", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
        typer.echo(out.getvalue(), nl=False)
    elif rows:
        _text(rows, columns)
    else:
        typer.echo(none, err=True)


def _text(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    cells = [[_short(row.get(c)) for c in columns] for row in rows]
    widths = [
        max([len(name), *(len(row[n]) for row in cells)]) for n, name in enumerate(columns)
    ]  # fmt: skip
    for row in [list(columns), *cells]:
        typer.echo("  ".join(word.ljust(w) for word, w in zip(row, widths)).rstrip())


def _short(value: Any) -> str:
    words = " ".join(str("" if value is None else value).split())
    return words if len(words) <= WIDTH else words[: WIDTH - 1] + "…"
