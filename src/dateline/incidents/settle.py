"""Figures of one incident, side by side: each voice's latest, its revisions, what they come to.

Never an average: where the intervals meet the headline is what they share, else a named range.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.incidents.reconcile import (
    Stated,
    bound_words,
    headline,
    relation,
    sides,
)
from dateline.kinds import Slot
from dateline.model import (
    NARRATOR,
    UNSTATED,
    Cell,
    Claim,
    Claims,
    Figure,
    FigureRelation,
    Polarity,
    Step,
)
from dateline.reference import units

_LOCAL = frozenset({"one", "other", "another"})
"""Parts that mean something only in their own report: "one flew 900 km, the other 950"."""

_TOLD = (
    FigureRelation.CONTRADICT, FigureRelation.RETRACTED, FigureRelation.UPDATE,
    FigureRelation.ROUNDING,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A claim of a figure as it is compared: `current` unless its voice revised or withdrew it."""

    claim: Claim
    stated: Stated
    current: bool


def settle(
    slot: Slot, claims: Sequence[Claim], documents: Mapping[str, Claims], places: Mapping[str, str]
) -> list[Cell]:
    """Derived cells of one figure slot: headlines per part, and every relation worth telling.

    1. One side per voice, value, part and date; repeats and copies of it fall together. Where all
       whose people are named are of one, they are persons ("34 Palestinians"); of two, each is a
       part of the toll.
    2. A side is current unless the same voice later gives another value, or denies this one; of a
       count that grows, unless anybody's later count is greater.
    3. The headline of the whole, then of each part, from current sides that are not denials; drones
       and missiles are counted apart and never held against each other.
    4. Relations between sides of one part and scope that differ. A contradiction whose side is no
       longer current says so.

    Args:
        documents: claims of documents by id; `places`: mention id → document id.
    """
    listed = _sides(slot, claims, documents, places)  # 1. 2.
    if not listed:
        return []
    out = []
    for part in dict.fromkeys((s.claim.part, s.claim.scope, s.stated.part) for s in listed):
        group = [s for s in listed if (s.claim.part, s.claim.scope, s.stated.part) == part]
        out += _headlines(slot, part[0], [s for s in group if s.current])  # 3.
    if slot.cardinality == "one":
        out += _relations(slot, listed)  # 4.
    return out


def _sides(
    slot: Slot, claims: Sequence[Claim], documents: Mapping[str, Claims], places: Mapping[str, str]
) -> list[Side]:
    seen: dict[tuple[str, ...], tuple[Claim, Stated]] = {}
    peoples = {
        c.value.unit
        for c in claims
        if isinstance(c.value, Figure) and units.is_people(c.value.unit)
    }
    for claim in claims:
        if not isinstance(claim.value, Figure):
            continue
        one = stated(claim, documents[places[claim.mention]])
        assert one is not None
        if len(peoples) == 1 and one.figure.unit in peoples:
            one = replace(one, figure=replace(one.figure, unit="person"))
        key = (*one.voice, claim.value.bounds, one.as_of, str(one.scope), str(one.part),
               str(one.denied))  # fmt: skip
        seen.setdefault(key, (claim, one))
    pairs = sorted(seen.values(), key=lambda pair: pair[1].as_of)
    return [Side(c, s, _current(s, [x for _, x in pairs], slot)) for c, s in pairs]


def stated(claim: Claim, document: Claims) -> Stated | None:
    """A claim of a figure as it is compared with others; None for any other value."""
    if not isinstance(claim.value, Figure):
        return None
    return Stated(
        claim.value, _voice(claim, document), claim.stated_as_of or document.published or "",
        claim.scope, _part(claim, document), claim.polarity is Polarity.NEGATIVE,
    )  # fmt: skip


def _voice(claim: Claim, document: Claims) -> tuple[str, ...]:
    """Who says it; a narrator or unnamed source is one voice only within its outlet."""
    if claim.said_by in ((NARRATOR,), (UNSTATED,)):
        return (*claim.said_by, document.outlet or document.document)
    return claim.said_by


def _part(claim: Claim, document: Claims) -> str | None:
    return f"{claim.part}@{document.document}" if claim.part in _LOCAL else claim.part


def _current(one: Stated, others: Sequence[Stated], slot: Slot) -> bool:
    if one.denied:
        return False
    for other in others:
        later = other.as_of > one.as_of and (other.voice == one.voice or slot.grows)
        if later and stand(slot, one, other) in (
            FigureRelation.UPDATE, FigureRelation.RETRACTED,
        ):  # fmt: skip
            return False
    return True


def stand(slot: Slot, left: Stated, right: Stated) -> FigureRelation:
    """How two figures of a slot stand, under its tolerance."""
    return relation(left, right, tolerance=slot.tolerance, cumulative=slot.grows)


def _headlines(slot: Slot, part: str | None, group: Sequence[Side]) -> list[Cell]:
    """One headline a measure; where a slot counts several things, each is named in the cell."""
    measures = dict.fromkeys(units.measure(s.stated.figure.unit) for s in group)
    cells = []
    for measure in measures:
        sharing = [s for s in group if units.measure(s.stated.figure.unit) == measure]
        named = [part, measure if len(measures) > 1 and measure != "1" else None]
        words = ", ".join(w for w in named if w)
        name = f"{slot.name} [{words}]" if words else slot.name
        cells.append(_headline(f"{name}:headline", sharing))
    return cells


def _headline(name: str, group: Sequence[Side]) -> Cell:
    inputs = tuple(s.claim.id for s in group)
    settled = headline([s.stated.figure for s in group])
    if settled is None:
        step = Step("no common part: each side is named")
        return Cell(name, sides([s.claim for s in group]), (), None, inputs, (step,))
    step = Step("intersection of the stated intervals")
    return Cell(name, bound_words(settled), (), None, inputs, (step,))


def _relations(slot: Slot, listed: Sequence[Side]) -> list[Cell]:
    found: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for n, left in enumerate(listed):
        for right in listed[n + 1 :]:
            kind = stand(slot, left.stated, right.stated)
            if kind not in _TOLD:
                continue
            words = f"{kind}: {_words(left)} ↔ {_words(right)}"
            if kind is FigureRelation.CONTRADICT and not (left.current and right.current):
                words += " (since withdrawn or revised)"
            found[str(kind), words] += [left, right]
    order = [str(k) for k in _TOLD]
    cells = []
    for (name, words), pair in sorted(found.items(), key=lambda x: order.index(x[0][0])):
        inputs = tuple(dict.fromkeys(s.claim.id for s in pair))
        step = Step(_rule(name, slot))
        cells.append(Cell(f"{slot.name}:{name}", words, (), None, inputs, (step,)))
    return cells


def _words(side: Side) -> str:
    figure = side.claim.value
    assert isinstance(figure, Figure)
    denied = "not " if side.stated.denied else ""
    as_of = f", {side.stated.as_of[:10]}" if side.stated.as_of else ""
    return f"{'+'.join(side.claim.said_by)} {denied}{figure.notation}{as_of}"


def _rule(name: str, slot: Slot) -> str:
    share = f", tolerance {slot.tolerance:.0%}" if slot.tolerance else ""
    return {
        "contradict": f"intervals do not meet{share}",
        "retracted": "the same voice later denies its own value",
        "update": "the same voice later, or a count that grows",
        "rounding": f"apart only by printed precision{share}",
    }[name]
