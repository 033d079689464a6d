"""The reported flights that the tolerances of the flight check rest on: `flights.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Row:
    """One reported flight: kilometres, minutes; `bound` names a figure that is only a bound."""

    launch: str
    name: str
    states: str
    range_km: float
    apogee_km: float
    minutes: float
    bound: str
    arc_min: float
    residual_min: float
    mark: str


def rows() -> tuple[Row, ...]:
    """All rows of the table, in its order."""
    text = files(__package__).joinpath("flights.tsv").read_text(encoding="utf-8")
    out = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            a, b, c, d, h, t, bound, arc, residual, mark = line.split("\t")
            out.append(
                Row(a, b, c, float(d), float(h), float(t), bound, float(arc), float(residual), mark)
            )
    return tuple(out)
