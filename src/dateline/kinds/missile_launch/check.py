"""Do reported range, apogee, flight time and speed fit one textbook arc?

Two-body ballistics on a sphere: no rotation, no drag, no powered ascent. Only figures that were
reported are compared; nothing is predicted about any missile.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.kinds import Reported, Stated
from dateline.kinds.missile_launch import table
from dateline.model import NARRATOR, Figure, Finding, Shape, Verdict

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""
MU = 398600.4418
"""Gravitational parameter of the Earth, km³/s² (WGS 84)."""
SOUND_KM_S = 0.34
"""Speed of sound at sea level, by which reports state Mach numbers."""

LOFT_DEPRESSED = 0.7
"""Below this loft ratio an arc is not plainly ballistic: no time check (41 of 45 manoeuvring rows
of the CNS table fall under it, none of 47 ballistic ones outside one type)."""
LOFT_STRONG = 8.0
"""From this loft ratio on, shots under 1,000 km are checked as well."""
LOFT_SLIP = 0.1
"""Below this an apogee is a slip of units or no ballistic arc (2 of 21 pairs of one authority)."""
SHORT_KM = 1000.0
HIGH_KM = 2500.0
"""From this apogee on, the excess of ICBM-class flights is the yardstick: the lowest of the nine
peaked at 2,802 km, the highest of the others at 2,112 km."""
EXCESS_MIN = {"high": (3.4, 1.9), "other": (1.9, 2.7)}
"""Reported minus arc time in minutes, and what is still consistent: 3 standard deviations of 9
flights of the ICBM class and of 5 of the Hwasong-12 class."""
MACH_WITHIN = 1.0
_SLOTS = {"range": "range", "apogee": "apogee", "flight_time": "flight time"}
_LONG = frozenset({"mrbm", "irbm", "icbm"})

LIMITS = {
    Verdict.CONSISTENT: "It does not show that the figures are right, only that they could belong "
    "to one arc; figures made up together would fit as well.",
    Verdict.INCONSISTENT: "It does not show what flew, which figure is wrong, or why: a slip in "
    "print, figures of two flights, or a powered or manoeuvring flight look alike.",
    Verdict.LOWER_BOUND_ONLY: "It does not show whether the true values fit: a bound allows them "
    "all on its open side.",
    Verdict.NOT_APPLICABLE: "It does not show that anything is wrong: such flights do not follow "
    "the arc that the check is made of.",
    Verdict.NOT_ENOUGH_STATED: "It does not show anything about the flight: a figure the check "
    "needs was not reported.",
}


@dataclass(frozen=True, slots=True)
class Arc:
    """An elliptic arc over ground range `range_km` with apogee `apogee_km`."""

    range_km: float
    apogee_km: float

    @property
    def _shape(self) -> tuple[float, float]:
        """(eccentricity, semi-major axis in km)."""
        half = self.range_km / EARTH_KM / 2
        top = EARTH_KM + self.apogee_km
        e = self.apogee_km / (top - EARTH_KM * math.cos(half))
        return e, top / (1 + e)

    @property
    def minutes(self) -> float:
        """Time on the arc from surface to surface, in minutes (Kepler's equation)."""
        e, a = self._shape
        nu = math.pi - self.range_km / EARTH_KM / 2
        eccentric = 2 * math.atan2(
            math.sqrt(1 - e) * math.sin(nu / 2), math.sqrt(1 + e) * math.cos(nu / 2)
        )
        mean = eccentric - e * math.sin(eccentric)
        return 2 * (math.pi - mean) * math.sqrt(a**3 / MU) / 60

    @property
    def speed(self) -> float:
        """Speed at the surface in km/s (vis-viva)."""
        return math.sqrt(MU * (2 / EARTH_KM - 1 / self._shape[1]))

    @property
    def loft_ratio(self) -> float:
        """Apogee over that of the minimum-energy arc of the same range."""
        return self.apogee_km / minimum_energy_apogee(self.range_km)


def minimum_energy_apogee(range_km: float) -> float:
    """Apogee in km of the minimum-energy arc over `range_km` of ground."""
    half = range_km / EARTH_KM / 2
    return EARTH_KM / 2 * (math.sin(half) + math.cos(half) - 1)


def apogee_of(range_km: float, minutes: float) -> float:
    """The apogee in km at which an arc over `range_km` takes `minutes` (bisection)."""
    low, high = 1.0, 100_000.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if Arc(range_km, middle).minutes < minutes else (low, middle)
    return (low + high) / 2


def usual_excess(apogee_km: float) -> tuple[float, float]:
    """(usual reported minus arc time, what is still consistent) in minutes."""
    return EXCESS_MIN["high" if apogee_km >= HIGH_KM else "other"]


def flight(reported: Reported) -> Finding:
    """The flight check on range, apogee and flight time.

    1. Figures of one part, of one authority where one states all; else mixed and each named.
    2. Nothing without all three: not enough stated, with the textbook arc as reference.
    3. A loft ratio near zero against the stated time or class: likely a slip of units.
    4. Depressed arcs (loft ratio < 0.7), and shots under 1,000 km that are not strongly lofted:
       not applicable.
    5. Reported minus arc time, over the intervals of all three, against the excess of past
       flights. A figure that is only a bound: lower-bound-only, with what the bound gives.
    """
    chosen = _chosen(reported)  # 1.
    reach, top, time = (chosen.get(s) for s in _SLOTS)
    who = _who([s for s in (reach, top, time) if s])
    if "cruise" in reported.words.get("class", ()) and not top:
        return _finding(Verdict.NOT_APPLICABLE, "a cruise missile flies no ballistic arc")
    if reach and _middle(reach.figure) <= 0:
        return _finding(Verdict.NOT_APPLICABLE, "a range of 0 km is no arc")
    if reach is None or top is None or time is None:  # 2.
        missing = [label for slot, label in _SLOTS.items() if slot not in chosen]
        text = "not stated: " + ", ".join(missing)
        if reach and top and _slips(reported, reach, top, None):
            text += f"; {_slip_words(reach, top)}{who}"
        return _finding(Verdict.NOT_ENOUGH_STATED, text, _reference(reach))
    arc = Arc(_middle(reach.figure), _middle(top.figure))
    if _slips(reported, reach, top, time):  # 3.
        return _finding(Verdict.INCONSISTENT, _slip_words(reach, top) + who)
    ratio = f"loft ratio {arc.loft_ratio:.2f}"
    short = arc.range_km < SHORT_KM and arc.loft_ratio < LOFT_STRONG
    if arc.loft_ratio < LOFT_DEPRESSED or short:  # 4.
        text = f"{ratio}: the time check does not hold for such an arc"
        return _finding(Verdict.NOT_APPLICABLE, text + who)
    return _compared(reach.figure, top.figure, time.figure, ratio, who)  # 5.


def _compared(reach: Figure, top: Figure, time: Figure, ratio: str, who: str) -> Finding:
    arcs = [Arc(d, h).minutes for d in _bounds(reach) for h in _bounds(top)]
    low, high = _bounds(time)[0] - max(arcs), _bounds(time)[1] - min(arcs)
    usual, allowed = usual_excess(_middle(top))
    middle = Arc(_middle(reach), _middle(top)).minutes
    excess = _middle(time) - middle
    text = (
        f"{ratio}; the arc takes {middle:.1f} min, the report says {_middle(time):g} min "
        f"({excess:+.1f}; usual {usual:+.1f} ± {allowed:.1f})"
    )
    if any(_is_bound(f) for f in (reach, top, time)):
        bounds = [label for label, f in zip(_SLOTS.values(), (reach, top, time)) if _is_bound(f)]
        text += f"; only a bound is stated of {', '.join(bounds)}"
        return _finding(Verdict.LOWER_BOUND_ONLY, text + who)
    fits = low <= usual + allowed and high >= usual - allowed
    return _finding(Verdict.CONSISTENT if fits else Verdict.INCONSISTENT, text + who)


def flights() -> list[dict[str, Any]]:
    """The reported flights that the tolerances rest on, each judged by the others.

    `z_others` is, for the flights of high apogee that KCNA states, the residual's distance from
    the mean of the other ones, in their standard deviations. One lies beyond 3; it is set aside
    when the others are judged.
    """
    found = [(r, r.minutes - Arc(r.range_km, r.apogee_km).minutes) for r in table.rows()]
    high = {
        n: residual for n, (r, residual) in enumerate(found)
        if r.apogee_km >= HIGH_KM and r.states.startswith("KCNA")
    }  # fmt: skip
    plain = {n: abs(_apart(n, high)) for n in high}
    out = max(plain, key=lambda n: plain[n])
    return [
        _flight_row(row, residual, _apart(n, high, out) if n in high else None)
        for n, (row, residual) in enumerate(found)
    ]


def _apart(number: int, residuals: Mapping[int, float], aside: int | None = None) -> float:
    others = [v for n, v in residuals.items() if n not in (number, aside)]
    return (residuals[number] - statistics.mean(others)) / statistics.stdev(others)


def _flight_row(row: table.Row, residual: float, z: float | None) -> dict[str, Any]:
    arc = Arc(row.range_km, row.apogee_km)
    usual, allowed = usual_excess(row.apogee_km)
    verdict = Verdict.CONSISTENT if abs(residual - usual) <= allowed else Verdict.INCONSISTENT
    return {
        "launch": row.launch, "name": row.name, "stated_by": row.states,
        "range_km": row.range_km, "apogee_km": row.apogee_km, "minutes": row.minutes,
        "arc_min": round(arc.minutes, 1), "residual_min": round(residual, 1),
        "loft_ratio": round(arc.loft_ratio, 1),
        "verdict": str(Verdict.LOWER_BOUND_ONLY if row.bound else verdict),
        "z_others": None if z is None else round(z, 1) + 0.0, "mark": row.mark,
    }  # fmt: skip


def mach(reported: Reported) -> Finding | None:
    """Does a stated Mach number fit the speed that the arc of stated range and apogee needs?

    None where no Mach number is stated. Range and apogee only; a speed is nobody's flight time.
    """
    speeds = [s for s in reported.figures("speed") if s.figure.unit == "mach"]
    if not speeds:
        return None
    chosen = _chosen(reported, ("range", "apogee"))
    if len(chosen) < 2:
        missing = [label for s, label in _SLOTS.items() if s not in chosen and s != "flight_time"]
        text = "not stated: " + ", ".join(missing)
        return _finding(Verdict.NOT_ENOUGH_STATED, text, None, "mach")
    reach, top = chosen["range"], chosen["apogee"]
    arc = Arc(_middle(reach.figure), _middle(top.figure))
    who = _who([reach, top, speeds[0]])
    if arc.loft_ratio < LOFT_DEPRESSED:
        text = f"loft ratio {arc.loft_ratio:.2f}: no plain arc to compare a speed with"
        return _finding(Verdict.NOT_APPLICABLE, text + who, None, "mach")
    needed, said = arc.speed / SOUND_KM_S, speeds[0].figure
    text = (
        f"the arc needs Mach {needed:.1f} at the surface, the report says Mach {_middle(said):g} "
        f"(± {MACH_WITHIN:g})"
    )
    if any(_is_bound(f) for f in (reach.figure, top.figure, said)):
        return _finding(Verdict.LOWER_BOUND_ONLY, text + who, None, "mach")
    low, high = _bounds(said)
    fits = low - MACH_WITHIN <= needed <= high + MACH_WITHIN
    verdict = Verdict.CONSISTENT if fits else Verdict.INCONSISTENT
    return _finding(verdict, text + who, None, "mach")


def _chosen(reported: Reported, slots: Sequence[str] = tuple(_SLOTS)) -> dict[str, Stated]:
    """One figure a slot: of the part and the authority that state most slots, the rest filled in.

    Figures of two parts are never mixed: the 900 km of one missile and the apogee of the other.
    """
    rows = [(slot, s) for slot in slots for s in reported.figures(slot)]
    best: dict[str, Stated] = {}
    rank = (0, 0)
    for part in dict.fromkeys([s.part for _, s in rows]):
        inside = [(slot, s) for slot, s in rows if s.part in (part, None)]
        for who in dict.fromkeys([s.said_by for _, s in inside]):
            own = _first((slot, s) for slot, s in inside if s.said_by == who)
            filled = {**_first(iter(inside)), **own}
            if (len(filled), len(own)) > rank:
                best, rank = filled, (len(filled), len(own))
    return best


def _first(rows: Iterator[tuple[str, Stated]]) -> dict[str, Stated]:
    out: dict[str, Stated] = {}
    for slot, stated in rows:
        out.setdefault(slot, stated)
    return out


def _who(rows: Sequence[Stated]) -> str:
    """Names the authorities where the figures are not of one."""
    if len({s.said_by for s in rows}) < 2:
        return ""
    parts = [f"{s.figure.notation} by {'+'.join(s.said_by) or NARRATOR}" for s in rows]
    return f"; figures of different authorities: {', '.join(parts)}"


def _slips(reported: Reported, reach: Stated, top: Stated, time: Stated | None) -> bool:
    """Whether an apogee reads as one of another unit: the stated time or class says otherwise."""
    if Arc(_middle(reach.figure), _middle(top.figure)).loft_ratio >= LOFT_SLIP:
        return False
    if time is None:
        return bool(_LONG & set(reported.words.get("class", ())))
    apogee = _middle(top.figure) * 1000
    usual, allowed = usual_excess(apogee)
    excess = _middle(time.figure) - Arc(_middle(reach.figure), apogee).minutes
    # A rounded "6 km" stands for 5,500 to 6,500: as wide as its last digit.
    slack = Arc(_middle(reach.figure), apogee * 1.1).minutes - Arc(
        _middle(reach.figure), apogee * 0.9
    ).minutes  # fmt: skip
    return abs(excess - usual) <= allowed + slack / 2


def _slip_words(reach: Stated, top: Stated) -> str:
    arc = Arc(_middle(reach.figure), _middle(top.figure))
    return (
        f"loft ratio {arc.loft_ratio:.2f}: an apogee of {arc.apogee_km:g} km is likely a slip of "
        f"units for {arc.apogee_km * 1000:,.0f} km"
    )


_SCALE = {"m": 0.001, "mi": 1.609344, "nmi": 1.852, "s": 1 / 60, "h": 60.0, "ft": 0.0003048}


def _middle(figure: Figure) -> float:
    """The stated number, in km or minutes; the middle of the interval where none is stated."""
    scale = _SCALE.get(figure.unit, 1.0)
    if figure.number is not None:
        return figure.number * scale
    low, high = figure.interval
    return (low if math.isinf(high) else (low + high) / 2) * scale


def _bounds(figure: Figure) -> tuple[float, float]:
    """The stated interval in km or minutes; a missing bound is the stated number."""
    scale = _SCALE.get(figure.unit, 1.0)
    low, high = figure.interval
    middle = _middle(figure)
    return (low * scale or middle, middle if math.isinf(high) else high * scale)


def _is_bound(figure: Figure) -> bool:
    return figure.high is None or figure.shape in (
        Shape.AT_LEAST, Shape.OVER, Shape.UP_TO, Shape.UNDER,
    )  # fmt: skip


def _finding(
    verdict: Verdict, text: str, reference: str | None = None, check: str = "flight"
) -> Finding:
    return Finding(check, verdict, text, LIMITS[verdict], reference)


def _reference(reach: Stated | None) -> str | None:
    if reach is None:
        return None
    km = _middle(reach.figure)
    top = minimum_energy_apogee(km)
    return (
        f"Textbook reference, not about this launch: a minimum-energy arc of {km:g} km peaks near "
        f"{top:.0f} km after about {Arc(km, top).minutes:.1f} min in all."
    )
