"""Units of measure: words → canonical unit, and conversion within one quantity."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dateline.reference import countries
from dateline.reference.countries import table


@dataclass(frozen=True, slots=True)
class Unit:
    """A row of `tables/units.csv`: `factor` times a value is the value in `base`."""

    key: str
    quantity: str
    base: str
    factor: float
    words: tuple[str, ...]


@cache
def all_units() -> dict[str, Unit]:
    """Units by key."""
    return {
        r["key"]: Unit(
            r["key"], r["quantity"], r["base"], float(r["factor"]), tuple(r["words"].split(";"))
        )
        for r in table("units.csv")
    }


@cache
def by_words() -> dict[str, Unit]:
    """Units by each of their words, as written and in lower case."""
    out: dict[str, Unit] = {}
    for unit in all_units().values():
        for w in unit.words:
            out.setdefault(w, unit)
            out.setdefault(w.lower(), unit)
    return out


def unit(words: str) -> Unit | None:
    """The unit that words name, or None."""
    table_ = by_words()
    return table_.get(words) or table_.get(words.lower())


def measure(key: str) -> str:
    """What a unit measures: the base of a unit, or the counted thing itself ("drone").

    Figures of one measure can be held against each other.
    """
    known = all_units().get(key)
    return known.base if known is not None else key


@cache
def _peoples() -> frozenset[str]:
    words = {w.lower() for w, sort, _ in countries.words() if sort == "demonym"}
    return frozenset(words | {w + "s" for w in words})


def is_people(key: str) -> bool:
    """Whether a counted thing is a nationality: "syrian", "israelis"."""
    return key in _peoples()


def convert(value: float, key: str, to: str) -> float | None:
    """A value in another unit of the same base; None where the units do not measure alike."""
    a, b = all_units().get(key), all_units().get(to)
    if a is None or b is None or a.base != b.base:
        return None
    return value * a.factor / b.factor
