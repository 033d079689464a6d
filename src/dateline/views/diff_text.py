"""Changes between two states as plain text, 100 columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Any

WIDTH = 100


def render(rows: Sequence[Mapping[str, Any]], *, every: bool = False) -> str:
    """Incident by incident. Of a created incident only the number of its claims is told, unless
    `every`; documents are named at the end."""
    marks: dict[str, str] = {}
    lines: list[str] = []
    if not rows:
        return "no change\n"
    for _, group in groupby(rows, key=lambda row: row["incident"]):
        told = list(group)
        lines += [f"{told[0]['title'].upper()}  {told[0]['incident'][:12]}"]
        created = any(row["change"] == "created" for row in told)
        for row in told:
            if every or not created or row["change"] not in ("new", "headline"):
                lines += _hang(_line(row, marks))
        if created and not every:
            claims = sum(row["change"] == "new" for row in told)
            lines += [f"  {'':<11} {claims} claims, all new"]
        lines.append("")
    for ident, mark in marks.items():
        row = next(row for row in rows if row["document"] == ident)
        lines.append(
            f"{mark}  {ident[:12]} · published {row['published'] or 'not stated'} · outlet "
            f"{row['outlet'] or 'not stated'}"
        )
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(row: Mapping[str, Any], marks: dict[str, str]) -> str:
    change, other = row["change"], (row["other"] or "")
    head = f"  {change:<11} "
    by = f" · by {row['by']}: {row['reason']}" if row["by"] else ""
    match change:
        case "created" | "gone":
            return head.rstrip()
        case "merged" | "moved" | "regrouped":
            return f"{head}{row['before'][:12]} → {other[:12]}"
        case "split":
            return f"{head}from {other[:12]}"
        case "decided" | "undone":
            return f"{head}{row['after'] or row['before']} (decision {other}){by}"
    value = row["after"] or row["before"] or ""
    if change in ("corrected", "headline"):
        value = f"{row['before'] or 'not stated'} → {row['after'] or 'not stated'}"
    elif change not in ("new", "withdrawn") and row["after"] is None:
        value = f"no longer: {value}"
    how = f" ({row['how']})" if row["how"] else ""
    text = f"{head}{row['slot']}: {value}"
    if row["document"]:
        mark = marks.setdefault(row["document"], f"a{len(marks) + 1}")
        quote = " ".join((row["quote"] or "").split())
        spot = f"{mark}[{row['start']}:{row['end']}]" + (f" “{quote}”" if quote else "")
        return f"{text} · {row['who']}{how} · {spot}{by}"
    return f"{text} · {row['who']}{by}" if change == "headline" and row["who"] else text + by


def _hang(text: str) -> list[str]:
    if len(text) <= WIDTH:
        return [text]
    return wrap(
        text.lstrip(), WIDTH, initial_indent="  ", subsequent_indent=" " * 14,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
