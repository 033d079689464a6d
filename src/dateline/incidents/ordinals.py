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
from dataclasses import replace
from datetime import date

from dateline.incidents.outcomes import GAP
from dateline.incidents.outlines import ORDINAL, Outline, Outlines, ordinal_claims, phrase_of
from dateline.kinds import Kind
from dateline.model import (
    Calendar,
    Claim,
    Denominator,
    Figure,
    Finding,
    Incident,
    Verdict,
)
from dateline.model.denominators import span_days
from dateline.reference.ordinals import start_of


def checked(incident: Incident, kind: Kind, outlines: Outlines, read: Calendar) -> Incident:
    """An incident with a finding for each distinct ordinal claim.

    Args:
        read: all documents, or at least the undated ones and those of the stretches counted over.
    """
    own = outlines.by_id.get(incident.id)
    claims = ordinal_claims(incident)
    if not claims or own is None or not own.days:
        return incident
    listed = [o for o in outlines.beside(own) if o.days]
    found = [
        _finding(claim, own, phrase, listed, kind, read)
        for claim in claims if (phrase := phrase_of(claim))
    ]  # fmt: skip
    told = tuple({(f.text, f.verdict): f for f in found}.values())
    return replace(incident, findings=(*incident.findings, *told)) if told else incident


def _finding(
    claim: Claim, own: Outline, phrase: re.Match[str], listed: Sequence[Outline], kind: Kind,
    read: Calendar,
) -> Finding:  # fmt: skip
    figure = claim.value
    assert isinstance(figure, Figure)
    quote = phrase.string
    day = own.days[0]
    from_ = start_of(phrase["stretch"], date.fromisoformat(day))  # 1.
    first = from_.isoformat() if from_ else None
    types = _types(phrase["between"], kind)
    inside = [
        c for c in listed
        if c.days[0] <= day and (first is None or c.days[0] >= first)
        and (c is own or _is_of(c, types))
    ]  # fmt: skip
    inside.sort(key=lambda c: (c.days[0], c.incident))  # 2.
    days = len({c.days[0] for c in inside})
    things = sum(c.things for c in inside)
    counts = [things] if figure.unit != kind.family else [days, len(inside)]  # 3.
    denominator = read.stretch(first, day)
    verdict = _verdict(int(figure.number or 0), counts, denominator, first)  # 4.
    who = " and ".join(claim.said_by)
    names = "; ".join(f"{c.days[0]} {c.incident[:12]}" for c in inside)
    kinds = f" of type {', '.join(sorted(v for vs in types.values() for v in vs))}" if types else ""
    text = (
        f"“{' '.join(quote.split())}” ({who}): the ledger counts {days} by day, {len(inside)} by "
        f"incident, at least {things} by thing{kinds}, from {first or 'any time'} to {day}: "
        f"{names}"
    )
    inputs = (claim.id, *(c.incident for c in inside))
    limits = f"In {denominator.words}. A count of reports read; it can only grow"
    return Finding(ORDINAL, verdict, text, limits, None, inputs, claim.evidence)


def _types(between: str, kind: Kind) -> dict[str, set[str]]:
    """Values of the pack's slots of words that the phrase names, by slot."""
    spoken = f" {' '.join(between.lower().split())} "
    out: dict[str, set[str]] = {}
    for slot in kind.slots:
        for value, phrases in slot.words.items() if slot.fill == "words" else ():
            if any(f" {p} " in spoken or f" {p}s " in spoken for p in phrases):
                out.setdefault(slot.name, set()).add(value)
    return out


def _is_of(counted: Outline, types: Mapping[str, set[str]]) -> bool:
    """Whether a happening is of the type; one that states none is not counted as one."""
    return all(wanted & counted.of(slot) for slot, wanted in types.items())


def _verdict(stated: int, counts: Sequence[int], read: Denominator, first: str | None) -> Verdict:
    if min(counts) > stated:
        return Verdict.CONTRADICTED
    longest = max((span_days(a, b) for a, b in read.empty), default=0)
    covered = first is not None and longest <= GAP
    if stated in counts and (stated > 1 or covered):
        return Verdict.SUPPORTED
    return Verdict.NOT_COVERED if not covered else Verdict.CONTRADICTED
