"""Counts per period, what the rest of the window predicts, and the reports they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from dateline.views import tempo
from dateline.views.plots import style

LEAD = (
    "Incidents per period, and the number that the rest of the window predicts for its covered "
    "days, with the 95 % interval of the prediction. Below: the reports of the period, of any "
    "content. A period without reports has no count and is shaded; a zero is a count."
)


_NAMED, _LABELS = 8, 24
"""Most periods without reports that are marked in words; most months that are all labelled."""


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The model, the measures and what is left out."""
    out = [tempo.MODEL]
    out += [tempo.measure_words(r) for r in rows if r["sort"] == tempo.MEASURE]
    left = [r["words"] for r in rows if r["sort"] == tempo.LEFT_OUT]
    return out + ([f"Left out: {len(left)}. {'; '.join(left[:5])}"] if left else [])


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Bars with error bars over bars of reports; bursts, lulls and missing periods have words."""
    periods = [r for r in rows if r["sort"] == tempo.PERIOD]
    counted = [r for r in periods if r["count"] is not None]
    judged = [r for r in counted if r["expected"] is not None]
    words = [_hover(r) for r in counted]
    x = [r["start"] for r in counted]
    traces = [
        {
            "type": "bar", "name": "incidents", "x": x, "y": [r["count"] for r in counted],
            "hovertext": words, "hoverinfo": "text",
            "marker": {"color": [style.ORANGE if r["flag"] else style.BLUE for r in counted]},
        },
        {
            "type": "scatter", "mode": "markers", "name": "expected, with 95 % interval",
            "x": [r["start"] for r in judged], "y": [r["expected"] for r in judged],
            "hoverinfo": "skip",
            "marker": {"symbol": "line-ew-open", "size": 16, "color": style.INK,
                       "line": {"width": 2}},
            "error_y": {"type": "data", "symmetric": False, "color": style.SOFT, "thickness": 1,
                        "array": [r["high"] - r["expected"] for r in judged],
                        "arrayminus": [max(0, r["expected"] - r["low"]) for r in judged]},
        },
        {
            "type": "bar", "name": "reports", "x": [r["start"] for r in periods], "yaxis": "y2",
            "y": [r["documents"] for r in periods], "marker": {"color": style.GREY},
        },
    ]  # fmt: skip
    # Where reports are rare, as by day, the words at every gap would hide the counts.
    sparse = sum(r["flag"] == tempo.NO_DOCUMENTS for r in periods) > _NAMED
    marks = [
        _mark(r["start"], r["count"] or 0, r["flag"]) for r in periods
        if r["flag"] and not (sparse and r["flag"] == tempo.NO_DOCUMENTS)
    ]  # fmt: skip
    # Months are named as months: whole days of them are cut off on a narrow page.
    monthly = all(r["start"].endswith("-01") for r in periods)
    return style.new(traces, style.layout(
        520, annotations=marks, shapes=_shades(periods), bargap=0.25,
        xaxis={"type": "category", "anchor": "y2", "tickangle": -40,
               "categoryorder": "array", "categoryarray": [r["start"] for r in periods],
               **({"tickvals": [r["start"] for r in periods],
                   "ticktext": [r["start"][:7] for r in periods]}
                  if monthly and 1 < len(periods) <= _LABELS else {})},
        yaxis={"domain": [0.36, 1], "title": {"text": "incidents"}, "rangemode": "tozero"},
        yaxis2={"domain": [0, 0.26], "title": {"text": "reports"}, "gridcolor": style.LINE,
                "automargin": True},
        legend={"orientation": "h", "y": 1.08, "x": 0},
    ))  # fmt: skip


def _shades(periods: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """A ground behind every run of periods without a report."""
    out, at = [], 0
    for missing, run in groupby(periods, lambda r: r["flag"] == tempo.NO_DOCUMENTS):
        end = at + len(list(run))
        if missing:
            out.append({
                "type": "rect", "layer": "below", "xref": "x", "yref": "paper", "x0": at - 0.5,
                "x1": end - 0.5, "y0": 0.36, "y1": 1, "fillcolor": style.LINE, "opacity": 0.5,
                "line": {"width": 0},
            })  # fmt: skip
        at = end
    return out


def _mark(x: str, y: float, words: str) -> dict[str, Any]:
    return {
        "x": x, "y": y, "text": words, "showarrow": False, "textangle": -90, "yanchor": "bottom",
        "xshift": 12 if y else 0, "font": {"size": 11, "color": style.SOFT},
    }  # fmt: skip


def _hover(row: Mapping[str, Any]) -> str:
    return (
        f"{row['start']} … {row['end']}<br>{row['count']} incidents, expected "
        f"{tempo.expected_words(row)}<br>{row['covered']} of {row['days']} days covered, "
        f"{row['documents']} reports"
    )
