"""Decisions that hold, attached to the readings of today.

A decision is tied to words, not to ids. After every re-reading it is attached anew:

1. to the row of the same kind (and slot) whose span overlaps the words most,
2. else to the nearest one within `REACH` characters (a trigger that moved by a word),
3. else it is *orphaned*: kept, listed, and applied again once something fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dateline.annotate.figures import read_figure
from dateline.incidents import Ties
from dateline.model import (
    Anchor,
    Claim,
    Claims,
    EvidenceRole,
    Figure,
    Incident,
    Judgement,
    Link,
    Prediction,
    Span,
    Step,
    Value,
    notation,
)

REACH = 40
PREDICTION = "prediction"
"""What stands for the slot in the anchor of a prediction."""

Numbered = Sequence[tuple[int, Judgement]]


@dataclass(slots=True)
class Applied:
    """Live decisions as they attach to current claims; `orphaned` are numbers that do not."""

    ties: Ties = field(default_factory=Ties)
    parts: list[tuple[str, str, Judgement]] = field(default_factory=list)
    rejected: set[str] = field(default_factory=set)
    corrected: dict[str, Judgement] = field(default_factory=dict)
    outcomes: dict[str, tuple[Judgement, str | None]] = field(default_factory=dict)
    orphaned: list[int] = field(default_factory=list)


def value_span(claim: Claim | Prediction) -> Span:
    """The words of its value."""
    values = [e.span for e in claim.evidence if e.role is EvidenceRole.VALUE]
    return (values or [e.span for e in claim.evidence])[0]


def attach(anchor: Anchor, claims: Sequence[Claims]) -> str | None:
    """The id of the mention or claim an anchor names now; None where it is orphaned."""
    document = next((c for c in claims if c.document == anchor.document), None)
    return _attach(anchor, document) if document else None


def _attach(anchor: Anchor, document: Claims) -> str | None:
    kinds = {m.id: m.kind for m in document.mentions}
    if anchor.slot == PREDICTION:
        rows = [(value_span(p), p.id) for p in document.predictions]
    elif anchor.slot is None:
        rows = [(m.trigger, m.id) for m in document.mentions if m.kind == anchor.kind]
    else:
        rows = [
            (value_span(c), c.id) for c in document.claims
            if c.slot == anchor.slot and kinds.get(c.mention) == anchor.kind
            and (c.said_by == anchor.said_by or not anchor.said_by)
        ]  # fmt: skip
    own = Span(anchor.start, anchor.end)
    ranked = sorted((_distance(own, span), span, ident) for span, ident in rows)
    return ranked[0][2] if ranked and ranked[0][0] <= REACH else None  # 1. 2. 3.


def _distance(left: Span, right: Span) -> int:
    """Negative number of shared characters, or characters between."""
    return max(left.start, right.start) - min(left.end, right.end)


def applied(claims: Sequence[Claims], decided: Numbered) -> Applied:
    """Attach live decisions to current claims."""
    out = Applied()
    read = {c.document: c for c in claims} if decided else {}
    same: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    for number, judgement in decided:
        anchors = [a for a in (judgement.left, judgement.right) if a is not None]
        found = [_attach(a, read[a.document]) if a.document in read else None for a in anchors]
        if not found or None in found:
            out.orphaned.append(number)
            continue
        ids = [x for x in found if x is not None]
        match judgement.relation:
            case "same":
                same.append((ids[0], ids[1]))
            case "not-same":
                apart.append((ids[0], ids[1]))
            case "part-of":
                out.parts.append((ids[0], ids[1], judgement))
            case "reject":
                out.rejected.add(ids[0])
            case "outcome":
                out.outcomes[ids[0]] = (judgement, ids[1] if len(ids) > 1 else None)
            case _:
                out.corrected[ids[0]] = judgement
    out.ties = Ties(tuple(same), tuple(apart))
    return out


def judged(document: Claims, found: Applied) -> Claims:
    """A document without the claims that an analyst rejected, and with their corrections."""
    if not found.rejected and not found.corrected:
        return document
    held = (c for c in document.claims if c.id not in found.rejected)
    return replace(document, claims=tuple(_corrected(c, found) for c in held))


def _corrected(claim: Claim, found: Applied) -> Claim:
    judgement = found.corrected.get(claim.id)
    if judgement is None or judgement.value is None:
        return claim
    value: Value = judgement.value
    if isinstance(claim.value, Figure):
        value = read_figure(judgement.value) or claim.value
    words = f"corrected by {judgement.by}: {judgement.reason}"
    step = Step(words, (notation(claim.value),))
    return replace(claim, value=value, derivation=(*claim.derivation, step))


def parted(
    incidents: Sequence[Incident], found: Applied, home: Mapping[str, str]
) -> tuple[Incident, ...]:
    """Incidents with the parts and wholes that an analyst named; `home`: mention → incident."""
    extra: dict[str, list[Link]] = {}
    for part, whole, judgement in found.parts:
        inner, outer = home.get(part), home.get(whole)
        if inner and outer and inner != outer and judgement.left and judgement.right:
            extra.setdefault(inner, []).append(Link("part-of", outer, judgement.left.document))
            extra.setdefault(outer, []).append(Link("has-part", inner, judgement.right.document))
    return tuple(
        replace(i, links=(*i.links, *extra[i.id])) if i.id in extra else i for i in incidents
    )
