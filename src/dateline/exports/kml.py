"""Places as KML 2.2 (OGC 07-147r2) for map programs: points and circles."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from dateline.exports.columns import Filled, Row
from dateline.exports.geojson import feature, quotes

_DATA = ("incident", "claim", "slot", "precision", "radius_km", "original", "time_notation")


def dumps(places: Filled, evidence: Filled) -> str:
    """A document with one placemark per located place; text is escaped, no markup in it."""
    spans = quotes(evidence)
    marks = [_placemark(row, feature(row, spans)["geometry"]) for row in places.rows]
    return "\n".join([
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>dateline</name>',
        *(m for m in marks if m),
        "</Document></kml>",
    ]) + "\n"  # fmt: skip


def _placemark(row: Row, shape: dict[str, Any] | None) -> str:
    if shape is None:
        return ""
    if shape["type"] == "Point":
        body = f"<Point><coordinates>{_position(shape['coordinates'])}</coordinates></Point>"
    else:
        many = shape["type"] == "MultiPolygon"
        rings = shape["coordinates"] if many else [shape["coordinates"]]
        body = "".join(_polygon(polygon[0]) for polygon in rings)
        body = f"<MultiGeometry>{body}</MultiGeometry>" if many else body
    name = _text(f"{row['kind'].replace('-', ' ')}: {row['relation']} {row['name']}")
    said = _text(f"{row['precision']}; said by {', '.join(row['said_by'])}")
    data = "".join(
        f'<Data name="{n}"><value>{_text(row[n])}</value></Data>' for n in _DATA if row[n]
    )
    return (
        f"<Placemark><name>{name}</name><description>{said}</description>"
        f"<ExtendedData>{data}</ExtendedData>{body}</Placemark>"
    )


def _polygon(ring: list[list[float]]) -> str:
    where = " ".join(_position(p) for p in ring)
    return (
        "<Polygon><outerBoundaryIs><LinearRing><coordinates>"
        f"{where}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    )


def _position(point: list[float]) -> str:
    return f"{point[0]},{point[1]}"


def _text(value: Any) -> str:
    """Characters XML 1.0 allows, escaped."""
    words = " ".join(str(value).split())
    return escape("".join(c for c in words if c.isprintable()), {'"': "&quot;"})
