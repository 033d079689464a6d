"""Parts of a series: a happening of one day inside a stretch that another tells as several.

"North Korea launched five missiles this month" holds every launch of North Korea in that month.

1. A series: of a kind with a pack, told of a stretch of two days or more and of no single day, by a
   figure that allows more than one.
2. Its parts: happenings of the same kind and actor with one stated day inside the stretch, which
   somebody says occurred, and which state no other type where the series states one.
3. A part is linked, never merged. A series has no single day and a part has one, so that no circle
   can arise. The evidence is the words of the stretch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.incidents.happening import days_of, states_of
from dateline.kinds import Kind
from dateline.model import Claim, Figure, Incident, Link, Modality, Polarity, When


@dataclass(frozen=True, slots=True)
class _Told:
    """What an incident's assertions say of its time, actor and types."""

    incident: Incident
    states: frozenset[str]
    days: frozenset[str]
    stretches: tuple[tuple[str, str, Claim], ...]
    several: bool
    types: Mapping[str, frozenset[str]]


def linked(incidents: Sequence[Incident], kinds: Mapping[str, Kind]) -> tuple[Incident, ...]:
    """The incidents with `part-of` and `has-part` links between series and parts."""
    told = [t for i in incidents if i.kind != "generic" for t in [_told(i, kinds[i.kind])] if t]
    series = [t for t in told if t.several and not t.days and t.stretches]  # 1.
    extra: dict[str, list[Link]] = {}
    for whole in series:
        home = {m.id: m.document for m in whole.incident.mentions}
        low, high, claim = whole.stretches[0]
        for part in told:
            if _is_part(part, whole, low, high):  # 2.
                where = (home[claim.mention], claim.evidence)
                extra.setdefault(part.incident.id, []).append(
                    Link("part-of", whole.incident.id, *where)
                )
                extra.setdefault(whole.incident.id, []).append(
                    Link("has-part", part.incident.id, *where)
                )
    return tuple(  # 3.
        replace(i, links=(*i.links, *extra[i.id])) if i.id in extra else i for i in incidents
    )


def _is_part(part: _Told, whole: _Told, low: str, high: str) -> bool:
    if part.incident.kind != whole.incident.kind or not part.states & whole.states:
        return False
    if len(part.days) != 1 or not all(low <= day <= high for day in part.days):
        return False
    return all(
        not part.types.get(slot) or wanted & part.types[slot]
        for slot, wanted in whole.types.items()
    )


def _told(incident: Incident, kind: Kind) -> _Told | None:
    facts = [
        c.claim for c in incident.cells
        if c.claim is not None and c.claim.polarity is Polarity.POSITIVE
        and c.claim.modality in (Modality.ASSERTED, Modality.REPORTED)
    ]  # fmt: skip
    states = states_of(frozenset(str(c.value) for c in facts if c.slot == "actor"))
    if not states or not any(c.slot == "occurred" for c in facts):
        return None
    figures = [c.value for c in facts if c.slot in kind.identity.counts]
    words = {s.name for s in kind.slots if s.fill == "words" and not s.stage}
    types: dict[str, set[str]] = {}
    for claim in facts:
        if claim.slot in words:
            types.setdefault(claim.slot, set()).add(str(claim.value))
    return _Told(
        incident, states, days_of(facts, kind), tuple(_stretches(facts, kind)),
        any(isinstance(f, Figure) and f.interval[1] > 1 for f in figures),
        {slot: frozenset(values) for slot, values in types.items()},
    )  # fmt: skip


def _stretches(facts: Sequence[Claim], kind: Kind) -> list[tuple[str, str, Claim]]:
    """(first day, last day, claim) of times that span several days with both ends known."""
    out = []
    for claim in facts:
        value = claim.value
        if not isinstance(value, When) or claim.slot not in kind.days:
            continue
        low, high = (value.earliest or "")[:10], (value.latest or "")[:10]
        if len(low) == len(high) == 10 and low < high:
            out.append((low, high, claim))
    return out
