"""The canonical tables as CSV (RFC 4180), faithful for machines or safe for spreadsheets.

Faithful: every value as it is; nothing stands for null, `""` for empty words. Lists are their items
with `;` between; a `;` or backslash inside an item has a backslash before it.

Safe (OWASP, "CSV Injection"): every cell of words is quoted, and one that a spreadsheet could take
for a formula, or (an id of digits alone or with one e) for a number it would round, gets an
apostrophe in front. Columns of numbers, yes/no and offsets are unchanged, so -5 stays a number. A
byte-order mark stands in front: without it Excel reads UTF-8 as the code page of its machine. A
safe file is for looking at; it is not read back.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.exports.columns import Column, Filled
from dateline.model import number

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")
"""First characters that spreadsheets take for a formula, a command or a cell of their own."""

MARK = "\ufeff"
"""The byte-order mark of a safe file."""

_TEXTUAL = ("text", "texts")
_ROUNDED = re.compile(r"(?:\d{16,}|\d+[eE]\d+)$")
"""Words that spreadsheets read as a number and round to 15 digits."""


def csv(filled: Filled, safe: bool = False) -> str:
    """Header and rows with LF line ends."""
    lines = [",".join(_quoted(n) if safe else _plain(n) for n in filled.table.names)]
    lines += [_line(filled.table.columns, row, safe) for row in filled.rows]
    return (MARK if safe else "") + "\n".join(lines) + "\n"


def sheet(rows: Sequence[Mapping[str, Any]], safe: bool = False) -> str:
    """Rows of a view as CSV, columns in the order in which they first appear.

    Lists of words are joined as everywhere; evidence is `document:start:end words`, one item a
    span; other objects are JSON.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [",".join(_quoted(n) if safe else _plain(n) for n in names)]
    lines += [",".join(_cell(row.get(n), safe) for n in names) for row in rows]
    return (MARK if safe else "") + "\n".join(lines) + "\n"


def _cell(value: Any, safe: bool) -> str:
    match value:
        case None:
            return ""
        case bool() | int() | float():
            return _value(value)
        case list() | tuple():
            return _words(listed(_item(v) for v in value), safe)
        case _:
            return _words(_item(value), safe)


def _item(value: Any) -> str:
    if isinstance(value, Mapping) and "quote" in value and "document" in value:
        return f"{value['document']}:{value['start']}:{value['end']} {value['quote']}"
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def _words(words: str, safe: bool) -> str:
    return _quoted(defused(words).replace("\0", "")) if safe else _plain(words)


def defused(words: str) -> str:
    """Words that no spreadsheet takes for a formula.

    The first character counts after compatibility decomposition (full-width `＝` opens a formula
    in some locales) and behind blanks and invisible characters, which programs strip.
    """
    shown = unicodedata.normalize("NFKC", words)
    stripped = shown.lstrip().lstrip("\ufeff\u200b\u200c\u200d\u2060\u00ad").lstrip()
    risky = shown.startswith(STARTS) or stripped.startswith(STARTS) or _ROUNDED.match(shown)
    return f"'{words}" if risky else words


def listed(items: Iterable[str]) -> str:
    """Items with `;` between; what would end an item is escaped."""
    return ";".join(i.replace("\\", "\\\\").replace(";", "\\;") for i in items)


def _line(columns: Iterable[Column], row: dict[str, Any], safe: bool) -> str:
    cells = []
    for column in columns:
        value = row[column.name]
        if value is None:
            cells.append("")
        elif column.sort in _TEXTUAL:
            cells.append(_words(listed(value) if column.sort == "texts" else str(value), safe))
        else:
            cells.append(_value(value))
    return ",".join(cells)


def _value(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return number(value)
        case bytes():
            return value.hex().upper()
        case _:
            return str(value)


def _plain(words: str) -> str:
    risky = not words or any(c in words for c in ',"\r\n') or words != words.strip()
    return _quoted(words) if risky else words


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
