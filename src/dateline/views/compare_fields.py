"""One cell of a hand-made table beside what the ledger's authorities state of the same slot.

The table's value is a *match* where it lies in the interval of a claim, is the same word, the same
name, or a point inside a stated circle; *rounding* where it is apart by its printed precision or by
the tolerance of the kind; *not stated in the ledger*; else a *mismatch*, with the likeliest reason
that can be seen: a slip of units, two digits exchanged, one digit mistyped, a zero too many or too
few.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from dateline.kinds import Slot
from dateline.model import (
    Claim,
    Figure,
    Polarity,
    Shape,
    Where,
    half_place,
    notation,
    number,
)
from dateline.reference import units
from dateline.reference.sphere import Point, distance_km

_RATIOS = (
    (1000.0, "a slip of units: a thousand times"), (0.001, "a slip of units: a thousandth"),
    (1.609344, "kilometres where miles are meant, or the reverse"),
    (1 / 1.609344, "miles where kilometres are meant, or the reverse"),
    (1.852, "kilometres where nautical miles are meant, or the reverse"),
    (1 / 1.852, "nautical miles where kilometres are meant, or the reverse"),
    (10.0, "a zero too many"), (0.1, "a zero too few"),
    (60.0, "a slip of units: seconds and minutes"),
    (1 / 60, "a slip of units: minutes and seconds"),
)  # fmt: skip
_CLOSE = 0.01
_NUMBER = re.compile(
    r"(?P<sign>[~<>≥≤]=?)?\s*(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>[a-zA-Z]+)?"
)


def sides(
    slot: Slot | None, cell: str, unit: str, claims: Sequence[Claim], spot: Point | None = None
) -> dict[str, Any]:
    """Cells `table_value`, `ledger_value`, `verdict`, `reason`, `side`, `said_by`, `claims`."""
    stated = [c for c in claims if c.polarity is Polarity.POSITIVE]
    ledger = "; ".join(
        dict.fromkeys(f"{notation(c.value)} ({'+'.join(c.said_by)})" for c in stated)
    )
    head: dict[str, Any] = {
        "table_value": f"{cell} {unit}".strip(), "ledger_value": ledger or None,
        "said_by": list(dict.fromkeys("+".join(c.said_by) for c in stated)),
        "claims": [c.id for c in stated], "reason": None, "side": None,
    }  # fmt: skip
    if not stated:
        return head | {"verdict": "not stated in the ledger"}
    if spot is not None:
        verdict, reason = _place(spot, stated)
    elif slot is not None and slot.fill == "figure":
        verdict, reason = _figure(number_of(cell, unit, slot), cell, stated, slot.tolerance)
    else:
        verdict, reason = _words(cell, stated)
    wrong = None
    if verdict == "mismatch":
        wrong = "table" if len(head["said_by"]) > 1 else "either"
    return head | {"verdict": verdict, "reason": reason, "side": wrong}


def number_of(cell: str, unit: str, slot: Slot) -> Figure | None:
    """The figure of a cell: "900", "1,000", "~900 km", ">500"; None where it holds no number."""
    found = _NUMBER.search(cell)
    if found is None:
        return None
    value = float(found["number"].replace(",", ""))
    key = unit or ((u.key if (u := units.unit(found["unit"] or "")) else "") or _usual(slot))
    sign = found["sign"] or ""
    if sign.startswith(("<", "≤")):
        return Figure(None, value, key, Shape.UP_TO, cell, value)
    if sign.startswith((">", "≥")):
        return Figure(value, None, key, Shape.AT_LEAST, cell, value)
    return Figure(value, value, key, Shape.EXACT, cell, value)


def _usual(slot: Slot) -> str:
    """The unit a bare number of a slot has: that of the slot where it lists one, else a count."""
    if slot.counts:
        return "1"
    times = {"duration", "time"}
    if slot.quantities & times or "min" in slot.units:
        return "min"
    return next(iter(sorted(slot.units & {"km"})), "km" if "distance" in slot.quantities or
                slot.quantities & {"altitude", "height"} else "1")  # fmt: skip


def _figure(
    figure: Figure | None, cell: str, claims: Sequence[Claim], tolerance: float
) -> tuple[str, str | None]:
    if figure is None:
        return "mismatch", f"{cell!r} holds no number"
    best: tuple[str, str | None] = ("mismatch", None)
    for claim in claims:
        if not isinstance(claim.value, Figure):
            continue
        scale = units.convert(1.0, figure.unit, claim.value.unit)
        scale = 1.0 if scale is None else scale
        value = (figure.number or 0.0) * scale
        low, high = claim.value.interval
        if low <= value <= high:
            return "match", None
        printed = claim.value.number if claim.value.number is not None else low
        slack = max(half_place(figure.number or 0.0) * scale, tolerance * printed)
        if claim.value.unit not in units.all_units():
            slack = 0.0  # whole things are counted, not measured
        apart = min(abs(value - low), abs(value - high))
        if apart <= slack:
            best = ("rounding", f"apart by {number(round(apart, 6))}")
        elif best[1] is None:
            best = (best[0], _slip(value, printed))
    return best if best[1] else ("mismatch", "outside what any authority states")


def _slip(mine: float, theirs: float) -> str | None:
    if not mine or not theirs:
        return None
    for ratio, words in _RATIOS:
        if abs(mine / theirs / ratio - 1) <= _CLOSE:
            return words
    a, b = number(mine), number(theirs)
    if len(a) == len(b):
        wrong = [n for n in range(len(a)) if a[n] != b[n]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and (
            a[wrong[1]] == b[wrong[0]]
        ):  # fmt: skip
            return "two digits exchanged"
        if len(wrong) == 1 and len(a) > 2:
            return "one digit differs"
    return None


def _words(cell: str, claims: Sequence[Claim]) -> tuple[str, str | None]:
    mine = _plain(cell)
    for claim in claims:
        value = claim.value.name if isinstance(claim.value, Where) else notation(claim.value)
        theirs = _plain(value)
        if mine == theirs or mine in theirs or theirs in mine:
            return "match", None
    return "mismatch", "no authority says so"


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))


def _place(spot: Point, claims: Sequence[Claim]) -> tuple[str, str | None]:
    apart: list[tuple[float, float]] = []
    for claim in claims:
        where = claim.value
        if not isinstance(where, Where) or where.place is None or where.place.lat is None:
            continue
        assert where.place.lon is not None
        km = distance_km(spot, (where.place.lat, where.place.lon))
        apart.append((km, where.radius_km or 25.0))
    if not apart:
        return "not stated in the ledger", "no stated place has coordinates"
    if any(km <= radius for km, radius in apart):
        return "match", None
    km, radius = min(apart)
    return "mismatch", f"{km:.0f} km from the nearest stated place, outside its {radius:g} km"
