"""Pages of figures: tempo, network, scatter. Plotly draws them in the browser, from this desk.

1. The page holds the form and the table; its rows are those of the view. 2. The figure of the same
rows is JSON at the page's address with `.json` behind it. 3. Plotly comes out of the installed
package, at `/static/plotly.js`. It puts rules into a style element that is empty when it is made,
and the policy of these pages allows an empty one (by its hash) and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from dateline.pipeline import charts
from dateline.pipeline.snapshots import Snapshot
from dateline.views import network, tempo
from dateline.views import scatter as scatter_rows
from dateline.views.incident_rows import Choice
from dateline.views.plots import figure_json
from dateline.views.plots import network as network_plot
from dateline.views.plots import scatter as scatter_plot
from dateline.views.plots import tempo as tempo_plot
from dateline.views.plots.style import absent
from dateline.web import asking
from dateline.web.asking import Chosen, State
from dateline.web.drawing import render
from dateline.web.guard import CSP_OF_FIGURES

router = APIRouter(include_in_schema=False)

By = Annotated[str, Query(pattern="^(day|week|month)$", description="length of a period")]
MOST = 200
"""Rows of a table beside a figure."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a page of a figure is made of."""

    name: str
    rows: list[dict[str, Any]]
    lead: str
    notes: list[str]
    draw: Callable[[], Any]
    more: Mapping[str, Any]


@router.get("/figures")
def figures(request: Request) -> Response:
    """The first of the figures."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/figures/tempo{query}", 307)


@router.get("/figures/tempo")
@router.get("/figures/tempo.json")
def tempo_(
    request: Request, state: State, chosen: Chosen, by: By = "month",
    calendar: bool = False,
) -> Response:  # fmt: skip
    """How often, with denominators, gaps and bursts."""

    def make(rows: charts.Chosen) -> Drawn:
        found = charts.tempo_of(state, charts.told(rows, _history(chosen)), by, calendar)
        parts = {
            name: [r for r in found if r["sort"] == sort]
            for name, sort in (("periods", tempo.PERIOD), ("gaps", tempo.GAP),
                               ("measures", tempo.MEASURE), ("left", tempo.LEFT_OUT))
        }  # fmt: skip
        parts["periods"], parts["quiet"] = _quiet(parts["periods"])
        return Drawn(
            "tempo", found, tempo_plot.LEAD, tempo_plot.notes(found)[:1],
            lambda: tempo_plot.figure(found),
            {**parts, "by": by, "calendar": calendar, "told": tempo.measure_words,
             "expected": tempo.expected_words},
        )  # fmt: skip

    more = {"by": by, **({"calendar": "1"} if calendar else {})}
    return _answer(request, state, chosen, make, more)


def _quiet(periods: Sequence[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Periods with a count, newest first, and those of which nothing is known."""
    counted = [r for r in periods if r["count"] is not None]
    return counted[::-1], [r for r in periods if r["count"] is None]


@router.get("/figures/network")
@router.get("/figures/network.json")
def network_(request: Request, state: State, chosen: Chosen) -> Response:
    """Who said or did what to whom."""

    def make(rows: charts.Chosen) -> Drawn:
        found = charts.network_of(state, charts.told(rows, _history(chosen)))
        parts = {name: network.edges(found, sort)
                 for name, sort in (("did", network.DID), ("said", network.SAID))}  # fmt: skip
        return Drawn(
            "network", found, network_plot.LEAD, network_plot.notes(found),
            lambda: network_plot.figure(found), {**parts, "quads": network.QUADS},
        )  # fmt: skip

    return _answer(request, state, chosen, make, {})


@router.get("/figures/scatter")
@router.get("/figures/scatter.json")
def scatter(request: Request, state: State, chosen: Chosen) -> Response:
    """Two reported figures against each other."""

    def make(rows: charts.Chosen) -> Drawn:
        pack = charts.scattered(state, chosen.kind[0] if chosen.kind else None)
        found = charts.scatter_of(state, charts.told(rows, _history(chosen)), pack)
        named = [s.label for s in (pack.slot(pack.scatter.x), pack.slot(pack.scatter.y)) if s] if (
            pack.scatter) else []  # fmt: skip
        points = [r for r in found if r["sort"] == scatter_rows.POINT]
        left = [r for r in found if r["sort"] == scatter_rows.LEFT_OUT]
        return Drawn(
            "scatter", found, scatter_plot.LEAD, scatter_plot.notes(points),
            lambda: scatter_plot.figure(found, pack),
            {"points": points, "left": left, "labels": named, "pack": pack},
        )  # fmt: skip

    return _answer(request, state, chosen, make, {})


def _history(chosen: Choice) -> bool:
    return bool(chosen.status)


def _answer(
    request: Request, state: Snapshot, chosen: Choice,
    make: Callable[[charts.Chosen], Drawn], more: Mapping[str, Any],
) -> Response:  # fmt: skip
    """1. The page, or 2. its figure."""
    asked = asking.asked(state, chosen)
    drawn = make(asked.rows)
    if request.url.path.endswith(".json"):
        return Response(figure_json(drawn.draw()), media_type="application/json")
    answer = render(
        request, f"{drawn.name}.html", asked.status, lead=drawn.lead, notes=drawn.notes,
        choice=chosen, asked=asked, query={**chosen.query, **more}, titles=state.row_of,
        most=MOST, figure_at=f"/figures/{drawn.name}.json", **drawn.more,
    )  # fmt: skip
    answer.headers["content-security-policy"] = CSP_OF_FIGURES  # 3.
    return answer


@cache
def plotly() -> bytes:
    """Plotly's bundle, out of the installed package.

    Raises:
        DatelineError: Plotly is not installed.
    """
    try:
        from plotly.offline import get_plotlyjs
    except ImportError:
        raise absent() from None
    return str(get_plotlyjs()).encode()
