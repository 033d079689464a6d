"""Errors: a page for people, a problem document (RFC 9457) under /api/."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from dateline.model import DatelineError, LedgerError
from dateline.web import drawing
from dateline.web.guard import ForbiddenError, NotFoundError

TYPE = "application/problem+json"
TITLES = {
    400: "This cannot be asked", 403: "This was not sent from here", 404: "Nothing here",
    405: "Not this way", 422: "This cannot be read", 500: "Something broke",
    503: "The ledger cannot be read",
}  # fmt: skip
"""What a page is headed; programs get the phrase of the status."""


def answer(
    request: Request, status: int, detail: str, expected: str | None = None, run: str | None = None
) -> Response:
    """One error as the form that the asker reads."""
    title = HTTPStatus(status).phrase
    if request.url.path.startswith("/api/"):
        body: dict[str, Any] = {
            "type": "about:blank", "title": title, "status": status, "detail": detail,
            "instance": request.url.path,
        }  # fmt: skip
        body |= {k: v for k, v in (("expected", expected), ("next", run)) if v}
        return JSONResponse(body, status, media_type=TYPE)
    query = request.query_params
    first = request.url.remove_query_params("cursor") if "cursor" in query else None
    return drawing.render(
        request, "error.html", status, title=TITLES.get(status, title), detail=detail,
        expected=expected, run=run, first=f"{first.path}?{first.query}" if first else None,
    )  # fmt: skip


async def refused(request: Request, error: Exception) -> Response:
    """An error a user can act on."""
    assert isinstance(error, DatelineError)
    status = 400
    if isinstance(error, ForbiddenError):
        status = 403
    elif isinstance(error, LedgerError):
        status = 503
    elif isinstance(error, NotFoundError):
        status = 404
    # Where in a rule is the asker's own words; other places are files of this machine.
    rule = (error.where or "").startswith("rule ")
    what = f"{error.where}: {error.what}" if rule else error.what
    return answer(request, status, what, error.expected, error.run)


async def http(request: Request, error: Exception) -> Response:
    """What the framework refuses: no such page, no such method."""
    assert isinstance(error, HTTPException)
    words = {404: "There is nothing at this address.", 405: "This address is not asked this way."}
    return answer(request, error.status_code, words.get(error.status_code, str(error.detail)))


async def invalid(request: Request, error: Exception) -> Response:
    """A parameter that is not what it should be."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    name = ".".join(str(part) for part in first["loc"][1:]) or "request"
    return answer(request, 422, f"{name}: {first['msg']}")


async def broken(request: Request, error: Exception) -> Response:
    """A defect: the trace goes to the terminal, never to the page."""
    logging.getLogger("dateline.web").error("%s failed", request.url.path, exc_info=error)
    return answer(request, 500, "This page could not be made; the terminal says why.")
