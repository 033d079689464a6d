"""Figures: numbers as intervals with a unit, the shape of their bound, and the original words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from dateline.model.lists import Shape


def number(value: float) -> str:
    """Canonical decimal notation of a number: no exponent, no trailing zeros."""
    text = format(Decimal(repr(float(value))), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def half_place(value: float) -> float:
    """Half the place of the last non-zero digit: 900 → 50, 950 → 5, 2.5 → 0.05, 0 → 0.5."""
    digits = number(abs(value))
    if "." in digits:
        return 0.5 * 10.0 ** -len(digits.split(".")[1])
    zeros = len(digits) - len(digits.rstrip("0"))
    return 0.5 * 10.0 ** (zeros if digits.strip("0") else 0)


@dataclass(frozen=True, slots=True)
class Figure:
    """An interval [low, high] in `unit`; `high` None means no upper bound is stated.

    `unit` is a key of the unit table ("km", "min", "missile", "launch", "person", "1" for a bare
    number, "%", "USD" …). `open_low`/`open_high` mark bounds that are not part of the interval;
    `soft` bounds are habits of language ("several", "dozens") and never contradict by themselves.
    `number` is the number the words state, None for number words such as "multiple".
    `converted` holds a bracketed conversion of the same figure ("(560 miles)") as (number, unit).
    """

    low: float | None
    high: float | None
    unit: str
    shape: Shape
    original: str
    number: float | None = None
    open_low: bool = False
    open_high: bool = False
    soft: bool = False
    converted: tuple[float, str] | None = None

    @property
    def interval(self) -> tuple[float, float]:
        """(low, high) with missing bounds as 0 and infinity."""
        low = 0.0 if self.low is None else self.low
        return low, math.inf if self.high is None else self.high

    @property
    def notation(self) -> str:
        """Canonical notation: `>=2 missile`, `~900 km`, `<=1200 km`, `>5 km`, `2..3 missile`."""
        unit = "" if self.unit == "1" else f" {self.unit}"
        low = "" if self.low is None else number(self.low)
        high = "" if self.high is None else number(self.high)
        stated = number(self.number) if self.number is not None else ""
        match self.shape:
            case Shape.EXACT:
                body = low
            case Shape.ABOUT:
                nearly = stated == high != low
                body = f"{low}..{high}" if nearly else f"~{stated}" if stated else f"~{low}..{high}"
            case Shape.AT_LEAST | Shape.MULTIPLE | Shape.SEVERAL:
                body = f">={low}"
            case Shape.OVER:
                body = f">{low}"
            case Shape.UP_TO:
                body = f"<={high}"
            case Shape.UNDER:
                body = f"<{high}"
            case Shape.ORDINAL:
                body = f"#{low}"
            case Shape.RATIO:
                sign = ">=" if self.high is None else "<=" if self.low == 0 else ""
                body = f"{sign}x{high if sign == '<=' else low}"
            case _:
                body = f"{low}..{high}"
        return body + unit

    @property
    def bounds(self) -> str:
        """The interval in mathematical notation: `[2, ∞)`, `[850, 950]`, `(5, ∞)`."""
        low, high = self.interval
        left = "(" if self.open_low else "["
        right = ")" if self.open_high or math.isinf(high) else "]"
        return f"{left}{number(low)}, {'∞' if math.isinf(high) else number(high)}{right}"
