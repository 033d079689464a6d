"""Make `reference/tables/land.geojson.xz`: outlines of countries, for maps drawn without a network.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python tools/build_land.py package/countries-50m.json

1. Decode the arcs of the topology (TopoJSON 1.0: quantized, delta-coded, shared between
neighbours; ~n is arc n reversed). 2. One GeoJSON feature per country with its name, coordinates
rounded to 0.01° and rings of fewer than four points left out. 3. Features sorted by name, one a
line, so that the same input gives the same bytes.
"""

from __future__ import annotations

import json
import lzma
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "src" / "dateline" / "reference" / "tables" / "land.geojson.xz"
HEAD = {
    "origin": "Natural Earth 4.1.0, Admin 0 country boundaries, 1:50m, as packed in the npm "
    "package world-atlas 2.0.2 (countries-50m.json)",
    "licence": "public domain (Natural Earth); packaging ISC, Michael Bostock",
    "made": "2026-11-25 by tools/build_land.py; coordinates rounded to 0.01 degrees",
}

Ring = list[list[float]]


def arcs(topology: dict[str, Any]) -> list[Ring]:
    """Arcs in degrees, at full length."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:  # 1.
        x = y = 0
        points = []
        for a, b in arc:
            x, y = x + a, y + b
            points.append([x * kx + dx, y * ky + dy])
        out.append(points)
    return out


def ring(indices: list[int], table: list[Ring]) -> Ring:
    """One closed ring of the arcs it is made of, rounded, repeats left out."""
    points: Ring = []
    for i in indices:
        arc = table[i] if i >= 0 else table[~i][::-1]
        points += arc if not points else arc[1:]
    rounded: Ring = []
    for x, y in points:
        point = [round(x, 2), round(y, 2)]
        if not rounded or rounded[-1] != point:
            rounded.append(point)
    return rounded


def feature(geometry: dict[str, Any], table: list[Ring]) -> dict[str, Any] | None:
    """A country as a MultiPolygon; None where nothing of it is left."""
    groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    polygons = []
    for group in groups:  # 2.
        rings = [ring(r, table) for r in group]
        if len(rings[0]) >= 4:
            polygons.append([r for r in rings if len(r) >= 4])
    if not polygons:
        return None
    return {
        "type": "Feature",
        "properties": {"name": geometry["properties"]["name"]},
        "geometry": {"type": "MultiPolygon", "coordinates": polygons},
    }


def main(path: str) -> None:
    topology = json.loads(Path(path).read_text(encoding="utf-8"))
    table = arcs(topology)
    made = [
        feature(g, table) for g in topology["objects"]["countries"]["geometries"] if g.get("arcs")
    ]
    features = sorted((f for f in made if f), key=lambda f: f["properties"]["name"])  # 3.
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    head = json.dumps(HEAD, ensure_ascii=False, sort_keys=True)
    text = f'{{"type":"FeatureCollection","head":{head},"features":[\n{lines}\n]}}\n'
    OUT.write_bytes(lzma.compress(text.encode("utf-8"), preset=9))
    print(f"{len(features)} countries, {len(text):,} characters, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
