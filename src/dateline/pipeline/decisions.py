"""An analyst's decisions: written to the log, attached to today's readings, applied, undone.

A decision is tied to words, not to ids; how it is attached to a reading is in `judged`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.incidents.conflicts import chain, consistent
from dateline.ledger import Connection, Ledger, batches, judgements, related, rows
from dateline.model import (
    Anchor,
    Claim,
    Claims,
    DatelineError,
    Incident,
    Judgement,
    Mention,
    Prediction,
    Span,
)
from dateline.pipeline import increments, states
from dateline.pipeline.judged import (
    PREDICTION,
    Numbered,
    applied,
    attach,
    judged,
    parted,
    value_span,
)
from dateline.pipeline.reading import relate
from dateline.pipeline.relink import record
from dateline.pipeline.resources import Resources

CONTEXT = 32
PAIRS = ("same", "not-same", "part-of")


def mention_anchor(mention: Mention, text: str) -> Anchor:
    """The words of a trigger."""
    return _anchor(mention.document, mention.trigger, text, mention.kind)


def claim_anchor(claim: Claim, mention: Mention, text: str) -> Anchor:
    """The words of a value, with its slot and who says it."""
    found = _anchor(mention.document, value_span(claim), text, mention.kind)
    return replace(found, slot=claim.slot, said_by=claim.said_by)


def prediction_anchor(prediction: Prediction, text: str) -> Anchor:
    """The words of a prediction, with who says it."""
    found = _anchor(prediction.document, value_span(prediction), text, PREDICTION)
    return replace(found, slot=PREDICTION, said_by=prediction.said_by)


def _anchor(document: str, span: Span, text: str, kind: str) -> Anchor:
    before, behind = max(0, span.start - CONTEXT), span.end + CONTEXT
    return Anchor(
        document, span.start, span.end, span.of(text), text[before : span.start],
        text[span.end : behind], kind,
    )  # fmt: skip


def relate_judged(
    claims: Sequence[Claims], decided: Numbered, resources: Resources
) -> tuple[Incident, ...]:
    """The incidents of current claims under live decisions."""
    found = applied(claims, decided)
    related = relate([judged(c, found) for c in claims], resources, found.ties)
    if not found.parts:
        return related
    home = {m.id: i.id for i in related for m in i.mentions}
    return parted(related, found, home)


def decide(ledger: Ledger, judgement: Judgement, resources: Resources | None = None) -> int:
    """Write a decision to the log and what becomes of incidents by it; returns its number.

    `resources` hold the kinds; those within reach are taken where none are given.

    Raises:
        DatelineError: no name or no reason, an undo of something that does not hold, a pair that
            cannot hold together with decisions that do, or a part of its own part.
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
        if judgement.relation == "part-of" and increments.fresh(connection) is None:
            increments.refresh(connection, resources or Resources())
        refuse_conflict(connection, judgement)
        batch = batches.begin(connection, judgement.recorded, f"fix {judgement.relation}")
        number, mark = judgements.save(connection, judgement, batch)
        counts = {"documents": 0, "readings": 0, "rows": 1, "quarantined": 0}
        relinked = record(connection, batch, resources)
        batches.finish(connection, batch, counts, [mark, *relinked.marks])
    return number


def refuse_conflict(connection: Connection, judgement: Judgement) -> None:
    """Check that a pair can hold together with the decisions that do.

    Raises:
        DatelineError: it cannot; the error names those decisions, or the incidents of the circle.
    """
    if judgement.relation == "part-of":
        _refuse_circle(connection, judgement)
    if judgement.relation not in ("same", "not-same"):
        return
    state = states.take(connection)
    about = [one for _, one in state.decided if one.relation in ("same", "not-same")]
    named = {a.document for one in (*about, judgement) for a in (one.left, one.right) if a}
    read = rows.load(connection, [r.reading for r in state.rows if r.document in named])
    against = conflict(read, state.decided, judgement)
    if against:
        raise DatelineError(
            f"this cannot hold together with decision{'s' if len(against) > 1 else ''} "
            f"{', '.join(map(str, against))}", expected="decisions that agree",
            run=f"dateline undo {against[-1]}, or dateline log --decisions",
        )  # fmt: skip


def _refuse_circle(connection: Connection, judgement: Judgement) -> None:
    """A part that is its own whole, directly or through others, is refused; where no incidents are
    kept there is nothing to check it against."""
    anchors = [a for a in (judgement.left, judgement.right) if a is not None]
    if len(anchors) != 2 or increments.fresh(connection) is None:
        return
    homes = increments.homes(connection, [a.document for a in anchors])
    state = states.take(connection)
    named = {a.document for a in anchors}
    read = rows.load(connection, [r.reading for r in state.rows if r.document in named])
    part, whole = (homes.get(attach(a, read) or "") for a in anchors)
    if part is None or whole is None:
        return
    if part == whole:
        raise DatelineError(
            "both are told as one incident", expected="two incidents",
            run="dateline fix not-same first",
        )  # fmt: skip
    todo, seen = [whole], {whole}
    while todo:
        found = related.some(connection, todo)
        links = [x for one in found.values() if one.incident for x in one.incident.links]
        todo = sorted({x.incident for x in links if x.relation == "part-of"} - seen)
        seen |= set(todo)
        if part in todo:
            raise DatelineError(
                f"incident {whole[:12]} is part of {part[:12]} already, so {part[:12]} cannot be "
                "part of it", expected="no circle", run=f"dateline show {whole[:12]}",
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
