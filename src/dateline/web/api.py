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
from dateline.web.asking import Chosen, Paging, Reports, State, Where
from dateline.web.guard import NotFoundError
from dateline.web.pages import incident_of

ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": shapes.Problem, "content": {"application/problem+json": {}}}
    for status in (400, 404, 422)
}
router = APIRouter(prefix="/api/v1", responses=ERRORS)
Word = Annotated[str | None, Query(max_length=200)]


@router.get("/incidents", response_model=shapes.Rows[shapes.IncidentRow])
def incidents(request: Request, state: State, paging: Paging, chosen: Chosen) -> Response:
    """Incidents that fit all conditions, latest day first."""
    return many(request, state, lambda: state.choose(chosen), paging)


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
    request: Request,
    state: State,
    paging: Paging,
    incident: Word = None,
    kind: Word = None,
    slot: Word = None,
    said_by: Word = None,
    modality: Word = None,
    where: Where = "",
) -> Response:
    """Claims that fit all conditions."""
    wanted = claim_rows.Wanted(
        incident_of(state, incident).id if incident else None, kind, slot, said_by, modality
    )
    return many(
        request, state, lambda: questions.claims(state, wanted, where.strip()), paging,
        claim_rows.rows,
    )  # fmt: skip


@router.get("/documents", response_model=shapes.Rows[shapes.DocumentRow])
def documents(request: Request, state: State, paging: Paging, wanted: Reports) -> Response:
    """Current documents that fit, newest first."""

    def draw(heads: Sequence[Head]) -> list[dict[str, Any]]:
        return [document_row(state, h) for h in heads]

    return many(request, state, lambda: questions.reports(state, wanted), paging, draw)


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


@router.get("/documents/{ident}/changes", response_model=shapes.Pieces)
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
    request: Request,
    state: State,
    paging: Paging,
    q: Annotated[str, Query(min_length=1, max_length=200)],
    where: Where = "",
) -> Response:
    """Passages that hold all the words; words in double quotes stand together.

    With a rule, of documents that tell an incident that fits it.
    """

    def draw(hits: Sequence[Any]) -> list[dict[str, Any]]:
        return [
            {"document": d, "start": h.start, "end": h.end, "quote": h.quote,
             "snippet": h.snippet, "incidents": [i.id for i in told]}
            for d, h, told in hits
        ]  # fmt: skip

    return many(request, state, lambda: questions.Passages(state, q, where.strip()), paging, draw)


@router.get("/authorities", response_model=shapes.Rows[shapes.PartyRow])
def authorities(request: Request, state: State, paging: Paging) -> Response:
    """Who acts, is acted upon and speaks, most first."""
    return many(request, state, lambda: questions.parties(state), paging)


@router.get("/authorities/{ident:path}", response_model=shapes.Rows[shapes.FactRow])
def authority(
    request: Request, state: State, paging: Paging, ident: str,
    q: Annotated[str, Query(description="words of incident or statement", max_length=200)] = "",
) -> Response:  # fmt: skip
    """What one party did, what was done to it, what it said."""
    if not questions.facts_of(state, ident):
        raise NotFoundError(f"nobody {ident!r} in this ledger", expected="an id of /authorities")
    return many(request, state, lambda: questions.facts_with(state, ident, q), paging)


@router.get("/predictions", response_model=shapes.Rows[shapes.PredictionRow])
def predictions(
    request: Request, state: State, paging: Paging, status: Word = None, where: Where = ""
) -> Response:
    """What was said to come, and what later reports tell of it; `where` is about predictions."""

    def found() -> list[dict[str, Any]]:
        rows = questions.predictions(state, where.strip()).rows
        return [r for r in rows if status in (None, r["status"])]

    return many(request, state, found, paging)


@router.get("/timeline", response_model=shapes.Rows[shapes.TimeRow])
def timeline(request: Request, state: State, paging: Paging, chosen: Chosen) -> Response:
    """Incidents and the steps of their lives; `limit` counts incidents."""
    rows = state.choose(chosen)

    def draw(part: Sequence[Any]) -> list[dict[str, Any]]:
        out = []
        for row in questions.timeline_of(state, part):
            start, end = row["span"] or (None, None)
            moved = {"first": row["start"], "last": row["end"], "start": start, "end": end}
            out.append({k: v for k, v in row.items() if k != "span"} | moved)
        return out

    return many(request, state, lambda: rows, paging, draw)


@router.get("/map", response_model=shapes.Rows[shapes.PlaceRow])
def map_(request: Request, state: State, paging: Paging, chosen: Chosen) -> Response:
    """Circles, dots, rings and tracks of stated places; `limit` counts incidents."""
    rows = state.choose(chosen)

    def draw(part: Sequence[Any]) -> list[dict[str, Any]]:
        return questions.evidenced(state, questions.map_of(state, part))

    return many(request, state, lambda: rows, paging, draw)


@router.get("/tempo", response_model=shapes.Rows[shapes.TempoRow])
def tempo(
    request: Request,
    state: State,
    paging: Paging,
    chosen: Chosen,
    by: Annotated[str, Query(pattern="^(day|week|month)$")] = "month",
    calendar: bool = False,
) -> Response:
    """How often: periods with their denominators, gaps, measures, what is left out."""

    def found() -> list[dict[str, Any]]:
        return charts.tempo_of(state, _told(state, chosen), by, calendar)

    def draw(rows: Sequence[Any]) -> list[dict[str, Any]]:
        told = state.row_of
        return [{**r, "evidence": [e for i in r["incidents"] or () for e in told[i]["evidence"]]}
                for r in rows]  # fmt: skip

    return many(request, state, found, paging, draw)


@router.get("/network", response_model=shapes.Rows[shapes.NetworkRow])
def network(request: Request, state: State, paging: Paging, chosen: Chosen) -> Response:
    """Who said or did what to whom, one row an incident and pair."""

    def found() -> list[dict[str, Any]]:
        return charts.network_of(state, _told(state, chosen))

    return many(request, state, found, paging, lambda rows: questions.evidenced(state, rows))


@router.get("/scatter", response_model=shapes.Rows[shapes.ScatterRow])
def scatter(request: Request, state: State, paging: Paging, chosen: Chosen) -> Response:
    """Two reported figures of an incident against each other; `kind` says which."""
    pack = charts.scattered(state, chosen.kind[0] if chosen.kind else None)

    def found() -> list[dict[str, Any]]:
        return charts.scatter_of(state, _told(state, chosen), pack)

    return many(request, state, found, paging, lambda rows: questions.evidenced(state, rows))


def _told(state: Snapshot, chosen: Choice) -> charts.Chosen:
    return charts.told(state.choose(chosen), bool(chosen.status))


@router.get("/incidents/{ident}/matrix", response_model=shapes.Rows[shapes.MatrixRow])
def matrix(request: Request, state: State, paging: Paging, ident: str) -> Response:
    """Slot by authority: how the claims of one incident stand to each other."""

    def found() -> list[dict[str, Any]]:
        one_ = incident_of(state, ident)
        return questions.standing(state, one_, state.pairs([m.document for m in one_.mentions]))

    return many(request, state, found, paging)


@router.get("/incidents/{ident}/spoken", response_model=shapes.Rows[shapes.SpokenRow])
def spoken(request: Request, state: State, paging: Paging, ident: str) -> Response:
    """Who has spoken on one incident, who has not yet, who is late as of the newest report."""

    def found() -> list[dict[str, Any]]:
        one_ = incident_of(state, ident)
        return questions.spoken_on(state, one_, state.pairs([m.document for m in one_.mentions]))

    return many(request, state, found, paging, lambda rows: questions.evidenced(state, rows))


@router.get("/diff", response_model=shapes.Rows[shapes.ChangeRow])
def diff(
    request: Request,
    state: State,
    paging: Paging,
    start: Annotated[str, Query(max_length=40)],
    end: Annotated[str, Query(max_length=40)] = "",
    clock: Annotated[str, Query(pattern="^(log|published)$")] = "published",
) -> Response:
    """What changed between two moments: days, instants, or batch numbers of the log."""

    def found() -> list[dict[str, Any]]:
        return questions.changed(state, start, end, clock == "log")

    return many(request, state, found, paging)


@router.get("/coverage", response_model=shapes.Rows[shapes.CoverageRow])
def coverage(
    request: Request,
    state: State,
    paging: Paging,
    by: Annotated[str, Query(pattern="^(day|week|month)$")] = "month",
) -> Response:
    """Documents per outlet and period, zero included; copies; days without a report."""
    return many(request, state, lambda: questions.coverage_of(state, by).rows, paging)


@router.get("/review", response_model=shapes.Rows[shapes.ReviewRow])
def review(request: Request, state: State, paging: Paging) -> Response:
    """Pairs the scores are unsure of, and decisions that fit nowhere."""
    return many(request, state, lambda: questions.review_of(state).rows(), paging)


@router.get("/log", response_model=shapes.Rows[shapes.BatchRow])
def log(request: Request, state: State, paging: Paging) -> Response:
    """What was written, newest first; each batch is chained to the one before."""
    return many(request, state, lambda: questions.batches_of(state), paging)


@router.get("/{rest:path}", include_in_schema=False)
def nothing(rest: str) -> Response:
    """Any other address."""
    raise NotFoundError("there is nothing at this address", expected="/api/v1/openapi.json")
