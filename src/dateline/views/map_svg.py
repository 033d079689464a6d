"""A map as plain SVG: stated places over outlines, for pages without a plotting library.

1. The shapes of `views.map`, as points on the sphere (circles, rings and tracks are drawn out).
2. A box round all of them with a margin; nothing drawn is outside it.
3. Web Mercator to the units of a view 1000 wide; outlines reach half a box further on every side,
   so that the map can be moved. Points of an outline closer than a unit are left out, and so are
   islands smaller than two.
Paths hold numbers only; titles are rows of `views.map` in words, written by the template.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.reference import land
from dateline.reference.sphere import Point, circle, track
from dateline.views import map as map_rows

WIDTH = 1000.0
_MARGIN = 0.18
_CLOSE = 1.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One row drawn: `path` is SVG path data; a dot has its centre instead. `number` is its place
    among the rows."""

    number: int
    row: Mapping[str, Any]
    path: str
    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A view `width` by `height`: outlines as one path, shapes widest first."""

    width: float
    height: float
    land: str
    shapes: tuple[Shape, ...]
    origin: str


@dataclass(frozen=True, slots=True)
class _View:
    west: float
    north: float
    scale: float

    def at(self, point: Point) -> tuple[float, float]:
        """3. A point in units of the view; a longitude is taken on the turn nearest the view."""
        lat, lon = max(-84.0, min(84.0, point[0])), point[1]
        while lon < self.west - 180:
            lon += 360
        return (lon - self.west) * self.scale, (self.north - _up(lat)) * self.scale


def draw(rows: Sequence[Mapping[str, Any]]) -> Drawing:
    """The drawing of the rows that have coordinates."""
    drawn = [r for r in rows if r["shape"] != map_rows.NONE]
    points = [_points(r) for r in drawn]  # 1.
    south, west, north, east = box = _box([p for found in points for p in found])  # 2.
    scale = WIDTH / (east - west)
    view = _View(west, _up(north), scale)
    height = round((_up(north) - _up(south)) * scale, 1)
    shapes = [_shape(n, *pair, view) for n, pair in enumerate(zip(drawn, points), 1)]
    shapes.sort(key=lambda s: (s.row["shape"] == map_rows.DOT, -(s.row["radius_km"] or 0)))
    return Drawing(WIDTH, height, " ".join(_outlines(box, view)), tuple(shapes), land.origin())


def _points(row: Mapping[str, Any]) -> list[Point]:
    start = (row["lat"], row["lon"])
    match row["shape"]:
        case map_rows.CIRCLE | map_rows.RING:
            return circle(start, row["radius_km"], 96)
        case map_rows.TRACK:
            return track(start, (row["to_lat"], row["to_lon"]))
        case _:
            return [start]


def _box(points: Sequence[Point]) -> land.Box:
    """South, west, north, east of all points with a margin; the world where there are none."""
    if not points:
        return -58.0, -170.0, 75.0, 190.0
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    high, wide = max(lats) - min(lats), max(lons) - min(lons)
    # No view is narrower than a country or flatter than 5 to 3: a town needs its surroundings.
    wide = max(wide * (1 + _MARGIN), 14.0)
    high = max(high * (1 + _MARGIN), wide * 0.45)
    lat, lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    if wide > 340:
        lon, wide = 10.0, 360.0
    return max(-80.0, lat - high / 2), lon - wide / 2, min(82.0, lat + high / 2), lon + wide / 2


def _up(lat: float) -> float:
    """Northing of Web Mercator in degrees of longitude."""
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)))


def _outlines(box: land.Box, view: _View) -> Iterator[str]:
    south, west, north, east = box
    high, wide = (north - south) / 2, (east - west) / 2
    wider = max(-84.0, south - high), west - wide, min(84.0, north + high), east + wide
    for feature in land.outlines(wider)["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                if _extent(ring) * view.scale < 2:
                    continue
                whole = _unwrapped(ring)
                for turn in _turns(whole, wider):
                    yield _path([(y, x + turn) for x, y in whole], view, closed=True)


def _extent(ring: Sequence[Sequence[float]]) -> float:
    """The longer side of a ring's box, in degrees."""
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return max(max(lons) - min(lons), max(lats) - min(lats))


def _unwrapped(ring: Sequence[Sequence[float]]) -> list[tuple[float, float]]:
    """A ring whose longitudes run on past ±180°, where the table starts anew at the other side."""
    out: list[tuple[float, float]] = []
    for x, y in ring:
        turns = round((out[-1][0] - x) / 360) if out else 0
        out.append((x + 360 * turns, y))
    return out


def _turns(ring: Sequence[Sequence[float]], box: land.Box) -> Iterator[float]:
    lons = [x for x, _ in ring]
    for turn in (0.0, -360.0, 360.0):
        if max(lons) + turn >= box[1] and min(lons) + turn <= box[3]:
            yield turn


def _path(points: Sequence[Point], view: _View, *, closed: bool) -> str:
    """Path data through points, those closer than a unit to the one before left out."""
    out: list[str] = []
    last = (math.inf, math.inf)
    for n, point in enumerate(points):
        lat = max(-84.0, min(84.0, point[0]))
        at = (point[1] - view.west) * view.scale, (view.north - _up(lat)) * view.scale
        near = abs(at[0] - last[0]) < _CLOSE and abs(at[1] - last[1]) < _CLOSE
        if near and n < len(points) - 1:
            continue
        out.append(f"{'L' if out else 'M'}{at[0]:.1f} {at[1]:.1f}")
        last = at
    return "".join(out) + ("Z" if closed else "")


def _shape(number: int, row: Mapping[str, Any], points: Sequence[Point], view: _View) -> Shape:
    x, y = view.at(points[0] if row["shape"] == map_rows.DOT else (row["lat"], row["lon"]))
    closed = row["shape"] in (map_rows.CIRCLE, map_rows.RING)
    path = "" if row["shape"] == map_rows.DOT else _path(points, view, closed=closed)
    return Shape(number, row, path, round(x, 1), round(y, 1), map_rows.words(row))
