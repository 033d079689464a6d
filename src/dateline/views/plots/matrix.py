"""Authority × slot as a table of coloured cells: colour and sign tell how a value stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from dateline.views import matrix
from dateline.views.plots import style

_CLASSES = ("not stated", "alone", "not reconciled", "agree", "refine", "rounding", "update",
            "retracted", "contradict")  # fmt: skip
_COLOURS = (
    style.PAPER, style.GREY_WASH, style.DEEP_WASH, style.GREEN_WASH, style.BLUE_WASH,
    style.BLUE_WASH, style.YELLOW_WASH, style.PINK_WASH, style.ORANGE_WASH,
)  # fmt: skip
LEAD = (
    "Each column is an authority, each line a slot; a cell holds what that authority states, with "
    "a sign and a colour for how it stands to what others state."
)
NOTES = (matrix.LEGEND, "The narrator is the report itself and no witness.")


def figure(rows: Sequence[Mapping[str, Any]]) -> Any:
    """A heat map with words: the most telling relation of a cell gives its colour."""
    authorities, lines = matrix.table(rows)
    stands, words = [], []
    for label, cells in lines:
        own = [r for r in rows if r["label"] == label]
        stands.append([_class([r for r in own if r["authority"] == who]) for who in authorities])
        words.append(["<br>".join(_wrapped(c)) or ("" if any(cells) else "not stated")
                      for c in cells])  # fmt: skip
    last = len(_CLASSES) - 1
    scale = []
    for n, colour in enumerate(_COLOURS):
        scale += [[n / len(_COLOURS), colour], [(n + 1) / len(_COLOURS), colour]]
    heights = [max((w.count("<br>") + 1 for w in line), default=1) for line in words]
    trace = {
        "type": "heatmap", "z": stands, "text": words, "texttemplate": "%{text}",
        "x": authorities, "y": [label for label, _ in lines], "zmin": -0.5, "zmax": last + 0.5,
        "colorscale": scale, "showscale": False, "xgap": 2, "ygap": 2, "hoverinfo": "none",
        "textfont": {"size": 11},
    }  # fmt: skip
    return style.new([trace], style.layout(
        # Lines of a heat map are all as high as the one with most words.
        100 + max(28, 10 + 15 * max(heights, default=1)) * len(lines),
        xaxis={"side": "top", "showgrid": False, "fixedrange": True, "type": "category"},
        yaxis={"autorange": "reversed", "showgrid": False, "fixedrange": True, "type": "category"},
        margin={"l": 170, "r": 20, "t": 50, "b": 20},
    ))  # fmt: skip


def _class(own: Sequence[Mapping[str, Any]]) -> int:
    return max((_CLASSES.index(r["stands"]) for r in own), default=0)


def _wrapped(cell: str) -> list[str]:
    return [line for part in cell.split("; ") if part for line in wrap(part, 30)]
