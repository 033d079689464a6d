"""A circle on the earth as a closed ring, cut where it crosses the 180th meridian (RFC 7946 3.1.9).

Spherical earth of 6,371.0088 km (mean radius, IUGG). Rings run counter-clockwise.
"""

from __future__ import annotations

import math
from itertools import pairwise

EARTH_KM = 6371.0088
CORNERS = 64

Point = tuple[float, float]


def ring(lon: float, lat: float, radius_km: float) -> list[Point]:
    """(longitude, latitude) of points around a centre, first = last; longitudes not wrapped.

    Raises:
        ValueError: the circle holds a pole, so that it has no ring in degrees.
    """
    angle = radius_km / EARTH_KM
    if abs(math.radians(lat)) + angle >= math.pi / 2:
        raise ValueError("the circle holds a pole")
    rad = math.radians(lat)
    out = []
    for n in range(CORNERS):
        bearing = -2 * math.pi * n / CORNERS  # counter-clockwise from north
        up = math.sin(rad) * math.cos(angle)
        up += math.cos(rad) * math.sin(angle) * math.cos(bearing)
        other = math.asin(up)
        east = math.atan2(
            math.sin(bearing) * math.sin(angle) * math.cos(rad),
            math.cos(angle) - math.sin(rad) * up,
        )
        out.append((_rounded(lon + math.degrees(east)), _rounded(math.degrees(other))))
    return [*out, out[0]]


def polygons(lon: float, lat: float, radius_km: float) -> list[list[Point]]:
    """One ring, or two where the circle crosses the 180th meridian; none where it holds a pole."""
    try:
        whole = ring(lon, lat, radius_km)
    except ValueError:
        return []
    east = max(x for x, _ in whole) > 180
    west = min(x for x, _ in whole) < -180
    if not east and not west:
        return [whole]
    edge, turn = (180.0, -360.0) if east else (-180.0, 360.0)
    inside = _cut(whole, edge, keep_low=east)
    outside = [(_rounded(x + turn), y) for x, y in _cut(whole, edge, keep_low=not east)]
    return [r for r in (inside, outside) if len(r) > 3]


def _cut(points: list[Point], edge: float, keep_low: bool) -> list[Point]:
    """The part of a ring on one side of a meridian (Sutherland and Hodgman 1974)."""

    def kept(point: Point) -> bool:
        return point[0] <= edge if keep_low else point[0] >= edge

    out: list[Point] = []
    for a, b in pairwise(points):
        if kept(a):
            out.append(a)
        if kept(a) != kept(b):
            share = (edge - a[0]) / (b[0] - a[0])
            out.append((edge, _rounded(a[1] + share * (b[1] - a[1]))))
    return [*out, out[0]] if out else []


def _rounded(degrees: float) -> float:
    return round(degrees, 5)
