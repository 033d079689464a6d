"""How much was read: the number that every count of incidents stands over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


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
