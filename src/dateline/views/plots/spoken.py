"""Who has spoken on each incident: one line per incident, one column per authority."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.views import spoken
from dateline.views.plots import style

_SIGNS = {spoken.SAID: "said", spoken.NOT_YET: "not in<br>your ledger yet", spoken.LATE: "late"}
_LEVELS = {spoken.SAID: 1, spoken.NOT_YET: 2, spoken.LATE: 3}
LEAD = (
    "Who has spoken on each incident, of the authorities that usually do, and who is late as of "
    "the stated date. Nobody is called silent: an authority may have spoken in reports that this "
    "ledger does not hold."
)


def notes(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the figure rests on: the date, and where each usual time is from."""
    dates = dict.fromkeys(r["as_of"] or "not stated" for r in rows)
    usual = dict.fromkeys(
        f"{r['authority']}: within {r['usual_hours']:g} h ({r['latency_source']})"
        for r in rows if r["usual_hours"] is not None
    )  # fmt: skip
    return [f"As of {', '.join(dates)}. A date stands for its beginning, 00:00 UTC.", *usual]


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """A table of words; the colour repeats the word, the number is of hours it usually takes."""
    usual = [r for r in rows if r["usual_hours"] is not None]
    incidents = list(dict.fromkeys(r["incident"] for r in usual))
    who = list(dict.fromkeys(r["authority"] for r in usual))
    cells = {(r["incident"], r["authority"]): r for r in usual}
    levels = [[_LEVELS[cells[i, w]["status"]] if (i, w) in cells else 0 for w in who]
              for i in incidents]  # fmt: skip
    labels = {
        r["incident"]: f"{r['day'] or 'day not stated'}<br>{r['incident'][:12]}" for r in usual
    }
    words = [[_words(cells.get((i, w))) for w in who] for i in incidents]
    colours = (style.PAPER, style.GREEN_WASH, style.GREY_WASH, style.ORANGE_WASH)
    scale = []
    for n, colour in enumerate(colours):
        scale += [[n / 4, colour], [(n + 1) / 4, colour]]
    trace = {
        "type": "heatmap", "z": levels, "text": words, "texttemplate": "%{text}", "x": who,
        "y": [labels[i] for i in incidents], "zmin": -0.5, "zmax": 3.5, "colorscale": scale,
        "showscale": False, "xgap": 2, "ygap": 2, "hoverinfo": "none", "textfont": {"size": 11},
    }  # fmt: skip
    return style.new([trace], style.layout(
        120 + 52 * len(incidents),
        xaxis={"side": "top", "showgrid": False, "type": "category", "fixedrange": True},
        yaxis={"autorange": "reversed", "showgrid": False, "type": "category", "fixedrange": True},
        margin={"l": 120, "r": 20, "t": 50, "b": 20},
    ))  # fmt: skip


def _words(row: Mapping[str, Any] | None) -> str:
    if row is None:
        return ""
    if row["status"] == spoken.SAID:
        return f"said<br>{row['first'] or 'date not stated'}"
    due = f"<br>usually by {row['due']}" if row["due"] else ""
    return _SIGNS[row["status"]] + due
