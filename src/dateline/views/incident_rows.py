"""Incidents as rows to choose from: what, who, when, who says so, in which outlets; with facets.

1. One row an incident, from its cells and the heads of its documents.
2. `choose` keeps the rows that fit every condition given; several words of one facet are "or".
3. `facets` counts, per facet, how many of the chosen rows each value would leave.

Status says how the occurrence itself stands, not how true it is: `disputed` where somebody says it
did not happen, `attributed` where an authority says it did, `narrator only` where the report alone
says so, `to come` where it is only expected, `supposed` where it is only conditional or
hypothetical, `history` where no report tells it as present.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dateline.kinds import Kind
from dateline.ledger.documents import Head
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Claim,
    EvidenceRole,
    Incident,
    Modality,
    Occurrence,
    Polarity,
    TimeRelation,
)
from dateline.views.card import subtitle_of
from dateline.views.moments import moment
from dateline.views.naming import label
from dateline.views.titles import act_of, title_of

COLUMNS: tuple[str, ...] = (
    "id", "kind", "act", "title", "summary", "day", "status", "actors", "recipients", "authorities",
    "outlets", "published", "documents", "claims", "evidence",
)  # fmt: skip
STATUSES = ("attributed", "narrator only", "disputed", "to come", "supposed", "history")
FACETS: tuple[tuple[str, str], ...] = (
    ("kind", "kind"), ("actor", "actors"), ("outlet", "outlets"), ("status", "status"),
)  # fmt: skip
"""Facet and the column it reads."""


def rows(
    incidents: Iterable[Incident], kinds: Sequence[Kind], documents: Mapping[str, Head]
) -> list[dict[str, Any]]:
    """1. One row an incident, latest day first, those without a day last."""
    packs = {k.name: k for k in kinds}
    out = [_row(i, packs[i.kind], documents) for i in incidents]
    return sorted(out, key=lambda r: (r["day"] or "", r["published"] or "", r["id"]), reverse=True)


def _row(incident: Incident, kind: Kind, documents: Mapping[str, Head]) -> dict[str, Any]:
    claims = [c.claim for c in incident.cells if c.claim]
    told = list(dict.fromkeys(m.document for m in incident.mentions))
    heads = [documents[d] for d in told if d in documents]
    said = dict.fromkeys(a for c in claims for a in c.said_by if a not in (NARRATOR, UNSTATED))
    days = sorted(h.published[:10] for h in heads if h.published)
    return {
        "id": incident.id, "kind": incident.kind, "act": act_of(incident),
        "title": title_of(incident),
        "summary": subtitle_of(incident, kind), "day": day_of(incident, kind),
        "status": status_of(incident, claims), "actors": _values(claims, "actor"),
        "recipients": _values(claims, "recipient"), "authorities": list(said),
        "outlets": sorted({h.outlet for h in heads if h.outlet}),
        "published": days[0] if days else None, "documents": len(told), "claims": len(claims),
        "evidence": _evidence(incident, claims),
    }  # fmt: skip


def _values(claims: Sequence[Claim], slot: str) -> list[str]:
    return list(dict.fromkeys(str(c.value) for c in claims if c.slot == slot))


def day_of(incident: Incident, kind: Kind) -> str | None:
    """The local day an incident happened, None where its words leave none or several."""
    found = moment(incident, kind)
    return found.day.isoformat() if found and found.day else None


def status_of(incident: Incident, claims: Sequence[Claim]) -> str:
    """How the occurrence stands; see the head of this module."""
    times = {m.time for m in incident.mentions}
    if times == {TimeRelation.HISTORICAL}:
        return "history"
    told = [c for c in claims if c.slot == "occurred"]
    if any(c.polarity is Polarity.NEGATIVE or c.modality is Modality.DENIED for c in told):
        return "disputed"
    if incident.occurrence is Occurrence.SUPPOSED:
        return "supposed"
    if TimeRelation.CURRENT not in times or incident.occurrence is Occurrence.EXPECTED:
        return "to come"
    named = any(set(c.said_by) - {NARRATOR, UNSTATED} for c in told)
    return "attributed" if named else "narrator only"


def _evidence(incident: Incident, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """The words that report it, one span a document."""
    homes = {m.id: m.document for m in incident.mentions}
    found: dict[str, dict[str, Any]] = {}
    for claim in claims:
        document = homes.get(claim.mention)
        if claim.slot != "occurred" or document is None or document in found:
            continue
        for e in claim.evidence:
            if e.role in (EvidenceRole.VALUE, EvidenceRole.TRIGGER):
                found[document] = {"document": document, "start": e.span.start, "end": e.span.end,
                                   "quote": e.quote}  # fmt: skip
                break
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Choice:
    """Conditions on rows; an empty one holds for all. Days are ISO dates, both inclusive."""

    words: str = ""
    kind: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    def without(self, facet: str) -> Choice:
        """The same conditions but for one facet."""
        kept = {f.name: getattr(self, f.name) for f in fields(self) if f.name != facet}
        return Choice(**kept)

    @property
    def empty(self) -> bool:
        return self == Choice()


def choose(rows: Sequence[Mapping[str, Any]], choice: Choice) -> list[Mapping[str, Any]]:
    """2. The rows that fit."""
    words = choice.words.casefold().split()
    return [r for r in rows if _fits(r, choice) and all(w in _text(r) for w in words)]


def _fits(row: Mapping[str, Any], choice: Choice) -> bool:
    day = row["day"] or ""
    if (choice.since or choice.until) and not day:
        return False
    if (choice.since and day < choice.since) or (choice.until and day > choice.until):
        return False
    for facet, column in FACETS:
        wanted = getattr(choice, facet)
        if wanted and not set(wanted) & set(_many(row[column])):
            return False
    return True


def _many(value: Any) -> Sequence[str]:
    return value if isinstance(value, list) else [value]


def _text(row: Mapping[str, Any]) -> str:
    parties = [*row["actors"], *row["recipients"], *row["authorities"]]
    names = " ".join(label(p) for p in parties)
    told = f"{row['title']} {row['summary']} {row['id']} {' '.join(parties)} {names}"
    return f"{told} {' '.join(row['outlets'])} {row['day'] or ''}".casefold()


def facets(
    rows: Sequence[Mapping[str, Any]], choice: Choice
) -> dict[str, list[tuple[str, int, bool]]]:
    """3. Per facet: (value, rows it would leave, chosen), most frequent first."""
    out = {}
    for facet, column in FACETS:
        chosen = set(getattr(choice, facet))
        counts = Counter(
            value for r in choose(rows, choice.without(facet)) for value in set(_many(r[column]))
        )
        counts.update(dict.fromkeys(chosen, 0))
        ranked = sorted(counts.items(), key=lambda pair: (pair[0] not in chosen, -pair[1], pair[0]))
        out[facet] = [(value, number, value in chosen) for value, number in ranked]
    return out
