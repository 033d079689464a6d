"""What was read, and what was not: documents per outlet and period, gaps, copies, languages.

1. A period is a day, an ISO week (from Monday) or a month. Every period from the first to the last
   publication has a row for every outlet, also where it holds nothing: zero is a number.
2. `documents` counts what was read, `copies` how many of these carry the words of an earlier one.
   `empty_days` are days of the period (inside first and last) without a document of the outlet.
3. The outlet `all` sums up a period; `not stated` is the outlet of documents that name none.
4. A day is *covered* if a document of any content was published on it or on the day after: such a
   document could have told what happened that day. What happened on a day that is not covered is
   unknown, not zero. `tempo` divides by these days.
5. `telling` counts documents that tell one of the incidents asked for; it is None where none are
   asked for. It never changes what the other columns count: a filter is of incidents, never of the
   denominators.
6. Inputs set aside belong to no day that is known, so they are counted beside the table.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
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
    "period", "start", "end", "outlet", "documents", "copies", "telling", "days", "empty_days",
    "covered", "languages", "ids",
)  # fmt: skip
COUNT_COLUMNS: tuple[str, ...] = ("kind", "incidents", "words", "ids")
PERIODS = ("day", "week", "month")
ALL, UNSTATED = "all", "not stated"

Held = Sequence[tuple[Document, Claims]]
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week or month; `first` and `last` are its days inside the stretch that is looked at.

    All days are inclusive. `covered` are those of `first` to `last` that are covered.
    """

    name: str
    start: date
    end: date
    first: date
    last: date
    covered: frozenset[date]

    @property
    def days(self) -> int:
        """Days of it inside the stretch."""
        return (self.last - self.first).days + 1

    def holds(self, day: date) -> bool:
        """Whether a day lies in it and in the stretch."""
        return self.first <= day <= self.last


def rows(
    held: Held, by: str, copies: Mapping[str, str], telling: Collection[str] | None = None
) -> list[dict[str, Any]]:
    """One row a period and outlet, periods in order, `all` first, then outlets by name.

    Args:
        copies: document id → the document whose words it carries, itself where it is the first.
        telling: ids of documents that tell the incidents asked for; None where none are.

    Raises:
        DatelineError: `by` is no period.
    """
    if by not in PERIODS:
        raise unknown_period(by)
    whole = denominator(held)
    if whole.first is None or whole.last is None:
        return []
    stretch = date.fromisoformat(whole.first), date.fromisoformat(whole.last)
    outlets = [ALL, *whole.outlets] + ([UNSTATED] if whole.unnamed else [])
    out = []
    for period in periods(by, *stretch, covered(published(held), *stretch)):
        inside = [d for d, _ in held if d.published and period.holds(d.published.day)]
        for outlet in outlets:
            own = [d for d in inside if outlet in (ALL, d.outlet or UNSTATED)]
            live = (
                period.covered
                if outlet == ALL
                else covered(
                    [d.published.day for d in own if d.published], period.first, period.last
                )
            )
            told = None if telling is None else sum(d.id in telling for d in own)
            out.append(_row(period, outlet, own, copies) | {"covered": len(live),
                                                            "telling": told})  # fmt: skip
    return out


def published(held: Held) -> list[date]:
    """Days of publication, one a dated document, in order."""
    return sorted(d.published.day for d, _ in held if d.published is not None)


def covered(days: Sequence[date], first: date, last: date) -> frozenset[date]:
    """Days from `first` to `last` with a publication on them or on the day after."""  # 4.
    live = {d for day in days for d in (day, day - _DAY)}
    return frozenset(d for d in live if first <= d <= last)


def periods(by: str, first: date, last: date, live: frozenset[date]) -> list[Period]:
    """The days, weeks or months that touch `first` to `last`; `live` are the covered days.

    Raises:
        DatelineError: `by` is no period.
    """
    if by not in PERIODS:
        raise unknown_period(by)
    whole = _BOUNDS[by]
    out = []
    day = first
    while True:
        name, start, end = whole(day)
        inside = max(first, start), min(last, end)
        own = frozenset(d for d in live if inside[0] <= d <= inside[1])
        out.append(Period(name, start, end, *inside, own))
        if end >= last:
            return out
        day = end + _DAY


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


def unknown_period(by: str) -> DatelineError:
    """The error for what is no day, week or month."""
    return DatelineError(f"--by {by!r}", expected=f"one of {', '.join(PERIODS)}")


def _row(
    period: Period, outlet: str, own: Sequence[Document], copies: Mapping[str, str]
) -> dict[str, Any]:
    start, end = period.first.isoformat(), period.last.isoformat()
    read = Denominator.of(((_day(d), d.outlet) for d in own), start, end)
    return {
        "period": period.name, "start": start, "end": end, "outlet": outlet, "documents": len(own),
        "copies": sum(copies.get(d.id, d.id) != d.id for d in own), "telling": None,
        "days": read.days, "empty_days": read.empty_days, "covered": 0,
        "languages": ", ".join(sorted({d.language or UNSTATED for d in own})),
        "ids": " ".join(d.id for d in own),
    }  # fmt: skip


def _day(document: Document) -> str:
    return document.published.day.isoformat() if document.published else ""


def _week(day: date) -> tuple[str, date, date]:
    year, week, weekday = day.isocalendar()
    start = day - timedelta(days=weekday - 1)
    return f"{year}-W{week:02}", start, start + 6 * _DAY


def _month(day: date) -> tuple[str, date, date]:
    after = day.replace(day=28) + 4 * _DAY
    return day.strftime("%Y-%m"), day.replace(day=1), after - after.day * _DAY


_BOUNDS: Mapping[str, Callable[[date], tuple[str, date, date]]] = {
    "day": lambda day: (day.isoformat(), day, day),
    "week": _week,
    "month": _month,
}
"""The name, first and last day of the period a day lies in."""


def text(
    table: Sequence[Mapping[str, Any]], whole: Denominator, counted: Sequence[Mapping[str, Any]],
    waiting: Mapping[str, int],
) -> str:  # fmt: skip
    """A table of periods by outlets; runs of empty periods fall into one line; then the gaps.

    Args:
        waiting: reason → how many inputs were set aside for it and not released.
    """
    outlets = list(dict.fromkeys(r["outlet"] for r in table))
    asked = any(r["telling"] is not None for r in table)
    lines = [["period", *outlets, "copies", *(["telling"] if asked else []), "empty days"]]
    empty: list[str] = []
    by_period: dict[str, list[Mapping[str, Any]]] = {}
    for row in table:
        by_period.setdefault(row["period"], []).append(row)
    for name, group in by_period.items():
        if not group[0]["documents"]:
            empty.append(name)
            continue
        lines += _folded(empty, len(outlets) + asked)
        empty = []
        told = [str(group[0]["telling"])] if asked else []
        lines.append([name, *(str(r["documents"]) for r in group), str(group[0]["copies"]), *told,
                      str(group[0]["empty_days"])])  # fmt: skip
    lines += _folded(empty, len(outlets) + asked)
    out = _aligned(lines) if table else []
    if table and table[0]["period"] != table[0]["start"]:
        # A table of days shows them itself.
        out += [f"no document: {a}" if a == b else f"no document: {a} to {b}"
                for a, b in whole.empty]  # fmt: skip
    out += [str(row["words"]) for row in counted[-1:]]
    out += [f"set aside: {n} · {why}" for why, n in sorted(waiting.items())]
    return "\n".join(out) + "\n"


def _folded(empty: Sequence[str], counts: int) -> list[list[str]]:
    if not empty:
        return []
    name = empty[0] if len(empty) == 1 else f"{empty[0]} … {empty[-1]}"
    return [[name, *["0"] * counts, "0", "all"]]


def _aligned(lines: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return [
        "  ".join(
            w.ljust(widths[n]) if n == 0 else w.rjust(widths[n]) for n, w in enumerate(line)
        ).rstrip()
        for line in lines
    ]  # fmt: skip
