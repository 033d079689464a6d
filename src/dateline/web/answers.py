"""How the API answers: JSON bytes, a validator for every state, pages behind cursors."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from dateline.exports import delimited
from dateline.model import digest
from dateline.pipeline.snapshots import Snapshot
from dateline.web import asking

ROWS = 100_000
"""Rows of one CSV answer at most."""


def fresh(request: Request, state: Snapshot) -> str:
    """The validator of what this address answers from this state."""
    return f'"{digest("etag", state.etag, str(request.url))[:32]}"'


def one(request: Request, state: Snapshot, make: Callable[[], dict[str, Any]]) -> Response:
    """One object; 304 and no work where the asker holds it already."""

    def body() -> bytes:
        found = {**_head(state), **make()}
        return json.dumps(found, ensure_ascii=False, default=str).encode()

    return _sent(request, state, body, "application/json")


def _head(state: Snapshot) -> dict[str, Any]:
    newest = state.newest.day.isoformat() if state.newest else None
    return {"state": state.etag, "as_of": state.clocks.as_of or newest,
            "recorded": state.clocks.recorded or None}  # fmt: skip


def _sent(
    request: Request, state: Snapshot, body: Callable[[], bytes], kind: str, **more: str
) -> Response:
    tag = fresh(request, state)
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    held = [
        h.strip().removeprefix("W/") for h in request.headers.get("if-none-match", "").split(",")
    ]
    if tag in held or "*" in held:
        return Response(status_code=304, headers=headers)
    return Response(body(), media_type=kind, headers=headers | more)


def _csv(
    request: Request, state: Snapshot, rows: Callable[[], Sequence[Any]], safe: bool
) -> Response:
    name = request.url.path.removeprefix("/api/v1/").replace("/", "-")
    return _sent(
        request, state, lambda: delimited.sheet(rows(), safe).encode("utf-8", "surrogatepass"),
        "text/csv; charset=utf-8",
        **{"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.csv"},
    )  # fmt: skip


def many(
    request: Request,
    state: Snapshot,
    found: Callable[[], Sequence[Any]],
    page: asking.Page,
    draw: Callable[[Sequence[Any]], Sequence[Any]] = list,
) -> Response:
    """A page of rows, or all of them as CSV; `draw` makes rows of those that are shown."""
    if page.form != "json":
        return _csv(request, state, lambda: draw(found()[:ROWS]), page.form == "spreadsheet")

    def make() -> dict[str, Any]:
        part = asking.part(found(), state.etag, page.cursor, page.limit)
        return {"total": part.total, "items": draw(part.rows), "next": part.next}

    return one(request, state, make)
