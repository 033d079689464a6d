"""From ids an analyst names to a judgement tied to words."""

from __future__ import annotations

from typing import Any

from dateline.model import (
    Anchor,
    Claim,
    DatelineError,
    Incident,
    Judgement,
    Mention,
    PredictionStatus,
)
from dateline.pipeline import questions
from dateline.pipeline.decisions import (
    PAIRS,
    claim_anchor,
    creates_cycle,
    decide,
    mention_anchor,
    prediction_anchor,
)
from dateline.pipeline.differences import foresee
from dateline.pipeline.snapshots import Snapshot

RELATIONS = (*PAIRS, "reject", "correct", "outcome")


def judgement(
    state: Snapshot, relation: str, left: str, right: str, *, by: str, reason: str,
    recorded: str, incident: str = "",
) -> Judgement:  # fmt: skip
    """What is decided, tied to words.

    `left` is an incident or mention for `same`, `not-same` and `part-of`, `right` the other one;
    for `reject` and `correct` a claim, `right` the right value in words; for `outcome` a
    prediction, `right` its status and `incident` what it rests on, where there is one.

    Raises:
        DatelineError: an unknown relation or id, no name, no reason, no value, or a circle.
    """
    if relation not in RELATIONS:
        raise DatelineError(f"relation {relation!r}", expected=", ".join(RELATIONS))
    if not by.strip() or not reason.strip():
        raise DatelineError("a decision needs a name and a reason")
    if relation != "reject" and not right.strip():
        raise DatelineError(f"{relation} needs two values", expected="another id, or a value")
    other = value = None
    if relation in PAIRS:
        one, two = mention(state, left), mention(state, right)
        if one[1].id == two[1].id:
            raise DatelineError("both are the same mention", expected="two mentions")
        if relation == "part-of" and creates_cycle(state.incidents, one[0].id, two[0].id):
            raise DatelineError(f"{right!r} is already part of {left!r}", expected="no circle")
        anchor, other = _anchor(state, one[1]), _anchor(state, two[1])
    elif relation == "outcome":
        anchor, value = _foretold(state, left, right.strip()), right.strip()
        other = _anchor(state, mention(state, incident)[1]) if incident.strip() else None
    else:
        home, said = claim(state, left)
        told = next(m for m in home.mentions if m.id == said.mention)
        document = state.pairs([told.document])[0][0]
        anchor = claim_anchor(said, told, document.text.characters)
        value = right.strip() if relation == "correct" else None
    return Judgement(relation, anchor, other, by.strip(), reason.strip(), recorded, value)


def judge(
    state: Snapshot, relation: str, left: str, right: str, *, by: str, reason: str,
    recorded: str, incident: str = "",
) -> int:  # fmt: skip
    """Write a decision; returns its number. Arguments and errors as of `judgement`."""
    made = judgement(
        state, relation, left, right, by=by, reason=reason, recorded=recorded, incident=incident
    )
    return decide(state.ledger, made, state.resources)


def foreseen(
    state: Snapshot, relation: str, left: str, right: str, *, by: str, reason: str, recorded: str
) -> list[dict[str, Any]]:
    """What a decision would change, written nowhere: rows of `views.diff`."""
    made = judgement(state, relation, left, right, by=by, reason=reason, recorded=recorded)
    return foresee(state.ledger, state.resources, made)


def without(
    state: Snapshot, number: str, *, by: str, reason: str, recorded: str
) -> list[dict[str, Any]]:
    """What taking a decision back would change, written nowhere: rows of `views.diff`."""
    made = Judgement("undo", None, None, by.strip(), reason.strip(), recorded, number)
    return foresee(state.ledger, state.resources, made)


def undo(state: Snapshot, number: str, *, by: str, reason: str, recorded: str) -> int:
    """Take a decision back; both stay in the log.

    Raises:
        DatelineError: no name, no reason, or no such decision that holds.
    """
    judgement = Judgement("undo", None, None, by.strip(), reason.strip(), recorded, number)
    return decide(state.ledger, judgement, state.resources)


def mention(state: Snapshot, ident: str) -> tuple[Incident, Mention]:
    """An incident and its mention of that id, else its first mention."""
    incident = state.find(ident.strip())
    named = (m for m in incident.mentions if m.id.startswith(ident.strip()))
    return incident, next(named, incident.mentions[0])


def claim(state: Snapshot, ident: str) -> tuple[Incident, Claim]:
    """A claim by its id, with its incident.

    Raises:
        DatelineError: the current claims hold none of that id.
    """

    def make() -> dict[str, tuple[Incident, Claim]]:
        return {c.claim.id: (i, c.claim) for i in state.incidents for c in i.cells if c.claim}

    index: dict[str, tuple[Incident, Claim]] = state.once("claims", make)
    if ident not in index:
        raise DatelineError(f"no claim {ident!r}", expected="the id of a current claim")
    return index[ident]


def _foretold(state: Snapshot, ident: str, status: str) -> Anchor:
    """The words of a prediction whose outcome is said to be `status`."""
    words = [str(s) for s in PredictionStatus]
    if status not in words:
        raise DatelineError(f"status {status!r}", expected=f"one of {', '.join(words)}")
    row = questions.prediction(state, ident)
    document, claims = state.pairs([row["document"]])[0]
    found = next(p for p in claims.predictions if p.id == row["id"])
    return prediction_anchor(found, document.text.characters)


def _anchor(state: Snapshot, told: Mention) -> Anchor:
    document = state.pairs([told.document])[0][0]
    return mention_anchor(told, document.text.characters)
