"""Incidents as bars over time, the steps of their lives as marks on the same line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from dateline.views import timeline
from dateline.views.plots import style

LEAD = (
    "Each line is an incident: a diamond at its instant where clock time and zone are known, else "
    "a bar over every day its words leave open. Rings are the steps of its life, "
    "at the publication of the report that tells them."
)
_DAY = timedelta(days=1)


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is drawn how, and what is left out."""
    bare = [r for r in rows if r["sort"] == timeline.INCIDENT and not (r["start"] or r["end"])]
    out = ["Days are local days of the happening; instants are in UTC. The hover text names the "
           "precision and what of the time is inferred."]  # fmt: skip
    if bare:
        out.append(f"Not drawn: {len(bare)} that state no day.")
    return out


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """One line an incident, in the order of the rows, the first on top."""
    drawn = [r for r in rows if r["sort"] == timeline.INCIDENT and (r["start"] or r["end"])]
    kinds = list(dict.fromkeys(r["kind"] for r in drawn))
    lines = {r["incident"]: n for n, r in enumerate(drawn)}
    traces: list[Any] = []
    for n, kind in enumerate(kinds):
        colour = style.SERIES[n % len(style.SERIES)]
        own = [r for r in drawn if r["kind"] == kind]
        traces.append(_bars([r for r in own if not r["utc"]], lines, kind, colour))
        traces.append(_instants([r for r in own if r["utc"]], lines, kind, colour))
    steps = [r for r in rows if r["sort"] == timeline.STEP and r["incident"] in lines
             and r["start"]]  # fmt: skip
    traces += [_steps(steps, lines), *_open_sides(drawn, lines)]
    labels = [style.short(f"{_words(r)}  {r['title']}", 56) for r in drawn]
    return style.new([t for t in traces if t["x"]], style.layout(
        174 + 30 * len(drawn),
        xaxis={"type": "date", "side": "top"},
        yaxis={"tickvals": list(range(len(drawn))), "ticktext": labels, "autorange": False,
               "range": [len(drawn) - 0.5, -0.5], "showgrid": False, "zeroline": False},
        margin={"l": 365, "r": 30, "t": 84, "b": 70},
        legend={"orientation": "h", "y": -0.02, "yanchor": "top"},
    ))  # fmt: skip


def _bars(
    rows: Sequence[Mapping[str, Any]], lines: Mapping[str, int], name: str, colour: str
) -> dict[str, Any]:
    x: list[Any] = []
    y: list[Any] = []
    text: list[Any] = []
    for row in rows:
        start, end = _edges(row)
        x += [start.isoformat(), (end + _DAY).isoformat(), None]
        y += [lines[row["incident"]]] * 2 + [None]
        text += [_hover(row)] * 2 + [None]
    return {
        "type": "scatter", "mode": "lines", "x": x, "y": y, "text": text, "hoverinfo": "text",
        "name": name, "legendgroup": name, "line": {"color": colour, "width": 13},
        "opacity": 0.45, "connectgaps": False,
    }  # fmt: skip


def _instants(
    rows: Sequence[Mapping[str, Any]], lines: Mapping[str, int], name: str, colour: str
) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers",
        "x": [datetime.fromisoformat(r["utc"]).strftime("%Y-%m-%dT%H:%M") for r in rows],
        "y": [lines[r["incident"]] for r in rows], "text": [_hover(r) for r in rows],
        "hoverinfo": "text", "name": f"{name}, instant known", "legendgroup": name,
        "marker": {"symbol": "diamond", "size": 11, "color": colour,
                   "line": {"color": style.PAPER, "width": 1}},
    }  # fmt: skip


def _steps(rows: Sequence[Mapping[str, Any]], lines: Mapping[str, int]) -> dict[str, Any]:
    """Steps of one day and incident share a mark whose hover text lists them."""
    spots: dict[tuple[str, int], list[str]] = {}
    for row in rows:
        spot = (row["start"], lines[row["incident"]])
        spots.setdefault(spot, []).append(f"{row['step']} · {row['who']} · {row['start']}")
    return {
        "type": "scatter", "mode": "markers", "x": [x for x, _ in spots],
        "y": [y + 0.28 for _, y in spots], "text": ["<br>".join(t) for t in spots.values()],
        "hoverinfo": "text", "name": "steps, at publication",
        "marker": {"symbol": "circle-open", "size": 8, "color": style.INK},
    }  # fmt: skip


def _open_sides(
    rows: Sequence[Mapping[str, Any]], lines: Mapping[str, int]
) -> list[dict[str, Any]]:
    """A triangle where no words say when it began, or by when it ended."""
    out = []
    for side, symbol in (("start", "triangle-left"), ("end", "triangle-right")):
        own = [r for r in rows if not r[side]]
        days = [_edges(r)[0] if side == "start" else _edges(r)[1] + _DAY for r in own]
        out.append({
            "type": "scatter", "mode": "markers", "x": [d.isoformat() for d in days],
            "y": [lines[r["incident"]] for r in own], "text": [_hover(r) for r in own],
            "hoverinfo": "text", "name": f"{side} not stated",
            "marker": {"symbol": symbol, "size": 13, "color": style.INK},
        })  # fmt: skip
    return out


def _edges(row: Mapping[str, Any]) -> tuple[date, date]:
    """First and last day; a missing side is the other one."""
    start, end = row["start"] or row["end"], row["end"] or row["start"]
    first = date.fromisoformat((start[:10] + "-01-01")[:10] if len(start) < 10 else start[:10])
    last = date.fromisoformat((end[:10] + "-12-28")[:10] if len(end) < 10 else end[:10])
    return first, last


def _words(row: Mapping[str, Any]) -> str:
    start, end = row["start"], row["end"]
    return str(start)[:10] if start == end else f"{str(start or '')[:10]}…{str(end or '')[:10]}"


def _hover(row: Mapping[str, Any]) -> str:
    inferred = f"<br>inferred: {', '.join(row['inferred'])}" if row["inferred"] else ""
    utc = f"<br>{row['utc']}" if row["utc"] else ""
    return (
        f"{row['title']}<br>{_words(row)} ({row['precision']}){utc}{inferred}<br>{row['incident']}"
    )
