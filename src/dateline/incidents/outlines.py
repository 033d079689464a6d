"""What of an incident others are held against: its actors, days, types and counts.

Series look for their parts, and ordinal claims for what they count, among outlines: few words in
place of whole incidents, so that a ledger can keep them and look up those of a stretch of days.

1. An outline is made of what is reported as a fact: asserted or reported, and not denied.
2. Incidents without a pack or an actor's state, or of which nobody says that they occurred, have
   none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.incidents.happening import days_of, states_of
from dateline.kinds import Kind
from dateline.model import (
    Claim,
    Evidence,
    EvidenceRole,
    Figure,
    Incident,
    Modality,
    Polarity,
    When,
)
from dateline.reference.ordinals import PHRASE, start_of

ORDINAL = "ordinal"
"""The slot of ordinal claims; a count of it is none of things."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Facts of one incident, by its id.

    `rank` is what incidents are sorted by; `states` are of its actors; `days` are stated (ISO,
    sorted); `things` is the least number its figures allow; `words` are (slot, values). A series
    has `stretch`, (first day, last day), with the `document` and `evidence` that state it.
    `since` is the earliest day its ordinal claims count from, empty for any time, None without any.
    """

    incident: str
    kind: str
    rank: str
    states: tuple[str, ...]
    days: tuple[str, ...]
    things: int
    words: tuple[tuple[str, tuple[str, ...]], ...]
    stretch: tuple[str, str] | None
    document: str | None
    evidence: tuple[Evidence, ...]
    since: str | None

    def of(self, slot: str) -> frozenset[str]:
        """The words it states in a slot."""
        return frozenset(dict(self.words).get(slot, ()))


def outline(incident: Incident, kind: Kind, rank: str) -> Outline | None:
    """1. The outline of an incident; None where nothing can be held against it."""
    if kind.name == "generic":  # 2.
        return None
    facts = [
        c.claim for c in incident.cells
        if c.claim is not None and c.claim.polarity is Polarity.POSITIVE
        and c.claim.modality in (Modality.ASSERTED, Modality.REPORTED)
    ]  # fmt: skip
    states = states_of(frozenset(str(c.value) for c in facts if c.slot == "actor"))
    if not states or not any(c.slot == "occurred" for c in facts):
        return None
    counted = [c for c in facts if c.slot in kind.identity.counts and isinstance(c.value, Figure)]
    intervals = [(c.slot, c.value.interval) for c in counted if isinstance(c.value, Figure)]
    words: dict[str, set[str]] = defaultdict(set)
    for claim in facts:
        if isinstance(claim.value, str):
            words[claim.slot].add(claim.value)
    days = tuple(sorted(days_of(facts, kind)))
    several = any(high > 1 for _, (_, high) in intervals)
    told = next(_stretches(facts, kind), None) if several and not days else None
    low, high, claim_ = told or (None, None, None)
    home = {m.id: m.document for m in incident.mentions}
    return Outline(
        incident.id, kind.name, rank, tuple(sorted(states)), days,
        max([1, *(int(low) for slot, (low, _) in intervals if slot != ORDINAL)]),
        tuple((slot, tuple(sorted(values))) for slot, values in sorted(words.items())),
        (low, high) if low and high else None, home[claim_.mention] if claim_ else None,
        claim_.evidence if claim_ else (), since(ordinal_claims(incident), days),
    )  # fmt: skip


def ordinal_claims(incident: Incident) -> list[Claim]:
    """Its ordinal claims that are not denied."""
    return [
        c.claim for c in incident.cells
        if c.slot == ORDINAL and c.claim is not None and c.claim.polarity is Polarity.POSITIVE
        and isinstance(c.value, Figure)
    ]  # fmt: skip


def phrase_of(claim: Claim) -> re.Match[str] | None:
    """The words of an ordinal; None where the ledger retains no characters."""
    return PHRASE.search(next(e.quote for e in claim.evidence if e.role is EvidenceRole.VALUE))


def since(claims: Sequence[Claim], days: Sequence[str]) -> str | None:
    """The earliest day that ordinal claims of a happening of these days count from; empty where
    one counts from any time, None where none is counted."""
    phrases = [p for c in claims if (p := phrase_of(c))]
    if not phrases or not days:
        return None
    own = date.fromisoformat(days[0])
    starts = [start_of(p["stretch"], own) for p in phrases]
    return min(s.isoformat() if s else "" for s in starts)


def _stretches(facts: Sequence[Claim], kind: Kind) -> Iterator[tuple[str, str, Claim]]:
    """(first day, last day, claim) of times that span several days with both ends known."""
    for claim in facts:
        value = claim.value
        if not isinstance(value, When) or claim.slot not in kind.days:
            continue
        low, high = (value.earliest or "")[:10], (value.latest or "")[:10]
        if len(low) == len(high) == 10 and low < high:
            yield low, high, claim


class Outlines:
    """Outlines by kind and state of the actor, in the order of their incidents."""

    def __init__(self, outlines: Iterable[Outline]) -> None:
        self.by_id = {o.incident: o for o in outlines}
        ordered = sorted(self.by_id.values(), key=lambda o: o.rank)
        self._of: dict[tuple[str, str], list[Outline]] = defaultdict(list)
        for one in ordered:
            for state in one.states:
                self._of[one.kind, state].append(one)

    def beside(self, one: Outline) -> list[Outline]:
        """Outlines of its kind that share a state with it, itself included; in order."""
        lists = [self._of.get((one.kind, state), []) for state in one.states]
        if len(lists) == 1:
            return lists[0]
        found = {o.incident: o for part in lists for o in part}
        return sorted(found.values(), key=lambda o: o.rank)
