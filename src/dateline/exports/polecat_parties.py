"""Actors and recipients of an incident as columns: lists with a semicolon, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.model import (
    Authority,
    Cell,
    Claims,
    Document,
    EvidenceRole,
    Incident,
    Party,
    Polarity,
)
from dateline.reference import authorities, countries

_CODES = frozenset({"UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"})


@dataclass(frozen=True, slots=True)
class Side:
    """One party: a canonical name, ISO3 or PLOVER code, sector, the title and the words used."""

    name: str
    country: str
    sector: str
    title: str
    raw: str

    @property
    def cow(self) -> str:
        """Its number in the Correlates of War list, or empty."""
        number = countries.cow(self.country)
        return "" if number is None else str(number)


def side(
    incident: Incident, slot: str, documents: Sequence[tuple[Document, Claims]]
) -> tuple[Side, ...]:
    """The parties of a side, each once, in order of their cells; denied ones only if all are."""
    known = {a.id: a for _, c in documents for a in c.authorities}
    cells = [c for c in incident.cells if c.slot == slot and c.claim is not None]
    said = [c for c in cells if c.claim and c.claim.polarity is not Polarity.NEGATIVE]
    found: dict[str, Side] = {}
    for cell in said or cells:
        one = _side(cell, _party(incident, cell, slot), known)
        found.setdefault(str(cell.value), one)
    return tuple(found.values())


def _party(incident: Incident, cell: Cell, slot: str) -> Party | None:
    """The party whose words the cell quotes."""
    if cell.claim is None:
        return None
    spans = {e.span for e in cell.claim.evidence if e.role is EvidenceRole.VALUE}
    for mention in incident.mentions:
        if mention.id != cell.claim.mention:
            continue
        for role, parties in mention.roles:
            for p in parties:
                if role == slot and p.span in spans:
                    return p
    return None


def _side(cell: Cell, party: Party | None, known: dict[str, Authority]) -> Side:
    ident = str(cell.value)
    evidence = cell.claim.evidence if cell.claim else ()
    raw = next((e.quote for e in evidence if e.role is EvidenceRole.VALUE), "")
    authority, body = known.get(ident), authorities.body(ident)
    name, country, sector = ident, None, None
    if countries.is_country(ident):
        name, country = countries.name(ident), ident
    if body is not None:
        name, country, sector = body.name, body.country, body.sector
    if authority is not None and authority.person:
        name = authority.person
    if party is not None:
        person = party.name[:1].isupper() and not countries.lookup(party.name)
        name = party.name if person and not (authority and authority.person) else name
        country, sector = country or party.country, sector or party.sector
    country = country or (ident if ident in _CODES else None)
    return Side(name, country or "", sector or "", _title(raw, name), raw)


def _title(raw: str, name: str) -> str:
    """The words before a person's name in the words used ("President Lee" → "President")."""
    words, names = raw.split(), set(name.split())
    if not names & set(words) or words[-1] not in names:
        return ""
    kept = [w for w in words if w not in names and not countries.lookup(w)]
    title = " ".join(kept)
    return "" if countries.lookup(raw) else title


def column(members: Iterable[Side], field: str) -> str:
    """One field of all members; empty if none has it, else as many items as there are members."""
    values = [str(getattr(m, field)) for m in members]
    return joined(values) if any(values) else ""


def joined(values: Iterable[str]) -> str:
    """Items with a semicolon between them; one inside an item becomes a comma."""
    return ";".join(v.replace(";", ",") for v in values)
