"""`read --csv`: one row per cell, faithful to the values, for machines."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from dateline.model import Claims, Document, EvidenceRole, Figure, Incident, When, notation, number

COLUMNS = (
    "incident", "kind", "type", "mode", "time", "slot", "notation", "low", "high", "unit",
    "earliest", "latest", "said_by", "via", "modality", "polarity", "certainty", "scope",
    "derived", "document", "start", "end", "quote", "rule",
)  # fmt: skip


def dumps(documents: Sequence[tuple[Document, Claims]], incidents: Sequence[Incident]) -> str:
    """RFC 4180 text with LF line ends and a header."""
    home = {m.id: c.document for _, c in documents for m in c.mentions}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for incident in incidents:
        for cell in incident.cells:
            value, claim = cell.value, cell.claim
            figure = value if isinstance(value, Figure) else None
            when = value if isinstance(value, When) else None
            spot = next(
                (e for e in claim.evidence if e.role is EvidenceRole.VALUE), None
            ) if claim else None  # fmt: skip
            steps = claim.derivation if claim else cell.derivation
            writer.writerow([
                incident.id, incident.kind, incident.type, incident.mode or "",
                incident.mentions[0].time, cell.slot, notation(value),
                _text(figure.low if figure else None), _text(figure.high if figure else None),
                figure.unit if figure else "", (when.earliest if when else None) or "",
                (when.latest if when else None) or "", "+".join(cell.said_by),
                "←".join(claim.via) if claim else "", claim.modality if claim else "",
                claim.polarity if claim else "", claim.certainty if claim else "",
                (claim.scope if claim else None) or "", "yes" if claim is None else "no",
                home.get(claim.mention, "") if claim else "",
                spot.span.start if spot else "", spot.span.end if spot else "",
                spot.quote if spot else "", "; ".join(s.rule for s in steps),
            ])  # fmt: skip
    return out.getvalue()


def _text(value: float | None) -> str:
    return "" if value is None else number(value)
