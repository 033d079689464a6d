"""Who did what to whom as arrows on a circle, and quad classes over the months below."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dateline.views import network
from dateline.views.plots import style

LEAD = (
    "Arrows go from who did something to whom it was done, one per pair and quad class; the wider, "
    "the more incidents. Thin dotted lines: who says something of whom. Below: incidents per month "
    "and quad class. A ledger holds what its reports tell, so a thick arrow is a much-reported one."
)
_COLOURS = {0: style.GREY, 1: style.SKY, 2: style.GREEN, 3: style.AMBER, 4: style.ORANGE}
_DASH = {0: "dot", 1: "solid", 2: "solid", 3: "dash", 4: "solid"}
_MOST = 28


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What is drawn, and what is left out."""
    names = list(_counts(rows))
    bare = {r["incident"] for r in rows if r["sort"] == network.DID and not r["month"]}
    out = [
        "Quad classes follow PLOVER: verbal or material, cooperation or conflict. An arrow to "
        f"“{network.NOBODY}” has no stated recipient."
    ]
    if len(names) > _MOST:
        out.append(f"Drawn: the {_MOST} most frequent of {len(names)} parties; the rows hold all.")
    if bare:
        out.append(f"Not in the months: {len(bare)} incidents that fit no single month.")
    return out


def _counts(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for sort in (network.DID, network.SAID):
        for edge in network.edges(rows, sort):
            for name in (edge["source"], edge["target"]):
                found[name] = found.get(name, 0) + edge["count"] * (4 if sort == network.DID else 1)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Parties on a circle in the order of their ids; the most frequent where there are many."""
    spots = _spots(sorted(list(_counts(rows))[:_MOST]))
    traces: list[dict[str, Any]] = []
    arrows: list[dict[str, Any]] = []
    said = [e for e in network.edges(rows, network.SAID) if _inside(e, spots)]
    did = [e for e in network.edges(rows, network.DID) if _inside(e, spots)]
    traces += _lines(said, spots, "says something of", 0)
    for quad, name in network.QUADS.items():
        own = [e for e in did if e["quad"] == quad]
        traces += _lines(own, spots, name, quad)
        arrows += [_arrow(e, spots) for e in own if e["source"] != e["target"]]
    traces.append(_parties(spots))
    traces += _months(rows)
    off = {"visible": False, "range": [-1.45, 1.45], "fixedrange": True}
    return style.new(traces, style.layout(
        860, annotations=[*arrows, *_middle(spots)], barmode="stack",
        margin={"l": 60, "r": 30, "t": 20, "b": 60},
        xaxis={**off, "domain": [0.1, 0.9]},
        yaxis={**off, "domain": [0.34, 1], "range": [-1.25, 1.25]},
        xaxis2={"anchor": "y2", "type": "category"},
        yaxis2={"domain": [0, 0.22], "anchor": "x2", "title": {"text": "incidents"},
                "gridcolor": style.LINE, "automargin": True},
        legend={"orientation": "h", "y": 0.3, "x": 0},
    ))  # fmt: skip


def _spots(names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Points on the circle; whoever is not named stands in its middle."""
    round_ = [n for n in names if n != network.NOBODY]
    turns = {name: 2 * math.pi * n / max(1, len(round_)) for n, name in enumerate(round_)}
    spots = {name: (math.sin(t), math.cos(t)) for name, t in turns.items()}
    return spots | {n: (0.0, 0.0) for n in names if n == network.NOBODY}


def _inside(edge: Mapping[str, Any], spots: Mapping[str, object]) -> bool:
    return edge["source"] in spots and edge["target"] in spots


def _lines(
    edges: Sequence[Mapping[str, Any]], spots: Mapping[str, tuple[float, float]], name: str,
    quad: int,
) -> list[dict[str, Any]]:  # fmt: skip
    """One trace per edge, so that each has its own width; one legend entry for all."""
    out = []
    for n, edge in enumerate(edges):
        xs, ys = _bend(spots[edge["source"]], spots[edge["target"]], quad)
        words = (
            f"{edge['source']} → {edge['target']}<br>{', '.join(edge['relations'])}"
            f"<br>{edge['count']} incidents"
        )
        out.append({
            "type": "scatter", "mode": "lines", "x": xs, "y": ys, "name": name,
            "legendgroup": name, "showlegend": n == 0, "text": words, "hoverinfo": "text",
            "opacity": 0.4 if quad == 0 else 0.85,
            "line": {"color": _COLOURS[quad], "dash": _DASH[quad],
                     "width": 1 if quad == 0 else min(8.0, 1 + math.sqrt(edge["count"]))},
        })  # fmt: skip
    return out


def _bend(
    a: tuple[float, float], b: tuple[float, float], quad: int
) -> tuple[list[float], list[float]]:
    """A curve from a to b, each quad class bent by another amount; a loop for a = b."""
    if a == b:
        turn = [2 * math.pi * n / 24 for n in range(25)]
        return (
            [round(a[0] * 1.09 + 0.09 * math.cos(t), 4) for t in turn],
            [round(a[1] * 1.09 + 0.09 * math.sin(t), 4) for t in turn],
        )
    # To the left seen from a, so that there and back are two lines.
    pull = 0.08 * (quad + 1)
    middle = ((a[0] + b[0]) / 2 + pull * (b[1] - a[1]), (a[1] + b[1]) / 2 - pull * (b[0] - a[0]))
    xs: list[float] = []
    ys: list[float] = []
    for n in range(25):
        t = n / 24
        for line, k in ((xs, 0), (ys, 1)):
            value = (1 - t) ** 2 * a[k] + 2 * t * (1 - t) * middle[k] + t**2 * b[k]
            line.append(round(value, 4))
    return xs, ys


def _arrow(edge: Mapping[str, Any], spots: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    xs, ys = _bend(spots[edge["source"]], spots[edge["target"]], edge["quad"])
    return {
        "x": xs[-4], "y": ys[-4], "ax": xs[-6], "ay": ys[-6], "xref": "x", "yref": "y",
        "axref": "x", "ayref": "y", "showarrow": True, "arrowhead": 2, "arrowsize": 1.3,
        "arrowwidth": 1.6, "arrowcolor": _COLOURS[edge["quad"]], "text": "",
    }  # fmt: skip


def _middle(spots: Mapping[str, tuple[float, float]]) -> list[dict[str, Any]]:
    """The name of nobody, on a ground of its own where the lines meet."""
    return [
        {"x": x, "y": y, "xref": "x", "yref": "y", "text": name, "showarrow": False, "yshift": -16,
         "bgcolor": style.PAPER, "font": {"size": 11}}
        for name, (x, y) in spots.items() if name == network.NOBODY
    ]  # fmt: skip


def _parties(spots: Mapping[str, tuple[float, float]]) -> dict[str, Any]:
    sides = ["middle right" if x > 0.05 else "middle left" if x < -0.05 else
             "top center" if y > 0 else "bottom center" for x, y in spots.values()]  # fmt: skip
    return {
        "type": "scatter", "mode": "markers+text", "x": [round(x, 4) for x, _ in spots.values()],
        "y": [round(y, 4) for _, y in spots.values()], "textposition": sides,
        "text": ["" if name == network.NOBODY else name for name in spots],
        "hoverinfo": "skip", "showlegend": False, "cliponaxis": False,
        "marker": {"size": 12, "color": style.INK}, "textfont": {"size": 11},
    }  # fmt: skip


def _months(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    months = network.quads(rows)
    return [
        {"type": "bar", "name": name, "legendgroup": name, "showlegend": False, "xaxis": "x2",
         "yaxis": "y2", "x": list(months), "y": [counts[quad - 1] for counts in months.values()],
         "marker": {"color": _COLOURS[quad]}}
        for quad, name in network.QUADS.items()
    ]  # fmt: skip
