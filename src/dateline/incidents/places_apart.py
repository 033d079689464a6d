"""Whether two sets of places cannot be one: precise ones by distance, large ones by country."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.incidents.evidence import kilometers
from dateline.model import Place, PlacePrecision, Where

_PRECISE = (PlacePrecision.POINT, PlacePrecision.TOWN, PlacePrecision.VICINITY)


def apart(left: Sequence[Where], right: Sequence[Where], km: float) -> bool:
    """True where both name places, and none of one may be one of the other: precise places more
    than `km` kilometres apart, others of different countries. Unknown places never tell."""
    here = [w.place for w in left if w.place is not None]
    there = [w.place for w in right if w.place is not None]
    return bool(here and there) and not any(_may_be_one(a, b, km) for a in here for b in there)


def _may_be_one(left: Place, right: Place, km: float) -> bool:
    if left.id == right.id:
        return True
    if left.precision in _PRECISE and right.precision in _PRECISE and left.lat and right.lat:
        return kilometers(left, right) <= km
    return left.country is None or right.country is None or left.country == right.country
