"""Rows of the canonical tables from what a ledger holds; pure, in the order of the ledger.

1. Documents with their claims. 2. Incidents with their mentions, cells, steps, links, findings and
witnesses. 3. Places of the cells. 4. Decisions and the log. 5. The spans of all of these.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.exports import tables
from dateline.exports.columns import Filled, Row, filled
from dateline.model import (
    Basis,
    Cell,
    Claim,
    Claims,
    Document,
    Evidence,
    EvidenceRole,
    Figure,
    Incident,
    Judgement,
    Modality,
    Outcome,
    PlacePrecision,
    Polarity,
    Prediction,
    Statement,
    Value,
    When,
    Where,
    digest,
    notation,
)

HIDDEN = "\ufffc"
"""Stands for a character the ledger did not retain."""

PINNED = (PlacePrecision.POINT, PlacePrecision.TOWN)
_AT = frozenset({"", "in", "at", "on", "from"})


@dataclass(frozen=True, slots=True)
class Content:
    """What is exported. `decisions` are (number, decision, state); `batches` rows of the log;
    `outcomes` say where predictions stand, those without one as they were read; `copies` maps a
    document to the first with its words. `read` are all documents where a rule leaves some out."""

    documents: Sequence[tuple[Document, Claims]]
    incidents: Sequence[Incident]
    decisions: Sequence[tuple[int, Judgement, str]] = ()
    batches: Sequence[Mapping[str, Any]] = ()
    version: str = ""
    outcomes: Sequence[Outcome] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    read: Sequence[tuple[Document, Claims]] = ()


def fill(content: Content) -> tuple[Filled, ...]:
    """Every table of `tables.TABLES` with its rows."""
    home = {m.id: c.document for _, c in content.documents for m in c.mentions}
    outlets = {d.id: d.outlet for d, _ in content.documents}
    claims = [c for _, c in content.documents]
    every = content.incidents
    ends = {i: o for o in content.outcomes for i in (o.prediction.id, *o.repeats)}
    made: dict[str, list[Row]] = {
        "documents": [_document(d, c, content.copies) for d, c in content.documents],  # 1.
        "statements": [_statement(s) for c in claims for s in c.statements],
        "predictions": [_prediction(p, ends.get(p.id)) for c in claims for p in c.predictions],
        "authorities": [
            {"document": c.document, "id": a.id, "name": a.name, "kind": str(a.kind),
             "country": a.country, "voice": a.voice, "person": a.person}
            for c in claims for a in c.authorities
        ],
        "incidents": [_incident(i, outlets) for i in every],  # 2.
        "mentions": [row for i in every for row in _mentions(i, content.documents)],
        "cells": [_cell(i, n, cell) for i in every for n, cell in enumerate(i.cells)],
        "links": [_link(i, n) for i in every for n in range(len(i.links))],
        "lifecycle": [_step(i, n) for i in every for n in range(len(i.lifecycle))],
        "findings": [
            {"incident": i.id, "check": f.check, "verdict": str(f.verdict), "text": f.text,
             "limits": f.limits, "inputs": list(f.inputs)}
            for i in every for f in i.findings
        ],
        "corroboration": [
            {"incident": i.id, "slot": c.slot, "authorities": list(c.authorities),
             "voices": list(c.voices), "documents": c.documents,
             "independent": c.independent, "copies": list(c.copies),
             "chains": [" < ".join(chain) for chain in c.chains],
             "coordination": bool(c.coordination)}
            for i in every for c in i.corroboration
        ],
        "places": [row for i in every for row in places(i)],  # 3.
        "judgements": [_judgement(*d) for d in content.decisions],  # 4.
        "log": [dict(b) for b in content.batches],
        "evidence": list(_evidence(claims, every, home)),  # 5.
    }  # fmt: skip
    return tuple(filled(t, made[t.name]) for t in tables.TABLES)


def sha256(document: Document) -> str | None:
    """Hash of the characters in UTF-8; None where the ledger did not retain all of them."""
    text = document.text.characters
    if not text or HIDDEN in text:
        return None
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def moment(incident: Incident) -> When | None:
    """The time of an incident: what its clocks and days were put together to, else a day."""
    times = [c for c in incident.cells if isinstance(c.value, When)]
    for slot in ("when", "day", "date"):
        for cell in times:
            if cell.slot == slot and isinstance(cell.value, When):
                return cell.value
    return None


def stance(incident: Incident) -> str:
    """How the occurrence is told: asserted where anyone asserts it, else the first other way."""
    found = [c.claim for c in incident.cells if c.slot == "occurred" and c.claim is not None]
    words = ["negated" if c.polarity is Polarity.NEGATIVE else str(c.modality) for c in found]
    asserted = str(Modality.ASSERTED)
    return asserted if asserted in words else words[0] if words else "not stated"


def places(incident: Incident) -> list[Row]:
    """The places of an incident's cells: a point or a circle only where the words allow it."""
    when, told = moment(incident), witnesses(incident)
    rows: list[Row] = []
    for cell in incident.cells:
        if not isinstance(cell.value, Where):
            continue
        where, place = cell.value, cell.value.place
        circle = _circle(where)
        rows.append({
            "incident": incident.id, "claim": cell.claim.id if cell.claim else None,
            "slot": cell.slot, "name": where.name, "original": where.original,
            "relation": where.relation, "precision": str(where.precision),
            "place": place.id if place else None, "country": place.country if place else None,
            "radius_km": where.radius_km, "circle_lat": circle[0] if circle else None,
            "circle_lon": circle[1] if circle else None, "kind": incident.kind,
            "type": incident.type, "time_notation": when.notation if when else None,
            **_speaker(cell.claim, cell.said_by), **told, "geometry": _point(where),
        })  # fmt: skip
    return rows


def point(where: Where) -> tuple[float, float] | None:
    """(longitude, latitude) where the words name a spot of town precision or better."""
    place = where.place
    spot = where.precision in PINNED and where.relation in _AT and where.distance_km is None
    if not spot or place is None or place.lat is None or place.lon is None:
        return None
    return place.lon, place.lat


def _point(where: Where) -> bytes | None:
    """Well-known binary of the point, little-endian (OGC 06-103r4)."""
    found = point(where)
    return struct.pack("<BIdd", 1, 1, *found) if found else None


def _circle(where: Where) -> tuple[float, float] | None:
    """(latitude, longitude) of the centre of a vicinity's circle."""
    place = where.place
    if where.precision is not PlacePrecision.VICINITY or where.radius_km is None or place is None:
        return None
    if place.lat is None or place.lon is None:
        return None
    return place.lat, place.lon


def _document(document: Document, claims: Claims, copies: Mapping[str, str]) -> Row:
    published = document.published
    return {
        "id": document.id, "text": document.text.id, "sha256": sha256(document),
        "published": published.original if published else None,
        "day": published.day.isoformat() if published else None, "outlet": document.outlet,
        "url": document.url, "guid": document.guid, "title": document.title,
        "author": document.author, "language": document.language, "feed": document.feed,
        "characters": len(document.text.characters), "mentions": len(claims.mentions),
        "claims": len(claims.claims), "statements": len(claims.statements),
        "copy_of": first if (first := copies.get(document.id)) != document.id else None,
    }  # fmt: skip


def _incident(incident: Incident, outlets: Mapping[str, str | None]) -> Row:
    when = moment(incident)
    said = next((c for c in incident.corroboration if c.slot == "occurred"), None)
    documents = dict.fromkeys(m.document for m in incident.mentions)
    wheres = [c.value.name for c in incident.cells if isinstance(c.value, Where)]
    return {
        "id": incident.id, "kind": incident.kind, "type": incident.type, "mode": incident.mode,
        "time": str(incident.mentions[0].time), "occurred": stance(incident),
        "actors": parties(incident, "actor"), "recipients": parties(incident, "recipient"),
        "earliest": when.earliest if when else None, "latest": when.latest if when else None,
        "utc": when.utc if when else None, "time_notation": when.notation if when else None,
        "places": list(dict.fromkeys(wheres)),
        **witnesses(incident), "copies": len(said.copies) if said else 0,
        "coordination": bool(said and said.coordination), "documents": len(documents),
        "outlets": len({outlets[d] for d in documents if outlets.get(d)}),
        "claims": sum(c.claim is not None for c in incident.cells),
    }  # fmt: skip


def witnesses(incident: Incident) -> Row:
    """How many authorities, voices and independent documents say that it occurred."""
    said = next((c for c in incident.corroboration if c.slot == "occurred"), None)
    return {
        "authorities": len(said.authorities) if said else 0,
        "voices": len(said.voices) if said else 0,
        "independent": said.independent if said else 0,
    }  # fmt: skip


def parties(incident: Incident, slot: str) -> list[str]:
    """Ids of who acts or is acted on, each once, in order of their cells."""
    cells = [c for c in incident.cells if c.slot == slot and c.value is not None]
    return list(dict.fromkeys(notation(c.value) for c in cells))


def _mentions(incident: Incident, documents: Sequence[tuple[Document, Claims]]) -> list[Row]:
    texts = {d.id: d.text.characters for d, _ in documents}
    return [
        {"id": m.id, "incident": incident.id, "kind": m.kind, "type": m.type, "mode": m.mode,
         "time": str(m.time), "document": m.document, "start": m.trigger.start,
         "end": m.trigger.end,
         "quote": m.trigger.of(texts.get(m.document, "")).replace(HIDDEN, "")}
        for m in incident.mentions
    ]  # fmt: skip


def _cell(incident: Incident, seq: int, cell: Cell) -> Row:
    claim = cell.claim
    row: Row = {
        "incident": incident.id, "seq": seq, "slot": cell.slot, "notation": notation(cell.value),
        "derived": claim is None, "via": list(claim.via) if claim else [],
        "inputs": list(cell.inputs),
        "rules": [s.rule for s in (claim.derivation if claim else cell.derivation)],
        "words": notation(cell.value) if isinstance(cell.value, str | bool) else None,
        **_speaker(claim, cell.said_by), **_value(cell.value),
    }  # fmt: skip
    if claim is not None:
        row |= {
            "claim": claim.id, "mention": claim.mention, "part": claim.part,
            "scope": claim.scope, "stated_as_of": claim.stated_as_of,
        }  # fmt: skip
    if row.get("original") is None and claim is not None:
        row["original"] = next(
            (e.quote for e in claim.evidence if e.role is EvidenceRole.VALUE), None
        )
    return row


def _speaker(row: Claim | Statement | Prediction | None, said_by: Sequence[str]) -> Row:
    return {
        "said_by": list(said_by), "modality": str(row.modality) if row else None,
        "polarity": str(row.polarity) if isinstance(row, Claim | Statement) else None,
        "certainty": str(row.certainty) if row else None,
    }  # fmt: skip


def _value(value: Value) -> Row:
    match value:
        case Figure():
            return {
                "low": value.low, "high": value.high, "open_low": value.open_low,
                "open_high": value.open_high, "soft": value.soft, "stated": value.number,
                "unit": value.unit, "shape": str(value.shape), "original": value.original,
            }  # fmt: skip
        case When():
            return {
                "earliest": value.earliest, "latest": value.latest,
                "time_precision": str(value.precision), "zone": value.zone,
                "zone_basis": str(value.zone_basis), "utc": value.utc,
                "inferred": _inferred(value), "original": value.original,
            }  # fmt: skip
        case Where():
            return {
                "place": value.place.id if value.place else None, "place_name": value.name,
                "place_precision": str(value.precision), "place_relation": value.relation,
                "radius_km": value.radius_km, "original": value.original,
            }  # fmt: skip
        case _:
            return {}


def _inferred(when: When) -> list[str]:
    return [part for part, basis in when.basis if basis is Basis.INFERRED]


def _statement(statement: Statement) -> Row:
    content = [e.quote for e in statement.evidence if e.role is EvidenceRole.VALUE]
    return {
        "id": statement.id, "document": statement.document, "form": statement.form,
        "source_kind": str(statement.source_kind), "via": list(statement.via),
        "content": " … ".join(content), "claims": list(statement.claims),
        **_speaker(statement, statement.said_by),
    }  # fmt: skip


def _prediction(prediction: Prediction, outcome: Outcome | None) -> Row:
    window = prediction.window
    return {
        "id": prediction.id, "document": prediction.document, "event": prediction.event,
        "earliest": window.earliest if window else None,
        "latest": window.latest if window else None,
        "inferred": _inferred(window) if window else [],
        "status": str(outcome.status if outcome else prediction.status),
        "as_of": outcome.at if outcome else prediction.as_of,
        "reason": outcome.reason if outcome else None,
        "outcome": outcome.incident if outcome else None,
        "told_as": outcome.prediction.id if outcome else prediction.id,
        **_speaker(prediction, prediction.said_by),
    }  # fmt: skip


def _link(incident: Incident, seq: int) -> Row:
    link = incident.links[seq]
    return {
        "id": _part(incident, "link", seq), "relation": link.relation, "left": incident.id,
        "right": link.incident, "document": link.document,
    }  # fmt: skip


def _step(incident: Incident, seq: int) -> Row:
    step = incident.lifecycle[seq]
    return {
        "incident": incident.id, "seq": seq, "id": _part(incident, "step", seq),
        "step": step.step, "said_by": list(step.said_by), "note": step.note,
        "document": step.document,
    }  # fmt: skip


def _part(incident: Incident, sort: str, seq: int) -> str:
    return digest(sort, incident.id, str(seq))[:24]


def _judgement(number: int, judgement: Judgement, state: str) -> Row:
    row: Row = {
        "id": number, "recorded": judgement.recorded, "relation": judgement.relation,
        "by": judgement.by, "reason": judgement.reason, "value": judgement.value, "state": state,
    }  # fmt: skip
    for side, anchor in (("left", judgement.left), ("right", judgement.right)):
        if anchor is not None:
            row |= {
                f"{side}_document": anchor.document, f"{side}_start": anchor.start,
                f"{side}_end": anchor.end, f"{side}_quote": anchor.quote,
            }  # fmt: skip
    return row


def _evidence(
    claims: Sequence[Claims], incidents: Sequence[Incident], home: Mapping[str, str]
) -> Iterable[Row]:
    for i in incidents:
        for cell in i.cells:
            if cell.claim is not None:
                document = home.get(cell.claim.mention, "")
                yield from _spans("cells", cell.claim.id, i.id, document, cell.claim.evidence)
        for n, step in enumerate(i.lifecycle):
            yield from _spans("lifecycle", _part(i, "step", n), i.id, step.document, step.evidence)
        for n, link in enumerate(i.links):
            yield from _spans("links", _part(i, "link", n), i.id, link.document, link.evidence)
        for document, spot in dict.fromkeys(x for c in i.corroboration for x in c.coordination):
            yield from _spans("coordination", i.id, i.id, document, [spot])
    for c in claims:
        for s in c.statements:
            yield from _spans("statements", s.id, None, c.document, s.evidence)
        for p in c.predictions:
            yield from _spans("predictions", p.id, None, c.document, p.evidence)


def _spans(
    owner: str, ident: str, incident: str | None, document: str, evidence: Sequence[Evidence]
) -> Iterable[Row]:
    for n, e in enumerate(evidence):
        yield {
            "owner": owner, "owner_id": ident, "seq": n, "incident": incident,
            "role": str(e.role), "document": document, "start": e.span.start, "end": e.span.end,
            "quote": e.quote,
        }  # fmt: skip
