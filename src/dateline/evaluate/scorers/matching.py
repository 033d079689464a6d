"""One-to-one matching and the measures every scorer shares; all shares in percent."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from dateline.model import InputError, Span

Row = dict[str, Any]
Measures = dict[str, dict[str, float | int | None]]


def f_measure(precision: float, recall: float) -> float:
    """Harmonic mean of two shares; 0 where both are 0."""
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def prf(right: float, predicted: float, gold: float) -> dict[str, float | int | None]:
    """Precision, recall and F in percent, two decimals."""
    p = right / predicted if predicted else 0.0
    r = right / gold if gold else 0.0
    return {k: round(100 * v, 2) for k, v in (("P", p), ("R", r), ("F", f_measure(p, r)))}


def share(part: float, whole: float) -> float | None:
    """A share in percent, None of nothing."""
    return round(100 * part / whole, 2) if whole else None


@dataclass(slots=True)
class Tally:
    """Counts of right, predicted and gold items under names."""

    right: dict[str, float] = field(default_factory=dict)
    predicted: dict[str, float] = field(default_factory=dict)
    gold: dict[str, float] = field(default_factory=dict)

    def add(self, name: str, right: float, predicted: float, gold: float) -> None:
        for table, value in (
            (self.right, right), (self.predicted, predicted), (self.gold, gold),
        ):  # fmt: skip
            table[name] = table.get(name, 0) + value

    def measures(self) -> Measures:
        return {n: prf(self.right[n], self.predicted[n], self.gold[n]) for n in self.right}


def best_first(
    gold: int, predicted: int, similarity: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """One-to-one pairs taken by falling similarity above 0, ties by position."""
    scored = ((similarity(g, p), g, p) for g in range(gold) for p in range(predicted))
    order = sorted(((-s, g, p) for s, g, p in scored if s > 0))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for _, g, p in order:
        if g not in left and p not in right:
            left.add(g)
            right.add(p)
            pairs.append((g, p))
    return pairs


def most_pairs(gold: int, predicted: int, fits: Callable[[int, int], bool]) -> int:
    """Size of the largest one-to-one matching (Kuhn's augmenting paths)."""
    holder: dict[int, int] = {}

    def place(g: int, tried: set[int]) -> bool:
        for p in range(predicted):
            if p in tried or not fits(g, p):
                continue
            tried.add(p)
            if p not in holder or place(holder[p], tried):
                holder[p] = g
                return True
        return False

    return sum(place(g, set()) for g in range(gold))


class WordIndex:
    """Maps character spans of a text to the numbers of its words."""

    _pieces = re.compile(r"\w+|[^\w\s]")

    def __init__(self, text: str) -> None:
        found = list(self._pieces.finditer(text))
        self._starts = [m.start() for m in found]
        self._ends = [m.end() for m in found]
        self._is_word = [m.group()[0].isalnum() or m.group()[0] == "_" for m in found]

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """Numbers of the words that any of the spans touches."""
        out: set[int] = set()
        for span in spans:
            low = bisect_right(self._ends, span.start)
            high = bisect_left(self._starts, span.end)
            out.update(n for n in range(low, high) if self._is_word[n])
        return frozenset(out)


def overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Intersection over union of two word sets; 0 for two empty ones."""
    union = len(a | b)
    return len(a & b) / union if union else 0.0


# ---------------------------------------------------------------------- reading rows


def span_of(start: object, end: object, text: str | None, where: str) -> Span:
    """A span from JSON values.

    Raises:
        InputError: no integers, empty, or outside the text.
    """
    good = (
        isinstance(start, int) and isinstance(end, int) and not isinstance(start, bool)
        and 0 <= start < end and (text is None or end <= len(text))
    )  # fmt: skip
    if not good:
        raise InputError(f"span {start!r}..{end!r} is out of range", where=f"row {where!r}")
    assert isinstance(start, int) and isinstance(end, int)
    return Span(start, end)


def objects(row: Row, key: str, where: str) -> list[Row]:
    """A list of objects under `key`; null reads as empty.

    Raises:
        InputError: the key is missing or holds something else.
    """
    if key not in row:
        raise InputError(f"missing {key!r}", where=f"row {where!r}")
    value = row[key] or []
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise InputError(f"{key!r} is no list of objects", where=f"row {where!r}")
    return value


def text_of(row: Row, where: str) -> str:
    """The text of a row.

    Raises:
        InputError: there is none.
    """
    if not isinstance(row.get("text"), str):
        raise InputError("missing 'text'", where=f"row {where!r}")
    return str(row["text"])
