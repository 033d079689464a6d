"""Settle the figures of several claims while keeping each: relations and headlines.

Never an average. Where intervals share a part the headline is that part; where they do not, each
side is named.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.model import Claim, Figure, FigureRelation, Shape, half_place, number
from dateline.reference import units


def headline(figures: Sequence[Figure]) -> Figure | None:
    """The intersection of the intervals, in the unit of the first; None where they do not meet.

    Soft bounds ("several" as [3, ∞)) give way: they never empty an intersection. A figure that is
    another converted and rounded ("560 miles" for "900 kilometers") is that one.
    """
    alike = _in_one_unit(figures)
    if not alike:
        return None
    figures = alike
    hard = [f for f in figures if not f.soft] or list(figures)
    low = max(f.interval[0] for f in hard)
    high = min(f.interval[1] for f in hard)
    if low > high:
        return None
    source = next((f for f in hard if f.interval == (low, high)), None)
    if source is not None:
        if source.shape is Shape.MULTIPLE:
            return replace(source, shape=Shape.AT_LEAST, number=source.low)
        return source
    top = None if math.isinf(high) else high
    shape = Shape.AT_LEAST if top is None else Shape.EXACT if low == high else Shape.BETWEEN
    words = "; ".join(dict.fromkeys(f.original for f in hard))
    return Figure(low, top, hard[0].unit, shape, words)


def _in_one_unit(figures: Sequence[Figure]) -> list[Figure]:
    """The figures in the unit of the first, conversions of another left out; empty if one differs
    in what it measures."""
    out: list[Figure] = []
    for figure in figures:
        converted = _in_unit(figure, figures[0].unit)
        if converted is None:
            return []
        other = figure.unit != figures[0].unit
        if not (other and any(_conversion(f, figure) for f in figures if f.unit != figure.unit)):
            out.append(converted)
    return out


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as one voice states it. `as_of` is an ISO date or time, compared as text; `scope`
    and `part` say what the figure is of; `denied` marks "not 800 kilometers"."""

    figure: Figure
    voice: tuple[str, ...]
    as_of: str = ""
    scope: str | None = None
    part: str | None = None
    denied: bool = False


def relation(
    left: Stated, right: Stated, *, tolerance: float = 0.0, cumulative: bool = False
) -> FigureRelation:
    """How two figures of one slot stand; the first that applies.

    1. Another part, scope or unit: not reconciled. A figure given in two units is compared in the
       unit of the left one.
    2. A denial of a value the other states: retracted by the same voice later, else contradict;
       a denial of some other value: not reconciled.
    3. Same voice, later, another interval: update. A cumulative count that grew later: update.
    4. One strictly inside the other: refine. 5. Equal, overlapping in more than a point, or one a
       soft word: agree. 6. Apart by printed precision or by `tolerance` (a share): rounding.
    """
    if left.as_of > right.as_of:
        left, right = right, left
    one, other = left.figure, _in_unit(right.figure, left.figure.unit)
    if other is None or (left.part, left.scope) != (right.part, right.scope):  # 1.
        return FigureRelation.NOT_RECONCILED
    stand = _stand(one, right.figure, other, tolerance)
    if left.denied or right.denied:  # 2.
        return _denial(left, right, stand)
    changed = left.as_of < right.as_of and one.interval != other.interval
    if changed and (left.voice == right.voice or (cumulative and _grew(one, other))):  # 3.
        return FigureRelation.UPDATE
    return stand


def _denial(left: Stated, right: Stated, stand: FigureRelation) -> FigureRelation:
    if stand is FigureRelation.CONTRADICT or left.denied == right.denied:
        return FigureRelation.NOT_RECONCILED
    if right.denied and left.voice == right.voice:
        return FigureRelation.RETRACTED
    return FigureRelation.CONTRADICT


def _stand(left: Figure, printed: Figure, right: Figure, tolerance: float) -> FigureRelation:
    (a, b), (c, d) = left.interval, right.interval
    converted = printed.unit != left.unit
    if (a, b) == (c, d) and (left.open_low, left.open_high) == (right.open_low, right.open_high):
        return FigureRelation.AGREE
    if converted and _conversion(left, printed):
        return FigureRelation.AGREE
    if _inside(left, right) or _inside(right, left):  # 4.
        return FigureRelation.REFINE
    if max(a, c) < min(b, d) or left.soft or right.soft:  # 5.
        none = FigureRelation.CONTRADICT if 0.0 in (b, d) else FigureRelation.AGREE
        return none if left.soft or right.soft else FigureRelation.AGREE
    if _rounded(left, right) or _rounded(right, left) or _near(left, right, tolerance):  # 6.
        return FigureRelation.ROUNDING
    return FigureRelation.CONTRADICT


def _inside(inner: Figure, outer: Figure) -> bool:
    """Whether `inner` lies in `outer`, open bounds of the outer left out."""
    (a, b), (c, d) = inner.interval, outer.interval
    low = a > c or (a == c and (inner.open_low or not outer.open_low))
    high = b < d or (b == d and (inner.open_high or not outer.open_high or math.isinf(b)))
    return low and high


def _grew(earlier: Figure, later: Figure) -> bool:
    return later.interval[0] > earlier.interval[0]


def _in_unit(figure: Figure, unit: str) -> Figure | None:
    """The figure in another unit of one base; None where the units do not measure alike."""
    if figure.unit == unit:
        return figure
    factor = units.convert(1.0, figure.unit, unit)
    if factor is None:
        return None

    def scaled(value: float | None) -> float | None:
        return None if value is None else round(value * factor, 6)

    return replace(
        figure, low=scaled(figure.low), high=scaled(figure.high), number=scaled(figure.number),
        unit=unit,
    )  # fmt: skip


def _conversion(left: Figure, right: Figure) -> bool:
    """Whether one printed number is the other converted and rounded to its own place."""
    if left.number is None or right.number is None or left.shape is not right.shape:
        return False
    for one, other in ((left, right), (right, left)):
        value = units.convert(one.number or 0.0, one.unit, other.unit)
        if value is not None and abs(value - (other.number or 0.0)) <= half_place(
            other.number or 0.0
        ):
            return True
    return False


_ROUNDED = 0.05
"""Rounding moves a number by no more than this share: 1,000 has a place of 1,000, yet nobody
prints 600 so."""


def _rounded(exact: Figure, round_: Figure) -> bool:
    """Whether an exact number, rounded to the printed place of another measure, is that one. Whole
    things are counted, not measured: 18 and 20 missiles differ."""
    if not exact.shape is round_.shape is Shape.EXACT or not _measured(exact.unit):
        return False
    one, other = exact.number or 0.0, round_.number or 0.0
    if half_place(one) > half_place(other):
        return False
    return abs(one - other) <= min(half_place(other), _ROUNDED * max(one, other))


def _near(left: Figure, right: Figure, tolerance: float) -> bool:
    if not tolerance or left.shape is not Shape.EXACT or right.shape is not Shape.EXACT:
        return False
    (a, _), (c, _) = left.interval, right.interval
    return abs(a - c) <= tolerance * max(a, c)


def _measured(unit: str) -> bool:
    return unit in units.all_units()


def sides(claims: Sequence[Claim]) -> str:
    """A named range for claims that do not meet: "KOR:JCS ~900 km | JPN:MOD ~950 km"."""
    parts = []
    for claim in claims:
        if isinstance(claim.value, Figure):
            parts.append(f"{'+'.join(claim.said_by)} {claim.value.notation}")
    return " | ".join(dict.fromkeys(parts))


def bound_words(figure: Figure) -> str:
    """How a headline is printed: "≥ 2", "about 900 km", never a bare number for a bound."""
    low = "" if figure.low is None else number(figure.low)
    unit = "" if figure.unit == "1" else f" {figure.unit}"
    if figure.shape is Shape.ABOUT and figure.number is not None:
        return f"about {number(figure.number)}{unit}"
    if figure.high is None:
        return f"{'>' if figure.open_low else '≥'} {low}{unit}"
    if figure.low == figure.high:
        return f"{low}{unit}"
    if figure.low in (0, None):
        return f"{'<' if figure.open_high else '≤'} {number(figure.high)}{unit}"
    return f"{low}–{number(figure.high)}{unit}"
