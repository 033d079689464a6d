"""Whether two sets of places cannot be one: precise ones by distance, large ones by country."""

from __future__ import annotations

import math
from collections.abc import Sequence

from dateline.model import Place, PlacePrecision, Where

_PRECISE = (PlacePrecision.POINT, PlacePrecision.TOWN, PlacePrecision.VICINITY)
_EARTH_KM = 6371.0


def apart(left: Sequence[Where], right: Sequence[Where], km: float) -> bool:
    """True where both name places, and none of one may be one of the other: precise places more
    than `km` kilometres apart, others of different countries. Unknown places never tell."""
    here = [w.place for w in left if w.place is not None]
    there = [w.place for w in right if w.place is not None]
    return bool(here and there) and not any(_may_be_one(a, b, km) for a in here for b in there)


def _may_be_one(left: Place, right: Place, km: float) -> bool:
    if left.id == right.id:
        return True
    known = left.lat is not None and right.lat is not None
    if known and left.precision in _PRECISE and right.precision in _PRECISE:
        return kilometers(left, right) <= km
    return left.country is None or right.country is None or left.country == right.country


def kilometers(left: Place, right: Place) -> float:
    """Great-circle distance (haversine on a sphere of 6,371 km); 0 without coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return 0.0
    a, b = math.radians(left.lat), math.radians(right.lat)
    east = math.radians(right.lon - left.lon)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(east / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))
