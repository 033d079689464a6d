"""Do reported range, apogee and flight time fit one textbook arc?

Two-body ballistics on a sphere: no rotation, no drag, no powered ascent. Only figures that were
reported are compared; nothing is predicted about any missile.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.model import Figure, Finding, Shape, Value, Verdict

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""
MU = 398600.4418
"""Gravitational parameter of the Earth, km³/s² (WGS 84)."""

LOFT_DEPRESSED = 0.7
"""Below this loft ratio an arc is not plainly ballistic: no time check (41 of 45 manoeuvring rows
of the CNS table fall under it, none of 47 ballistic ones outside one type)."""
LOFT_STRONG = 8.0
"""From this loft ratio on, shots under 1,000 km are checked as well."""
SHORT_KM = 1000.0
EXCESS_MIN = {"lofted": (3.4, 1.9), "plain": (1.9, 2.7)}
"""Reported minus arc time in minutes, and what is still consistent: 3 standard deviations of 9
lofted ICBM-class and 5 Hwasong-12-class flights."""

_LIMITS = (
    "It compares reported figures with each other on a drag-free arc. It does not show what flew, "
    "what it could do, or which report is right."
)


@dataclass(frozen=True, slots=True)
class Arc:
    """An elliptic arc over ground range `range_km` with apogee `apogee_km`."""

    range_km: float
    apogee_km: float

    @property
    def minutes(self) -> float:
        """Time on the arc from surface to surface, in minutes (Kepler's equation)."""
        half = self.range_km / EARTH_KM / 2
        top = EARTH_KM + self.apogee_km
        e = self.apogee_km / (top - EARTH_KM * math.cos(half))
        a = top / (1 + e)
        nu = math.pi - half
        eccentric = 2 * math.atan2(
            math.sqrt(1 - e) * math.sin(nu / 2), math.sqrt(1 + e) * math.cos(nu / 2)
        )
        mean = eccentric - e * math.sin(eccentric)
        return 2 * (math.pi - mean) * math.sqrt(a**3 / MU) / 60

    @property
    def loft_ratio(self) -> float:
        """Apogee over that of the minimum-energy arc of the same range."""
        return self.apogee_km / minimum_energy_apogee(self.range_km)


def minimum_energy_apogee(range_km: float) -> float:
    """Apogee in km of the minimum-energy arc over `range_km` of ground."""
    half = range_km / EARTH_KM / 2
    return EARTH_KM / 2 * (math.sin(half) + math.cos(half) - 1)


def flight(values: Mapping[str, Value]) -> Finding:
    """The flight check. `values` holds the reconciled figures of range, apogee and flight_time.

    1. Nothing without range and apogee: not enough stated, with the textbook arc as reference.
    2. A figure that is only a bound: lower-bound-only.
    3. Depressed arcs (loft ratio < 0.7), and shots under 1,000 km that are not strongly lofted:
       not applicable.
    4. Reported minus arc time against the excess seen in past flights.
    """
    reach, top, time = (_figure(values, s) for s in ("range", "apogee", "flight_time"))
    missing = [n for n, f in (("range", reach), ("apogee", top), ("flight time", time)) if not f]
    if reach is None or top is None or time is None:  # 1.
        text = "not stated: " + ", ".join(missing)
        return Finding(
            "flight", Verdict.NOT_ENOUGH_STATED, text, _LIMITS, reference=_reference(reach)
        )
    if any(f.shape in (Shape.AT_LEAST, Shape.OVER) for f in (reach, top, time)):  # 2.
        text = "a figure states only a lower bound"
        return Finding("flight", Verdict.LOWER_BOUND_ONLY, text, _LIMITS)
    arc = Arc(_middle(reach), _middle(top))
    ratio = f"loft ratio {arc.loft_ratio:.2f}"
    if arc.loft_ratio < LOFT_DEPRESSED or (
        arc.range_km < SHORT_KM and arc.loft_ratio < LOFT_STRONG
    ):  # 3.
        text = f"{ratio}: the time check does not hold for such an arc"
        if arc.loft_ratio < 0.1:
            text += "; an apogee this low may be a slip of units"
        return Finding("flight", Verdict.NOT_APPLICABLE, text, _LIMITS)
    excess = _middle(time) - arc.minutes  # 4.
    usual, allowed = EXCESS_MIN["lofted" if arc.loft_ratio >= LOFT_STRONG else "plain"]
    fits = abs(excess - usual) <= allowed
    text = (
        f"{ratio}; the arc takes {arc.minutes:.1f} min, the report says {_middle(time):g} min "
        f"({excess:+.1f}; usual {usual:+.1f} ± {allowed:.1f})"
    )
    return Finding("flight", Verdict.CONSISTENT if fits else Verdict.INCONSISTENT, text, _LIMITS)


def _figure(values: Mapping[str, Value], slot: str) -> Figure | None:
    value = values.get(slot)
    return value if isinstance(value, Figure) else None


def _middle(figure: Figure) -> float:
    """The stated number, in km or minutes; the middle of the interval where none is stated."""
    scale = {"m": 0.001, "mi": 1.609344, "nmi": 1.852, "s": 1 / 60, "h": 60.0, "ft": 0.0003048}
    if figure.number is not None:
        return figure.number * scale.get(figure.unit, 1.0)
    low, high = figure.interval
    return (low + high) / 2 * scale.get(figure.unit, 1.0)


def _reference(reach: Figure | None) -> str | None:
    if reach is None:
        return None
    km = _middle(reach)
    top = minimum_energy_apogee(km)
    return (
        f"Textbook reference, not about this launch: a minimum-energy arc of {km:g} km peaks near "
        f"{top:.0f} km after about {Arc(km, top).minutes:.1f} min in all."
    )
