"""Incidents: computed from mentions, claims and live judgements, never edited."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model.claims import Claim, Mention, Step, Value
from dateline.model.lists import IncidentEvent, Modality, Occurrence, Polarity, Verdict
from dateline.model.text import Evidence


@dataclass(frozen=True, slots=True)
class Cell:
    """One slot of an incident: a claim, or a value derived from claims.

    A derived cell has no `claim`; `inputs` then lists the ids of the claims it rests on, and
    `derivation` the rule that made it, so that `verify` can replay it.
    """

    slot: str
    value: Value
    said_by: tuple[str, ...]
    claim: Claim | None = None
    inputs: tuple[str, ...] = ()
    derivation: tuple[Step, ...] = ()

    @property
    def base(self) -> str:
        """The slot of the kind that the cell belongs to: "launched [drone]:headline" → launched."""
        return self.slot.split(":")[0].split(" [")[0]

    @property
    def part(self) -> str:
        """What of the slot a derived cell counts: "launched [drone]:headline" → drone, else ""."""
        return self.slot.split(":")[0].partition(" [")[2].removesuffix("]")


@dataclass(frozen=True, slots=True)
class LifecycleStep:
    """A step of an incident's life: reported, confirmed, being analysed, meeting, warning …

    `document` is the one its evidence lies in.
    """

    step: str
    document: str
    said_by: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ContextFact:
    """A dated fact shown beside an incident because it was in force that day; no claim of ours."""

    id: str
    name: str
    text: str
    since: str
    until: str | None
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of a check, with what it does not show.

    `reference` is textbook arithmetic shown in a block of its own; it says nothing about the
    incident and is never exported as a claim.
    """

    check: str
    verdict: Verdict
    text: str
    limits: str
    reference: str | None = None
    inputs: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A relation to another incident: response-to, part-of, before, after, coincides-with.

    `document` is the one its evidence lies in.
    """

    relation: str
    incident: str
    document: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """Who says a slot: authorities, voices (governments) and stated coordination.

    `coordination` holds (document, evidence) of the words that state it. Of `documents`,
    `independent` add something; `copies` are the others, which carry the words of one of them or
    relay its agency. `chains` tell how each came by it: outlet, relays, authorities.
    """

    slot: str
    authorities: tuple[str, ...]
    voices: tuple[str, ...]
    documents: int
    coordination: tuple[tuple[str, Evidence], ...] = ()
    independent: int = 0
    copies: tuple[str, ...] = ()
    chains: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a document that a decision is about, so that it survives a re-reading.

    A mention has its trigger here and no `slot`; a claim the span of its value, its slot and who
    says it. `prefix` and `suffix` are the characters before and behind.
    """

    document: str
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str
    kind: str
    slot: str | None = None
    said_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """An analyst's decision: same, not-same, part-of (two mentions); reject, correct (a claim).

    `undo` takes back the decision whose number is in `value`; `value` of `correct` is the right
    value in words.
    """

    relation: str
    left: Anchor | None
    right: Anchor | None
    by: str
    reason: str
    recorded: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One real-world happening: the cluster of mentions and claims about it."""

    id: str
    kind: str
    type: str
    mode: str | None
    mentions: tuple[Mention, ...]
    cells: tuple[Cell, ...]
    lifecycle: tuple[LifecycleStep, ...] = ()
    findings: tuple[Finding, ...] = ()
    links: tuple[Link, ...] = ()
    corroboration: tuple[Corroboration, ...] = ()
    facts: tuple[ContextFact, ...] = ()

    @property
    def occurrence(self) -> Occurrence:
        """Whether anybody says that it happened, or it is only expected, denied or supposed.

        An incident without a claim of the slot `occurred` is told: its reports take it for granted.
        """
        said = [c.claim for c in self.cells if c.slot == "occurred" and c.claim is not None]
        found = {occurrence_of(claim) for claim in said}
        return next((o for o in Occurrence if o in found), Occurrence.TOLD)


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an incident. `mentions` counts those concerned.

    `other` is the incident it was merged into, split from, or whose id it has now (moved).
    """

    event: IncidentEvent
    incident: str
    other: str | None = None
    mentions: int = 0


_EXPECTED = frozenset({Modality.PREDICTED, Modality.INTENDED, Modality.ORDERED, Modality.REQUESTED})


def occurrence_of(claim: Claim) -> Occurrence:
    """What one claim of the slot `occurred` makes of the happening."""
    if claim.modality in (Modality.ASSERTED, Modality.REPORTED):
        told = claim.polarity is Polarity.POSITIVE
        return Occurrence.TOLD if told else Occurrence.DENIED
    if claim.modality is Modality.DENIED:
        return Occurrence.DENIED
    expected = claim.modality in _EXPECTED and claim.polarity is Polarity.POSITIVE
    return Occurrence.EXPECTED if expected else Occurrence.SUPPOSED
