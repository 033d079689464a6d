"""How the claims of two authorities on one slot stand: agree, refine, contradict and so on.

Figures stand as `reconcile` has it. For other values, the first that applies:
1. Not both reported as facts, other parts, or a slot whose values may be many and differ: not
   reconciled. 2. One denies what the other says: contradict; both deny alike: agree.
3. The same value: agree. 4. Times and places: one inside the other refines, a shared part agrees,
   clocks of which one is "about" and that lie within a quarter of an hour are rounded.
5. Else contradict, or not reconciled where the words cannot be compared (a place without
   coordinates).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from dateline.incidents.places_apart import kilometers
from dateline.incidents.settle import stand, stated
from dateline.kinds import Kind, Slot
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Claim,
    Claims,
    Figure,
    FigureRelation,
    Incident,
    Modality,
    PlacePrecision,
    Polarity,
    When,
    Where,
)

_FACT = (Modality.ASSERTED, Modality.REPORTED, Modality.DENIED)
_ROUNDED_MINUTES = 15
_AREAS = {PlacePrecision.COUNTRY: "country", PlacePrecision.ADM1: "admin1"}


@dataclass(frozen=True, slots=True)
class Standing:
    """Ids of two claims of one slot, `left` first in the incident, and how they stand."""

    slot: str
    left: str
    right: str
    relation: FigureRelation


def standings(incident: Incident, kind: Kind, documents: Sequence[Claims]) -> tuple[Standing, ...]:
    """Every pair of claims of one slot by two authorities; the narrator and unnamed sources too."""
    own = {d.document: d for d in documents}
    homes = {m.id: own[m.document] for m in incident.mentions}
    by_slot: dict[str, list[Claim]] = {}
    for cell in incident.cells:
        if cell.claim is not None:
            by_slot.setdefault(cell.slot, []).append(cell.claim)
    return tuple(
        Standing(slot, a.id, b.id, _relation(a, b, kind.slot(slot), homes))
        for slot, claims in by_slot.items() for a, b in _pairs(claims)
    )  # fmt: skip


def _pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    for n, left in enumerate(claims):
        for right in claims[n + 1 :]:
            same = left.said_by == right.said_by
            if not same or left.said_by in ((NARRATOR,), (UNSTATED,)):
                yield left, right


def _relation(
    left: Claim, right: Claim, slot: Slot | None, homes: Mapping[str, Claims]
) -> FigureRelation:
    a, b = left.value, right.value
    if isinstance(a, Figure) and isinstance(b, Figure) and slot is not None:
        one, other = stated(left, homes[left.mention]), stated(right, homes[right.mention])
        assert one is not None and other is not None
        return stand(slot, one, other)
    parts = (left.part, left.scope) == (right.part, right.scope)
    if not parts or left.modality not in _FACT or right.modality not in _FACT:  # 1.
        return FigureRelation.NOT_RECONCILED
    found = _values(a, b)
    if _denied(left) != _denied(right):  # 2.
        same = found in (FigureRelation.AGREE, FigureRelation.REFINE)
        return FigureRelation.CONTRADICT if same else FigureRelation.NOT_RECONCILED
    many = slot is None or slot.cardinality == "many"
    if many and found is FigureRelation.CONTRADICT:
        return FigureRelation.NOT_RECONCILED
    return found


def _denied(claim: Claim) -> bool:
    return claim.polarity is Polarity.NEGATIVE or claim.modality is Modality.DENIED


def _values(left: object, right: object) -> FigureRelation:
    if isinstance(left, When) and isinstance(right, When):
        return _times(left, right)
    if isinstance(left, Where) and isinstance(right, Where):
        return _places(left, right)
    return FigureRelation.AGREE if left == right else FigureRelation.CONTRADICT  # 3. 5.


def _times(left: When, right: When) -> FigureRelation:
    a, b, c, d = left.earliest, left.latest, right.earliest, right.latest
    if (a, b) == (c, d):
        return FigureRelation.AGREE
    if a is None or b is None or c is None or d is None:
        return FigureRelation.NOT_RECONCILED
    width = min(len(a), len(b), len(c), len(d))
    if "T" in a and "T" in c:
        apart = abs((datetime.fromisoformat(a) - datetime.fromisoformat(c)).total_seconds()) / 60
        if (left.approximator or right.approximator) and apart <= _ROUNDED_MINUTES:
            return FigureRelation.ROUNDING
    inside = (a[:width] <= c[:width] and d[:width] <= b[:width]) or (
        c[:width] <= a[:width] and b[:width] <= d[:width]
    )
    if inside:  # 4.
        return FigureRelation.REFINE
    shared = max(a[:width], c[:width]) <= min(b[:width], d[:width])
    return FigureRelation.AGREE if shared else FigureRelation.CONTRADICT


def _places(left: Where, right: Where) -> FigureRelation:
    a, b = left.place, right.place
    if a is None or b is None:
        same = left.name == right.name
        return FigureRelation.AGREE if same else FigureRelation.NOT_RECONCILED
    if a.id == b.id:
        same = left.precision is right.precision
        return FigureRelation.AGREE if same else FigureRelation.REFINE
    for area, name in _AREAS.items():
        one, other = getattr(a, name), getattr(b, name)
        if one and one == other and area in (left.precision, right.precision):
            return FigureRelation.REFINE
    if left.radius_km is None or right.radius_km is None or a.lat is None or b.lat is None:
        return FigureRelation.NOT_RECONCILED
    apart = kilometers(a, b)
    if apart + min(left.radius_km, right.radius_km) <= max(left.radius_km, right.radius_km):
        return FigureRelation.REFINE
    meet = apart <= left.radius_km + right.radius_km
    return FigureRelation.AGREE if meet else FigureRelation.CONTRADICT
