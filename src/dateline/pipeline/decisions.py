"""An analyst's decisions: written to the log, attached to today's readings, applied, undone.

A decision is tied to words, not to ids. After every re-reading it is attached anew:

1. to the row of the same kind (and slot) whose span overlaps the words most,
2. else to the nearest one within `REACH` characters (a trigger that moved by a word),
3. else it is *orphaned*: kept, listed, and applied again once something fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dateline.annotate.figures import read_figure
from dateline.incidents import Ties
from dateline.incidents.conflicts import chain, consistent
from dateline.ledger import Connection, Ledger, batches, judgements, rows
from dateline.model import (
    Anchor,
    Claim,
    Claims,
    DatelineError,
    EvidenceRole,
    Figure,
    Incident,
    Judgement,
    Link,
    Mention,
    Prediction,
    Span,
    Step,
    Value,
    notation,
)
from dateline.pipeline import states
from dateline.pipeline.reading import relate
from dateline.pipeline.relink import Relate, record
from dateline.pipeline.resources import Resources

REACH = 40
CONTEXT = 32
PAIRS = ("same", "not-same", "part-of")
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


def mention_anchor(mention: Mention, text: str) -> Anchor:
    """The words of a trigger."""
    return _anchor(mention.document, mention.trigger, text, mention.kind)


def claim_anchor(claim: Claim, mention: Mention, text: str) -> Anchor:
    """The words of a value, with its slot and who says it."""
    found = _anchor(mention.document, _value_span(claim), text, mention.kind)
    return replace(found, slot=claim.slot, said_by=claim.said_by)


def prediction_anchor(prediction: Prediction, text: str) -> Anchor:
    """The words of a prediction, with who says it."""
    found = _anchor(prediction.document, _value_span(prediction), text, PREDICTION)
    return replace(found, slot=PREDICTION, said_by=prediction.said_by)


def _anchor(document: str, span: Span, text: str, kind: str) -> Anchor:
    before, behind = max(0, span.start - CONTEXT), span.end + CONTEXT
    return Anchor(
        document, span.start, span.end, span.of(text), text[before : span.start],
        text[span.end : behind], kind,
    )  # fmt: skip


def _value_span(claim: Claim | Prediction) -> Span:
    values = [e.span for e in claim.evidence if e.role is EvidenceRole.VALUE]
    return (values or [e.span for e in claim.evidence])[0]


def attach(anchor: Anchor, claims: Sequence[Claims]) -> str | None:
    """The id of the mention or claim an anchor names now; None where it is orphaned."""
    document = next((c for c in claims if c.document == anchor.document), None)
    if document is None:
        return None
    kinds = {m.id: m.kind for m in document.mentions}
    if anchor.slot == PREDICTION:
        rows = [(_value_span(p), p.id) for p in document.predictions]
    elif anchor.slot is None:
        rows = [(m.trigger, m.id) for m in document.mentions if m.kind == anchor.kind]
    else:
        rows = [
            (_value_span(c), c.id) for c in document.claims
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
    same: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    for number, judgement in decided:
        anchors = [a for a in (judgement.left, judgement.right) if a is not None]
        found = [attach(a, claims) for a in anchors]
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


def relate_judged(
    claims: Sequence[Claims], decided: Numbered, resources: Resources
) -> tuple[Incident, ...]:
    """The incidents of current claims under live decisions."""
    found = applied(claims, decided)
    if found.rejected or found.corrected:
        claims = [
            replace(c, claims=tuple(_judged(x, found) for x in c.claims
                                    if x.id not in found.rejected))
            for c in claims
        ]  # fmt: skip
    related = relate(claims, resources, found.ties)
    return _parted(related, found) if found.parts else related


def relating(resources: Resources | None) -> Relate:
    """How claims become incidents under decisions: with these kinds, else those within reach."""
    own = resources or Resources()
    return lambda claims, decided: relate_judged(claims, decided, own)


def _judged(claim: Claim, found: Applied) -> Claim:
    judgement = found.corrected.get(claim.id)
    if judgement is None or judgement.value is None:
        return claim
    value: Value = judgement.value
    if isinstance(claim.value, Figure):
        value = read_figure(judgement.value) or claim.value
    words = f"corrected by {judgement.by}: {judgement.reason}"
    step = Step(words, (notation(claim.value),))
    return replace(claim, value=value, derivation=(*claim.derivation, step))


def _parted(related: tuple[Incident, ...], found: Applied) -> tuple[Incident, ...]:
    home = {m.id: i.id for i in related for m in i.mentions}
    extra: dict[str, list[Link]] = {}
    for part, whole, judgement in found.parts:
        inner, outer = home.get(part), home.get(whole)
        if inner and outer and inner != outer and judgement.left and judgement.right:
            extra.setdefault(inner, []).append(Link("part-of", outer, judgement.left.document))
            extra.setdefault(outer, []).append(Link("has-part", inner, judgement.right.document))
    return tuple(
        replace(i, links=(*i.links, *extra[i.id])) if i.id in extra else i for i in related
    )


def decide(ledger: Ledger, judgement: Judgement, resources: Resources | None = None) -> int:
    """Write a decision to the log and what becomes of incidents by it; returns its number.

    `resources` hold the kinds; those within reach are taken where none are given.

    Raises:
        DatelineError: no name or no reason, an undo of something that does not hold, or a pair that
            cannot hold together with decisions that do.
    """
    if not judgement.by.strip() or not judgement.reason.strip():
        raise DatelineError("a decision needs a name and a reason", run="--by NAME --reason WHY")
    with ledger.writing() as connection:
        holding = {str(n) for n, _ in judgements.live(connection)}
        if judgement.relation == "undo" and judgement.value not in holding:
            raise DatelineError(
                f"no decision {judgement.value!r} that holds",
                expected=f"one of {', '.join(sorted(holding, key=int)) or 'none'}",
                run="dateline log --decisions",
            )  # fmt: skip
        refuse_conflict(connection, judgement)
        batch = batches.begin(connection, judgement.recorded, f"fix {judgement.relation}")
        number, mark = judgements.save(connection, judgement, batch)
        counts = {"documents": 0, "readings": 0, "rows": 1, "quarantined": 0}
        relinked = record(connection, batch, relating(resources))
        batches.finish(connection, batch, counts, [mark, *relinked.marks])
    return number


def refuse_conflict(connection: Connection, judgement: Judgement) -> None:
    """Check that a pair can hold together with the decisions that do.

    Raises:
        DatelineError: it cannot; the error names those decisions.
    """
    if judgement.relation not in ("same", "not-same"):
        return
    state = states.take(connection)
    against = conflict(rows.load(connection, state.readings), state.decided, judgement)
    if against:
        raise DatelineError(
            f"this cannot hold together with decision{'s' if len(against) > 1 else ''} "
            f"{', '.join(map(str, against))}", expected="decisions that agree",
            run=f"dateline undo {against[-1]}, or dateline log --decisions",
        )  # fmt: skip


def conflict(claims: Sequence[Claims], decided: Numbered, judgement: Judgement) -> tuple[int, ...]:
    """Numbers of the decisions with which a `same` or `not-same` cannot hold: the one that tells
    apart, if any, first, then those that lead from one mention to the other. Empty where it can."""
    same: list[tuple[str, str]] = []
    apart: list[tuple[str, str]] = []
    numbers: dict[str, list[int]] = {"same": [], "not-same": []}
    for number, one in [*decided, (0, judgement)]:
        if one.relation in numbers and one.left and one.right:
            left, right = attach(one.left, claims), attach(one.right, claims)
            if left and right:
                (same if one.relation == "same" else apart).append((left, right))
                numbers[one.relation].append(number)
    told = dict(zip(numbers["not-same"], apart))
    if judgement.relation == "not-same":
        told = {0: told[0]} if 0 in told else {}
    for number, (left, right) in told.items():
        path = chain(same, left, right)
        if path is not None and (number == 0 or numbers["same"].index(0) in path):
            found = (number, *(numbers["same"][n] for n in path))
            return tuple(n for n in found if n)
    return ()


def suspended(claims: Sequence[Claims], decided: Numbered) -> list[int]:
    """Numbers of `same` decisions that are left out, because what they join is told apart."""
    same, apart, numbers = [], [], []
    for number, one in decided:
        if one.relation in ("same", "not-same") and one.left and one.right:
            left, right = attach(one.left, claims), attach(one.right, claims)
            if left and right and one.relation == "same":
                same.append((left, right))
                numbers.append(number)
            elif left and right:
                apart.append((left, right))
    return [numbers[n] for n in consistent(same, apart)[1]]


def creates_cycle(incidents: Sequence[Incident], part: str, whole: str) -> bool:
    """Whether `whole` is already, at some remove, a part of `part`."""
    above = {i.id: [x.incident for x in i.links if x.relation == "part-of"] for i in incidents}
    todo, seen = [whole], set()
    while todo:
        ident = todo.pop()
        if ident == part:
            return True
        if ident not in seen:
            seen.add(ident)
            todo += above.get(ident, [])
    return False
