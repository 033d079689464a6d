"""Predictions and their outcomes as rows; the record of every source as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from dateline.model import (
    NARRATOR,
    Authority,
    Certainty,
    EvidenceRole,
    Outcome,
    PredictionStatus,
    notation,
)
from dateline.views.card import name_of

COLUMNS: tuple[str, ...] = (
    "id", "made", "said_by", "event", "modality", "certainty", "first", "last", "year_inferred",
    "condition", "status", "at", "reason", "incident", "document", "start", "end", "quote",
    "outcome_document", "outcome_start", "outcome_end", "outcome_quote", "aspects", "read",
    "repeats", "judged_by",
)  # fmt: skip
WIDTH = 100

SCORE_COLUMNS: tuple[str, ...] = (
    "said_by", "name", "made", "hedged", "intended", "met", "partly", "missed", "undecidable",
    "due", "open", "predictions",
)  # fmt: skip


def rows(outcomes: Sequence[Outcome]) -> list[dict[str, Any]]:
    """One row a prediction: who says what for when, where it stands and what that rests on."""
    return [_row(o) for o in outcomes]


def _row(o: Outcome) -> dict[str, Any]:
    p = o.prediction
    own = next((e for e in p.evidence if e.role is EvidenceRole.VALUE), p.evidence[0])
    # The sentence is the longest of the spans; the first of them is the bare trigger.
    outcome = max(o.evidence, key=lambda e: e.span.length, default=None)
    return {
        "id": p.id, "made": o.made, "said_by": "+".join(p.said_by), "event": p.event,
        "modality": str(p.modality), "certainty": str(p.certainty), "window": notation(p.window),
        "first": o.first, "last": o.last, "year_inferred": o.year_inferred,
        "condition": o.condition, "status": str(o.status), "at": o.at, "reason": o.reason,
        "incident": o.incident, "document": p.document, "start": own.span.start,
        "end": own.span.end, "quote": own.quote, "outcome_document": o.document,
        "outcome_start": outcome.span.start if outcome else None,
        "outcome_end": outcome.span.end if outcome else None,
        "outcome_quote": outcome.quote if outcome else None,
        "aspects": "; ".join(
            f"{a.name} {a.predicted}: {a.reported or 'not stated'} ({a.stand})" for a in o.aspects
        ),
        "read": o.read.words if o.read else None, "repeats": " ".join(o.repeats),
        "judged_by": o.judged_by,
    }  # fmt: skip


def text(listed: Sequence[Mapping[str, Any]]) -> str:
    """The same rows for a terminal: what was predicted on one line, what became of it below."""
    lines = []
    for r in listed:
        event = " ".join(str(r["event"]).split())
        head = f"{r['id'][:12]}  {r['status']:<11}  {r['said_by']}, {r['made'] or 'undated'}: "
        lines += wrap(head + f"{event} · {_window(r)}", WIDTH, subsequent_indent=" " * 27)
        why = r["reason"]
        if r["judged_by"]:
            why += f" (judged by {r['judged_by']})"
        if r["outcome_quote"]:
            spot = f"{r['outcome_document'][:12]}[{r['outcome_start']}:{r['outcome_end']}]"
            why += f" · {spot} “{' '.join(r['outcome_quote'].split())}”"
        indent = " " * 27
        lines += wrap(why, WIDTH, initial_indent=indent, subsequent_indent=indent)
    return "\n".join(lines) + "\n" if lines else ""


def _window(row: Mapping[str, Any]) -> str:
    if row["window"] == "not stated":
        return "no window stated"
    return f"{row['window']}{' (year inferred)' if row['year_inferred'] else ''}"


def score(
    outcomes: Sequence[Outcome], authorities: Mapping[str, Authority], outlets: Mapping[str, str]
) -> list[dict[str, Any]]:
    """One row a source: how many predictions it made and what became of them.

    The same prediction said again counts once. No score is drawn from these counts: a Brier score
    needs a probability, and reports seldom state one. `hedged` counts those said to be merely
    possible, `intended` those about the source's own acts.

    Args:
        authorities: by id, for names. outlets: document id → outlet, since narrators differ.
    """
    groups: dict[str, list[Outcome]] = {}
    for o in outcomes:
        groups.setdefault(_source(o, outlets), []).append(o)
    return [_score(who, group, authorities) for who, group in sorted(groups.items())]


def _source(o: Outcome, outlets: Mapping[str, str]) -> str:
    who = "+".join(o.prediction.said_by)
    outlet = outlets.get(o.prediction.document)
    return f"{who} of {outlet}" if who == NARRATOR and outlet else who


def _score(
    who: str, group: Sequence[Outcome], authorities: Mapping[str, Authority]
) -> dict[str, Any]:
    counts = {str(s): sum(o.status is s for o in group) for s in PredictionStatus}
    names = [name_of(w, authorities) for w in group[0].prediction.said_by]
    return {
        "said_by": who, "name": " and ".join(names), "made": len(group),
        "hedged": sum(o.prediction.certainty is Certainty.POSSIBLE for o in group),
        "intended": sum(str(o.prediction.modality) == "intended" for o in group),
        **counts, "predictions": " ".join(o.prediction.id for o in group),
    }  # fmt: skip
