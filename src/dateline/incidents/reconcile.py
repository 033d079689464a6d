"""Settle the figures of several claims while keeping each: relations and headlines.

Never an average. Where intervals share a part the headline is that part; where they do not, each
side is named.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from dateline.model import Claim, Figure, Shape, number


def headline(figures: Sequence[Figure]) -> Figure | None:
    """The intersection of the intervals, in the words' own unit; None where they do not meet.

    Soft bounds ("several" as [3, ∞)) give way: they never empty an intersection.
    """
    units = {f.unit for f in figures}
    if not figures or len(units) != 1:
        return None
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


def relation(left: Figure, right: Figure) -> str:
    """How two figures of one slot, part and scope stand: agree, refine, rounding, contradict.

    Rounding is when printed precision alone keeps them apart (999.2 km and 1,000 km).
    """
    if left.unit != right.unit:
        return "not reconciled"
    (a, b), (c, d) = left.interval, right.interval
    if (a, b) == (c, d):
        return "agree"
    if (c <= a and b <= d) or (a <= c and d <= b):
        return "refine"
    if a <= d and c <= b:
        return "agree"
    if left.soft or right.soft:
        return "agree"
    if _rounded(left, right) or _rounded(right, left):
        return "rounding"
    return "contradict"


def _rounded(exact: Figure, round_: Figure) -> bool:
    from dateline.model import half_place

    if exact.number is None or round_.number is None:
        return False
    return abs(exact.number - round_.number) <= half_place(round_.number)


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
