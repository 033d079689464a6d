"""Counts per period with their exact intervals, and below them the reports they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.views import tempo
from dateline.views.plots import style

LEAD = (
    "Incidents per period, with the exact 95 % interval of each count and the number expected "
    "from the covered days of the period. Below: the reports of the period, of any content. A "
    "period without reports has no count and is marked; a zero is a count."
)


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The model, the measures and what is left out."""
    out = [
        "Model: a Poisson process of one rate on covered days; a day is covered if a report was "
        "published on it or on the day after. Burst and lull: exact conditional test, p below "
        "0.05 over the number of covered periods."
    ]
    out += [tempo.measure_words(r) for r in rows if r["sort"] == tempo.MEASURE]
    left = [r["words"] for r in rows if r["sort"] == tempo.LEFT_OUT]
    return out + ([f"Left out: {len(left)}. {'; '.join(left[:5])}"] if left else [])


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Bars with error bars over bars of reports; bursts, lulls and missing periods have words."""
    periods = [r for r in rows if r["sort"] == tempo.PERIOD]
    counted = [r for r in periods if r["count"] is not None]
    words = [_hover(r) for r in counted]
    x = [r["start"] for r in counted]
    traces = [
        {
            "type": "bar", "name": "incidents", "x": x, "y": [r["count"] for r in counted],
            "hovertext": words, "hoverinfo": "text",
            "marker": {"color": [style.ORANGE if r["flag"] else style.BLUE for r in counted]},
            "error_y": {"type": "data", "symmetric": False, "color": style.SOFT, "thickness": 1,
                        "array": [r["high"] - r["count"] for r in counted],
                        "arrayminus": [r["count"] - r["low"] for r in counted]},
        },
        {
            "type": "scatter", "mode": "markers", "name": "expected", "x": x,
            "y": [r["expected"] for r in counted], "hoverinfo": "skip",
            "marker": {"symbol": "line-ew-open", "size": 16, "color": style.INK,
                       "line": {"width": 2}},
        },
        {
            "type": "bar", "name": "reports", "x": [r["start"] for r in periods], "yaxis": "y2",
            "y": [r["documents"] for r in periods], "marker": {"color": style.GREY},
        },
    ]  # fmt: skip
    marks = [_mark(r["start"], r["count"] or 0, r["flag"]) for r in periods if r["flag"]]
    return style.new(traces, style.layout(
        520, annotations=marks, bargap=0.25,
        xaxis={"type": "category", "anchor": "y2", "tickangle": -40},
        yaxis={"domain": [0.36, 1], "title": {"text": "incidents"}, "rangemode": "tozero"},
        yaxis2={"domain": [0, 0.26], "title": {"text": "reports"}, "gridcolor": style.LINE,
                "automargin": True},
        legend={"orientation": "h", "y": 1.08, "x": 0},
    ))  # fmt: skip


def _mark(x: str, y: float, words: str) -> dict[str, Any]:
    return {
        "x": x, "y": y, "text": words, "showarrow": False, "textangle": -90, "yanchor": "bottom",
        "xshift": 12 if y else 0, "font": {"size": 11, "color": style.SOFT},
    }  # fmt: skip


def _hover(row: Mapping[str, Any]) -> str:
    spread = f"95 %: {row['low']:.1f}–{row['high']:.1f}"
    return (
        f"{row['start']} … {row['end']}<br>{row['count']} incidents ({spread}), expected "
        f"{row['expected']:.1f}<br>{row['covered']} of {row['days']} days covered, "
        f"{row['documents']} reports"
    )
