"""How much was read: the number that every count of incidents stands over."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise


@dataclass(frozen=True, slots=True)
class Denominator:
    """Documents of a stretch of days. Zero is a number here, never "missing".

    `first` and `last` are ISO days, both inclusive; None where no document has a date. `outlets`
    are the named publishers, sorted; `unnamed` counts documents without one, `undated` those
    without a date (they lie in no stretch). `empty` are runs of days without any document, as
    (first day, last day), in order.
    """

    documents: int
    outlets: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    empty: tuple[tuple[str, str], ...] = ()
    unnamed: int = 0
    undated: int = 0

    @classmethod
    def of(
        cls,
        documents: Iterable[tuple[str | None, str | None]],
        first: str | None = None,
        last: str | None = None,
    ) -> Denominator:
        """Count (published, outlet) of documents from `first` to `last`; without these bounds,
        from the earliest to the latest date there is."""
        listed = list(documents)
        dated = [(p[:10], o) for p, o in listed if p]
        days = sorted(d for d, _ in dated)
        low, high = first or (days[0] if days else None), last or (days[-1] if days else None)
        inside = [(d, o) for d, o in dated if low and high and low <= d <= high]
        outlets = sorted({o for _, o in inside if o})
        return cls(
            len(inside), tuple(outlets), low, high,
            runs({d for d, _ in inside}, low, high) if low and high else (),
            sum(not o for _, o in inside), len(listed) - len(dated),
        )  # fmt: skip

    @property
    def days(self) -> int:
        """Days of the stretch."""
        return span_days(self.first, self.last) if self.first and self.last else 0

    @property
    def empty_days(self) -> int:
        """Days without a document."""
        return sum(span_days(a, b) for a, b in self.empty)

    @property
    def words(self) -> str:
        """ "340 documents of 3 outlets, 2026-01-01 to 2026-03-01, 2 days without a document"."""
        named = _count(len(self.outlets), "outlet") if self.outlets else "no named outlet"
        parts = [f"{_count(self.documents, 'document')} of {named}"]
        if self.first and self.last:
            parts += [
                self.first if self.first == self.last else f"{self.first} to {self.last}",
                f"{_count(self.empty_days, 'day')} without a document",
            ]
        if self.undated:
            parts.append(f"{_count(self.undated, 'document')} without a date left out")
        return ", ".join(parts)


class Calendar:
    """Documents by day: `stretch` gives the `Denominator` of any stretch without walking over them
    again, for whoever asks for many."""

    def __init__(self, documents: Iterable[tuple[str | None, str | None]]) -> None:
        """Documents as (published, outlet)."""
        listed = list(documents)
        counts = Counter((p[:10], o) for p, o in listed if p)
        self._undated = sum(not p for p, _ in listed)
        self._days = sorted({day for day, _ in counts})
        total, unnamed = Counter[str](), Counter[str]()
        outlets: dict[str, list[str]] = defaultdict(list)
        for (day, outlet), count in sorted(counts.items(), key=lambda row: row[0][0]):
            total[day] += count
            if outlet:
                outlets[outlet].append(day)
            else:
                unnamed[day] += count
        self._outlets = sorted(outlets.items())
        self._total = [0, *accumulate(total[d] for d in self._days)]
        self._unnamed = [0, *accumulate(unnamed[d] for d in self._days)]
        self._gaps = [
            (_moved(a, 1), _moved(b, -1))
            for a, b in pairwise(self._days) if _moved(a, 1) != b
        ]  # fmt: skip

    def stretch(self, first: str | None, last: str | None) -> Denominator:
        """What `Denominator.of` gives of the documents from `first` to `last`."""
        days = self._days
        low, high = first or (days[0] if days else None), last or (days[-1] if days else None)
        if low is None or high is None:
            return Denominator(0, (), low, high, (), 0, self._undated)
        a, b = bisect_left(days, low), max(bisect_left(days, low), bisect_right(days, high))
        return Denominator(
            self._total[b] - self._total[a],
            tuple(o for o, own in self._outlets if _within(own, low, high)), low, high,
            self._empty(a, b, low, high), self._unnamed[b] - self._unnamed[a], self._undated,
        )  # fmt: skip

    def _empty(self, a: int, b: int, low: str, high: str) -> tuple[tuple[str, str], ...]:
        if a == b:
            return ((low, high),) if low <= high else ()
        first, last = self._days[a], self._days[b - 1]
        out = [(low, _moved(first, -1))] if low < first else []
        start = bisect_left(self._gaps, (first, ""))
        out += self._gaps[start : bisect_left(self._gaps, (last, ""))]
        return (*out, (_moved(last, 1), high)) if last < high else tuple(out)


def _within(days: Sequence[str], low: str, high: str) -> bool:
    n = bisect_left(days, low)
    return n < len(days) and days[n] <= high


def _moved(day: str, by: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=by)).isoformat()


def runs(held: Iterable[str], first: str, last: str) -> tuple[tuple[str, str], ...]:
    """Runs of days from `first` to `last` that are not among `held`, as (first, last)."""
    known, out = set(held), []
    start: str | None = None
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    while day <= end:
        text = day.isoformat()
        if text in known:
            if start:
                out.append((start, (day - timedelta(days=1)).isoformat()))
            start = None
        elif start is None:
            start = text
        day += timedelta(days=1)
    if start:
        out.append((start, last))
    return tuple(out)


def span_days(first: str, last: str) -> int:
    """Days from `first` to `last`, both counted; 0 where `last` is earlier."""
    return max(0, (date.fromisoformat(last) - date.fromisoformat(first)).days + 1)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
