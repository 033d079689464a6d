"""Mentions → incidents: which mentions, of one document or of many, tell one happening.

1. Inside a document, mentions that name each other as referents are one incident.
2. Across documents, incidents of one pack merge when actor and day agree: a day may differ by the
   pack's identity window, and an unknown actor or day is no contradiction but alone no reason.
3. Generic happenings merge across documents on type, actor, recipient and day alike.
4. History never merges with news: a launch told as background is an incident of its own.
The result does not depend on the order of the documents.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.kinds import Kind
from dateline.model import Claim, Claims, Mention, TimeRelation, When


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions of one happening, earliest document first, with their claims."""

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    kind: str
    type: str
    time: TimeRelation
    actors: frozenset[str]
    recipients: frozenset[str]
    days: frozenset[str]


def assign(documents: Sequence[Claims], kinds: Mapping[str, Kind]) -> tuple[Group, ...]:
    """Partition all mentions into incidents; groups sorted by their first mention."""
    order = {d.document: (d.published or "9999", d.document) for d in documents}
    parts = [
        p for d in sorted(documents, key=lambda d: order[d.document]) for p in _parts(d, kinds)
    ]
    parent = list(range(len(parts)))

    def find(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    for a, left in enumerate(parts):
        for b in range(a + 1, len(parts)):
            if find(a) != find(b) and _same(left, parts[b], kinds):
                parent[find(b)] = find(a)
    merged: dict[int, list[_Part]] = defaultdict(list)
    for n, part in enumerate(parts):
        merged[find(n)].append(part)
    groups = [
        Group(
            tuple(m for p in members for m in p.mentions),
            tuple(c for p in members for c in p.claims),
        )
        for members in merged.values()
    ]
    return tuple(
        sorted(groups, key=lambda g: (order[g.mentions[0].document], g.mentions[0].trigger))
    )


def _parts(document: Claims, kinds: Mapping[str, Kind]) -> list[_Part]:
    """The happenings of one document."""
    by_trigger = {m.trigger: m for m in document.mentions}
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        claims[claim.mention].append(claim)
    seen: set[str] = set()
    out = []
    for mention in document.mentions:
        if mention.id in seen:
            continue
        spans = sorted({mention.trigger, *mention.referents})
        members = tuple(by_trigger[s] for s in spans if s in by_trigger)
        members = tuple(m for m in members if m.kind == mention.kind)
        seen.update(m.id for m in members)
        held = tuple(c for m in members for c in claims[m.id])
        first = members[0]
        out.append(
            _Part(
                members,
                held,
                first.kind,
                first.type,
                first.time,
                _values(held, "actor"),
                _values(held, "recipient"),
                _days(held, kinds[first.kind].days),
            )
        )
    return out


def _values(claims: Sequence[Claim], slot: str) -> frozenset[str]:
    return frozenset(str(c.value) for c in claims if c.slot == slot)


def _days(claims: Sequence[Claim], slots: Sequence[str]) -> frozenset[str]:
    found = set()
    for claim in claims:
        if isinstance(claim.value, When) and claim.slot in slots:
            earliest, latest = claim.value.earliest, claim.value.latest
            if earliest and latest and earliest[:10] == latest[:10] and len(earliest) >= 10:
                found.add(earliest[:10])
    return frozenset(found)


def _same(left: _Part, right: _Part, kinds: Mapping[str, Kind]) -> bool:
    if left.mentions[0].document == right.mentions[0].document:
        return False
    if left.kind != right.kind or left.time is not right.time or left.type != right.type:
        return False
    if not left.days or not right.days:
        return False
    window = kinds[left.kind].identity.hours / 24
    near = min(_apart(a, b) for a in left.days for b in right.days) <= window
    if left.kind == "generic":
        alike = left.actors == right.actors and left.recipients == right.recipients
        return near and alike and bool(left.actors)
    return near and (not left.actors or not right.actors or bool(left.actors & right.actors))


def _apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
