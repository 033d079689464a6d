"""Do two reports tell one happening? Reasons for and against, each a function that says why.

The first line of a reason's docstring is what the user is shown ("+3.0 the same day"). A veto is
a reason that no other can outweigh.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date

from dateline.incidents.happening import Happening, counts_agree, counts_differ, other_actors
from dateline.incidents.places_apart import kilometers
from dateline.kinds import Kind
from dateline.model import Place, PlacePrecision
from dateline.reference.parties import apart, same

Pair = tuple[Happening, Happening]

_PRECISE = (PlacePrecision.POINT, PlacePrecision.TOWN, PlacePrecision.VICINITY)
_MEETING = "CONSULT"
_LARGE = {"country", "continent", "region", "sea"}


def same_day(pair: Pair) -> float:
    """the same day"""
    left, right = pair
    return 3.0 if left.days & right.days else 0.0


def day_possible(pair: Pair) -> float:
    """one states no day and is published within two days of the other"""
    left, right = pair
    return 0.5 if not (left.days and right.days) and left.possible & right.possible else 0.0


def day_named(pair: Pair) -> float:
    """the weekday one report names is the day the other states"""
    left, right = pair
    if left.days and right.days:
        return 0.0
    return 1.5 if (left.days or left.hinted_days) & (right.days or right.hinted_days) else 0.0


def same_state(pair: Pair) -> float:
    """the same actor"""
    left, right = pair
    if left.type == _MEETING and left.parties and right.parties:
        return _same_persons(pair)
    # By the share of all that are named: of four that meet, two are half.
    every = left.states | right.states
    return round(3.0 * len(left.states & right.states) / len(every), 1) if every else 0.0


def _same_persons(pair: Pair) -> float:
    """By the share of persons: two ministers of one state are two."""
    left, right = (list({p.name: p for p in h.parties}.values()) for h in pair)
    shared = min(
        sum(any(same(p, q) for q in right) for p in left),
        sum(any(same(p, q) for p in left) for q in right),
    )
    return round(3.0 * shared / (len(left) + len(right) - shared), 1)


def state_named(pair: Pair) -> float:
    """one states no actor, and its report names the actor of the other"""
    left, right = pair
    if (left.states and right.states) or (left.type == _MEETING and left.parties and right.parties):
        return 0.0
    return 2.0 if (left.states or left.hinted_states) & (right.states or right.hinted_states) else 0


def same_place(pair: Pair) -> float:
    """the same place"""
    left, right = pair
    shared = {p.id for p in left.places} & {p.id for p in right.places}
    return 1.0 if shared else 0.0


def same_count(pair: Pair) -> float:
    """the same count"""
    return 1.0 if counts_agree(pair[0].counts, pair[1].counts) else 0.0


def other_count(pair: Pair) -> float:
    """counts that cannot both hold (weak: voices of one incident differ too)"""
    return -1.0 if counts_differ(pair[0].counts, pair[1].counts) else 0.0


REASONS: tuple[Callable[[Pair], float], ...] = (
    same_day, day_possible, day_named, same_state, state_named, same_place, same_count,
    other_count,
)  # fmt: skip
BASE = -3.5
"""Log odds of a pair that shares only its kind and a possible day."""


def veto(left: Happening, right: Happening, kind: Kind) -> str | None:
    """Why two happenings are never one; None where nothing forbids it.

    Same document (it tells them apart itself), other family of kinds or type, an attack on somebody
    and a happening of another kind of the family, other actor (a response in kind is another
    incident; so is a meeting with somebody else), other country that it reached, other day, places
    too far apart, history against news.
    """
    if left.document == right.document:
        return "one report tells them apart"
    if left.family != right.family or (left.kind == right.kind and left.type != right.type):
        return "another kind"
    if left.kind != right.kind and (left.recipients or right.recipients):
        return "an attack on somebody, and something else"
    if other_actors(left.states, right.states) or apart(left.parties, right.parties):
        return "another actor"
    if left.where and right.where and not left.where & right.where:
        return "another country that it reached"
    if left.days and right.days and _days_apart(left, right) > kind.identity.hours / 24:
        return "another day"
    announced = kind.identity.foreseen and (left.future or right.future)
    if left.news is not right.news and not (announced and left.days & right.days):
        return "history and news"
    if _places_apart(left, right) > kind.identity.km:
        return "places too far apart"
    return None


def score(left: Happening, right: Happening) -> float:
    """Probability that two happenings without a veto are one."""
    total = BASE + sum(reason((left, right)) for reason in REASONS)
    return 1 / (1 + math.exp(-total))


def explain(left: Happening, right: Happening, kinds: Mapping[str, Kind]) -> list[str]:
    """The veto, or the reasons with their log odds, largest first."""
    barred = veto(left, right, kinds[left.kind])
    if barred:
        return [f"never: {barred}"]
    found = [(reason((left, right)), reason.__doc__ or "") for reason in REASONS]
    found.sort(key=lambda pair: (-abs(pair[0]), pair[1]))
    return [f"{value:+.1f} {why.strip()}" for value, why in found if value]


def _days_apart(left: Happening, right: Happening) -> int:
    return min(
        abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
        for a in left.days for b in right.days
    )  # fmt: skip


def _places_apart(left: Happening, right: Happening) -> float:
    """Smallest distance of precise places in km; 0 where one is not known precisely."""
    here, there = _precise(left), _precise(right)
    if not here or not there:
        return 0.0
    return min(kilometers(a, b) for a in here for b in there)


def _precise(happening: Happening) -> list[Place]:
    return [
        p for p in happening.places
        if p.precision in _PRECISE and p.lat is not None and p.sort not in _LARGE
    ]  # fmt: skip
