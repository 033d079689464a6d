"""Distances, circles and great-circle tracks on a sphere; degrees (WGS 84) and kilometres."""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""Mean radius (IUGG)."""

Point = tuple[float, float]
"""(latitude, longitude) in degrees."""


def distance_km(left: Point, right: Point) -> float:
    """Great-circle distance (haversine)."""
    (a, east), (b, west) = left, right
    a, b = math.radians(a), math.radians(b)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(west - east) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def towards(start: Point, bearing: float, km: float) -> Point:
    """The point `km` away from `start` on a bearing in degrees, clockwise from north."""
    lat, lon = math.radians(start[0]), math.radians(start[1])
    arc, way = km / EARTH_KM, math.radians(bearing)
    up = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(way))
    east = math.atan2(
        math.sin(way) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(up)
    )
    return round(math.degrees(up), 4), round(math.degrees(lon + east), 4)


def circle(centre: Point, km: float, points: int = 72) -> list[Point]:
    """A closed ring of points at a distance of `km`; longitudes run on past ±180°."""
    return [towards(centre, 360 * n / points, km) for n in range(points)] + [towards(centre, 0, km)]


def track(start: Point, end: Point, points: int = 48) -> list[Point]:
    """Points of the great circle from `start` to `end`, both included."""
    whole = distance_km(start, end) / EARTH_KM
    if whole < 1e-9:
        return [start, end]
    one, other = _vector(start), _vector(end)
    out = []
    for n in range(points + 1):
        part = n / points
        a, b = math.sin((1 - part) * whole), math.sin(part * whole)
        x, y, z = ((a * i + b * j) / math.sin(whole) for i, j in zip(one, other))
        out.append((
            round(math.degrees(math.atan2(z, math.hypot(x, y))), 4),
            round(math.degrees(math.atan2(y, x)), 4),
        ))  # fmt: skip
    return out


def _vector(point: Point) -> tuple[float, float, float]:
    lat, lon = math.radians(point[0]), math.radians(point[1])
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
