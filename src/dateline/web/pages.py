"""The pages. Each asks the pipeline and the views, and draws a template."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from dateline.model import DatelineError, Incident, LedgerError
from dateline.pipeline import charts, questions
from dateline.pipeline.snapshots import Snapshot, version_of
from dateline.pipeline.versions import versions
from dateline.views import (
    card_html,
    events_text,
    filters,
    incident_rows,
    map_svg,
    report_rows,
    review_rows,
    rules,
    sheet,
    text_diff,
)
from dateline.views import map as map_rows
from dateline.views.card import cards
from dateline.web import asking
from dateline.web.asking import Chosen, Cursor, State, Where
from dateline.web.drawing import render
from dateline.web.guard import NotFoundError

router = APIRouter(include_in_schema=False)

Ident = Annotated[str, Query(max_length=80)]
PAGE = 50
STATUSES = ("due", "open", "partly", "missed", "met", "undecidable")
"""Predictions by what they ask of a reader: what is due first, then what ends soonest."""
MAPPED = 300
"""Incidents on one map, the newest first."""
TOP = 8
"""Incidents above the passages of a search."""
LINKS = 24
"""Relations shown of an incident; the API lists all."""
FACTS = 200
"""Facts of one sort on the page of a party."""
MOMENT = "a day such as 2026-01-04, an instant, or the number of a batch"
RELATED = 10
"""Pairs of values of a slot whose relation is told on a page; the matrix holds all."""
ROWS = 40
"""Changes of one incident told on the page of changes; the API lists all."""
TEXTS = 12
"""Reports shown beside an incident; the rest are listed."""


def incident_of(state: Snapshot, ident: str) -> Incident:
    """The incident an address names.

    Raises:
        NotFoundError: none, or several.
    """
    try:
        return state.find(ident)
    except DatelineError as error:
        raise NotFoundError(error.what, expected=error.expected) from None


@router.get("/")
def incidents(request: Request, state: State, chosen: Chosen, cursor: Cursor = None) -> Response:
    """The incidents, with facets and words to choose by."""
    asked = asking.asked(state, chosen)
    page = asking.part(asked.rows, state.etag, cursor, PAGE)
    return render(
        request, "incidents.html", asked.status, page=page, choice=chosen, asked=asked,
        query=chosen.query, everything=len(state.rows), documents=len(state.current),
        clashing=sum(bool(r["contradicted"]) for r in state.rows),
    )  # fmt: skip


@router.get("/incidents/{ident}")
def incident(request: Request, state: State, ident: str) -> Response:
    """One incident: its reports beside its sheet."""
    found = incident_of(state, ident)
    trail = () if found.id.startswith(ident) else state.resolve(ident).trail
    told = [events_text.line(e.change) for e in trail]
    return render(request, "incident.html", trail=told, **_incident(state, found))


@router.get("/incidents/{ident}/brief")
def brief(request: Request, state: State, ident: str) -> Response:
    """One incident to print, every value with its citation."""
    found = incident_of(state, ident)
    return render(request, "brief.html", **_incident(state, found))


def _incident(state: Snapshot, found: Incident) -> dict[str, Any]:
    pairs = state.pairs([m.document for m in found.mentions])
    shown = found.links[:LINKS]
    others = state.some(x.incident for x in shown)
    linked = list(others.values())
    card = next(
        c for c in cards([found, *linked], pairs, state.resources.kinds) if c.id == found.id
    )
    marks = {d.id: f"a{n}" for n, (d, _) in enumerate(pairs, 1)}
    spans: dict[str, set[Any]] = {d.id: set() for d, _ in pairs}
    for document, evidence in sheet.cited(card):
        spans.setdefault(document, set()).add(evidence.span)
    titles = state.rows_of([found, *linked])
    standing = questions.standing(state, found, pairs)
    kind = next(k for k in state.resources.kinds if k.name == found.kind)
    said = next((c for c in found.corroboration if c.slot == "occurred"), None)
    return {
        "said": said, "witnesses": sheet.witnesses(found, kind),
        "coordinated": list(dict.fromkeys(x for c in found.corroboration for x in c.coordination)),
        "incident": found, "card": card, "sheet": sheet.sheet(card, standing),
        "spoken": questions.spoken_on(state, found, pairs), "pairs": pairs,
        "marks": marks, "row": titles[found.id],
        "texts": [
            (d, card_html.marked(d.text.characters, frozenset(spans[d.id]), marks[d.id]))
            for d, _ in pairs[:TEXTS]
        ],
        "links": [(x, others.get(x.incident)) for x in shown], "titles": titles,
        "history": questions.history(state, found, pairs), "mark": state.mark or "empty",
        "pairs_shown": RELATED,
    }  # fmt: skip


@router.get("/search")
def search(
    request: Request, state: State, q: Annotated[str, Query(max_length=200)] = "",
    where: Where = "",
) -> Response:  # fmt: skip
    """Incidents and passages that hold all the words, of incidents that fit the rule."""
    words, rule = q.strip(), where.strip()
    choice = incident_rows.Choice(words, where=rule)
    asked = asking.asked(state, choice) if words or rule else asking.Asked([], {})
    found = questions.Passages(state, words, rule) if words and not asked.problem else []
    hits = found[:PAGE]
    rows, own = asked.rows[:TOP], {r["id"] for r in asked.rows}
    near = questions.fitting(state, questions.told_near(hits), rule) if hits else []
    near = [i for i in near if i.id not in own][: TOP - len(rows)]
    return render(
        request, "search.html", asked.status, words=words, where=rule, problem=asked.problem,
        rows=rows, fit=len(asked.rows), total=len(found), hits=hits,
        near=list(state.rows_of(near).values()),
        heads=state.heads, query=choice.query,
    )  # fmt: skip


@router.get("/documents")
def documents(
    request: Request, state: State, wanted: asking.Reports, cursor: Cursor = None
) -> Response:
    """The current documents that fit, newest first."""
    page = asking.part(questions.reports(state, wanted), state.etag, cursor, PAGE)
    untitled = [h.id for h in page.rows if not h.title]
    outlets = Counter(o for d in state.current if (o := state.heads[d].outlet))
    return render(
        request, "documents.html", page=page, wanted=wanted, everything=len(state.current),
        editions=questions.editions(state), openings=questions.openings(state, untitled),
        told={h.id: questions.told_in(state, h.id) for h in page.rows}, titles=state.row_of,
        outlets=sorted(outlets.items(), key=lambda x: (-x[1], x[0])),
    )  # fmt: skip


@router.get("/documents/{ident}")
def document(
    request: Request, state: State, ident: str, against: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """One document with what was read from it, or beside another version of it."""
    try:
        found = version_of(state, ident)
        other = version_of(state, against) if against else None
    except DatelineError as error:
        raise NotFoundError(error.what, expected=error.expected) from None
    head = state.heads[found.id]
    editions = [h for h in state.heads.values() if h.identity == head.identity]
    pieces = None
    if other is not None:
        pieces = text_diff.folded(text_diff.pieces(other.text.characters, found.text.characters))
    told = questions.told_in(state, found.id)
    return render(
        request, "document.html", titles=state.row_of,
        document=found, head=head, versions=editions, other=other,
        pieces=pieces, told=told, read=questions.read_of(state, found.id),
        opening=report_rows.opening(found.text.characters),
        text=card_html.marked(found.text.characters, questions.spans(told, found.id), "a1"),
    )  # fmt: skip


@router.get("/parties")
def parties(
    request: Request, state: State, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """Who acts, is acted upon and speaks."""
    words = q.casefold().split()
    rows = [
        r for r in questions.parties(state)
        if all(w in f"{r['id']} {r['name']}".casefold() for w in words)
    ]  # fmt: skip
    return render(request, "parties.html", rows=rows, q=q)


@router.get("/parties/{ident:path}")
def party(
    request: Request, state: State, ident: str, q: Annotated[str, Query(max_length=200)] = ""
) -> Response:
    """What one party said, what it did, what was done to it; of one state, its bodies."""
    others = questions.bodies(state, ident)
    if not questions.facts_of(state, ident) and not others:
        raise NotFoundError(f"nobody {ident!r} in this ledger", expected="an id of the list")
    facts = questions.facts_with(state, ident, q)
    said: dict[str, list[dict[str, Any]]] = {}
    for fact in [f for f in facts if f["part"] == "said"][:FACTS]:
        said.setdefault(fact["incident"], []).append(fact)
    latest = sorted(said.items(), key=lambda x: state.row_of[x[0]]["day"] or "", reverse=True)
    return render(
        request, "party.html", ident=ident, titles=state.row_of, facts=facts, said=latest,
        heads=state.heads, others=others, q=q.strip(),
        slots={k.name: {s.name: s.label for s in k.slots} for k in state.resources.kinds},
    )  # fmt: skip


@router.get("/predictions")
def predictions(
    request: Request, state: State, status: Annotated[str, Query(max_length=20)] = "",
    where: Where = "",
) -> Response:  # fmt: skip
    """What was said to come, and what became of it."""
    rule, problem = where.strip(), None
    try:
        found = questions.predictions(state, rule)
    except LedgerError:
        raise
    except DatelineError as error:
        found, problem = questions.predictions(state), asking.wrong(error)
    rows = [r for r in found.rows if status in ("", r["status"])] if not problem else []
    rows.sort(key=lambda r: (STATUSES.index(r["status"]), r["last"] or "9", r["made"] or ""))
    counts = Counter(r["status"] for r in found.rows if not problem)
    return render(
        request, "predictions.html", 400 if problem else 200, rows=rows, counts=counts,
        score=found.score, shown=status, heads=state.heads, where=rule, problem=problem,
        decided=found.decided, order=STATUSES,
    )  # fmt: skip


@router.get("/timeline")
def timeline(request: Request, state: State, chosen: Chosen, cursor: Cursor = None) -> Response:
    """Incidents and the steps of their lives, newest month first."""
    asked = asking.asked(state, chosen)
    rows = charts.told(asked.rows, bool(chosen.status))
    dated = [{**r, "month": (r["day"] or "")[:7]} for r in rows]
    page = asking.part(dated, state.etag, cursor, PAGE)
    steps: dict[str, list[dict[str, Any]]] = {}
    for row in questions.timeline_of(state, page.rows):
        steps.setdefault(row["incident"], []).append(row)
    return render(
        request, "timeline.html", asked.status, page=page, choice=chosen, query=chosen.query,
        told=steps, asked=asked, heads=state.heads,
    )  # fmt: skip


@router.get("/map")
def map_(request: Request, state: State, chosen: Chosen) -> Response:
    """Where incidents happened, as the reports say it."""
    asked = asking.asked(state, chosen)
    rows = charts.told(asked.rows, bool(chosen.status))
    found = questions.map_of(state, rows[:MAPPED])
    return render(
        request, "map.html", asked.status, drawing=map_svg.draw(found),
        missing=map_rows.left_out(found), total=len(rows), most=MAPPED, choice=chosen,
        titles=state.row_of, asked=asked,
    )  # fmt: skip


@router.get("/changes")
def changes(
    request: Request, state: State, start: Annotated[str, Query(max_length=40)] = "",
    end: Annotated[str, Query(max_length=40)] = "",
    clock: Annotated[str, Query(pattern="^(log|published)$")] = "log",
) -> Response:  # fmt: skip
    """What changed between two moments; by itself, what the last batch changed."""
    log, problem = questions.batches_of(state), None
    since = start.strip() or (str(log[0]["batch"] - 1) if log else "")
    found: list[dict[str, Any]] = []
    try:
        found = questions.changed(state, since, end.strip(), clock == "log") if since else []
    except LedgerError:
        raise
    except DatelineError as error:
        problem = f"{asking.asked_here(error.what)}; expected {MOMENT}"
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        groups.setdefault(row["incident"], []).append(row)
    return render(
        request, "changes.html", 400 if problem else 200, groups=list(groups.items())[:PAGE],
        total=len(groups), since=since, until=end.strip(), clock=clock, log=log,
        heads=state.heads, titles=state.row_of, problem=problem, near=_near(state), most=ROWS,
    )  # fmt: skip


def _near(state: Snapshot) -> list[tuple[str, dict[str, str]]]:
    """Moments that are often asked for: the last batch, the last days of reports."""
    newest = state.newest.day if state.newest else None
    out: list[tuple[str, dict[str, str]]] = [("the last batch", {})]
    for words, days in (
        ("the last day of reports", 1),
        ("the last week", 7),
        ("the last month", 30),
    ):
        if newest:
            start = (newest - timedelta(days=days)).isoformat()
            out.append((words, {"start": start, "clock": "published"}))
    return out


@router.get("/review")
def review(request: Request, state: State) -> Response:
    """What waits for an analyst's eye."""
    found = questions.review_of(state)
    return render(
        request, "review.html", asked=found.asked[:PAGE], total=len(found.asked), lost=found.lost,
        passage=review_rows.passage, titles=state.row_of,
    )  # fmt: skip


@router.get("/coverage")
def coverage(
    request: Request, state: State,
    by: Annotated[str, Query(pattern="^(day|week|month)$")] = "month",
) -> Response:  # fmt: skip
    """What was read of which outlet and period, and what was not."""
    found = questions.coverage_of(state, by)
    periods: dict[str, list[dict[str, Any]]] = {}
    for row in found.rows:
        periods.setdefault(row["period"], []).append(row)
    shown = {k: v for k, v in periods.items() if any(r["documents"] for r in v)}
    return render(
        request, "coverage.html", periods=shown, empty=len(periods) - len(shown), by=by,
        outlets=list(dict.fromkeys(r["outlet"] for r in found.rows)), found=found,
    )  # fmt: skip


@router.get("/log")
def log(request: Request, state: State) -> Response:
    """What was written and decided, newest first."""
    return render(
        request, "log.html", batches=questions.batches_of(state),
        decisions=questions.decided(state), heads=state.heads,
    )  # fmt: skip


@router.get("/about")
def about(request: Request, state: State) -> Response:
    """What this ledger is and how to read its pages."""
    return render(
        request, "about.html", documents=len(state.current), incidents=len(state.rows),
        retain=state.ledger.retain, mark=state.mark, versions=versions(), fields=rules.FIELDS,
        numbers=rules.NUMBERS, slots=sorted(filters.slot_names(state.resources.kinds)),
    )  # fmt: skip
