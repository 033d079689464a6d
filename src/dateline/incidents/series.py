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

from dataclasses import replace

from dateline.incidents.outlines import Outline, Outlines
from dateline.kinds import Kind
from dateline.model import Incident, Link


def linked(incident: Incident, kind: Kind, outlines: Outlines) -> Incident:
    """An incident with its `part-of` or `has-part` links."""
    own = outlines.by_id.get(incident.id)
    if own is None:
        return incident
    if own.stretch:  # 1.
        parts = [p for p in outlines.beside(own) if part_of(p, own, kind)]
        extra = [_link("has-part", p.incident, own) for p in parts]
    else:
        wholes = [w for w in outlines.beside(own) if part_of(own, w, kind)]
        extra = [_link("part-of", w.incident, w) for w in wholes]
    return replace(incident, links=(*incident.links, *extra)) if extra else incident  # 3.


def part_of(part: Outline, whole: Outline, kind: Kind) -> bool:
    """Whether one is a part of a series of its kind and actor."""  # 2.
    if whole.stretch is None or len(part.days) != 1:
        return False
    low, high = whole.stretch
    if not low <= part.days[0] <= high:
        return False
    slots = [s.name for s in kind.slots if s.fill == "words" and not s.stage]
    return all(
        not whole.of(slot) or not part.of(slot) or whole.of(slot) & part.of(slot) for slot in slots
    )


def _link(relation: str, other: str, whole: Outline) -> Link:
    """The words of the stretch stand for both directions."""
    return Link(relation, other, whole.document or "", whole.evidence)
