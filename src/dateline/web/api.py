"""`/api/v1`: the same rows as the pages, each with the document, offsets and quote it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.ledger.documents import Head
from dateline.model import DatelineError
from dateline.pipeline import charts, questions
from dateline.pipeline.snapshots import Snapshot, version_of
from dateline.views import claim_rows, read_json, text_diff
from dateline.views.incident_rows import Choice
from dateline.web import shapes
from dateline.web.answers import many, one
from dateline.web.asking import Chosen, Cursor, Limit, Reports, State, Where
from dateline.web.guard import NotFoundError
from dateline.web.pages import incident_of

ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": shapes.Problem, "content": {"application/problem+json": {}}}
    for status in (400, 404, 422)
}
router = APIRouter(prefix="/api/v1", responses=ERRORS)
Word = Annotated[str | None, Query(max_length=200)]


@router.get("/incidents", response_model=shapes.Rows[shapes.IncidentRow])
def incidents(
    request: Request, state: State, chosen: Chosen, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Incidents that fit all conditions, latest day first."""
    return many(request, state, lambda: state.choose(chosen), cursor, limit)


@router.get("/incidents/{ident}", response_model=shapes.One)
def incident(request: Request, state: State, ident: str) -> Response:
    """One incident with every cell, its evidence, findings, links and history."""

    def make() -> dict[str, Any]:
        found = incident_of(state, ident)
        pairs = state.pairs([m.document for m in found.mentions])
        body = read_json.rows(pairs, [found])
        return {
            "incident": body["incidents"][0],
            "documents": [document_row(state, state.heads[d.id]) for d, _ in pairs],
            "authorities": body["authorities"], "history": _history(state, found, pairs),
        }  # fmt: skip

    return one(request, state, make)


def _history(state: Snapshot, found: Any, pairs: Sequence[Any]) -> list[dict[str, Any]]:
    return [
        {"recorded": h["recorded"], "what": h["what"], "document": h["document"],
         "batch": h["batch"], "decision": h["decision"][0] if h["decision"] else None,
         "by": h["decision"][1].by if h["decision"] else None,
         "reason": h["decision"][1].reason if h["decision"] else None}
        for h in questions.history(state, found, pairs)
    ]  # fmt: skip


@router.get("/claims", response_model=shapes.Rows[shapes.ClaimRow])
def claims(
    request: Request, state: State, incident: Word = None, kind: Word = None, slot: Word = None,
    said_by: Word = None, modality: Word = None, where: Where = "", cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:  # fmt: skip
    """Claims that fit all conditions."""
    wanted = claim_rows.Wanted(
        incident_of(state, incident).id if incident else None, kind, slot, said_by, modality
    )
    return many(
        request, state, lambda: questions.claims(state, wanted, where.strip()), cursor, limit,
        claim_rows.rows,
    )  # fmt: skip


@router.get("/documents", response_model=shapes.Rows[shapes.DocumentRow])
def documents(
    request: Request, state: State, wanted: Reports, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Current documents that fit, newest first."""

    def draw(heads: Sequence[Head]) -> list[dict[str, Any]]:
        return [document_row(state, h) for h in heads]

    return many(request, state, lambda: questions.reports(state, wanted), cursor, limit, draw)


def document_row(state: Snapshot, head: Head) -> dict[str, Any]:
    """A document without its characters."""
    return {
        "id": head.id, "text": head.text, "version": head.version,
        "current": head.id in state.current_set, "published": head.published,
        "outlet": head.outlet, "url": head.url, "title": head.title, "characters": head.length,
    }  # fmt: skip


@router.get("/documents/{ident}", response_model=shapes.DocumentOne)
def document(request: Request, state: State, ident: str) -> Response:
    """One document with its characters."""

    def make() -> dict[str, Any]:
        found = _version(state, ident)
        head = state.heads[found.id]
        return {
            **document_row(state, head), "content": found.text.characters,
            "versions": [h.id for h in state.heads.values() if h.identity == head.identity],
            "incidents": [i.id for i in questions.told_in(state, found.id)],
        }  # fmt: skip

    return one(request, state, make)


@router.get("/documents/{ident}/changes")
def changes(
    request: Request, state: State, ident: str, against: Annotated[str, Query(max_length=64)]
) -> Response:
    """Word by word, what another version says that this one does not, and the reverse."""

    def make() -> dict[str, Any]:
        newer, older = _version(state, ident), _version(state, against)
        pieces = text_diff.pieces(older.text.characters, newer.text.characters)
        return {
            "items": [
                {"change": p.change, "document": (older if p.change == "gone" else newer).id,
                 "start": p.start, "end": p.end, "quote": p.words}
                for p in pieces if p.change != "same"
            ]
        }  # fmt: skip

    return one(request, state, make)


def _version(state: Snapshot, ident: str) -> Any:
    try:
        return version_of(state, ident)
    except DatelineError as error:
        raise NotFoundError(error.what, expected=error.expected) from None


@router.get("/search", response_model=shapes.Rows[shapes.HitRow])
def search(
    request: Request, state: State, q: Annotated[str, Query(min_length=1, max_length=200)],
    where: Where = "", cursor: Cursor = None, limit: Limit = 50,
) -> Response:  # fmt: skip
    """Passages that hold all the words; words in double quotes stand together.

    With a rule, of documents that tell an incident that fits it.
    """

    def draw(hits: Sequence[Any]) -> list[dict[str, Any]]:
        return [
            {"document": d, "start": h.start, "end": h.end, "quote": h.quote,
             "snippet": h.snippet, "incidents": [i.id for i in told]}
            for d, h, told in hits
        ]  # fmt: skip

    return many(
        request, state, lambda: questions.Passages(state, q, where.strip()), cursor, limit, draw
    )


@router.get("/authorities", response_model=shapes.Rows[shapes.PartyRow])
def authorities(
    request: Request, state: State, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Who acts, is acted upon and speaks, most first."""
    return many(request, state, lambda: questions.parties(state), cursor, limit)


@router.get("/authorities/{ident:path}", response_model=shapes.Rows[shapes.FactRow])
def authority(
    request: Request, state: State, ident: str, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """What one party did, what was done to it, what it said."""
    if not questions.facts_of(state, ident):
        raise NotFoundError(f"nobody {ident!r} in this ledger", expected="an id of /authorities")
    return many(request, state, lambda: questions.facts_of(state, ident), cursor, limit)


@router.get("/predictions", response_model=shapes.Rows[shapes.PredictionRow])
def predictions(
    request: Request, state: State, status: Word = None, where: Where = "",
    cursor: Cursor = None, limit: Limit = 50,
) -> Response:  # fmt: skip
    """What was said to come, and what later reports tell of it; `where` is about predictions."""

    def found() -> list[dict[str, Any]]:
        rows = questions.predictions(state, where.strip()).rows
        return [r for r in rows if status in (None, r["status"])]

    return many(request, state, found, cursor, limit)


@router.get("/timeline", response_model=shapes.Rows[shapes.TimeRow])
def timeline(
    request: Request, state: State, chosen: Chosen, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Incidents and the steps of their lives; `limit` counts incidents."""
    rows = state.choose(chosen)

    def draw(part: Sequence[Any]) -> list[dict[str, Any]]:
        out = []
        for row in questions.timeline_of(state, part):
            start, end = row["span"] or (None, None)
            moved = {"first": row["start"], "last": row["end"], "start": start, "end": end}
            out.append({k: v for k, v in row.items() if k != "span"} | moved)
        return out

    return many(request, state, lambda: rows, cursor, limit, draw)


@router.get("/map", response_model=shapes.Rows[shapes.PlaceRow])
def map_(
    request: Request, state: State, chosen: Chosen, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Circles, dots, rings and tracks of stated places; `limit` counts incidents."""
    rows = state.choose(chosen)

    def draw(part: Sequence[Any]) -> list[dict[str, Any]]:
        found = questions.map_of(state, part)
        return [{**r, "evidence": questions.evidence(state, r["incident"], r["claims"])}
                for r in found]  # fmt: skip

    return many(request, state, lambda: rows, cursor, limit, draw)


@router.get("/tempo", response_model=shapes.Rows[shapes.TempoRow])
def tempo(
    request: Request, state: State, chosen: Chosen,
    by: Annotated[str, Query(pattern="^(day|week|month)$")] = "month", calendar: bool = False,
    cursor: Cursor = None, limit: Limit = 50,
) -> Response:  # fmt: skip
    """How often: periods with their denominators, gaps, measures, what is left out."""

    def found() -> list[dict[str, Any]]:
        return charts.tempo_of(state, _told(state, chosen), by, calendar)

    return many(request, state, found, cursor, limit)


@router.get("/network", response_model=shapes.Rows[shapes.NetworkRow])
def network(
    request: Request, state: State, chosen: Chosen, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Who said or did what to whom, one row an incident and pair."""

    def found() -> list[dict[str, Any]]:
        return charts.network_of(state, _told(state, chosen))

    return many(request, state, found, cursor, limit)


@router.get("/scatter", response_model=shapes.Rows[shapes.ScatterRow])
def scatter(
    request: Request, state: State, chosen: Chosen, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Two reported figures of an incident against each other; `kind` says which."""
    pack = charts.scattered(state, chosen.kind[0] if chosen.kind else None)

    def found() -> list[dict[str, Any]]:
        return charts.scatter_of(state, _told(state, chosen), pack)

    return many(request, state, found, cursor, limit)


def _told(state: Snapshot, chosen: Choice) -> charts.Chosen:
    return charts.told(state.choose(chosen), bool(chosen.status))


@router.get("/incidents/{ident}/matrix")
def matrix(
    request: Request, state: State, ident: str, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Slot by authority: how the claims of one incident stand to each other."""

    def found() -> list[dict[str, Any]]:
        one_ = incident_of(state, ident)
        return questions.standing(state, one_, state.pairs([m.document for m in one_.mentions]))

    return many(request, state, found, cursor, limit)


@router.get("/incidents/{ident}/spoken")
def spoken(
    request: Request, state: State, ident: str, cursor: Cursor = None, limit: Limit = 50
) -> Response:
    """Who has spoken on one incident, who has not yet, who is late as of the newest report."""

    def found() -> list[dict[str, Any]]:
        one_ = incident_of(state, ident)
        return questions.spoken_on(state, one_, state.pairs([m.document for m in one_.mentions]))

    return many(request, state, found, cursor, limit)


@router.get("/diff", response_model=shapes.Rows[shapes.ChangeRow])
def diff(
    request: Request, state: State, start: Annotated[str, Query(max_length=40)],
    end: Annotated[str, Query(max_length=40)] = "",
    clock: Annotated[str, Query(pattern="^(log|published)$")] = "published",
    cursor: Cursor = None, limit: Limit = 50,
) -> Response:  # fmt: skip
    """What changed between two moments: days, instants, or batch numbers of the log."""

    def found() -> list[dict[str, Any]]:
        return questions.changed(state, start, end, clock == "log")

    return many(request, state, found, cursor, limit)


@router.get("/coverage")
def coverage(
    request: Request, state: State,
    by: Annotated[str, Query(pattern="^(day|week|month)$")] = "month",
    cursor: Cursor = None, limit: Limit = 50,
) -> Response:  # fmt: skip
    """Documents per outlet and period, zero included; copies; days without a report."""
    return many(request, state, lambda: questions.coverage_of(state, by).rows, cursor, limit)


@router.get("/review")
def review(request: Request, state: State, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """Pairs the scores are unsure of, and decisions that fit nowhere."""
    return many(request, state, lambda: questions.review_of(state).rows(), cursor, limit)


@router.get("/log")
def log(request: Request, state: State, cursor: Cursor = None, limit: Limit = 50) -> Response:
    """What was written, newest first; each batch is chained to the one before."""
    return many(request, state, lambda: questions.batches_of(state), cursor, limit)


@router.get("/{rest:path}", include_in_schema=False)
def nothing(rest: str) -> Response:
    """Any other address."""
    raise NotFoundError("there is nothing at this address", expected="/api/v1/openapi.json")
