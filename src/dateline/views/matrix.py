"""Who says what of one incident: authority × slot, and how the values stand to each other.

1. One row per claim: the authority, the slot, its value in canonical notation, where it stands.
2. `relations` lists every other authority that states the slot and how the two claims stand
   (`incidents.standing`); `stands` is the most telling of them, "alone" where nobody else does.
3. A slot of the kind that is shown when nobody states it has a row of its own: "not stated".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from dateline.kinds import Kind
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Authority,
    Claim,
    Claims,
    Document,
    Incident,
    Modality,
    Polarity,
    notation,
)
from dateline.views.card import name_of

COLUMNS = (
    "incident", "slot", "label", "authority", "name", "value", "part", "scope", "modality",
    "polarity", "stands", "relations", "document", "published", "start", "end", "quote", "claim",
)  # fmt: skip

TELLING = ("contradict", "retracted", "update", "rounding", "refine", "agree", "not reconciled")
ALONE = "alone"
SIGNS = {
    "contradict": "≠", "retracted": "✗", "update": "↻", "rounding": "≈", "refine": "⊂",
    "agree": "=", "not reconciled": "·", "alone": " ",
}  # fmt: skip
_CORE = ("occurred", "actor", "recipient")


class Stands(Protocol):
    """How two claims, named by their ids, stand to each other."""

    @property
    def left(self) -> str: ...
    @property
    def right(self) -> str: ...
    @property
    def relation(self) -> str: ...


def rows(
    incident: Incident,
    documents: Sequence[tuple[Document, Claims]],
    kind: Kind,
    standings: Sequence[Stands] = (),
) -> list[dict[str, Any]]:
    """Rows in the order of the card's slots, claims of a slot in text order."""
    held = {d.id: (d, c) for d, c in documents}
    homes = {m.id: held[m.document] for m in incident.mentions}
    claims = [c.claim for c in incident.cells if c.claim is not None]
    idents = {id(c): c.id for c in claims}
    by_id = {idents[id(c)]: c for c in claims}
    related: dict[str, list[tuple[str, str]]] = {}
    for stands in standings:
        related.setdefault(stands.left, []).append((str(stands.relation), stands.right))
        if stands.right != stands.left:
            related.setdefault(stands.right, []).append((str(stands.relation), stands.left))
    order = [*_CORE, *(s.name for s in kind.slots)]
    names = [*order, *sorted({c.slot for c in claims} - set(order))]
    out = []
    for name in names:
        own = [c for c in claims if c.slot == name]
        for claim in own:  # 1. 2.
            others = _others(related.get(idents[id(claim)], ()), by_id)
            out.append(_row(incident, claim, kind, homes, others))
        slot = kind.slot(name)
        if not own and slot is not None and slot.shown:  # 3.
            out.append(_empty(incident, name, slot.label))
    return out


def _others(related: Sequence[tuple[str, str]], by_id: Mapping[str, Claim]) -> list[dict[str, str]]:
    found = [
        {"relation": relation, "authority": "+".join(by_id[other].said_by), "claim": other}
        for relation, other in related if other in by_id
    ]  # fmt: skip
    return sorted(found, key=lambda r: (TELLING.index(r["relation"]), r["authority"], r["claim"]))


def _row(
    incident: Incident, claim: Claim, kind: Kind,
    homes: Mapping[str, tuple[Document, Claims]], others: list[dict[str, str]],
) -> dict[str, Any]:  # fmt: skip
    document, held = homes[claim.mention]
    names: dict[str, Authority] = {a.id: a for a in held.authorities}
    slot = kind.slot(claim.slot)
    first = claim.evidence[0] if claim.evidence else None
    return {
        "incident": incident.id,
        "slot": claim.slot,
        "label": slot.label if slot else claim.slot,
        "authority": "+".join(claim.said_by),
        "name": " and ".join(name_of(w, names, claim.evidence) for w in claim.said_by),
        "value": notation(claim.value),
        "part": claim.part,
        "scope": claim.scope,
        "modality": str(claim.modality),
        "polarity": str(claim.polarity),
        "stands": others[0]["relation"] if others else ALONE,
        "relations": others,
        "document": document.id,
        "published": document.published.original if document.published else None,
        "start": first.span.start if first else None,
        "end": first.span.end if first else None,
        "quote": first.quote if first else None,
        "claim": claim.id,
    }


def _empty(incident: Incident, slot: str, label: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row |= {"incident": incident.id, "slot": slot, "label": label, "value": "not stated"}
    return row | {"relations": [], "stands": "not stated"}


def table(found: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """The rows as a table: authorities as columns (narrator and unnamed last), slots as lines.

    A cell holds each value once, with the sign of how it stands.
    """
    authorities = list(dict.fromkeys(r["authority"] for r in found if r["authority"]))
    authorities.sort(key=lambda a: (a in (NARRATOR, UNSTATED), a == UNSTATED))
    lines = []
    for label in dict.fromkeys(r["label"] for r in found):
        cells = [
            "; ".join(dict.fromkeys(
                cell(r) for r in found if r["label"] == label and r["authority"] == who
            ))
            for who in authorities
        ]  # fmt: skip
        lines.append((label, cells))
    return authorities, lines


def cell(row: Mapping[str, Any]) -> str:
    """A value as a cell shows it: sign, value, part, and how it is said where not as a fact."""
    words = [SIGNS[row["stands"]].strip(), row["value"]]
    words += [f"[{row['part']}]"] if row["part"] else []
    denied = row["polarity"] == Polarity.NEGATIVE
    told = (
        row["modality"] in (Modality.ASSERTED, Modality.DENIED)
        if denied
        else (row["modality"] == Modality.ASSERTED)
    )
    words += ["(denied)"] if denied else []
    words += [] if told else [f"({row['modality']})"]
    return " ".join(w for w in words if w)


LEGEND = (
    "= agrees with another   ⊂ refines or is refined   ≈ apart by rounding   ↻ update   "
    "≠ contradicts another   · not comparable   (no sign: nobody else states it)"
)


def draw(found: Sequence[Mapping[str, Any]], width: int = 100) -> str:
    """The table in `width` columns of text; cells are wrapped, never cut."""
    from textwrap import wrap

    authorities, lines = table(found)
    if not authorities:
        return "nobody states anything\n"
    first = min(24, max(len(label) for label, _ in lines))
    each = max(14, (width - first) // len(authorities) - 2)
    out = [_line(["", *authorities], first, each)]
    for label, cells in lines:
        pieces = [wrap(label, first) or [""]]
        pieces += [
            [p for part in c.split("; ") for p in wrap(part, each, subsequent_indent="  ")] or [""]
            for c in cells
        ]  # fmt: skip
        if not any(cells):
            pieces[1] = ["not stated"]
        for n in range(max(map(len, pieces))):
            out.append(_line([p[n] if n < len(p) else "" for p in pieces], first, each))
    return "\n".join([*out, "", *wrap(LEGEND, width)]) + "\n"


def _line(cells: Sequence[str], first: int, each: int) -> str:
    head, *rest = cells
    return (head.ljust(first) + "".join("  " + c.ljust(each) for c in rest)).rstrip()
