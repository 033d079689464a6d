"""Templates, and links that keep the stated time."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.model import notation
from dateline.reference import units
from dateline.views.card_html import visible
from dateline.views.naming import label
from dateline.web.guard import COOKIE

KEPT = ("as_of", "recorded")
"""Parameters that every link of a page carries on."""

_SIGNS = {">=": "≥ ", "<=": "≤ ", "~": "≈ "}
_SIGN = re.compile(r">=|<=|~")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?=[+-]|$| )")
_UTC = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::00)?Z")
_COUNT = re.compile(
    r"^[≥≤≈<>~ ]*(?:\d[\d,.]*[–-])?(?P<number>\d[\d,.]*) (?P<noun>[a-z]{3,})(?= \[|$)"
)
_PLURALS = {"person": "people", "child": "children", "man": "men", "woman": "women",
            "aircraft": "aircraft", "troops": "troops", "people": "people"}  # fmt: skip
_DAY = re.compile(r"(?:[≈≥≤] )?\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\b(\d{4})-01-01\.\.\1-12-31\b")

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
        "label": label, "seen": _seen, "notation": notation, "segment": segment,
        "count": _count, "headline": headline, "pretty": _pretty, "month": _month, "span": _span,
        "mark": lambda d, marks: marks[d], "dated": _dated,
    }  # fmt: skip
    return environment


def _seen(value: Any) -> str:
    """Words of a report on one line, without characters that could mislead."""
    return visible(" ".join(str("" if value is None else value).split()))


def headline(row: Mapping[str, Any]) -> str:
    """An incident's row in words: what was done, by whom, to whom."""
    who = ", ".join(label(a) for a in row["actors"]) or "actor not stated"
    whom = ", ".join(label(r) for r in row["recipients"])
    return f"{row['act']} · {who}" + (f" → {whom}" if whom else "")


def _pretty(words: str) -> str:
    """A notation with the signs that readers know: ≥ 2 missile, ≈ 900 km."""
    words = _YEAR.sub(r"\1", _SIGN.sub(lambda m: _SIGNS[m[0]], words))
    words = _UTC.sub(r"\1 \2 UTC", words)
    words = " · ".join(_COUNT.sub(_plural, part) for part in words.split(" · "))
    return _MOMENT.sub(r"\1 \2 ", words).strip()


def _plural(found: re.Match[str]) -> str:
    """The counted thing in the plural: a notation names it in the singular."""
    number, noun = found["number"], found["noun"]
    if number == "1" or units.unit(noun) is not None:
        return found[0]
    ending = "es" if noun.endswith(("ch", "sh", "s", "x")) else "s"
    return found[0].replace(noun, _PLURALS.get(noun, noun + ending))


def _dated(words: str) -> Markup:
    """Words as they are, their dates kept on one line."""
    return Markup(_DAY.sub(r'<span class="nb">\g<0></span>', str(escape(words))))


def _month(words: str) -> str:
    """`2026-01` → January 2026."""
    year, month = words.split("-")
    return f"{calendar.month_name[int(month)]} {year}"


def _span(row: Mapping[str, Any]) -> str:
    """The interval of a row of a timeline: one value, or first – last."""
    start, end = (str(row[k] or "…") for k in ("start", "end"))
    return _pretty(start) if start == end else f"{_pretty(start)} – {_pretty(end)}"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def segment(words: str) -> str:
    """Words as one segment of an address."""
    return quote(words, safe=":")


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
        token=desk.tokens.token(session), **values,
    )  # fmt: skip
    response = HTMLResponse(html, status)
    if request.cookies.get(COOKIE) != session:
        response.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
    return response


def _several(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
