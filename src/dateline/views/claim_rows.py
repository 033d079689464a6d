"""Claims as rows: what is said of which incident, by whom, how, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.model import Claim, Evidence, Incident, notation
from dateline.views.read_json import plain_value

COLUMNS: tuple[str, ...] = (
    "id", "incident", "kind", "slot", "notation", "value", "said_by", "via", "modality",
    "polarity", "certainty", "part", "scope", "document", "evidence", "rules",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Conditions on claims; None holds for all."""

    incident: str | None = None
    kind: str | None = None
    slot: str | None = None
    said_by: str | None = None
    modality: str | None = None


def choose(incidents: Iterable[Incident], wanted: Wanted) -> list[tuple[Incident, Claim]]:
    """Claims that fit, in the order of incidents and of their cells."""
    return [
        (i, c.claim) for i in incidents
        if wanted.incident in (None, i.id) and wanted.kind in (None, i.kind)
        for c in i.cells if c.claim and _fits(c.claim, wanted)
    ]  # fmt: skip


def _fits(claim: Claim, wanted: Wanted) -> bool:
    return (
        wanted.slot in (None, claim.slot)
        and (wanted.said_by is None or wanted.said_by in claim.said_by)
        and wanted.modality in (None, str(claim.modality))
    )


def rows(found: Sequence[tuple[Incident, Claim]]) -> list[dict[str, Any]]:
    """One row a claim."""
    return list(_rows(found))


def _rows(found: Sequence[tuple[Incident, Claim]]) -> Iterator[dict[str, Any]]:
    for incident, c in found:
        document = next(m.document for m in incident.mentions if m.id == c.mention)
        yield {
            "id": c.id, "incident": incident.id, "kind": incident.kind, "slot": c.slot,
            "notation": notation(c.value), "value": plain_value(c.value),
            "said_by": list(c.said_by), "via": list(c.via), "modality": str(c.modality),
            "polarity": str(c.polarity), "certainty": str(c.certainty), "part": c.part,
            "scope": c.scope, "document": document,
            "evidence": [span(e, document) for e in c.evidence],
            "rules": [s.rule for s in c.derivation],
        }  # fmt: skip


def span(evidence: Evidence, document: str) -> dict[str, Any]:
    """A span of evidence: document, half-open code points, words."""
    return {
        "document": document, "role": str(evidence.role), "start": evidence.span.start,
        "end": evidence.span.end, "quote": evidence.quote,
    }  # fmt: skip
