"""How the API answers: JSON bytes, a validator for every state, pages behind cursors."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Request
from starlette.responses import Response

from dateline.model import digest
from dateline.pipeline.snapshots import Snapshot
from dateline.web import asking


def fresh(request: Request, state: Snapshot) -> str:
    """The validator of what this address answers from this state."""
    return f'"{digest("etag", state.etag, str(request.url))[:32]}"'


def one(request: Request, state: Snapshot, make: Callable[[], dict[str, Any]]) -> Response:
    """One object; 304 and no work where the asker holds it already."""
    tag = fresh(request, state)
    headers = {"etag": tag, "cache-control": "private, no-cache"}
    held = [
        h.strip().removeprefix("W/") for h in request.headers.get("if-none-match", "").split(",")
    ]
    if tag in held or "*" in held:
        return Response(status_code=304, headers=headers)
    body = json.dumps({"state": state.etag, **make()}, ensure_ascii=False, default=str)
    return Response(body.encode(), media_type="application/json", headers=headers)


def many(
    request: Request,
    state: Snapshot,
    found: Callable[[], Sequence[Any]],
    cursor: str | None,
    limit: int,
    draw: Callable[[Sequence[Any]], Sequence[Any]] = list,
) -> Response:
    """A page of rows; `draw` makes rows of the few that are shown."""

    def make() -> dict[str, Any]:
        part = asking.part(found(), state.etag, cursor, limit)
        return {"total": part.total, "items": draw(part.rows), "next": part.next}

    return one(request, state, make)
