"""What became of incidents between two partitions of mentions: created, merged, split and so on.

1. A mention that is no more is followed by the one that took its place: after a re-reading of the
   same document the one of its kind that overlaps it or stands within `REACH`; in a newer version
   of the article the one at the same rank, where both tell as many of the kind.
2. The *heir* of an old incident is the new one with its id, else the one with most of its mentions
   (ties by id).
3. Old incidents with one heir: the one whose id it has, else the one that gave it most mentions,
   goes on under that id (*moved* where the id differs); the others were *merged* into it.
4. A new incident that is nobody's heir was *split* from the incident that gave it most mentions,
   or, where none did, was *created*. An old one without an heir is *gone*.
5. Mentions that went from an incident to another one that is not its heir and was there before are
   *regrouped*.
Equal partitions give no change, and undoing a decision gives the reverse of its changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.model import Change, IncidentEvent

REACH = 40
"""Characters by which a trigger may move in a re-reading; decisions re-attach as far."""

Homes = Mapping[str, str]
"""Mention → incident."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mention stands: half-open code points of a version (`document`) of an article."""

    article: str
    document: str
    kind: str
    start: int
    end: int


def changes(before: Homes, after: Homes, follows: Homes) -> tuple[Change, ...]:
    """What became of the incidents of `before` in `after`, sorted by event and id.

    Args:
        follows: mention that is no more → the one in its place.
    """
    shared: dict[str, Counter[str]] = {p: Counter() for p in before.values()}
    given: dict[str, Counter[str]] = {q: Counter() for q in after.values()}
    for mention, old in before.items():
        new = after.get(mention) or after.get(follows.get(mention, ""))
        if new is not None:
            shared[old][new] += 1
            given[new][old] += 1
    heirs = {p: _most(found, p) for p, found in shared.items()}  # 2.
    size, told = Counter(before.values()), Counter(after.values())
    out = []
    inherited: dict[str, list[str]] = defaultdict(list)
    for old, heir in sorted(heirs.items()):
        if heir is None:
            out.append(Change(IncidentEvent.GONE, old, None, size[old]))
        else:
            inherited[heir].append(old)
    for heir, olds in inherited.items():  # 3.
        main = _most(Counter({p: given[heir][p] for p in olds}), heir)
        for old in olds:
            if old == main and old != heir:
                out.append(Change(IncidentEvent.MOVED, old, heir, size[old]))
            elif old != main:
                out.append(Change(IncidentEvent.MERGED, old, heir, size[old]))
    for new, found in given.items():  # 4.
        if new not in inherited:
            origin = _most(found, new)
            event = IncidentEvent.SPLIT if origin else IncidentEvent.CREATED
            out.append(Change(event, new, origin, told[new]))
    out += [
        Change(IncidentEvent.REGROUPED, old, new, count)  # 5.
        for old, found in shared.items() for new, count in found.items()
        if heirs[old] != new and new in inherited
    ]  # fmt: skip
    order = list(IncidentEvent)
    return tuple(sorted(out, key=lambda c: (order.index(c.event), c.incident, c.other or "")))


def _most(found: Counter[str], own: str) -> str | None:
    """`own` where it is among them, else the most frequent; None of none."""
    if own in found:
        return own
    return min(found, key=lambda name: (-found[name], name), default=None)


def following(before: Mapping[str, Spot], after: Mapping[str, Spot]) -> dict[str, str]:
    """Mentions that are no more → those that took their place (step 1)."""
    lost = {m: s for m, s in before.items() if m not in after}
    fresh = {m: s for m, s in after.items() if m not in before}
    near: dict[tuple[str, str], list[tuple[Spot, str]]] = defaultdict(list)
    told: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    was: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for m, s in fresh.items():
        near[s.document, s.kind].append((s, m))
        told[s.article, s.kind].append((s.start, m))
    for m, s in lost.items():
        was[s.article, s.kind].append((s.start, m))
    out = {}
    for mention, spot in lost.items():
        ranked = sorted((_gap(spot, s), s.start, m) for s, m in near[spot.document, spot.kind])
        if ranked and ranked[0][0] <= REACH:
            out[mention] = ranked[0][2]
            continue
        key = (spot.article, spot.kind)
        if len(was[key]) == len(told[key]):
            rank = sorted(was[key]).index((spot.start, mention))
            out[mention] = sorted(told[key])[rank][1]
    return out


def _gap(left: Spot, right: Spot) -> int:
    """Negative number of shared characters, or characters between."""
    return max(left.start, right.start) - min(left.end, right.end)
