"""Who said or did what to whom, with the ids of the claims each line rests on.

1. A *did* row is one actor, one PLOVER type (with its quad class) and one recipient of an incident;
   a reciprocal happening (several actors, no recipient) gives a row for each pair, in the order of
   the ids. Without a recipient the target is None.
2. A *said* row is one authority that states something of an incident, and each of its actors.
3. Nothing is added up here: a row is one incident. Drawings count rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from dateline.kinds import Kind
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Claim,
    Claims,
    Document,
    Incident,
    Modality,
    Polarity,
)
from dateline.reference import plover
from dateline.views.moments import day_words, moment
from dateline.views.titles import title_of

COLUMNS = (
    "sort", "source", "relation", "target", "quad", "quad_name", "day", "month", "modality",
    "negated", "said_by", "incident", "kind", "title", "documents", "claims",
)  # fmt: skip

DID, SAID = "did", "said"
QUADS = {
    1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict",
    4: "material conflict",
}  # fmt: skip
NOBODY = "(nobody named)"


def rows(
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Document, Claims]],
    kinds: Sequence[Kind],
) -> list[dict[str, Any]]:
    """Rows in the order of the incidents: what was done, then who says so."""
    packs = {k.name: k for k in kinds}
    out = []
    for incident in incidents:
        head = _head(incident, packs[incident.kind])
        out += list(_did(incident, head))  # 1.
        out += list(_said(incident, head))  # 2.
    return out


def _head(incident: Incident, kind: Kind) -> dict[str, Any]:
    when = moment(incident, kind)
    # A kind without a code of its own takes the code that its reports were given.
    code = plover.codes().get((incident.type, incident.mode)) or plover.codes().get(
        (incident.type, None)
    )
    relation = incident.type + (f"/{incident.mode}" if incident.mode else "")
    same = when is not None and when.start is not None and when.end is not None
    month = when.start.isoformat()[:7] if when and same and when.start else None
    if when and month and when.end and when.end.isoformat()[:7] != month:
        month = None
    return {
        **dict.fromkeys(COLUMNS), "relation": relation, "quad": code.quad if code else None,
        "quad_name": QUADS[code.quad] if code else None, "day": day_words(when), "month": month,
        "incident": incident.id, "kind": incident.kind, "title": title_of(incident),
    }  # fmt: skip


def _did(incident: Incident, head: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    actors, recipients = _parties(incident, "actor"), _parties(incident, "recipient")
    pairs: list[tuple[str, str | None]] = [(a, r) for a in actors for r in recipients]
    if not recipients:
        pairs = list(combinations(sorted(actors), 2)) if len(actors) > 1 else [
            (a, None) for a in actors
        ]  # fmt: skip
    happened = _claims(incident, "occurred")
    facts = [c for c in happened if c.modality is Modality.ASSERTED] or happened
    for source, target in pairs:
        claims = [*actors[source], *(_of(actors, recipients, target)), *happened]
        yield {
            **head, "sort": DID, "source": source, "target": target,
            "modality": str(facts[0].modality) if facts else None,
            "negated": bool(facts) and all(c.polarity is Polarity.NEGATIVE for c in facts),
            "said_by": list(dict.fromkeys("+".join(c.said_by) for c in claims)),
            "documents": _documents(incident, claims),
            "claims": list(dict.fromkeys(c.id for c in claims)),
        }  # fmt: skip


def _of(
    actors: Mapping[str, list[Claim]], recipients: Mapping[str, list[Claim]], who: str | None
) -> list[Claim]:
    return recipients.get(who) or actors.get(who) or [] if who is not None else []


def _said(incident: Incident, head: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    by: dict[str, list[Claim]] = {}
    for cell in incident.cells:
        for who in cell.claim.said_by if cell.claim else ():
            if who not in (NARRATOR, UNSTATED) and cell.claim is not None:
                by.setdefault(who, []).append(cell.claim)
    for who, claims in by.items():
        actors: list[str | None] = [*_parties(incident, "actor")]
        for actor in actors or [None]:
            yield {
                **head, "sort": SAID, "source": who, "relation": "says of", "target": actor,
                "quad": None, "quad_name": None, "modality": None, "negated": False,
                "said_by": [who], "documents": _documents(incident, claims),
                "claims": [c.id for c in claims],
            }  # fmt: skip


def _claims(incident: Incident, slot: str) -> list[Claim]:
    return [c.claim for c in incident.cells if c.claim is not None and c.slot == slot]


def _parties(incident: Incident, slot: str) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in _claims(incident, slot):
        if claim.value is not None:
            found.setdefault(str(claim.value), []).append(claim)
    return found


def _documents(incident: Incident, claims: Sequence[Claim]) -> list[str]:
    homes = {m.id: m.document for m in incident.mentions}
    return list(dict.fromkeys(homes[c.mention] for c in claims))


def edges(found: Sequence[Mapping[str, Any]], sort: str) -> list[dict[str, Any]]:
    """Rows of a sort counted by source, target and quad class, most first."""
    counts: dict[tuple[str, str, int], list[Mapping[str, Any]]] = {}
    for row in found:
        if row["sort"] == sort:
            key = (row["source"], row["target"] or NOBODY, row["quad"] or 0)
            counts.setdefault(key, []).append(row)
    out = [
        {"source": s, "target": t, "quad": q, "count": len(own),
         "relations": sorted({r["relation"] for r in own}),
         "incidents": list(dict.fromkeys(r["incident"] for r in own))}
        for (s, t, q), own in counts.items()
    ]  # fmt: skip
    return sorted(out, key=lambda e: (-e["count"], e["source"], e["target"], e["quad"]))


def draw(found: Sequence[Mapping[str, Any]], width: int = 100) -> str:
    """Counts by pair, then quad classes by month."""
    if not found:
        return "nobody does or says anything here\n"
    lines = ["who did what to whom"]
    for e in edges(found, DID):
        what = f"{', '.join(e['relations'])} ({QUADS.get(e['quad'], 'no quad class')})"
        lines.append(f"{e['count']:4}  {e['source']} → {e['target']}  {what}"[:width])
    lines += ["", "who says something of whom"]
    lines += [f"{e['count']:4}  {e['source']} of {e['target']}"[:width] for e in edges(found, SAID)]
    months = quads(found)
    if months:
        lines += ["", f"{'month':8}" + "".join(f"{name:>22}" for name in QUADS.values())]
        lines += [f"{m:8}" + "".join(f"{n:>22}" for n in counts) for m, counts in months.items()]
    return "\n".join(lines) + "\n"


def quads(found: Sequence[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Incidents per month and quad class; an incident of no single month is left out."""
    seen: dict[str, dict[int, set[str]]] = {}
    for row in found:
        if row["sort"] == DID and row["month"] and row["quad"]:
            of_month = seen.setdefault(row["month"], {q: set() for q in QUADS})
            of_month[row["quad"]].add(row["incident"])
    return {m: [len(seen[m][q]) for q in QUADS] for m in sorted(seen)}
