"""Decisions: forms that name who decides and why, and what they send."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import RedirectResponse, Response

from dateline.model import DatelineError, PredictionStatus
from dateline.pipeline import deciding, decisions, questions
from dateline.views import review_rows
from dateline.web.asking import State, wrong
from dateline.web.drawing import render
from dateline.web.guard import NotFoundError
from dateline.web.pages import incident_of
from dateline.web.words import segment

router = APIRouter(include_in_schema=False)

Words = Annotated[str, Form(max_length=2000)]
Ident = Annotated[str, Query(max_length=80)]
NEAR = 20
"""Incidents offered as the other one."""
PLACES = 40
"""Places an incident is told in that can be taken apart here."""
AROUND = 70
"""Characters of a report shown on either side of the word that tells it."""


@router.get("/decide/claim/{ident}")
def about_claim(request: Request, state: State, ident: str) -> Response:
    """Reject or correct one claim."""
    try:
        incident, claim = deciding.claim(state, ident)
    except DatelineError as error:
        raise NotFoundError(error.what, expected=error.expected) from None
    told = next(m for m in incident.mentions if m.id == claim.mention)
    document = state.heads[told.document]
    return render(
        request, "decide_claim.html", incident=incident, claim=claim, document=document,
        problem=None, given={},
    )  # fmt: skip


@router.get("/decide/incident/{ident}")
def about_incident(request: Request, state: State, ident: str, other: Ident = "") -> Response:
    """Say that an incident is the same as another, is not, or is part of it."""
    return _about_incident(request, state, ident, {"right": other}, None)


def _about_incident(
    request: Request, state: State, ident: str, given: dict[str, str], problem: str | None,
    status: int = 200,
) -> Response:  # fmt: skip
    incident = incident_of(state, ident)
    own = state.row_of[incident.id]
    near = [r for r in state.rows if r["id"] != own["id"]]
    near.sort(key=lambda r: (r["kind"] != own["kind"], r["day"] != own["day"]))
    told = incident.mentions[:PLACES]
    texts = {d.id: d.text.characters for d, _ in state.pairs([m.document for m in told])}
    return render(
        request, "decide_incident.html", status, incident=incident, row=own, near=near[:NEAR],
        heads=state.heads, problem=problem, given=given,
        places=[(m, review_rows.passage(texts[m.document], m.trigger, AROUND)) for m in told],
    )  # fmt: skip


@router.get("/decide/prediction/{ident}")
def about_prediction(request: Request, state: State, ident: str) -> Response:
    """Say what became of something foretold."""
    return _about_prediction(request, state, ident, {}, None)


def _about_prediction(
    request: Request, state: State, ident: str, given: dict[str, str], problem: str | None,
    status: int = 200,
) -> Response:  # fmt: skip
    try:
        row = questions.prediction(state, ident)
    except DatelineError as error:
        raise NotFoundError(error.what, expected=error.expected) from None
    near = [r for r in state.rows if (r["day"] or "") >= (row["made"] or "")]
    near.sort(key=lambda r: (r["id"] != row["incident"], r["day"] or "9"))
    return render(
        request, "decide_prediction.html", status, row=row, near=near[:NEAR], heads=state.heads,
        statuses=PredictionStatus, problem=problem, given=given,
    )  # fmt: skip


@router.post("/decide")
def decide(
    request: Request, state: State, relation: Words, left: Words, token: Words,
    right: Words = "", by: Words = "", reason: Words = "", look: Words = "", then: Words = "",
    incident: Words = "", near: Words = "",
) -> Response:  # fmt: skip
    """Write a decision and go on to the incident, or (`look`) tell what it would change."""
    desk = request.app.state.desk
    desk.tokens.check(request, token)
    if relation == "outcome":
        return _outcome(request, state, left, right, incident.strip() or near, by, reason)
    right = right.strip() or near
    try:
        if relation in decisions.PAIRS:
            about = deciding.mention(state, left)[0]
        else:
            about = deciding.claim(state, left)[0]
        given = {"by": by, "reason": reason, "recorded": desk.moment}
        if look:
            rows = deciding.foreseen(state, relation, left, right, **given)
            asked = {"relation": relation, "left": left, "right": right, "by": by, "reason": reason}
            return render(request, "foreseen.html", rows=rows, given=asked, heads=state.heads)
        deciding.judge(state, relation, left, right, **given)
    except DatelineError as error:
        return _again(request, state, relation, left, right, by, reason, error)
    if then == "/review":
        return RedirectResponse(then, 303)
    now = desk.snapshots.now()
    mention = about.mentions[0].id
    after = now.by_id.get(mention, now.by_id.get(about.id))
    return RedirectResponse(f"/incidents/{segment(after.id)}#history" if after else "/log", 303)


def _outcome(
    request: Request, state: State, left: str, right: str, incident: str, by: str, reason: str
) -> Response:
    given = {"right": right, "incident": incident, "by": by, "reason": reason}
    try:
        row = questions.prediction(state, left)
        deciding.judge(
            state, "outcome", left, right, by=by, reason=reason, incident=incident,
            recorded=request.app.state.desk.moment,
        )  # fmt: skip
    except DatelineError as error:
        return _about_prediction(request, state, left, given, wrong(error), 422)
    return RedirectResponse(f"/predictions#p-{segment(row['id'])}", 303)


def _again(
    request: Request, state: State, relation: str, left: str, right: str, by: str, reason: str,
    error: DatelineError,
) -> Response:  # fmt: skip
    given = {"relation": relation, "left": left, "right": right, "by": by, "reason": reason}
    problem = error.what + (f"; expected {error.expected}" if error.expected else "")
    if relation not in ("reject", "correct"):
        return _about_incident(request, state, left, given, problem, 422)
    incident, claim = deciding.claim(state, left)
    told = next(m for m in incident.mentions if m.id == claim.mention)
    return render(
        request, "decide_claim.html", 422, incident=incident, claim=claim,
        document=state.heads[told.document], problem=problem, given=given,
    )  # fmt: skip


@router.get("/undo/{number}")
def about_undo(request: Request, state: State, number: int) -> Response:
    """Take a decision back."""
    found = next(((n, j) for n, j in state.decisions if n == number), None)
    if found is None:
        raise NotFoundError(f"no decision {number}")
    return render(
        request, "undo.html", number=number, judgement=found[1], problem=None, given={}, rows=None,
        heads=state.heads,
    )  # fmt: skip


@router.post("/undo")
def undo(
    request: Request, state: State, number: Annotated[int, Form()], token: Words,
    by: Words = "", reason: Words = "", look: Words = "",
) -> Response:  # fmt: skip
    """Write an undo, and the log follows, or (`look`) tell what it would change."""
    desk = request.app.state.desk
    desk.tokens.check(request, token)
    found = next((j for n, j in state.decisions if n == number), None)
    if found is None:
        raise NotFoundError(f"no decision {number}")
    given = {"by": by, "reason": reason}
    shown: dict[str, Any] = {
        "number": number, "judgement": found, "given": given, "heads": state.heads,
    }  # fmt: skip
    try:
        if look:
            rows = deciding.without(state, str(number), **given, recorded=desk.moment)
            return render(request, "undo.html", problem=None, rows=rows, **shown)
        deciding.undo(state, str(number), **given, recorded=desk.moment)
    except DatelineError as error:
        return render(request, "undo.html", 422, problem=error.what, rows=None, **shown)
    return RedirectResponse("/log#decisions", 303)
