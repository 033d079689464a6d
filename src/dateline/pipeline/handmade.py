"""Read a table somebody made by hand: CSV, TSV, JSON or JSON lines; every cell as words.

A number is read as the words it is printed with, so that "900" keeps its place and "007" its zeros.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

from dateline.model import DatelineError, InputError

MOST_BYTES = 20_000_000
Row = dict[str, str]


def read_table(path: Path) -> list[Row]:
    """Rows of a table in order; `-` is stdin. Empty cells are left out.

    Raises:
        InputError: no such file, too large, not UTF-8, or no table.
    """
    where = "stdin" if str(path) == "-" else str(path)
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if where == "stdin" else path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=where, expected="a table as CSV",
            run="dateline compare --help",
        ) from None  # fmt: skip
    if len(raw) > MOST_BYTES:
        raise InputError(f"over {MOST_BYTES:,} bytes", where=where, expected="a smaller table")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError("not UTF-8", where=where, expected="a table in UTF-8") from None
    rows = _json(text, where) if text.lstrip()[:1] in ("[", "{") else _csv(text)
    if not rows:
        raise InputError("no rows", where=where, expected="a header and rows, or a list of objects")
    return rows


def _csv(text: str) -> list[Row]:
    head = text.split("\n", 1)[0]
    mark = max(("\t", ";", ","), key=head.count)
    found = csv.DictReader(io.StringIO(text), delimiter=mark)
    return [{k: v.strip() for k, v in row.items() if k and v and v.strip()} for row in found]


def _json(text: str, where: str) -> list[Row]:
    try:
        found: Any = json.loads(text, parse_float=str, parse_int=str)
    except ValueError:
        found = [_line(line, n, where) for n, line in enumerate(text.splitlines(), 1) if line]
    if isinstance(found, dict):
        found = next((v for v in found.values() if isinstance(v, list)), [found])
    if not all(isinstance(row, dict) for row in found):
        raise InputError("no list of objects", where=where, expected='[{"date": "2026-01-04"}, …]')
    return [{str(k): str(v) for k, v in row.items() if v is not None} for row in found]


def _line(line: str, number: int, where: str) -> Any:
    try:
        return json.loads(line, parse_float=str, parse_int=str)
    except ValueError:
        raise InputError("not JSON", where=f"{where}:{number}", expected="an object") from None


def mapping(words: list[str], rows: list[Row], fields: list[str]) -> dict[str, str]:
    """`COL=FIELD` pairs as column → field; columns named like a field map themselves.

    Raises:
        DatelineError: no such column or field; the error lists them.
    """
    columns = list(dict.fromkeys(c for row in rows for c in row))
    found: dict[str, str] = {}
    for pair in words:
        column, mark, field = pair.partition("=")
        if not mark or column not in columns:
            raise DatelineError(f"--map {pair!r}: no column {column!r}",
                                expected="COL=FIELD with COL of " + ", ".join(columns))  # fmt: skip
        if field.split(":")[0] not in fields:
            raise DatelineError(f"--map {pair!r}: no field {field!r}",
                                expected="one of " + ", ".join(fields))  # fmt: skip
        found[column] = field
    taken = {f.split(":")[0] for f in found.values()}
    return found | {c: c for c in columns if c in fields and c not in found and c not in taken}
