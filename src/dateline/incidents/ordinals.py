"""Ordinal and "first since" claims held against the ledger, under stated counting rules.

1. A claim names a number, a stretch of days up to the happening's own day, and perhaps a type
   ("intercontinental ballistic missile"), which is looked up among the words of the pack's slots.
2. Counted: happenings of the same pack and actor that an authority or report says occurred, on a
   stated day inside the stretch, up to the happening itself, and of that type where one is named.
3. Three counts: by launch day (days), by incident (a salvo is one), by thing (the figures' lower
   bounds; a happening without a figure is one). A claim of things is held against the last, every
   other against the first two.
4. *contradicted*: each of its counts is higher than the number. Counts can only grow with more
   reading, so this holds whatever was not read. *supported*: a count equals a number above one, or
   the first of a stretch that was read. *not enough coverage*: a count is lower, or it is the
   first of a stretch that was not read. Read means: no run of days without a document above `GAP`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.incidents.happening import days_of, states_of
from dateline.incidents.outcomes import GAP
from dateline.kinds import Kind
from dateline.model import (
    Claim,
    Claims,
    Denominator,
    EvidenceRole,
    Figure,
    Finding,
    Incident,
    Modality,
    Polarity,
    Verdict,
)
from dateline.model.denominators import span_days
from dateline.reference.ordinals import PHRASE, start_of

SLOT = "ordinal"


@dataclass(frozen=True, slots=True)
class Counted:
    """A happening as it is counted: its first stated day, actors' states, and least number of
    things."""

    incident: Incident
    day: str
    states: frozenset[str]
    things: int
    words: Mapping[str, frozenset[str]]


def checked(
    incidents: Sequence[Incident], documents: Sequence[Claims], kinds: Mapping[str, Kind]
) -> tuple[Incident, ...]:
    """The incidents, those with ordinal claims with a finding for each distinct one."""
    if not any(_claims(i) for i in incidents):
        return tuple(incidents)
    listed = [c for i in incidents for c in [_counted(i, kinds[i.kind])] if c is not None]
    by_id = {c.incident.id: c for c in listed}
    read = [(d.published, d.outlet) for d in documents]
    out = []
    for incident in incidents:
        own = by_id.get(incident.id)
        found = [
            _finding(claim, own, phrase, listed, kinds[incident.kind], read)
            for claim in _claims(incident) if own is not None and (phrase := _phrase(claim))
        ]  # fmt: skip
        told = tuple({(f.text, f.verdict): f for f in found}.values())
        out.append(replace(incident, findings=(*incident.findings, *told)) if told else incident)
    return tuple(out)


def _claims(incident: Incident) -> list[Claim]:
    return [
        c.claim for c in incident.cells
        if c.slot == SLOT and c.claim is not None and c.claim.polarity is Polarity.POSITIVE
        and isinstance(c.value, Figure)
    ]  # fmt: skip


def _counted(incident: Incident, kind: Kind) -> Counted | None:
    """None for what nobody says happened, or that has no day or actor."""
    facts = [
        c.claim for c in incident.cells
        if c.claim is not None and c.claim.polarity is Polarity.POSITIVE
        and c.claim.modality in (Modality.ASSERTED, Modality.REPORTED)
    ]  # fmt: skip
    days = sorted(days_of(facts, kind))
    states = states_of(frozenset(str(c.value) for c in facts if c.slot == "actor"))
    if not days or not states or not any(c.slot == "occurred" for c in facts):
        return None
    figures = [c.value for c in facts if c.slot in kind.identity.counts and c.slot != SLOT
               and isinstance(c.value, Figure)]  # fmt: skip
    words: dict[str, set[str]] = {}
    for claim in facts:
        if isinstance(claim.value, str):
            words.setdefault(claim.slot, set()).add(claim.value)
    return Counted(
        incident, days[0], states, max([1, *(int(f.interval[0]) for f in figures)]),
        {slot: frozenset(values) for slot, values in words.items()},
    )  # fmt: skip


def _phrase(claim: Claim) -> re.Match[str] | None:
    """The words of the ordinal; None where the ledger retains no characters."""
    return PHRASE.search(next(e.quote for e in claim.evidence if e.role is EvidenceRole.VALUE))


def _finding(
    claim: Claim, own: Counted, phrase: re.Match[str], listed: Sequence[Counted], kind: Kind,
    read: Sequence[tuple[str | None, str | None]],
) -> Finding:  # fmt: skip
    figure = claim.value
    assert isinstance(figure, Figure)
    quote = phrase.string
    start = start_of(phrase["stretch"], date.fromisoformat(own.day))  # 1.
    first = start.isoformat() if start else None
    types = _types(phrase["between"], kind)
    inside = [
        c for c in listed
        if c.incident.kind == kind.name and c.states & own.states and c.day <= own.day
        and (first is None or c.day >= first) and (c is own or _is_of(c, types))
    ]  # fmt: skip
    inside.sort(key=lambda c: (c.day, c.incident.id))  # 2.
    days = len({c.day for c in inside})
    things = sum(c.things for c in inside)
    counts = [things] if figure.unit != kind.family else [days, len(inside)]  # 3.
    denominator = Denominator.of(read, first, own.day)
    verdict = _verdict(int(figure.number or 0), counts, denominator, first)  # 4.
    who = " and ".join(claim.said_by)
    names = "; ".join(f"{c.day} {c.incident.id[:12]}" for c in inside)
    kinds = f" of type {', '.join(sorted(v for vs in types.values() for v in vs))}" if types else ""
    text = (
        f"“{' '.join(quote.split())}” ({who}): the ledger counts {days} by day, {len(inside)} by "
        f"incident, at least {things} by thing{kinds}, from {first or 'any time'} to {own.day}: "
        f"{names}"
    )
    inputs = (claim.id, *(c.incident.id for c in inside))
    limits = f"In {denominator.words}. A count of reports read; it can only grow"
    return Finding("ordinal", verdict, text, limits, None, inputs, claim.evidence)


def _types(between: str, kind: Kind) -> dict[str, set[str]]:
    """Values of the pack's slots of words that the phrase names, by slot."""
    spoken = f" {' '.join(between.lower().split())} "
    out: dict[str, set[str]] = {}
    for slot in kind.slots:
        for value, phrases in slot.words.items() if slot.fill == "words" else ():
            if any(f" {p} " in spoken or f" {p}s " in spoken for p in phrases):
                out.setdefault(slot.name, set()).add(value)
    return out


def _is_of(counted: Counted, types: Mapping[str, set[str]]) -> bool:
    """Whether a happening is of the type; one that states none is not counted as one."""
    return all(wanted & counted.words.get(slot, frozenset()) for slot, wanted in types.items())


def _verdict(stated: int, counts: Sequence[int], read: Denominator, first: str | None) -> Verdict:
    if min(counts) > stated:
        return Verdict.CONTRADICTED
    longest = max((span_days(a, b) for a, b in read.empty), default=0)
    covered = first is not None and longest <= GAP
    if stated in counts and (stated > 1 or covered):
        return Verdict.SUPPORTED
    return Verdict.NOT_COVERED if not covered else Verdict.CONTRADICTED
