"""`read --json`: the published form of a reading; schema in `read.schema.json`, versioned."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from importlib.resources import files
from typing import Any

from dateline.model import (
    Cell,
    Claims,
    Document,
    Evidence,
    Figure,
    Finding,
    Incident,
    Step,
    Value,
    When,
    Where,
    notation,
)

SCHEMA = "dateline.read/1"
"""Name and version of the form. A changed meaning or a removed key makes a new version."""


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the form."""
    text = files(__package__).joinpath("read.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def rows(
    documents: Sequence[tuple[Document, Claims]], incidents: Sequence[Incident]
) -> dict[str, Any]:
    """The whole reading as plain JSON values, ready for `dumps`."""
    home = {m.id: c.document for _, c in documents for m in c.mentions}
    authorities = {a.id: a for _, c in documents for a in c.authorities}
    return {
        "schema": SCHEMA,
        "documents": [_document(d) for d, _ in documents],
        "authorities": [_plain(authorities[k]) for k in sorted(authorities)],
        "incidents": [incident_row(i, home) for i in incidents],
        "statements": [
            {"id": s.id, "document": c.document, "form": s.form, "said_by": list(s.said_by),
             "source_kind": str(s.source_kind), "via": list(s.via), "modality": str(s.modality),
             "polarity": str(s.polarity), "certainty": str(s.certainty),
             "claims": list(s.claims), "evidence": _evidence(s.evidence, c.document),
             "derivation": _steps(s.derivation)}
            for _, c in documents for s in c.statements
        ],
        "predictions": [
            {"id": p.id, "document": c.document, "event": p.event, "window": plain_value(p.window),
             "notation": notation(p.window), "said_by": list(p.said_by),
             "modality": str(p.modality), "certainty": str(p.certainty), "status": str(p.status),
             "as_of": p.as_of, "evidence": _evidence(p.evidence, c.document),
             "derivation": _steps(p.derivation)}
            for _, c in documents for p in c.predictions
        ],
        "notes": [
            {"document": c.document, "check": n.check, "text": n.text, "reference": n.reference,
             "evidence": _evidence(n.evidence, c.document)}
            for _, c in documents for n in c.notes
        ],
        "coverage": [
            {"document": c.document, "sentence": s.index, "start": s.span.start,
             "end": s.span.end, "coverage": str(s.coverage), "reason": s.reason,
             "rows": list(s.claims)}
            for _, c in documents for s in c.coverage
        ],
    }  # fmt: skip


def dumps(value: Mapping[str, Any]) -> str:
    """Canonical text: two-space indent, UTF-8 characters kept, one trailing newline."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id, "text": document.text.id, "outlet": document.outlet,
        "url": document.url, "title": document.title,
        "published": document.published.original if document.published else None,
        "characters": len(document.text.characters),
    }  # fmt: skip


def incident_row(incident: Incident, home: Mapping[str, str]) -> dict[str, Any]:
    """One incident; `home` is the document of every mention."""
    return {
        "id": incident.id,
        "kind": incident.kind,
        "plover": {"type": incident.type, "mode": incident.mode},
        "time": str(incident.mentions[0].time),
        "mentions": [
            {"id": m.id, "document": m.document, "start": m.trigger.start, "end": m.trigger.end}
            for m in incident.mentions
        ],
        "cells": [_cell(c, home) for c in incident.cells],
        "corroboration": [
            {"slot": c.slot, "authorities": list(c.authorities), "voices": list(c.voices),
             "documents": c.documents, "independent": c.independent, "copies": list(c.copies),
             "chains": [list(x) for x in c.chains],
             "coordination": [{"document": d, **_span(e)} for d, e in c.coordination]}
            for c in incident.corroboration
        ],
        "lifecycle": [
            {"step": s.step, "said_by": list(s.said_by), "note": s.note,
             "evidence": _evidence(s.evidence, s.document)}
            for s in incident.lifecycle
        ],
        "findings": [_finding(f) for f in incident.findings],
        "links": [
            {"relation": x.relation, "incident": x.incident,
             "evidence": _evidence(x.evidence, x.document)}
            for x in incident.links
        ],
        "facts": [_plain(f) for f in incident.facts],
    }  # fmt: skip


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "check": finding.check, "verdict": str(finding.verdict), "text": finding.text,
        "limits": finding.limits,
    }  # fmt: skip


def _cell(cell: Cell, home: Mapping[str, str]) -> dict[str, Any]:
    claim = cell.claim
    row: dict[str, Any] = {
        "slot": cell.slot, "value": plain_value(cell.value), "notation": notation(cell.value),
        "derived": claim is None, "said_by": list(cell.said_by),
    }  # fmt: skip
    if claim is None:
        row |= {"id": None, "via": [], "modality": None, "polarity": None, "certainty": None,
                "part": None, "scope": None, "evidence": [], "inputs": list(cell.inputs),
                "derivation": _steps(cell.derivation)}  # fmt: skip
    else:
        row |= {"id": claim.id, "via": list(claim.via), "modality": str(claim.modality),
                "polarity": str(claim.polarity), "certainty": str(claim.certainty),
                "part": claim.part, "scope": claim.scope,
                "evidence": _evidence(claim.evidence, home.get(claim.mention)),
                "inputs": [], "derivation": _steps(claim.derivation)}  # fmt: skip
    return row


def _evidence(evidence: Sequence[Evidence], document: str | None) -> list[dict[str, Any]]:
    return [{"document": document, **_span(e)} for e in evidence]


def _span(evidence: Evidence) -> dict[str, Any]:
    return {
        "role": str(evidence.role), "start": evidence.span.start, "end": evidence.span.end,
        "quote": evidence.quote,
    }  # fmt: skip


def _steps(steps: Sequence[Step]) -> list[dict[str, Any]]:
    return [{"rule": s.rule, "inputs": list(s.inputs), "reference": s.reference} for s in steps]


def plain_value(value: Value) -> Any:
    """A value as plain JSON; figures, times and places carry their type."""
    if isinstance(value, Figure | When | Where):
        body = _plain(value)
        return {"type": type(value).__name__.lower(), **body}
    return value


def _plain(value: Any) -> Any:
    """A model value as plain JSON: dataclasses by field, enums by word, tuples as lists."""
    if isinstance(value, Enum):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    return value
