"""Templates, and links that keep the stated time."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.model import notation
from dateline.views.naming import label
from dateline.web import words
from dateline.web.guard import COOKIE

KEPT = ("as_of", "recorded")
"""Parameters that every link of a page carries on."""

NEVER = ("as_of", "recorded", "cursor")
"""Parameters that the form of another day does not carry on."""

SECTIONS = (
    ("/", "Incidents"), ("/timeline", "Timeline"), ("/map", "Map"),
    ("/figures", "Figures"),
    ("/parties", "Parties"), ("/predictions", "Predictions"), ("/documents", "Documents"),
    ("/review", "Review"), ("/changes", "Changes"),
    ("/log", "Log"),
)  # fmt: skip


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("dateline", "web/templates"), undefined=StrictUndefined,
        autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {
        "label": label, "names": words.names, "seen": words.seen, "notation": notation,
        "segment": words.segment, "count": words.count, "headline": words.headline,
        "pretty": words.pretty, "summary": words.summary, "sides": words.sides,
        "values": words.values, "relation": words.relation, "apart": words.apart,
        "month": words.month, "span": words.span, "clock": words.clock, "dated": words.dated,
        "mark": lambda d, marks: marks[d],
    }  # fmt: skip
    return environment


def render(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page. `values` are what its template names."""
    desk = request.app.state.desk
    kept = {k: request.query_params[k] for k in KEPT if request.query_params.get(k)}

    def href(path: str, query: Mapping[str, Any] | None = None, **more: Any) -> str:
        asked = {**kept, **(query or {}), **more}
        pairs = [(k, v) for k, vs in asked.items() for v in _several(vs) if v not in (None, "")]
        return path + (f"?{urlencode(pairs)}" if pairs else "")

    session = desk.tokens.session(request)
    html = _environment().get_template(template).render(
        href=href, kept=kept, path=request.url.path, sections=SECTIONS, desk=desk,
        stays=[(k, v) for k, v in request.query_params.multi_items() if k not in NEVER and v],
        token=desk.tokens.token(session), **values,
    )  # fmt: skip
    response = HTMLResponse(html, status)
    if request.cookies.get(COOKIE) != session:
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
    return response


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
