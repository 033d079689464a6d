"""A card: one incident as rows a person can read, each leading back to its characters.

The text and the HTML rendering draw the same card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.model import (
    NARRATOR,
    UNSTATED,
    Authority,
    Basis,
    Cell,
    Certainty,
    Evidence,
    EvidenceRole,
    Incident,
    Modality,
    Polarity,
    When,
    notation,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a card: slot, value, who says so, how, and the spans it rests on.

    `document` is the id of the document the spans are in; derived rows have none of their own and
    carry the rule and its inputs instead.
    """

    slot: str
    value: str
    who: str
    how: str
    evidence: tuple[Evidence, ...]
    document: str | None
    rule: str
    derived: bool


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


def cards(
    incidents: Sequence[Incident],
    authorities: Mapping[str, Authority],
    labels: Mapping[tuple[str, str], str],
    outlet: str | None = None,
) -> tuple[Card, ...]:
    """Cards of incidents in their order. `labels` maps (kind, slot) to the words to print."""
    by_id = {i.id: i for i in incidents}
    return tuple(_card(i, authorities, labels, by_id, outlet) for i in incidents)


def name_of(ident: str, authorities: Mapping[str, Authority]) -> str:
    """Words for an authority id; the person is shown where the text names one."""
    if ident == NARRATOR:
        return "narrator"
    if ident == UNSTATED:
        return "source not stated"
    found = authorities.get(ident)
    if found is None:
        return ident
    return f"{found.person} ({found.id})" if found.person else f"{found.name} ({found.id})"


def title_of(incident: Incident) -> str:
    """ "missile launch · PRK", "CONSULT/visit · KOR": the kind and who did it."""
    if incident.kind != "generic":
        head = incident.kind.replace("-", " ")
    else:
        trigger = next(
            (e.quote for c in incident.cells if c.claim and c.slot == "occurred"
             for e in c.claim.evidence[:1]), "",
        )  # fmt: skip
        code = incident.type + (f"/{incident.mode}" if incident.mode else "")
        head = f"{trigger} [{code}]"
    actors = dict.fromkeys(str(c.value) for c in incident.cells if c.slot == "actor")
    others = dict.fromkeys(str(c.value) for c in incident.cells if c.slot == "recipient")
    who = ", ".join(actors) or "actor not stated"
    return f"{head} · {who}" + (f" → {', '.join(others)}" if others else "")


def _card(
    incident: Incident,
    authorities: Mapping[str, Authority],
    labels: Mapping[tuple[str, str], str],
    by_id: Mapping[str, Incident],
    outlet: str | None,
) -> Card:
    documents = {m.id: m.document for m in incident.mentions}
    rows = tuple(
        _row(cell, incident.kind, documents, authorities, labels)
        for cell in _ordered(incident.cells, [s for k, s in labels if k == incident.kind])
    )
    life = tuple(
        Stage(
            s.step,
            "; ".join(name_of(w, authorities) for w in s.said_by),
            s.evidence,
            s.document,
            s.note or "",
        )
        for s in incident.lifecycle
    )
    notes = [(f"check: {f.check}", f"{f.verdict}: {f.text}. {f.limits}") for f in incident.findings]
    notes += [
        (link.relation, title_of(by_id[link.incident]))
        for link in incident.links if link.incident in by_id
    ]  # fmt: skip
    notes += _witnesses(incident, authorities, outlet)
    facts = tuple(
        f"{f.name}, since {f.since}: {f.text}. Source: {f.source} (checked {f.checked})"
        for f in incident.facts
    )
    reference = next((f.reference for f in incident.findings if f.reference), None)
    historical = all(str(m.time) == "historical" for m in incident.mentions)
    return Card(
        incident.id, title_of(incident), _subtitle(incident), rows, life, tuple(notes), facts,
        reference, historical,
    )  # fmt: skip


def _ordered(cells: Sequence[Cell], slots: Sequence[str]) -> list[Cell]:
    """Cells slot by slot: what, who, when, then the slots of the kind in its own order, then the
    rest; claims in text order before the value derived from them."""
    names = ["occurred", "actor", "recipient", "when", "number", *slots]
    rank = {name: n for n, name in enumerate(names)}

    def key(cell: Cell) -> tuple[int, str, bool]:
        base = cell.slot.split(":")[0]
        return rank.get(base, len(rank)), base, cell.claim is None

    return sorted(cells, key=key)


def _subtitle(incident: Incident) -> str:
    parts = []
    for cell in incident.cells:
        if cell.slot == "when" and isinstance(cell.value, When):
            parts.append(moment_words(cell.value))
    if not parts:
        days = [c for c in incident.cells if c.slot in ("day", "date") and c.value is not None]
        parts += [notation(c.value) for c in days[:1]]
    for cell in incident.cells:
        if cell.slot in ("launch_area", "place", "destination") and cell.value is not None:
            parts.append(notation(cell.value))
            break
    headlines = [c for c in incident.cells if c.slot == "number:headline"] or [
        c for c in incident.cells if c.slot == "count:headline"
    ]
    parts += [str(c.value) for c in headlines[:1]]
    return " · ".join(parts)


def moment_words(when: When) -> str:
    """Local time, what of it is inferred, and the UTC instant: "about … = …Z"."""
    inferred = [part for part, basis in when.basis if basis is Basis.INFERRED]
    text = f"{'about ' if when.approximator else ''}{(when.earliest or '').replace('T', ' ')}"
    if when.offset_notation:
        text += f" {when.offset_notation}"
    if when.utc:
        text += f" = {when.utc}"
    return text + (f" ({', '.join(inferred)} inferred)" if inferred else "")


def _row(
    cell: Cell,
    kind: str,
    documents: Mapping[str, str],
    authorities: Mapping[str, Authority],
    labels: Mapping[tuple[str, str], str],
) -> Row:
    base = cell.slot.split(":")[0]
    label = labels.get((kind, base), base)
    value = moment_words(cell.value) if cell.slot == "when" and isinstance(
        cell.value, When
    ) else notation(cell.value)  # fmt: skip
    if cell.slot.endswith(":headline"):
        value = f"headline {value}"
    rule = "; ".join(s.rule for s in cell.derivation)
    claim = cell.claim
    if claim is None:
        return Row(label, value, "", "derived", (), None, rule, True)
    who = " and ".join(name_of(w, authorities) for w in cell.said_by)
    if claim.via:
        who += " via " + " ← ".join(name_of(v, authorities) for v in claim.via)
    rule = "; ".join(s.rule for s in claim.derivation)
    if claim.scope:
        value += f" by {claim.scope}"
    return Row(label, value, who, _how(claim.modality, claim.polarity, claim.certainty),
               claim.evidence, documents.get(claim.mention), rule, False)  # fmt: skip


def _how(modality: Modality, polarity: Polarity, certainty: Certainty) -> str:
    words = [str(modality)] if modality is not Modality.ASSERTED else []
    if polarity is Polarity.NEGATIVE:
        words.append("negated")
    if certainty is not Certainty.CERTAIN:
        words.append(str(certainty))
    return ", ".join(words)


def _witnesses(
    incident: Incident, authorities: Mapping[str, Authority], outlet: str | None
) -> list[tuple[str, str]]:
    out = []
    for row in incident.corroboration:
        if not row.authorities:
            continue
        who = ", ".join(name_of(a, authorities) for a in row.authorities)
        count = len(row.authorities)
        text = (
            f"{count} authorit{'y' if count == 1 else 'ies'} of {len(row.voices)} "
            f"government{'' if len(row.voices) == 1 else 's'}: {who}; "
            f"{row.documents} document{'' if row.documents == 1 else 's'}, "
            f"outlet {outlet or 'not stated'}"
        )
        if row.coordination and count > 1:
            quote = " ".join(row.coordination[0][1].quote.split())
            text += f"; coordination stated (“{quote}”), so independence is not shown"
        out.append((f"who says {row.slot}", text))
    return out


def value_spans(row: Row) -> tuple[Evidence, ...]:
    """The evidence of a row that holds its value, for highlighting first."""
    return tuple(e for e in row.evidence if e.role is EvidenceRole.VALUE)
