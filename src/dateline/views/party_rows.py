"""Parties and authorities: what each said, what it did, what was done to it.

One row a fact: a claim or statement somebody makes, an incident somebody takes part in. Every row
carries the incident and claim, and the words it rests on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dateline.model import (
    NARRATOR,
    UNSTATED,
    Claim,
    Claims,
    Document,
    Evidence,
    EvidenceRole,
    Incident,
    notation,
)
from dateline.views.naming import label
from dateline.views.titles import title_of

COLUMNS: tuple[str, ...] = ("id", "name", "said", "statements", "did", "done_to")
FACT_COLUMNS: tuple[str, ...] = (
    "part", "incident", "title", "slot", "value", "how", "claim", "document", "start", "end",
    "quote",
)  # fmt: skip
PARTS = {"actor": "did", "recipient": "done_to"}


def rows(
    incidents: Iterable[Incident], documents: Sequence[tuple[Document, Claims]]
) -> list[dict[str, Any]]:
    """One row a party: how many claims and statements it makes, incidents by it and to it."""
    counts: dict[str, Counter[str]] = {}
    for incident in incidents:
        claims = [c.claim for c in incident.cells if c.claim]
        for party, part in {(str(c.value), PARTS[c.slot]) for c in claims if c.slot in PARTS}:
            counts.setdefault(party, Counter())[part] += 1
        for claim in claims:
            for who in claim.said_by:
                counts.setdefault(who, Counter())["said"] += 1
    for _, read in documents:
        for statement in read.statements:
            for who in statement.said_by:
                counts.setdefault(who, Counter())["statements"] += 1
    out = [
        {"id": ident, "name": label(ident), **{c: found[c] for c in COLUMNS[2:]}}
        for ident, found in counts.items() if ident not in (NARRATOR, UNSTATED)
    ]  # fmt: skip
    return sorted(out, key=lambda r: (-(r["said"] + r["did"]), r["id"]))


def facts(
    ident: str,
    incidents: Iterable[Incident],
    documents: Sequence[tuple[Document, Claims]],
) -> list[dict[str, Any]]:
    """What one party did, what was done to it, what it said of incidents, and its statements."""
    out: list[dict[str, Any]] = []
    for incident in incidents:
        homes = {m.id: m.document for m in incident.mentions}
        title = title_of(incident)
        taken: set[str] = set()
        for claim in (c.claim for c in incident.cells if c.claim):
            base = {"incident": incident.id, "title": title}
            part = PARTS.get(claim.slot)
            if part and str(claim.value) == ident and part not in taken:
                taken.add(part)
                out.append({"part": part, **base, **_fact(claim, homes)})
            if ident in claim.said_by:
                out.append({"part": "said", **base, **_fact(claim, homes)})
    for document, read in documents:
        out += [
            {"part": "statement", "incident": None, "title": None, "slot": "statement",
             "value": _words(s.evidence), "how": _how(s), "claim": s.id, "document": document.id,
             **_span(s.evidence)}
            for s in read.statements if ident in s.said_by
        ]  # fmt: skip
    order = ("did", "done_to", "said", "statement")
    return sorted(out, key=lambda r: order.index(r["part"]))


def _fact(claim: Claim, homes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "slot": claim.slot, "value": notation(claim.value), "how": _how(claim), "claim": claim.id,
        "document": homes.get(claim.mention), **_span(claim.evidence),
    }  # fmt: skip


def _how(row: Any) -> str:
    words = [str(row.modality)] if str(row.modality) != "asserted" else []
    words += ["negated"] if str(row.polarity) == "negative" else []
    words += [str(row.certainty)] if str(row.certainty) != "certain" else []
    return ", ".join(words)


def _words(evidence: Sequence[Evidence]) -> str:
    parts = [" ".join(e.quote.split()) for e in evidence if e.role is EvidenceRole.VALUE]
    return " … ".join(parts)


def _span(evidence: Sequence[Evidence]) -> dict[str, Any]:
    found = [e for e in evidence if e.role is EvidenceRole.VALUE] or list(evidence)
    if not found:
        return {"start": None, "end": None, "quote": None}
    return {"start": found[0].span.start, "end": found[0].span.end, "quote": found[0].quote}
