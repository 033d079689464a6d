"""Outlines of countries for maps drawn without a network: `tables/land.geojson.xz`.

Natural Earth 1:50m (public domain), made by `tools/build_land.py`. The outlines are a backdrop:
nothing is looked up in them, and where borders are disputed they judge nothing.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

Box = tuple[float, float, float, float]
"""South, west, north, east in degrees; east may run past 180."""


@cache
def _collection() -> dict[str, Any]:
    packed = files("dateline.reference").joinpath("tables/land.geojson.xz").read_bytes()
    found: dict[str, Any] = json.loads(lzma.decompress(packed))
    for feature in found["features"]:
        geometry = feature["geometry"]
        geometry["coordinates"] = [[_whole(r) for r in p] for p in geometry["coordinates"]]
    return found


def _whole(ring: list[list[float]]) -> list[list[float]]:
    """A ring over the 180th meridian in one piece: its longitudes run past 180 instead of jumping
    to -180. One round a pole does not close and stays as it is."""
    turn, out, last = 0.0, [], ring[0][0]
    for lon, lat in ring:
        turn -= 360.0 * round((lon - last) / 360.0)
        out.append([round(lon + turn, 2), lat])
        last = lon
    return out if turn == 0.0 else ring


def origin() -> str:
    """Where the outlines are from, as a caption says it."""
    return str(_collection()["head"]["origin"])


def outlines(box: Box) -> dict[str, Any]:
    """GeoJSON of the polygons that reach into a box, one feature per country."""
    features = []
    for feature in _collection()["features"]:
        kept = [p for p in feature["geometry"]["coordinates"] if _reaches(p[0], box)]
        if kept:
            geometry = {"type": "MultiPolygon", "coordinates": kept}
            features.append(
                {"type": "Feature", "properties": feature["properties"], "geometry": geometry}
            )
    return {"type": "FeatureCollection", "features": features}


def _reaches(ring: list[list[float]], box: Box) -> bool:
    south, west, north, east = box
    lats = [y for _, y in ring]
    if max(lats) < south or min(lats) > north:
        return False
    return any(right >= west and left <= east for left, right in _spans(ring))


def _spans(ring: list[list[float]]) -> Iterator[tuple[float, float]]:
    """West and east of a ring, here and one turn further on either side."""
    lons = [x for x, _ in ring]
    for turn in (0.0, -360.0, 360.0):
        yield min(lons) + turn, max(lons) + turn
