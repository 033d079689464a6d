"""Colours, fonts and margins that all figures share.

The colours are those of Okabe and Ito (2008), which people with any colour vision can tell apart;
no figure tells anything by colour alone.
"""

from __future__ import annotations

from typing import Any

from dateline.model import DatelineError

INK, SOFT, LINE, WASH = "#1b1d21", "#5b6169", "#d9dce1", "#f5f6f8"
BLUE, ORANGE, GREEN, PINK = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
SKY, AMBER, YELLOW, GREY = "#56b4e9", "#e69f00", "#f0e442", "#8a9099"
PAPER = "#ffffff"
GREEN_WASH, GREY_WASH, ORANGE_WASH, BLUE_WASH = "#bfe3d6", "#eef0f2", "#f6c5a6", "#cfe3f5"
YELLOW_WASH, PINK_WASH, DEEP_WASH = "#fbe7b2", "#f3c9dd", "#e2e5e9"
BUTTON, BUTTON_INK = "#c6ccd4", "#14161a"
"""A button is light in any window: Plotly shows the pressed one in a light colour of its own."""
LAND, COAST = "#efece4", "#b9b3a3"
DARK = {
    PAPER: "#16181c", INK: "#e6e8eb", SOFT: "#a7adb5", LINE: "#3a3f47", WASH: "#22252b",
    BLUE: "#4aa3df", GREEN_WASH: "#1d5445", GREY_WASH: "#2b2f36", ORANGE_WASH: "#7a3d17",
    BLUE_WASH: "#1f4766", YELLOW_WASH: "#5f4d14", PINK_WASH: "#5f3049", DEEP_WASH: "#363b43",
    LAND: "#2c2d2a", COAST: "#615d52",
}  # fmt: skip
"""What a page in a dark window shows instead of a colour; the others are light enough on both."""
SERIES = (BLUE, ORANGE, GREEN, PINK, SKY, AMBER, INK, GREY)


def layout(height: int, **more: Any) -> dict[str, Any]:
    """A Plotly layout; `more` overrides it."""
    axis = {
        "gridcolor": LINE, "zerolinecolor": LINE, "linecolor": SOFT, "ticks": "outside",
        "automargin": True,
    }  # fmt: skip
    base: dict[str, Any] = {
        "template": None,
        "height": height,
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": INK},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 60, "r": 30, "t": 30, "b": 50},
        "hoverlabel": {"align": "left", "bgcolor": PAPER},
        "legend": {"orientation": "h", "y": -0.18, "x": 0},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }
    for key, value in more.items():
        both = isinstance(value, dict) and isinstance(base.get(key), dict)
        base[key] = {**base[key], **value} if both else value
    return base


def absent() -> DatelineError:
    """What is told where Plotly is not installed."""
    return DatelineError(
        "figures need Plotly", expected="the extra `desk`", run='pip install "dateline[desk]"'
    )


def new(traces: list[Any], layout_: dict[str, Any]) -> Any:
    """A figure of traces given as dictionaries.

    Raises:
        DatelineError: Plotly is not installed.
    """
    try:
        from plotly import graph_objects
    except ImportError:
        raise absent() from None
    return graph_objects.Figure(data=traces, layout=layout_)


def short(text: str, length: int) -> str:
    """The first characters of a text, with an ellipsis where it is longer."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
