"""An incident as a sheet: a line per slot, a column per authority, every value with its places.

1. The rows of the card, slot by slot. 2. Claims of one authority with one value and one manner are
one entry with several places. 3. What is derived stands in the line's own column: the settled
value first, then how the claims relate. 4. Authorities in the order in which they first speak, the
narrator and unstated sources last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.kinds import Kind
from dateline.model import NARRATOR, UNSTATED, Corroboration, Evidence, Incident
from dateline.views.card import Card, Row

_LAST = (NARRATOR, UNSTATED)
OTHERS = 3
"""Authorities named beside a value that contradicts theirs; how many more there are is said."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: the document, its evidence, the claim and the rule that made it."""

    document: str
    evidence: tuple[Evidence, ...]
    claim: str
    rule: str

    @property
    def value(self) -> Evidence:
        """The words of the value."""
        return self.evidence[0]


@dataclass(slots=True)
class Entry:
    """One value of one authority. `who` names it as its report does ("Shinjiro Koizumi").

    `stands` tells an open dispute: "contradicts KOR:JCS", "later withdrawn"; empty without one.
    """

    value: str
    how: str
    who: str
    spots: list[Spot] = field(default_factory=list)
    stands: str = ""

    @property
    def documents(self) -> list[str]:
        """The documents it stands in, each once."""
        return list(dict.fromkeys(s.document for s in self.spots))


@dataclass(slots=True)
class Line:
    """One slot: what is settled, how claims relate, and the entries by column."""

    slot: str
    settled: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    entries: dict[str, list[Entry]] = field(default_factory=dict)

    @property
    def stated(self) -> bool:
        return bool(self.entries) or any(r.value != "not stated" for r in self.settled)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines, and the columns as (id, where several speak together the ids joined by +)."""

    columns: tuple[str, ...]
    lines: tuple[Line, ...]


def sheet(card: Card, standing: Sequence[Mapping[str, Any]] = ()) -> Sheet:
    """The sheet of a card; `standing` are the rows of `matrix` for the incident."""
    stands = {r["claim"]: _stands(r) for r in standing if r["claim"]}
    lines: dict[str, Line] = {}
    columns: dict[str, None] = {}
    for row in card.rows:  # 1.
        line = lines.setdefault(row.slot, Line(row.slot))
        if row.derived or row.claim is None or row.document is None:  # 3.
            related = ": " in row.value and "↔" in row.value
            (line.relations if related else line.settled).append(row)
            continue
        column = "+".join(row.said_by)
        columns.setdefault(column)
        entries = line.entries.setdefault(column, [])
        entry = _enter(entries, row, Spot(row.document, row.evidence, row.claim, row.rule))  # 2.
        entry.stands = entry.stands or stands.get(row.claim, "")
    ordered = sorted(columns, key=lambda c: _LAST.index(c) + 1 if c in _LAST else 0)  # 4.
    return Sheet(tuple(ordered), tuple(lines.values()))


def _stands(row: Mapping[str, Any]) -> str:
    """How a claim stands in a dispute, in words."""
    against = [r["authority"] for r in row["relations"] if r["relation"] == row["stands"]]
    if row["stands"] == "contradict":
        others = list(dict.fromkeys(against))
        more = len(others) - OTHERS
        told = ", ".join(others if more < 2 else others[:OTHERS])
        return f"contradicts {told}" + (f" and {more} more" if more > 1 else "")
    return "withdrawn" if row["stands"] == "retracted" else ""


def _enter(entries: list[Entry], row: Row, spot: Spot) -> Entry:
    for entry in entries:
        if (entry.value, entry.how) == (row.value, row.how):
            entry.spots.append(spot)
            return entry
    entries.append(Entry(row.value, row.how, row.who, [spot]))
    return entries[-1]


@dataclass(frozen=True, slots=True)
class Witnesses:
    """Slots that the same authorities say in the same reports, and who these are."""

    slots: tuple[str, ...]
    row: Corroboration


def witnesses(incident: Incident, kind: Kind) -> list[Witnesses]:
    """Who says what of an incident, in the order of its slots; equal ones fall together."""
    groups: dict[Corroboration, list[str]] = {}
    for row in incident.corroboration:
        slot = kind.slot(row.slot)
        groups.setdefault(replace(row, slot="", chains=()), []).append(
            slot.label if slot else row.slot
        )
    return [Witnesses(tuple(names), row) for row, names in groups.items()]


def cited(card: Card) -> Sequence[tuple[str, Evidence]]:
    """(document, evidence) of every span a card rests on, in order, each once."""
    found = [(r.document, e) for r in card.rows for e in r.evidence if r.document]
    found += [(s.document, e) for s in card.lifecycle for e in s.evidence]
    return list(dict.fromkeys(found))
