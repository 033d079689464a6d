"""Exports as files of the desk: the whole ledger, or the incidents that fit a rule."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from dateline.model import DatelineError, LedgerError
from dateline.pipeline import downloads
from dateline.pipeline.content import content
from dateline.web import asking
from dateline.web.asking import State, Where
from dateline.web.drawing import render
from dateline.web.guard import NotFoundError

router = APIRouter(include_in_schema=False)


@router.get("/exports")
def exports(request: Request, state: State, where: Where = "") -> Response:
    """What can be taken along, with the command that writes the same."""
    rule, problem, fit = where.strip(), None, len(state.rows)
    try:
        fit = len(state.fitting(rule)) if rule else fit
    except LedgerError:
        raise
    except DatelineError as error:
        problem = asking.wrong(error)
    return render(
        request, "exports.html", 400 if problem else 200, forms=downloads.FORMS, where=rule,
        problem=problem, fit=fit, everything=len(state.rows), mark=state.mark or "empty",
    )  # fmt: skip


@router.get("/exports/{name}")
def export(request: Request, state: State, name: str, where: Where = "") -> Response:
    """One file; one is made at a time."""
    try:
        form = downloads.form(name)
    except DatelineError as error:
        raise NotFoundError(error.what, expected=error.expected) from None
    desk, clocks = request.app.state.desk, state.clocks
    with desk.packing:
        held = content(
            state.ledger, state.resources, as_of=clocks.published_by,
            recorded=clocks.recorded_by, where=where.strip() or None,
        )  # fmt: skip
        body = downloads.write(form, held)
    kind = downloads.TYPES[name.rpartition(".")[2]]
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(body, media_type=kind, headers=headers)
