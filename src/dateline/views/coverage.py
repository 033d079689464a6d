"""What was read, and what was not: documents per outlet and period, gaps, copies, languages.

1. A period is a day, an ISO week (from Monday) or a month. Every period from the first to the last
   publication has a row for every outlet, also where it holds nothing: zero is a number.
2. `documents` counts what was read, `copies` how many of these carry the words of an earlier one.
   `empty_days` are days of the period (inside first and last) without a document of the outlet.
3. The outlet `all` sums up a period; `not stated` is the outlet of documents that name none.
4. Inputs set aside belong to no day that is known, so they are counted beside the table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dateline.model import (
    Claims,
    DatelineError,
    Denominator,
    Document,
    Incident,
    Modality,
    Polarity,
)
from dateline.views.card import is_history

COLUMNS: tuple[str, ...] = (
    "period", "start", "end", "outlet", "documents", "copies", "days", "empty_days", "languages",
    "ids",
)  # fmt: skip
COUNT_COLUMNS: tuple[str, ...] = ("kind", "incidents", "words", "ids")
PERIODS = ("day", "week", "month")
ALL, UNSTATED = "all", "not stated"

Held = Sequence[tuple[Document, Claims]]


def rows(held: Held, by: str, copies: Mapping[str, str]) -> list[dict[str, Any]]:
    """One row a period and outlet, periods in order, `all` first, then outlets by name.

    Args:
        copies: document id → the document whose words it carries, itself where it is the first.

    Raises:
        DatelineError: `by` is no period.
    """
    if by not in PERIODS:
        raise DatelineError(f"--by {by}", expected=f"one of {', '.join(PERIODS)}")
    whole = denominator(held)
    if whole.first is None or whole.last is None:
        return []
    outlets = [ALL, *whole.outlets] + ([UNSTATED] if whole.unnamed else [])
    out = []
    for name, start, end in _periods(by, whole.first, whole.last):
        inside = [d for d, _ in held if d.published and start <= _day(d) <= end]
        for outlet in outlets:
            own = [d for d in inside if outlet in (ALL, d.outlet or UNSTATED)]
            out.append(_row(name, start, end, outlet, own, copies))
    return out


def denominator(held: Held) -> Denominator:
    """All of it: documents, outlets, first and last day, days without a document."""
    return Denominator.of((d.published.day.isoformat() if d.published else None, d.outlet)
                          for d, _ in held)  # fmt: skip


def counts(incidents: Sequence[Incident], held: Held) -> list[dict[str, Any]]:
    """Incidents of every kind that a report says happened, as news, over what was read.

    The last row is the sum, in words: "12 incidents in 340 documents of 3 outlets, …".
    """
    told = [i for i in incidents if not is_history(i) and _told(i)]
    out = []
    for kind in sorted({i.kind for i in told}):
        own = [i.id for i in told if i.kind == kind]
        out.append(_count(kind, own, f"{len(own)} {kind}"))
    kinds = ", ".join(row["words"] for row in out)
    noun = "incident" if len(told) == 1 else "incidents"
    words = f"{len(told)} {noun}{f' ({kinds})' if kinds else ''} in {denominator(held).words}"
    return [*out, _count(ALL, [i.id for i in told], words)]


def _count(kind: str, ids: Sequence[str], words: str) -> dict[str, Any]:
    return {"kind": kind, "incidents": len(ids), "words": words, "ids": " ".join(ids)}


def _told(incident: Incident) -> bool:
    """Whether anybody says it happened; what is predicted, ordered or denied is no incident yet."""
    return any(
        c.claim is not None and c.slot == "occurred" and c.claim.polarity is Polarity.POSITIVE
        and c.claim.modality in (Modality.ASSERTED, Modality.REPORTED)
        for c in incident.cells
    )  # fmt: skip


def _row(
    name: str, start: str, end: str, outlet: str, own: Sequence[Document],
    copies: Mapping[str, str],
) -> dict[str, Any]:  # fmt: skip
    read = Denominator.of(((_day(d), d.outlet) for d in own), start, end)
    return {
        "period": name, "start": start, "end": end, "outlet": outlet, "documents": len(own),
        "copies": sum(copies.get(d.id, d.id) != d.id for d in own), "days": read.days,
        "empty_days": read.empty_days,
        "languages": ", ".join(sorted({d.language or UNSTATED for d in own})),
        "ids": " ".join(d.id for d in own),
    }  # fmt: skip


def _day(document: Document) -> str:
    return document.published.day.isoformat() if document.published else ""


def _periods(by: str, first: str, last: str) -> list[tuple[str, str, str]]:
    """(name, first day, last day) of the periods that touch the stretch, cut to it."""
    out = []
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        name, until = _period(by, day)
        out.append((name, day.isoformat(), min(until, end).isoformat()))
        day = until + timedelta(days=1)
    return out


def _period(by: str, day: date) -> tuple[str, date]:
    """The name of the period a day lies in, and its last day."""
    match by:
        case "day":
            return day.isoformat(), day
        case "week":
            year, week, weekday = day.isocalendar()
            return f"{year}-W{week:02}", day + timedelta(days=7 - weekday)
        case _:
            after = day.replace(day=28) + timedelta(days=4)
            return day.strftime("%Y-%m"), after - timedelta(days=after.day)


def text(
    table: Sequence[Mapping[str, Any]], whole: Denominator, counted: Sequence[Mapping[str, Any]],
    waiting: Mapping[str, int],
) -> str:  # fmt: skip
    """A table of periods by outlets; runs of empty periods fall into one line; then the gaps.

    Args:
        waiting: reason → how many inputs were set aside for it and not released.
    """
    outlets = list(dict.fromkeys(r["outlet"] for r in table))
    lines = [["period", *outlets, "copies", "empty days"]]
    empty: list[str] = []
    by_period: dict[str, list[Mapping[str, Any]]] = {}
    for row in table:
        by_period.setdefault(row["period"], []).append(row)
    for name, group in by_period.items():
        if not group[0]["documents"]:
            empty.append(name)
            continue
        lines += _folded(empty, len(outlets))
        empty = []
        lines.append([name, *(str(r["documents"]) for r in group), str(group[0]["copies"]),
                      str(group[0]["empty_days"])])  # fmt: skip
    lines += _folded(empty, len(outlets))
    out = _aligned(lines) if table else []
    if table and table[0]["period"] != table[0]["start"]:
        # A table of days shows them itself.
        out += [f"no document: {a}" if a == b else f"no document: {a} to {b}"
                for a, b in whole.empty]  # fmt: skip
    out += [str(row["words"]) for row in counted[-1:]]
    out += [f"set aside: {n} · {why}" for why, n in sorted(waiting.items())]
    return "\n".join(out) + "\n"


def _folded(empty: Sequence[str], outlets: int) -> list[list[str]]:
    if not empty:
        return []
    name = empty[0] if len(empty) == 1 else f"{empty[0]} … {empty[-1]}"
    return [[name, *["0"] * outlets, "0", "all"]]


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return [
        "  ".join(
            w.ljust(widths[n]) if n == 0 else w.rjust(widths[n]) for n, w in enumerate(line)
        ).rstrip()
        for line in lines
    ]  # fmt: skip
