"""A card: one incident as rows a person can read, each leading back to its characters.

The text and the HTML rendering draw the same card.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.kinds import Kind
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Authority,
    Basis,
    Cell,
    Certainty,
    Claims,
    Corroboration,
    Document,
    Evidence,
    EvidenceRole,
    Incident,
    Modality,
    Polarity,
    Published,
    When,
    notation,
)
from dateline.views import spoken
from dateline.views.titles import is_history as is_history
from dateline.views.titles import title_of as title_of

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a card: slot, value, who says so, how, and the spans it rests on.

    `document` is the id of the document the spans are in; derived rows have none of their own and
    carry the rule and its inputs instead. `claim` is the id of the claim, `said_by` who says it.
    """

    slot: str
    value: str
    who: str
    how: str
    evidence: tuple[Evidence, ...]
    document: str | None
    rule: str
    derived: bool
    claim: str | None = None
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of an incident's life: what, by whom, where it stands, and what it is about."""

    step: str
    who: str
    evidence: tuple[Evidence, ...]
    document: str
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """An incident ready to be drawn."""

    id: str
    title: str
    subtitle: str
    rows: tuple[Row, ...]
    lifecycle: tuple[Stage, ...]
    notes: tuple[tuple[str, str], ...]
    facts: tuple[str, ...]
    reference: str | None
    historical: bool


@dataclass(frozen=True, slots=True)
class _Desk:
    """What a card needs besides its incident: all incidents, documents and packs in reach."""

    incidents: Mapping[str, Incident]
    documents: Mapping[str, tuple[Document, Claims]]
    kinds: Mapping[str, Kind]
    as_of: Published | None

    def authorities(self, document: str | None) -> dict[str, Authority]:
        """Authorities as one report names them; those of all reports, without persons, for None.

        One report names the minister and another the ministry; both are one authority.
        """
        if document is not None:
            return {a.id: a for a in self.documents[document][1].authorities}
        every = [a for _, c in self.documents.values() for a in c.authorities]
        persons: dict[str, set[str | None]] = {}
        for a in every:
            persons.setdefault(a.id, set()).add(a.person)
        for _, held in self.documents.values():  # the ministry said so as well as the minister
            for a in held.authorities:
                own = [s.evidence for s in held.statements if a.id in s.said_by]
                if a.person and any(_body_speaks(a, evidence) for evidence in own):
                    persons[a.id].add(None)
        return {a.id: a if len(persons[a.id]) == 1 else replace(a, person=None) for a in every}

    def who(
        self, ids: Sequence[str], document: str | None, joint: str = " and ",
        evidence: Sequence[Evidence] = (),
    ) -> str:  # fmt: skip
        found = self.authorities(document)
        return joint.join(name_of(i, found, evidence) for i in ids)


def cards(
    incidents: Sequence[Incident],
    documents: Sequence[tuple[Document, Claims]],
    kinds: Sequence[Kind],
    as_of: Published | None = None,
) -> tuple[Card, ...]:
    """Cards of incidents in their order; `documents` are those that the incidents rest on.

    `as_of` is the date at which an authority is late; by default that of the newest document.
    """
    known = {d.id for d, _ in documents}
    desk = _Desk(
        {i.id: i for i in incidents},
        {d.id: (d, c) for d, c in documents},
        {k.name: k for k in kinds},
        as_of or spoken.newest(documents),
    )
    return tuple(_card(i, desk) for i in incidents if all(m.document in known for m in i.mentions))


def name_of(
    ident: str, authorities: Mapping[str, Authority], evidence: Sequence[Evidence] = ()
) -> str:
    """Words for an authority id; the person is shown where the text names one.

    Where the words of the source in `evidence` name the body and not the person ("the ministry
    said", in a report that also quotes the minister), the body is shown.
    """
    if ident == NARRATOR:
        return "narrator"
    if ident == UNSTATED:
        return "source not stated"
    found = authorities.get(ident)
    if found is None:
        return ident
    person = found.person if found.person and not _body_speaks(found, evidence) else None
    return f"{person or found.name} ({found.id})"


_STEM = 5
"""Letters by which words of a name are compared: "Houthi rebels" are the "Houthis"."""
_SMALL = frozenset({"the", "of", "and", "for", "a", "an", "in"})


def _body_speaks(authority: Authority, evidence: Sequence[Evidence]) -> bool:
    words = [e.quote.lower() for e in evidence if e.role is EvidenceRole.SOURCE]
    said = {w[:_STEM] for quote in words for w in _WORD.findall(quote)}
    body = {w[:_STEM] for w in set(_WORD.findall(authority.name.lower())) - _SMALL}
    person = {w[:_STEM] for w in _WORD.findall((authority.person or "").lower())}
    return bool(said & body or said == {"it"}) and not said & person


def _card(incident: Incident, desk: _Desk) -> Card:
    kind = desk.kinds[incident.kind]
    homes = {m.id: m.document for m in incident.mentions}
    rows = tuple(
        _row(cell, kind, homes, desk)
        for cell in _ordered(incident.cells, [s.name for s in kind.slots])
    )
    life = tuple(
        Stage(
            s.step,
            desk.who(s.said_by, s.document, "; ", s.evidence),
            s.evidence,
            s.document,
            s.note or "",
        )
        for s in incident.lifecycle
    )
    notes = [(f"check: {f.check}", f"{f.verdict}: {f.text}. {f.limits}") for f in incident.findings]
    notes += [
        (link.relation, title_of(desk.incidents[link.incident]))
        for link in incident.links if link.incident in desk.incidents
    ]  # fmt: skip
    notes += _witnesses(incident, kind, desk)
    if not is_history(incident):
        pairs = [desk.documents[d] for d in dict.fromkeys(homes.values())]
        who = spoken.summary(spoken.rows([incident], pairs, [kind], desk.as_of))
        notes += [("who usually speaks", who)] if who else []
    facts = tuple(
        f"{f.name}, since {f.since}: {f.text}. Source: {f.source} (checked {f.checked})"
        for f in incident.facts
    )
    reference = next((f.reference for f in incident.findings if f.reference), None)
    return Card(
        incident.id, title_of(incident), subtitle_of(incident, kind), rows, life,
        tuple(dict.fromkeys(notes)), facts, reference,
        is_history(incident),
    )  # fmt: skip


def _ordered(cells: Sequence[Cell], slots: Sequence[str]) -> list[Cell]:
    """Cells slot by slot: what, who, when, then the slots of the kind in its own order, then the
    rest; claims in text order before the value derived from them."""
    names = ["occurred", "actor", "recipient", "when", "number", *slots]
    rank = {name: n for n, name in enumerate(names)}

    def key(cell: Cell) -> tuple[int, str, bool]:
        return rank.get(cell.base, len(rank)), cell.base, cell.claim is None

    return sorted(cells, key=key)


def subtitle_of(incident: Incident, kind: Kind) -> str:
    """When, and what the pack's card puts first, as far as stated.

    A slot of the pack's summary is shown by its headline where it has one; the first stated slot
    of each filling stands for all of that filling ("from X", else "at Y").
    """
    by_slot: dict[str, list[Cell]] = {}
    for cell in incident.cells:
        if cell.value is not None:
            by_slot.setdefault(cell.slot, []).append(cell)
    when = [c.value for c in by_slot.get("when", ()) if isinstance(c.value, When)]
    parts = [moment_words(w) for w in when]
    if not parts:
        parts += [notation(c.value) for n in kind.days for c in by_slot.get(n, ())][:1]
    shown: set[str] = set()
    for name in kind.summary:
        slot = kind.slot(name)
        fill = "figure" if slot is None or slot.fill == "figure" else slot.fill
        cells = by_slot.get(f"{name}:headline") or _of_things(by_slot, name)
        cells = cells or by_slot.get(name, [])[:1]
        if fill not in shown and cells:
            shown.add(fill)
            parts.append(", ".join(notation(c.value) for c in cells))
    return " · ".join(parts)


def _of_things(by_slot: Mapping[str, list[Cell]], name: str) -> list[Cell]:
    """The headlines of a slot that counts several things: drones and missiles."""
    found = [k for k in by_slot if k.startswith(f"{name} [") and k.endswith(":headline")]
    return [c for k in found for c in by_slot[k]]


def moment_words(when: When) -> str:
    """Local time, what of it is inferred, and the UTC instant: "about … = …Z"."""
    inferred = [part for part, basis in when.basis if basis is Basis.INFERRED]
    text = f"{'about ' if when.approximator else ''}{(when.earliest or '').replace('T', ' ')}"
    if when.offset_notation:
        text += f" {when.offset_notation}"
    if when.utc:
        text += f" = {when.utc}"
    return text + (f" ({', '.join(inferred)} inferred)" if inferred else "")


def _row(cell: Cell, kind: Kind, homes: Mapping[str, str], desk: _Desk) -> Row:
    slot = kind.slot(cell.base)
    label = slot.label if slot else cell.base
    value = moment_words(cell.value) if cell.slot == "when" and isinstance(
        cell.value, When
    ) else notation(cell.value)  # fmt: skip
    if cell.slot.endswith(":headline"):
        value = f"headline {value}"
    if cell.base in kind.clocks and isinstance(cell.value, When) and _no_day(cell.value):
        value = value.replace(f"{(cell.value.earliest or '')[:10]}T", "")
    claim = cell.claim
    if claim is None:
        rule = "; ".join(s.rule for s in cell.derivation)
        return Row(label, value, "", "derived", (), None, rule, True)
    document = homes[claim.mention]
    who = desk.who(cell.said_by, document, evidence=claim.evidence)
    if claim.via:
        who += " via " + desk.who(claim.via, document, " ← ")
    rule = "; ".join(s.rule for s in claim.derivation)
    if claim.part:
        value += f" [{claim.part}]"
    if claim.scope:
        value += f" by {claim.scope}"
    return Row(label, value, who, _how(claim.modality, claim.polarity, claim.certainty),
               claim.evidence, document, rule, False, claim.id, cell.said_by)  # fmt: skip


def _no_day(when: When) -> bool:
    """Whether the day of a clock is nobody's: neither stated nor inferred from its report."""
    return dict(when.basis).get("day") is Basis.UNKNOWN


def _how(modality: Modality, polarity: Polarity, certainty: Certainty) -> str:
    words = [str(modality)] if modality is not Modality.ASSERTED else []
    if polarity is Polarity.NEGATIVE:
        words.append("negated")
    if certainty is not Certainty.CERTAIN:
        words.append(str(certainty))
    return ", ".join(words)


def _witnesses(incident: Incident, kind: Kind, desk: _Desk) -> list[tuple[str, str]]:
    """How many authorities of how many states say it, slots with the same witnesses together."""
    reports = [desk.documents[d][0] for d in dict.fromkeys(m.document for m in incident.mentions)]
    outlets = sorted({d.outlet for d in reports if d.outlet})
    slots: dict[Corroboration, list[str]] = {}
    for row in incident.corroboration:
        if row.authorities:
            slot = kind.slot(row.slot)
            slots.setdefault(replace(row, slot="", chains=()), []).append(
                slot.label if slot else row.slot
            )
    return [
        (f"who says {', '.join(names)}", _witness_words(row, outlets, desk))
        for row, names in slots.items()
    ]


def _witness_words(row: Corroboration, outlets: Sequence[str], desk: _Desk) -> str:
    states = all(len(v) == 3 and v.isupper() for v in row.voices)
    noun = ("state", "states") if states else ("voice", "voices")
    text = (
        f"{_count(len(row.authorities), 'authority', 'authorities')} of "
        f"{_count(len(row.voices), *noun)}: {desk.who(row.authorities, None, ', ')}; "
        f"{_count(row.documents, 'document', 'documents')}{_folded(row)}, "
        f"{'outlet' if len(outlets) < 2 else 'outlets'} {', '.join(outlets) or 'not stated'}"
    )
    if row.coordination and len(row.authorities) > 1:
        quote = " ".join(row.coordination[0][1].quote.split())
        text += f"; coordination stated (“{quote}”), so independence is not shown"
    return text


def _folded(row: Corroboration) -> str:
    """ " (2 independent, 1 copy folded away)"; nothing where none is a copy."""
    if not row.copies:
        return ""
    copies = _count(len(row.copies), "copy", "copies")
    return f" ({row.independent} independent, {copies} folded away)"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
