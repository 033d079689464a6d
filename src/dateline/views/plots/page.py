"""One self-contained page: a figure, what it shows, what it rests on, and its rows.

1. The figure is JSON with sorted keys and a fixed id, so that the same rows give the same bytes.
2. Plotly's bundle is inside the page; the page's content policy forbids loading anything else.
   Maps draw in a worker made from the page itself, which is why `blob:` is allowed for workers.
3. In a dark window the page and the figure take the darker palette of `style`.
4. The rows follow as a table that a screen reader and a copy-and-paste can use.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, Template, select_autoescape
from markupsafe import Markup

from dateline.views.plots.style import DARK

FIGURE_ID = "figure"


def figure_json(figure: Any) -> str:
    """A Plotly figure as JSON: keys sorted, no random ids, safe inside a script element."""
    parts = json.loads(figure.to_json(engine="json"))  # 1.
    for trace in parts["data"]:
        trace.pop("uid", None)
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("dateline", "views/plots"),
        autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("page.html")


def page(
    figure: Any,
    *,
    title: str,
    lead: str,
    notes: Sequence[str],
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
) -> str:
    """The page as a string of UTF-8 HTML.

    Args:
        lead: what the figure shows, in a sentence or two.
        notes: what it rests on: denominators, what is left out, what is a reference.
        rows, columns: the rows drawn, with the columns to print.
    """
    from plotly.offline import get_plotlyjs

    drawn = figure_json(figure)

    return _template().render(
        title=title, lead=lead, notes=list(notes), columns=list(columns),
        rows=[[plain(row.get(c)) for c in columns] for row in rows],
        figure=Markup(drawn), bundle=Markup(get_plotlyjs()), ident=FIGURE_ID,
        empty=not _holds_anything(json.loads(drawn)["data"]),
        dark=Markup(json.dumps(DARK, sort_keys=True)),
    )  # fmt: skip


def _holds_anything(traces: Sequence[Mapping[str, Any]]) -> bool:
    """Whether a figure has anything to draw, its references included."""
    values = (t.get(key) for t in traces for key in ("x", "lat", "z"))
    return any(v is not None for axis in values if axis for v in axis)


def plain(value: Any) -> str:
    """A value of a row as words; lists are joined, None is empty."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return " ".join(plain(v) for v in value.values())
    if isinstance(value, list | tuple):
        return "; ".join(plain(v) for v in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)
