"""Two reported figures against each other, with a textbook curve beside them.

1. Which slots, and which curve, the kind's pack says (`views: scatter`).
2. A point is a pair of figures of one incident and one part, both stated as facts: of one authority
   and one report where there is such a pair, else of different ones, marked `mixed`.
3. `reference` is the curve at x, `ratio` is y over it: arithmetic, nobody's claim. A figure that is
   only a bound is marked; its point stands at the bound.
4. An incident that states one of the two, or none, is listed with what is not stated.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dateline.kinds import Kind, Scatter
from dateline.model import (
    Claim,
    Claims,
    Document,
    Figure,
    Incident,
    Modality,
    Polarity,
    Shape,
)
from dateline.reference import units
from dateline.views.moments import day_words, moment
from dateline.views.titles import title_of

COLUMNS = (
    "sort", "incident", "kind", "title", "day", "part", "x_slot", "x", "x_low", "x_high", "x_words",
    "x_by", "y_slot", "y", "y_low", "y_high", "y_words", "y_by", "unit", "bound", "mixed",
    "reference", "ratio", "words", "documents", "claims",
)  # fmt: skip

POINT, LEFT_OUT = "point", "left out"
UNIT = "km"
_FACT = (Modality.ASSERTED, Modality.REPORTED)
_BOUNDS = (Shape.AT_LEAST, Shape.OVER, Shape.UP_TO, Shape.UNDER, Shape.MULTIPLE, Shape.SEVERAL)


def rows(
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Document, Claims]],
    kind: Kind,
) -> list[dict[str, Any]]:
    """Points by day, then what is left out. Empty for a kind that declares no scatter."""
    if kind.scatter is None:  # 1.
        return []
    points, left = [], []
    for incident in incidents:
        if incident.kind != kind.name:
            continue
        found = [_point(incident, kind, a, b) for a, b in _pairs(incident, kind.scatter)]
        points += found
        if not found:
            left.append(_left(incident, kind, kind.scatter))  # 4.
    points.sort(key=lambda r: (r["day"] or "9", r["incident"], r["part"] or "", r["claims"]))
    return points + left


def _figures(incident: Incident, slot: str) -> list[Claim]:
    return [
        c.claim for c in incident.cells
        if c.claim is not None and c.slot == slot and isinstance(c.value, Figure)
        and c.claim.polarity is Polarity.POSITIVE and c.claim.modality in _FACT
        and _scale(c.value) is not None
    ]  # fmt: skip


def _pairs(incident: Incident, scatter: Scatter) -> Iterator[tuple[Claim, Claim]]:
    """Every pair of one part; of one voice and report first, else the first that fits."""  # 2.
    homes = {m.id: m.document for m in incident.mentions}
    across = _figures(incident, scatter.x)
    seen = set()
    for up in _figures(incident, scatter.y):
        fits = [c for c in across if c.part == up.part or c.part is None or up.part is None]
        fits = [c for c in fits if c.part == up.part] or fits
        own = [
            c for c in fits
            if c.said_by == up.said_by and homes[c.mention] == homes[up.mention]
        ]  # fmt: skip
        for found in own or [c for c in fits if c.said_by == up.said_by][:1] or fits[:1]:
            key = (found.value, up.value, found.said_by, up.said_by, up.part)
            if key not in seen:
                seen.add(key)
                yield found, up


def _scale(figure: Figure) -> float | None:
    return units.convert(1.0, figure.unit, UNIT)


def _point(incident: Incident, kind: Kind, across: Claim, up: Claim) -> dict[str, Any]:
    assert kind.scatter is not None
    homes = {m.id: m.document for m in incident.mentions}
    x, y = _cells("x", across), _cells("y", up)
    curve = kind.scatter.curve
    reference = curve(x["x"]) if curve else None
    ratio = y["y"] / reference if reference else None
    return _row(incident, kind, kind.scatter) | x | y | {
        "sort": POINT,
        "part": up.part or across.part,
        "bound": [n for n, c in (("x", across), ("y", up)) if _is_bound(c)],
        "mixed": across.said_by != up.said_by,
        "reference": round(reference, 3) if reference is not None else None,  # 3.
        "ratio": round(ratio, 4) if ratio is not None else None,
        "documents": list(dict.fromkeys([homes[across.mention], homes[up.mention]])),
        "claims": [across.id, up.id],
    }  # fmt: skip


def _cells(axis: str, claim: Claim) -> dict[str, Any]:
    figure = claim.value
    assert isinstance(figure, Figure)
    scale = _scale(figure) or 1.0
    low, high = figure.interval
    middle = low if math.isinf(high) else (low + high) / 2
    value = figure.number if figure.number is not None else middle
    return {
        axis: round(value * scale, 3),
        f"{axis}_low": round(low * scale, 3),
        f"{axis}_high": None if math.isinf(high) else round(high * scale, 3),
        f"{axis}_words": figure.notation,
        f"{axis}_by": "+".join(claim.said_by),
    }


def _is_bound(claim: Claim) -> bool:
    return isinstance(claim.value, Figure) and claim.value.shape in _BOUNDS


def _left(incident: Incident, kind: Kind, scatter: Scatter) -> dict[str, Any]:
    missing = [
        slot.label for name in (scatter.x, scatter.y)
        if (slot := kind.slot(name)) is not None and not _figures(incident, name)
    ]  # fmt: skip
    words = "not stated: " + ", ".join(missing) if missing else "of different parts"
    return _row(incident, kind, scatter) | {"sort": LEFT_OUT, "words": words}


def _row(incident: Incident, kind: Kind, scatter: Scatter) -> dict[str, Any]:
    return {**dict.fromkeys(COLUMNS),
        "incident": incident.id, "kind": incident.kind, "title": title_of(incident),
        "day": day_words(moment(incident, kind)), "x_slot": scatter.x, "y_slot": scatter.y,
        "unit": UNIT, "bound": [], "documents": [], "claims": [],
    }  # fmt: skip


def is_wide(points: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the values of y differ so much that a logarithmic axis shows them better."""
    values = [r[k] for r in points for k in ("y", "reference") if r[k]]
    return bool(values) and max(values) > 20 * min(values)


_WIDE, _HIGH = 64, 18


def draw(found: Sequence[Mapping[str, Any]], kind: Kind) -> str:
    """A plot of letters, the curve in dots, and a line for every letter."""
    points = [r for r in found if r["sort"] == POINT]
    lines: list[str] = []
    if points:
        lines += _grid(points, kind)
    for n, row in enumerate(points):
        ratio = f" · {row['ratio']:.2f} × the curve" if row["ratio"] is not None else ""
        mixed = " · different authorities" if row["mixed"] else ""
        bound = f" · only a bound: {', '.join(row['bound'])}" if row["bound"] else ""
        lines.append(
            f"{_letter(n)}  {row['day'] or 'day not stated'}  {row['x_words']} ({row['x_by']}), "
            f"{row['y_words']} ({row['y_by']}){ratio}{mixed}{bound} · {row['incident'][:12]}"
        )
    left = [r for r in found if r["sort"] == LEFT_OUT]
    if left:
        lines.append(f"left out: {len(left)}")
        lines += [f"  {r['title']} · {r['day'] or 'day not stated'} · {r['words']} · "
                  f"{r['incident'][:12]}" for r in left]  # fmt: skip
    if not lines and kind.scatter is None:
        return f"the kind {kind.name} declares no scatter\n"
    return "\n".join(lines or [f"no {kind.label} to draw"]) + "\n"


def _grid(points: Sequence[Mapping[str, Any]], kind: Kind) -> list[str]:
    assert kind.scatter is not None
    curve = kind.scatter.curve
    top_x = max(r["x"] for r in points) * 1.1 or 1.0
    heights = [r["y"] for r in points] + [r["reference"] or 0 for r in points]
    top_y = max(heights) * 1.1 or 1.0
    low_y = min(h for h in heights if h) / 2 if is_wide(points) else 0.0
    grid = [[" "] * _WIDE for _ in range(_HIGH)]

    def put(x: float, y: float, sign: str) -> None:
        part = math.log(y / low_y) / math.log(top_y / low_y) if low_y and y else y / top_y
        column, row = int(x / top_x * (_WIDE - 1)), math.floor(part * (_HIGH - 1))
        if 0 <= row < _HIGH and 0 <= column < _WIDE:
            grid[_HIGH - 1 - row][column] = sign

    if curve:
        for n in range(1, 4 * _WIDE):
            put(n * top_x / (4 * _WIDE), curve(n * top_x / (4 * _WIDE)), "·")
    for n, row in enumerate(points):
        put(row["x"], row["y"], _letter(n))
    x, y = kind.slot(kind.scatter.x), kind.slot(kind.scatter.y)
    label_x, label_y = (s.label if s else "" for s in (x, y))
    out = [f"{label_y}, {UNIT}{' (logarithmic)' if low_y else ''}"]
    out += [f"{top_y if n == 0 else low_y:>8.0f} │{''.join(r)}".rstrip() if n in (0, _HIGH - 1)
            else f"{'':8} │{''.join(r)}".rstrip() for n, r in enumerate(grid)]  # fmt: skip
    out.append(f"{'':8} └{'─' * _WIDE}")
    out.append(f"{'':9} 0{f'{top_x:.0f}':>{_WIDE - 1}}  {label_x}, {UNIT}")
    dots = f"· {kind.scatter.label}: textbook reference, nobody's claim" if curve else ""
    return [*out, dots, ""] if dots else [*out, ""]


def _letter(n: int) -> str:
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[n] if n < len(letters) else "*"
