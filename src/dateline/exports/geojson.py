"""Places as GeoJSON (RFC 7946): points at town precision or better, circles as polygons, else null.

One feature is one place of one incident as one cell states it. A feature without geometry is
"unlocated" (RFC 7946 3.2): a country or a sea is not a spot. `precision` and `radius_km` say what
the shape is; the polygon of a vicinity is the circle of that radius.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any

from dateline.exports.circles import polygons
from dateline.exports.columns import Filled, Row

_KEPT = (
    "incident", "claim", "kind", "type", "slot", "name", "original", "relation", "precision",
    "radius_km", "place", "country", "time_notation", "said_by", "modality", "polarity",
    "certainty", "authorities", "voices", "independent",
)  # fmt: skip


def dumps(places: Filled, evidence: Filled) -> str:
    """A FeatureCollection, one feature a line, each with its words and their offsets."""
    spans = quotes(evidence)
    features = [json.dumps(feature(row, spans), ensure_ascii=False) for row in places.rows]
    return '{"type": "FeatureCollection", "features": [\n' + ",\n".join(features) + "\n]}\n"


def feature(row: Row, spans: dict[str, list[Row]]) -> dict[str, Any]:
    """One GeoJSON feature of a row of `places`."""
    found = spans.get(row["claim"] or "", [])
    kept = ("document", "start", "end", "quote")
    return {
        "type": "Feature",
        "geometry": geometry(row),
        "properties": {n: row[n] for n in _KEPT}
        | {"evidence": [{k: e[k] for k in kept} for e in found if e["role"] == "value"]},
    }


def geometry(row: Row) -> dict[str, Any] | None:
    """Point, Polygon or MultiPolygon of a row of `places`; None where the words name no spot."""
    if row["geometry"] is not None:
        _, _, lon, lat = struct.unpack("<BIdd", row["geometry"])
        return {"type": "Point", "coordinates": [lon, lat]}
    if row["circle_lat"] is None or row["radius_km"] is None:
        return None
    rings = polygons(row["circle_lon"], row["circle_lat"], row["radius_km"])
    shapes = [[[list(p) for p in ring]] for ring in rings]
    if not shapes:
        return None
    if len(shapes) == 1:
        return {"type": "Polygon", "coordinates": shapes[0]}
    return {"type": "MultiPolygon", "coordinates": shapes}


def quotes(evidence: Filled) -> dict[str, list[Row]]:
    """Spans of cells by the id of their claim."""
    out: dict[str, list[Row]] = {}
    for row in evidence.rows:
        if row["owner"] == "cells":
            out.setdefault(row["owner_id"], []).append(row)
    return out


def counted(places: Sequence[Row]) -> dict[str, int]:
    """How many features have a point, a circle, or no shape."""
    shapes = [geometry(p) for p in places]
    points = sum(1 for s in shapes if s and s["type"] == "Point")
    return {
        "points": points,
        "circles": sum(1 for s in shapes if s) - points,
        "no shape": sum(1 for s in shapes if not s),
    }
