"""Scores of the project's own sets of times and figures: intervals, not surface values."""

from __future__ import annotations

from typing import Any

from dateline.evaluate.scorers.matching import Measures, Row, best_first, prf, share
from dateline.model import InputError

_FIRST = {4: "-01-01T00:00", 7: "-01T00:00", 10: "T00:00"}
_LAST = {4: "-12-31T23:59", 7: "-31T23:59", 10: "T23:59"}


def score_times(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """Exact interval and containment over the DATE and TIME expressions of gold.

    An expression without an overlapping prediction is wrong. `exact`: both ends equal to the
    minute; `containment`: the truth lies inside the predicted interval; `wrong_year`: predictions
    whose earliest year is neither gold's nor open. `open` are expressions without any bound.
    """
    total = exact = inside = open_all = open_right = wrong_year = found = 0
    for key, row in gold.items():
        truth = _items(row, "times", key)
        guess = _items(predicted[key], "times", key)
        pairs = dict(_pairs(truth, guess))
        for g, item in enumerate(truth):
            if item.get("type") not in ("DATE", "TIME"):
                continue
            other = guess[pairs[g]] if g in pairs else None
            found += other is not None
            if item["earliest"] is None and item["latest"] is None:
                open_all += 1
                open_right += other is not None and other["earliest"] is other["latest"] is None
                continue
            total += 1
            if other is None:
                continue
            a, b = _bounds(item), _bounds(other)
            exact += a == b
            inside += b[0] <= a[0] and a[1] <= b[1] and b != ("", "~")
            years = {(item["earliest"] or "")[:4], (item["latest"] or "")[:4]}
            wrong_year += bool(other["earliest"]) and other["earliest"][:4] not in years
    return {
        "interval": {"exact": share(exact, total), "containment": share(inside, total)},
        "open": {"right": share(open_right, open_all)},
        "n": {"rows": len(gold), "intervals": total, "open": open_all, "found": found,
              "wrong_year": wrong_year},
    }  # fmt: skip


def _bounds(item: dict[str, Any]) -> tuple[str, str]:
    """Ends as minutes; a missing one sorts before or after everything."""
    earliest, latest = item["earliest"], item["latest"]
    first = earliest + _FIRST.get(len(earliest), "") if earliest else ""
    last = latest + _LAST.get(len(latest), "") if latest else "~"
    return first[:16], last[:16]


def score_figures(gold: dict[str, Row], predicted: dict[str, Row]) -> Measures:
    """F over figures with an overlapping span and equal interval, unit and shape."""
    counts = {"span": 0, "interval": 0, "interval_unit": 0, "interval_unit_shape": 0}
    all_gold = all_found = 0
    for key, row in gold.items():
        truth = _items(row, "figures", key)
        guess = _items(predicted[key], "figures", key)
        all_gold += len(truth)
        all_found += len(guess)
        for g, p in _pairs(truth, guess):
            a, b = truth[g], guess[p]
            interval = _close(a["low"], b["low"]) and _close(a["high"], b["high"])
            unit = (a["unit"] or "1") == (b["unit"] or "1")
            counts["span"] += 1
            counts["interval"] += interval
            counts["interval_unit"] += interval and unit
            counts["interval_unit_shape"] += interval and unit and a["shape"] == b["shape"]
    measures: Measures = {n: prf(c, all_found, all_gold) for n, c in counts.items()}
    measures["n"] = {"rows": len(gold), "gold": all_gold, "pred": all_found}
    return measures


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 1e-6 * max(1.0, abs(a))


def _pairs(truth: list[dict[str, Any]], guess: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """One-to-one pairs by shared characters."""
    return best_first(len(truth), len(guess), lambda g, p: _shared(truth[g], guess[p]))


def _shared(a: dict[str, Any], b: dict[str, Any]) -> float:
    return float(max(0, min(a["end"], b["end"]) - max(a["start"], b["start"])))


def _items(row: Row, name: str, key: str) -> list[dict[str, Any]]:
    value = row.get(name)
    if not isinstance(value, list):
        raise InputError(f"missing {name!r}", where=f"row {key!r}")
    return value
