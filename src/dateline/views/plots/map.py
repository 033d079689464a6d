"""The map: circles, rings and tracks over plain outlines, drawn without a network.

Plotly's `scattermap` with a style of one plain ground fetches nothing; the outlines are GeoJSON
inside the figure. No text is drawn on the map itself, since its letters would have to be fetched:
the legend and the hover text name every shape.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.reference import land
from dateline.reference.sphere import Point, circle, track
from dateline.views import map as map_rows
from dateline.views.plots import style

LEAD = (
    "Where incidents happened, as the reports say it. A filled circle is a stated place with the "
    "radius its precision gives; a dot is a named town or site; a dashed ring is a quoted distance "
    "round the place where it began; a line is a great circle between two stated places."
)
_HEIGHT, _WIDTH = 640, 760
_MARGIN = 0.15


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is not on the map, and where the outlines are from."""
    left = map_rows.left_out(rows)
    listed = "; ".join(
        f"{r['title']} {r['day'] or ''} ({r['value'] or 'place'}: {r['reason']})" for r in left[:8]
    )
    more = " …" if len(left) > 8 else ""
    return [
        f"Not on the map: {len(left)}{'. ' + listed if left else ''}{more}",
        "A ring says how far, never where: nothing is drawn that nobody stated.",
        f"Outlines: {land.origin()}; they judge no border.",
    ]


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """One legend entry per shape; shapes of one kind of shape in the order of the rows."""
    drawn = [r for r in rows if r["shape"] != map_rows.NONE]
    incidents = list(dict.fromkeys(r["incident"] for r in drawn))
    colours = {i: style.SERIES[n % len(style.SERIES)] for n, i in enumerate(incidents)}
    traces = [_trace(r, colours[r["incident"]]) for r in drawn]
    box = _box([p for r in drawn for p in _points(r)])
    south, west, north, east = box
    centre = {"lat": round(_middle(south, north), 3), "lon": round((west + east) / 2, 3)}
    layers = [
        {"sourcetype": "geojson", "source": land.outlines(_wider(box)), "type": kind,
         "below": "traces", "color": colour, "opacity": 1, **more}
        for kind, colour, more in (
            ("fill", style.LAND, {}), ("line", style.COAST, {"line": {"width": 0.7}}),
        )
    ]  # fmt: skip
    traces += [_scale(box)] if traces else []
    return style.new(traces or [_nothing()], style.layout(
        _HEIGHT, margin={"l": 0, "r": 360, "t": 0, "b": 0},
        map={"style": _GROUND, "layers": layers, "zoom": _zoom(box), "center": centre},
        legend={"orientation": "v", "x": 1.01, "y": 0.94, "font": {"size": 11}},
    ))  # fmt: skip


def _trace(row: Mapping[str, Any], colour: str) -> dict[str, Any]:
    points = _points(row)
    base: dict[str, Any] = {
        "type": "scattermap", "lat": [p[0] for p in points], "lon": [p[1] for p in points],
        "hovertext": _hover(row), "hoverinfo": "text", "legendgroup": row["incident"],
        "name": style.short(f"{(row['day'] or '')[:10]} {_label(row)}", 56),
    }  # fmt: skip
    match row["shape"]:
        case map_rows.CIRCLE:
            return base | {"mode": "lines", "fill": "toself", "fillcolor": _faint(colour),
                           "line": {"color": colour, "width": 1.5}}  # fmt: skip
        case map_rows.RING:
            # Lines of a map have no dashes: a ring is drawn as arcs with gaps.
            lats, lons = _dashed(points)
            return base | {"mode": "lines", "lat": lats, "lon": lons,
                           "line": {"color": colour, "width": 1.5}}  # fmt: skip
        case map_rows.TRACK:
            return base | {"mode": "lines", "line": {"color": colour, "width": 2.5}}
        case _:
            return base | {"mode": "markers", "marker": {"size": 9, "color": colour}}


def _scale(box: land.Box) -> dict[str, Any]:
    """A bar of a round length near the south-western corner; it holds at its own latitude."""
    south, west, north, east = box
    lat, lon = south + 0.12 * (north - south), west + 0.08 * (east - west)
    degree = 111.195 * math.cos(math.radians(lat))
    room = 0.25 * (east - west) * degree
    power = 10.0 ** math.floor(math.log10(room))
    length = next(n for n in (5 * power, 2 * power, power) if n <= room)
    return {
        "type": "scattermap",
        "mode": "lines",
        "lat": [lat, lat],
        "lon": [lon, lon + length / degree],
        "hoverinfo": "skip",
        "name": f"scale: {length:,.0f} km (at {abs(lat):.0f}°{'N' if lat >= 0 else 'S'})",
        "line": {"color": style.INK, "width": 4},
    }


_GROUND = {
    "version": 8, "sources": {},
    "layers": [{"id": "ground", "type": "background",
                "paint": {"background-color": style.PAPER}}],
}  # fmt: skip
"""A ground of the colour of the page; no tiles, no fonts, nothing to fetch."""


def _nothing() -> dict[str, Any]:
    return {"type": "scattermap", "mode": "markers", "lat": [None], "lon": [None],
            "showlegend": False}  # fmt: skip


def _points(row: Mapping[str, Any]) -> list[Point]:
    start = (row["lat"], row["lon"])
    match row["shape"]:
        case map_rows.CIRCLE | map_rows.RING:
            return circle(start, row["radius_km"], 120)
        case map_rows.TRACK:
            return track(start, (row["to_lat"], row["to_lon"]))
        case _:
            return [start]


def _dashed(points: Sequence[Point]) -> tuple[list[float | None], list[float | None]]:
    lats: list[float | None] = []
    lons: list[float | None] = []
    for n, (lat, lon) in enumerate(points):
        gap = n % 5 == 4
        lats.append(None if gap else lat)
        lons.append(None if gap else lon)
    return lats, lons


def _box(points: Sequence[Point]) -> land.Box:
    """The box round all shapes with a margin; the whole world where there are none."""
    if not points:
        return -60.0, -180.0, 75.0, 180.0
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    high, wide = max(4.0, max(lats) - min(lats)), max(6.0, max(lons) - min(lons))
    middle_lat, middle_lon = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    high, wide = high * (0.5 + _MARGIN), wide * (0.5 + _MARGIN)
    return (
        max(-80.0, middle_lat - high), max(-180.0, middle_lon - wide),
        min(82.0, middle_lat + high), min(360.0, middle_lon + wide),
    )  # fmt: skip


def _wider(box: land.Box) -> land.Box:
    """Room to move the map a little and still see land."""
    south, west, north, east = box
    high, wide = (north - south), (east - west)
    return max(-85.0, south - high), west - wide, min(85.0, north + high), east + wide


def _up(lat: float) -> float:
    """Web Mercator, the world as one unit."""
    return math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi)


def _middle(south: float, north: float) -> float:
    y = (_up(south) + _up(north)) / 2
    return math.degrees(2 * math.atan(math.exp(2 * math.pi * y)) - math.pi / 2)


def _zoom(box: land.Box) -> float:
    """The zoom at which the box fills the figure: the world is 512 pixels wide at zoom 0."""
    south, west, north, east = box
    across = _WIDTH / 512 * 360 / (east - west)
    up = _HEIGHT / 512 / (_up(north) - _up(south))
    return round(math.log2(min(across, up)), 2)


def _faint(colour: str) -> str:
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.18)"


def _label(row: Mapping[str, Any]) -> str:
    words = f"{row['value']} round {row['name']}" if row["shape"] == map_rows.RING else row["value"]
    return f"{words} · {row['authority']}"


def _name(row: Mapping[str, Any]) -> str:
    return f"{map_rows.words(row)} · {row['authority']}"


def _hover(row: Mapping[str, Any]) -> str:
    part = f" [{row['part']}]" if row["part"] else ""
    when = row["day"] or "day not stated"
    return f"{row['title']}{part}, {when}<br>{_name(row)}<br>{row['incident']}"
