"""Two reported figures against each other, with the textbook curve as a dashed line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.kinds import Kind
from dateline.views import scatter
from dateline.views.plots import style

LEAD = (
    "Each mark is a pair of figures reported of one incident. The dashed line is textbook "
    "arithmetic, drawn for reference; it is nobody's claim and says nothing about any incident."
)
_STEPS = 120


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the marks mean, and what is left out."""
    out = [
        "Thin lines are the intervals that the words leave. Filled: both figures of one authority; "
        "open: of different ones. A triangle is only a bound."
    ]
    left = [r for r in rows if r["sort"] == scatter.LEFT_OUT]
    if left:
        words = "; ".join(f"{r['incident'][:12]} {r['day'] or ''} ({r['words']})" for r in left[:8])
        out.append(f"Left out: {len(left)}. {words}")
    return out


def figure(rows: Sequence[Mapping[str, Any]], kind: Kind) -> Any:
    """Marks with interval bars, one colour per authority that states y; the curve beneath."""
    points = [r for r in rows if r["sort"] == scatter.POINT]
    spec = kind.scatter
    assert spec is not None
    top = max((r["x_high"] or r["x"] for r in points), default=1000.0) * 1.15
    traces: list[dict[str, Any]] = []
    if spec.curve:
        xs = [top * n / _STEPS for n in range(1, _STEPS + 1)]
        traces.append({
            "type": "scatter", "mode": "lines", "x": [0.0, *(round(x, 2) for x in xs)],
            "y": [0.0, *(round(spec.curve(x), 2) for x in xs)], "name": f"{spec.label} (reference)",
            "line": {"dash": "dash", "color": style.SOFT, "width": 1.5}, "hoverinfo": "skip",
        })  # fmt: skip
    for n, who in enumerate(dict.fromkeys(r["y_by"] for r in points)):
        own = [r for r in points if r["y_by"] == who]
        traces.append(_marks(own, who, style.SERIES[n % len(style.SERIES)]))
    x, y = kind.slot(spec.x), kind.slot(spec.y)
    return style.new(traces, style.layout(
        600, margin={"l": 80, "r": 30, "t": 60, "b": 60},
        xaxis={"title": {"text": f"{x.label if x else ''}, {scatter.UNIT}"}, "range": [0, top]},
        yaxis={"title": {"text": f"{y.label if y else ''}, {scatter.UNIT}"},
               "rangemode": "tozero", "type": "log" if scatter.is_wide(points) else "linear",
               "dtick": 1 if scatter.is_wide(points) else None},
        updatemenus=[_switch()],
        legend={"orientation": "h", "y": -0.16, "x": 0},
    ))  # fmt: skip


def _switch() -> dict[str, Any]:
    """Buttons that draw the y axis linear or logarithmic. Neither is marked as the one in force:
    Plotly draws that one paler, which reads as the other; the ticks of the axis tell."""
    buttons = [
        {"label": label, "method": "relayout", "args": [{"yaxis.type": kind, "yaxis.dtick": tick}]}
        for label, kind, tick in (("linear axis", "linear", None), ("logarithmic axis", "log", 1))
    ]
    return {
        "type": "buttons", "direction": "right", "x": 0, "y": 1.0, "xanchor": "left",
        "yanchor": "bottom", "showactive": False, "buttons": buttons,
        "pad": {"b": 6}, "bgcolor": style.BUTTON, "font": {"size": 11, "color": style.BUTTON_INK},
    }  # fmt: skip


def _marks(rows: Sequence[Mapping[str, Any]], who: str, colour: str) -> dict[str, Any]:
    def bars(axis: str) -> dict[str, Any]:
        return {
            "type": "data", "symmetric": False, "thickness": 1, "width": 0, "color": colour,
            "array": [max(0, (r[f"{axis}_high"] or r[axis]) - r[axis]) for r in rows],
            "arrayminus": [max(0, r[axis] - (r[f"{axis}_low"] or r[axis])) for r in rows],
        }  # fmt: skip

    symbols = [
        ("triangle-up" if r["bound"] else "circle") + ("-open" if r["mixed"] else "") for r in rows
    ]
    return {
        "type": "scatter", "mode": "markers", "name": who, "x": [r["x"] for r in rows],
        "y": [r["y"] for r in rows], "error_x": bars("x"), "error_y": bars("y"),
        "hovertext": [_hover(r) for r in rows], "hoverinfo": "text",
        "marker": {"size": 10, "color": colour, "symbol": symbols},
    }  # fmt: skip


def _hover(row: Mapping[str, Any]) -> str:
    ratio = f"<br>{row['ratio']:.2f} × the curve" if row["ratio"] is not None else ""
    part = f" [{row['part']}]" if row["part"] else ""
    x, y = (f"{row[f'{axis}_words']} ({row[f'{axis}_by']})" for axis in "xy")
    head = f"{row['title']}{part}, {row['day'] or 'day not stated'}"
    return f"{head}<br>{x}<br>{y}{ratio}<br>{row['incident']}"
