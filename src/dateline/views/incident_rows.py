"""Incidents as rows to choose from: what, who, when, who says so, in which outlets; with facets.

1. One row an incident, from its cells and the heads of its documents.
2. `choose` keeps the rows that fit every condition given; several words of one facet are "or".
3. `facets` counts, per facet, how many of the chosen rows each value would leave.

Status says how the occurrence itself stands, not how true it is: `disputed` where somebody says it
did not happen, `attributed` where an authority says it did, `narrator only` where the report alone
says so, `to come` where it is only expected, `supposed` where it is only conditional or
hypothetical, `history` where no report tells it as present.

`contradicted` names the slots whose figures, as they stand now, cannot all hold: intervals of one
part that do not meet, none of them withdrawn or revised since.
"""

from __future__ import annotations

from calendar import month_name
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
    "outlets", "published", "documents", "claims", "contradicted", "evidence",
)  # fmt: skip
STATUSES = ("attributed", "narrator only", "disputed", "to come", "supposed", "history")
FACETS: tuple[tuple[str, str], ...] = (
    ("kind", "kind"), ("actor", "actors"), ("outlet", "outlets"), ("status", "status"),
    ("contradicted", "contradicted"),
)  # fmt: skip
"""Facet and the column it reads."""
REVISED = "(since withdrawn or revised)"
"""How the words of a contradiction end that no longer stands."""


def rows(
    incidents: Iterable[Incident], kinds: Sequence[Kind], documents: Mapping[str, Head]
) -> list[dict[str, Any]]:
    """1. One row an incident, latest day first, those without a day last."""
    packs = {k.name: k for k in kinds}
    return ordered(_row(i, packs[i.kind], documents) for i in incidents)


def ordered(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Latest day first, those without a day last."""
    return sorted(rows, key=lambda r: (r["day"] or "", r["published"] or "", r["id"]), reverse=True)


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
        "contradicted": list(contradicted(incident)), "evidence": _evidence(incident, claims),
    }  # fmt: skip


def contradicted(incident: Incident) -> tuple[str, ...]:
    """Slots with figures that contradict each other now, in the order of the cells."""
    found = (
        c.base for c in incident.cells
        if c.claim is None and c.slot.endswith(":contradict") and isinstance(c.value, str)
        and not c.value.endswith(REVISED)
    )  # fmt: skip
    return tuple(dict.fromkeys(found))


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
    """Conditions on rows; an empty one holds for all. Days are ISO dates, both inclusive.

    `where` is a rule of `views.rules`, which is asked of incidents before their rows are.
    """

    words: str = ""
    kind: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    outlet: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    contradicted: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    where: str = ""

    @property
    def empty(self) -> bool:
        return self == Choice()

    @property
    def query(self) -> dict[str, Any]:
        """The conditions as parameters of an address."""
        return {
            "q": self.words, "kind": self.kind, "actor": self.actor, "outlet": self.outlet,
            "status": self.status, "contradicted": self.contradicted,
            "since": self.since, "until": self.until, "where": self.where,
        }  # fmt: skip


Rows = Sequence[Mapping[str, Any]]


def choose(rows: Rows, choice: Choice, texts: Sequence[str] = ()) -> list[Mapping[str, Any]]:
    """2. The rows that fit; `texts` are those of `texts(rows)` where they are at hand."""
    found = _within(rows, choice, texts)
    return [r for r in found if not _failing(r, choice)]


def texts(rows: Rows) -> list[str]:
    """What words are looked for in, row by row; made once for rows that are asked often."""
    return [_text(r) for r in rows]


def _within(rows: Rows, choice: Choice, texts: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Rows that fit the words and days."""
    words = choice.words.casefold().split()
    for n, row in enumerate(rows):
        if choice.since or choice.until:
            day = row["day"]
            if not day or day < choice.since or (choice.until and day > choice.until):
                continue
        if words:
            text = texts[n] if texts else _text(row)
            if not all(w in text for w in words):
                continue
        yield row


def _failing(row: Mapping[str, Any], choice: Choice) -> list[tuple[str, str]]:
    """Facets with their columns of which the row has none of the chosen values."""
    return [
        (facet, column) for facet, column in FACETS
        if getattr(choice, facet) and set(getattr(choice, facet)).isdisjoint(_many(row[column]))
    ]  # fmt: skip


def _many(value: Any) -> Sequence[str]:
    return value if isinstance(value, list) else (value,)


def _text(row: Mapping[str, Any]) -> str:
    parties = [*row["actors"], *row["recipients"], *row["authorities"]]
    names = " ".join(label(p) for p in parties)
    day = row["day"] or ""
    month = f"{month_name[int(day[5:7])]} {day[:4]}" if day else ""
    told = f"{row['title']} {row['summary']} {row['id']} {' '.join(parties)} {names}"
    return f"{told} {' '.join(row['outlets'])} {day} {month}".casefold()


def facets(
    rows: Rows, choice: Choice, texts: Sequence[str] = ()
) -> dict[str, list[tuple[str, int, bool]]]:
    """3. Per facet: (value, rows it would leave, chosen), chosen first, then most frequent.

    One pass: a row counts for every facet where it fits, and for the one facet it fails alone.
    """
    counts: dict[str, Counter[str]] = {facet: Counter() for facet, _ in FACETS}
    for row in _within(rows, choice, texts):
        failing = _failing(row, choice)
        if len(failing) > 1:
            continue
        for facet, column in failing or FACETS:
            counts[facet].update(_many(row[column]))
    return {facet: _ranked(counts[facet], getattr(choice, facet)) for facet, _ in FACETS}


def _ranked(counts: Counter[str], chosen: Sequence[str]) -> list[tuple[str, int, bool]]:
    counts.update(dict.fromkeys(chosen, 0))
    ranked = sorted(counts.items(), key=lambda pair: (pair[0] not in chosen, -pair[1], pair[0]))
    return [(value, number, value in chosen) for value, number in ranked]
