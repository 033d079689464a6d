"""Rows as an HTML table for notebooks, each with the words it rests on marked in their context.

Nothing but escaped text and own markup: no script, no style that reaches outside the table, no
address that a notebook would open by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

SHOWN = 20
"""Rows drawn; the rest is counted."""

AROUND = 60
"""Characters of context on either side."""

_FILLER = "\ufffc"
_ID = re.compile(r"[0-9a-f]{24,}$")
_STYLE = (
    "<style>.dateline table{border-collapse:collapse;font-size:90%}"
    ".dateline td,.dateline th{text-align:left;vertical-align:top;padding:.3em .7em .3em 0}"
    ".dateline tbody tr{border-top:1px solid #8884}"
    ".dateline mark{background:#ffe58a;color:#1a1a1a}"
    ".dateline td.quote{min-width:24em;max-width:46em}.dateline small{opacity:.7}</style>"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Characters [start, end) of a document."""

    document: str
    start: int
    end: int


def table(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    spots: Sequence[Sequence[Spot]],
    texts: Mapping[str, str],
    caption: str,
) -> str:
    """An HTML table of the first rows; `spots` are the words of each row, in the same order."""
    heads = "".join(f"<th>{escape(c)}</th>" for c in columns)
    words = any(spots)
    if words:
        heads += "<th>evidence</th>"
    lines = []
    for row, found in list(zip(rows, spots))[:SHOWN]:
        cells = "".join(f"<td>{cell(row.get(c))}</td>" for c in columns)
        if words:
            cells += f'<td class="quote">{marked(found, texts)}</td>'
        lines.append(f"<tr>{cells}</tr>")
    more = len(rows) - SHOWN
    foot = f"<p>… {more:,} more rows</p>" if more > 0 else ""
    return (
        f'<div class="dateline">{_STYLE}<p>{escape(caption)}</p><table><thead><tr>{heads}</tr>'
        f"</thead><tbody>{''.join(lines)}</tbody></table>{foot}</div>"
    )


def marked(spots: Sequence[Spot], texts: Mapping[str, str]) -> str:
    """Each stretch of text with its spots marked; spots that lie close share a stretch."""
    out = []
    for document in dict.fromkeys(s.document for s in spots):
        text = texts.get(document)
        if text is None:
            continue
        own = sorted({(s.start, s.end) for s in spots if s.document == document})
        out += [_stretch(part, text, document) for part in _near(own)]
    return "<br>".join(out)


def cell(value: Any) -> str:
    """One value as text: lists with commas, nothing for None, an id by its beginning."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case list() | tuple():
            return escape(", ".join(str(v) for v in value))
        case str() if _ID.match(value):
            return f"<small>{value[:8]}</small>"
        case _:
            return escape(str(value))


def _near(spots: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    parts: list[list[tuple[int, int]]] = []
    for start, end in spots:
        if parts and start - parts[-1][-1][1] <= 2 * AROUND:
            parts[-1].append((start, end))
        else:
            parts.append([(start, end)])
    return parts


def _stretch(spots: Sequence[tuple[int, int]], text: str, document: str) -> str:
    first, last = spots[0][0], max(end for _, end in spots)
    at, stop = max(0, first - AROUND), min(len(text), last + AROUND)
    out, here = ["…" if at else ""], at
    for start, end in spots:
        if end <= here:
            continue
        start = max(start, here)
        out.append(f"{_plain(text[here:start])}<mark>{_plain(text[start:end])}</mark>")
        here = end
    out.append(_plain(text[here:stop]) + ("…" if stop < len(text) else ""))
    where = f"{document[:8]}[{first}:{last}]"
    return f"{''.join(out)} <small>{escape(where)}</small>"


def _plain(words: str) -> str:
    return escape(words.replace(_FILLER, "·"))
