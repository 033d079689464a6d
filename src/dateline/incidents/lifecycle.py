"""How an incident was told: reported, confirmed, being analysed, meeting, warning, no comment."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import (
    NARRATOR,
    Claim,
    Claims,
    EvidenceRole,
    LifecycleStep,
    Mention,
    Occurrence,
    Polarity,
    Span,
    Statement,
    occurrence_of,
)

_CONFIRMING = ("confirm", "acknowledge", "verif", "admit")
_RESPONSES = {
    "CONSULT": "meeting", "AGREE": "agreement", "SUPPORT": "support", "REQUEST": "request",
    "ACCUSE": "accusation", "REJECT": "rejection", "THREATEN": "threat", "PROTEST": "protest",
    "SANCTION": "sanction", "MOBILIZE": "mobilisation", "COERCE": "coercion", "ASSAULT": "attack",
}  # fmt: skip
_FIRST = {
    Occurrence.TOLD: "reported", Occurrence.EXPECTED: "", Occurrence.DENIED: "denied",
    Occurrence.SUPPOSED: "",
}  # fmt: skip
_SAID = {
    "warn": "warning", "caution": "warning", "condemn": "condemnation", "denounc": "condemnation",
    "deplor": "condemnation", "protest": "protest",
}  # fmt: skip
"""Beginnings of cues → the step that such a statement is."""


def lifecycle(
    mentions: Sequence[Mention],
    claims: Sequence[Claim],
    documents: Sequence[Claims],
    responses: Sequence[Mention],
    stages: Sequence[str],
) -> tuple[LifecycleStep, ...]:
    """Steps in the order of the documents and of their text.

    1. Reported: the first claim that it occurred; before or beside it the first that it is
    predicted, intended, ordered, denied or supposed. 2. Confirmed: a later one under a confirming
    cue. 3. A claim of a slot that the pack marks as a stage ("being analysed"). 4. Meeting or other
    response: a linked happening. 5. Warnings, condemnations, protests, and silence ("has not
    commented"), of the same documents, each with what it is about, since silence on something else
    is not silence on this.
    """
    found: list[tuple[tuple[int, int], LifecycleStep]] = []
    rank = {d.document: n for n, d in enumerate(documents)}
    place = {m.id: m.document for m in (*mentions, *responses)}

    def add(document: str, start: int, step: LifecycleStep) -> None:
        found.append(((rank.get(document, len(rank)), start), step))

    occurred = [c for c in claims if c.slot == "occurred"]
    known: set[Occurrence] = set()
    for claim in occurred:
        document = place[claim.mention]
        start = claim.evidence[0].span.start
        stage = occurrence_of(claim)
        if stage not in known:  # 1.
            known.add(stage)
            add(document, start, LifecycleStep(_FIRST[stage] or str(claim.modality), document,
                                               claim.said_by, claim.evidence))  # fmt: skip
        elif stage is Occurrence.TOLD and _cue(claim, _CONFIRMING):  # 2.
            add(
                document, start, LifecycleStep("confirmed", document, claim.said_by, claim.evidence)
            )
    for claim in claims:
        if claim.slot in stages:  # 3.
            document = place[claim.mention]
            step = LifecycleStep(
                str(claim.value), document, claim.said_by, claim.evidence, claim.scope
            )
            add(document, claim.evidence[0].span.start, step)
    for mention in responses:  # 4.
        quotes = tuple(
            e for d in documents for c in d.claims
            if c.mention == mention.id and c.slot == "occurred" for e in c.evidence
        )  # fmt: skip
        if quotes:
            kind = _RESPONSES.get(mention.type, "response")
            step = LifecycleStep(kind, mention.document, (NARRATOR,), quotes, quotes[0].quote)
            add(mention.document, mention.trigger.start, step)
    for report in documents:  # 5.
        for said in report.statements:
            label = _statement_step(said)
            if label:
                start = min(e.span.start for e in said.evidence)
                note = next((e.quote for e in said.evidence if e.role is EvidenceRole.VALUE), None)
                add(
                    report.document,
                    start,
                    LifecycleStep(label, report.document, said.said_by, said.evidence, note),
                )
    ordered = sorted(found, key=lambda pair: pair[0])
    return tuple(dict.fromkeys(step for _, step in ordered))


def _cue(claim: Claim, stems: tuple[str, ...]) -> bool:
    return any(
        e.role is EvidenceRole.CUE and e.quote.lower().startswith(stems) for e in claim.evidence
    )


def _statement_step(said: Statement) -> str | None:
    cues = " ".join(e.quote.lower() for e in said.evidence if e.role is EvidenceRole.CUE)
    if said.polarity is Polarity.NEGATIVE and "comment" in cues:
        return "no comment"
    return next((step for stem, step in _SAID.items() if cues.startswith(stem)), None)


def covers(claims: Sequence[Claim], span: Span) -> bool:
    """Whether any claim rests on `span`."""
    return any(e.span.overlaps(span) for c in claims for e in c.evidence)
