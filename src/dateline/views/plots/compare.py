"""A hand-made table and the ledger on one axis of time, and the fields of the pairs below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.views import compare
from dateline.views.plots import style

LEAD = (
    "Above: each row of the table and each incident of the ledger at its time, joined where they "
    "are one, or likely one but for a slip. Below: how the fields of the joined pairs stand to "
    "each other. A mismatch says that two values differ, never by itself which one is right."
)
_SORTS = {
    compare.MATCH: ("match", style.BLUE, "circle"),
    compare.LIKELY: ("likely the same, but for a slip", style.ORANGE, "diamond"),
    compare.TABLE_ONLY: ("only in the table", style.GREY, "x-thin-open"),
    compare.LEDGER_ONLY: ("only in the ledger", style.GREEN, "square-open"),
}
_COLOURS = {
    "match": style.BLUE, "rounding": style.SKY, "mismatch": style.ORANGE,
    "not stated in the ledger": style.GREY,
}  # fmt: skip
TABLE, LEDGER = 1, 0


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The counts and every slip, as the terminal prints them."""
    return compare.lines(rows)


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """Pairs over time, one trace a sort; stacked bars of verdicts, one bar a field."""
    traces = [t for sort in _SORTS for t in _pairs([r for r in rows if r["sort"] == sort], sort)]
    fields = [r for r in rows if r["sort"] == compare.FIELD]
    names = list(dict.fromkeys(r["field"] for r in fields))
    traces += _verdicts(fields, names)
    split = 0.62 if names else 0.0
    height = 250 + 34 * len(names) + (60 if names else 0)
    return style.new(traces, style.layout(
        height, barmode="stack", bargap=0.35,
        xaxis={"type": "date", "anchor": "y", "domain": [0, 1]},
        yaxis={"domain": [split, 1], "tickvals": [TABLE, LEDGER], "ticktext": ["table", "ledger"],
               "range": [-0.5, 1.5], "showgrid": False, "zeroline": False, "fixedrange": True},
        xaxis2={"anchor": "y2", "title": {"text": "joined pairs"}, "rangemode": "tozero",
                "gridcolor": style.LINE, "automargin": True, "tickformat": "d"},
        yaxis2={"domain": [0, max(0.0, split - 0.2)], "type": "category", "automargin": True,
                "autorange": "reversed", "ticksuffix": " "},
        legend={"orientation": "h", "y": 1.06, "x": 0, "yanchor": "bottom"},
        margin={"l": 90, "r": 30, "t": 70, "b": 50},
    ))  # fmt: skip


def _pairs(rows: Sequence[Mapping[str, Any]], sort: str) -> list[dict[str, Any]]:
    """A mark on either side, joined by a line; one side alone where the other has nothing."""
    name, colour, symbol = _SORTS[sort]
    x: list[Any] = []
    y: list[Any] = []
    text: list[Any] = []
    for row in rows:
        ends = [(_time(row["table_time"]), TABLE), (_time(row["ledger_time"]), LEDGER)]
        drawn = [(t, side) for t, side in ends if t is not None]
        x += [*(t for t, _ in drawn), None]
        y += [*(side for _, side in drawn), None]
        text += [*[_hover(row)] * len(drawn), None]
    if not any(x):
        return []
    return [{
        "type": "scatter", "mode": "lines+markers", "x": x, "y": y, "text": text, "name": name,
        "hoverinfo": "text", "connectgaps": False, "line": {"color": colour, "width": 1.5},
        "marker": {"symbol": symbol, "size": 9, "color": colour,
                   "line": {"color": colour, "width": 1.5}},
    }]  # fmt: skip


def _verdicts(fields: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[dict[str, Any]]:
    out = []
    for verdict in dict.fromkeys([*_COLOURS, *(r["verdict"] for r in fields)]):
        counts = [sum(r["field"] == n and r["verdict"] == verdict for r in fields) for n in names]
        if any(counts):
            out.append({
                "type": "bar", "orientation": "h", "name": verdict, "xaxis": "x2", "yaxis": "y2",
                "x": counts, "y": list(names), "text": [c or "" for c in counts],
                "textposition": "inside", "insidetextanchor": "middle", "textangle": 0,
                "hoverinfo": "name+x", "marker": {"color": _COLOURS.get(verdict, style.PINK)},
            })  # fmt: skip
    return out


def _time(words: str | None) -> str | None:
    """A time of a row as Plotly reads it; None where it states no day."""
    return words.rstrip("Z") if words and words[:1].isdigit() else None


def _hover(row: Mapping[str, Any]) -> str:
    parts = [
        f"table {row['row_id']}: {row['table_time']}" if row["table_time"] else "",
        f"ledger: {row['ledger_time']} {row['title']}" if row["ledger_time"] else "",
        row["reason"] or row["how"] or "", (row["incident"] or "")[:12],
    ]  # fmt: skip
    return "<br>".join(p for p in parts if p)
