"""What one document tells of one happening: the unit that is compared across documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.incidents.places_apart import apart as places_apart
from dateline.kinds import Identity, Kind
from dateline.model import (
    Claim,
    Claims,
    Figure,
    Mention,
    Party,
    Place,
    Polarity,
    Shape,
    TimeRelation,
    When,
    Where,
)
from dateline.reference import countries, parties

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OPEN = {"continent", "region", "sea"}
RECENT = 2
"""Days before publication within which news without a date is taken to lie."""


Counts = tuple[tuple[str, Figure], ...]
"""(slot, figure) of what is counted and not denied."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Mentions of one document that name one happening, with what identifies it.

    `actors` and `recipients` are ids as claimed, `states` the countries of the actors; `days` are
    stated; `possible` are the days it may lie on where none is stated; `counts` are the figures of
    the slots by which the kind tells happenings apart; `hinted_states` and `hinted_days` come from
    what the document quotes ("Sunday's launch"), and only support.
    """

    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    kind: str
    type: str
    news: bool
    actors: frozenset[str]
    recipients: frozenset[str]
    states: frozenset[str]
    days: frozenset[str]
    possible: frozenset[str]
    places: tuple[Place, ...]
    counts: Counts
    hinted_states: frozenset[str]
    hinted_days: frozenset[str]

    @property
    def document(self) -> str:
        return self.mentions[0].document

    @property
    def parties(self) -> tuple[Party, ...]:
        """Its actors as they are named."""
        return tuple(
            p for m in self.mentions for role, ps in m.roles if role == "actor" for p in ps
        )

    @property
    def where(self) -> frozenset[str]:
        """Countries that it is told to have reached or lain in."""
        inside = {p.country for p in self.places if p.country and p.sort not in _OPEN}
        return states_of(self.recipients) | inside

    @property
    def future(self) -> bool:
        """Whether it is told as to come."""
        return self.mentions[0].time is TimeRelation.FUTURE

    @property
    def family(self) -> str:
        """The family of its kind: packs that may tell one happening in different words."""
        return self.mentions[0].family


def happenings(
    document: Claims,
    kinds: Mapping[str, Kind],
    apart: frozenset[tuple[str, str]] = frozenset(),
) -> list[Happening]:
    """The happenings of one document; which slots tell them apart is in the `identity` of a kind.

    1. Mentions that name each other as referents are one happening, 2. unless they are of another
    kind or category, tell different actors, recipients, days, places too far apart for the kind, or
    counts that cannot be one ("launched one missile, a day after it fired more than 20"), or an
    analyst told them apart (`apart`, pairs of mention ids): then the later one is another.
    """
    claims: dict[str, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        claims[claim.mention].append(claim)
    by_trigger = {m.trigger: m for m in document.mentions}
    hints = _hints(document) if document.mentions else (frozenset(), frozenset())
    seen: set[str] = set()
    out = []
    for mention in document.mentions:
        if mention.id in seen:
            continue
        spans = sorted({mention.trigger, *mention.referents})
        named = [by_trigger[s] for s in spans if s in by_trigger]  # 1.
        members = [mention]
        for other in named:
            fits = (other.kind, other.type) == (mention.kind, mention.type)
            fits = fits and other.id not in seen
            fits = fits and not (apart and _told_apart(members, other, apart))
            if fits and other not in members and _fit(members, other, claims, kinds):  # 2.
                members.append(other)
        members.sort(key=lambda m: m.trigger)
        seen.update(m.id for m in members)
        out.append(_happening(document, members, claims, kinds[mention.kind], hints))
    return out


def _told_apart(
    members: Sequence[Mention], other: Mention, apart: frozenset[tuple[str, str]]
) -> bool:
    return any((m.id, other.id) in apart or (other.id, m.id) in apart for m in members)


def _fit(
    members: Sequence[Mention],
    other: Mention,
    claims: Mapping[str, list[Claim]],
    kinds: Mapping[str, Kind],
) -> bool:
    kind = kinds[other.kind]
    here = [c for m in members for c in claims[m.id]]
    there = claims[other.id]
    actors = (states_of(_values(here, "actor")), states_of(_values(there, "actor")))
    if other_actors(*actors):
        return False
    for left, right in (
        (states_of(_values(here, "recipient")), states_of(_values(there, "recipient"))),
        (days_of(here, kind, nights=True), days_of(there, kind, nights=True)),
    ):
        if left and right and not left & right:
            return False
    if places_apart(_where(here, kind.identity), _where(there, kind.identity), kind.identity.km):
        return False
    return not counts_differ(_counts(here, kind.identity), _counts(there, kind.identity))


def other_actors(left: frozenset[str], right: frozenset[str]) -> bool:
    """Whether two sets of states are not those of one happening: none is shared, or both name
    several and each somebody the other does not (A met B, A met C)."""
    if not left or not right:
        return False
    several = len(left) > 1 and len(right) > 1
    return not left & right or bool(several and left - right and right - left)


def _by_name(values: frozenset[str], members: Sequence[Mention], role: str) -> frozenset[str]:
    """Ids of parties; of what many serve, with the last word of the name: two senators are two."""
    found = [p for m in members for name, those in m.roles if name == role for p in those]
    out = set()
    for value in values:
        own = [p.name.split()[-1].lower() for p in found if p.authority == value and p.name]
        many = own and parties.many(value)
        out |= {f"{value} {word}" for word in own} if many else {value}
    return frozenset(out)


def _where(claims: Sequence[Claim], identity: Identity) -> list[Where]:
    return [c.value for c in claims if isinstance(c.value, Where) and c.slot in identity.places]


def _happening(
    document: Claims,
    members: Sequence[Mention],
    claims: Mapping[str, list[Claim]],
    kind: Kind,
    hints: tuple[frozenset[str], frozenset[str]],
) -> Happening:
    held = tuple(c for m in members for c in claims[m.id])
    first = members[0]
    actors = _values(held, "actor")
    sides = (actors, _values(held, "recipient"))
    if first.kind == "generic":
        sides = (_by_name(sides[0], members, "actor"), _by_name(sides[1], members, "recipient"))
    published = (document.published or "")[:10]
    stated = days_of(held, kind, nights=True)
    days = frozenset(d for d in stated if not published or d <= published)
    if first.time is TimeRelation.FUTURE or kind.identity.foreseen:
        days = stated
    recent = _recent(published)
    news = first.time is TimeRelation.CURRENT or bool(days & recent)
    return Happening(
        tuple(members), held, first.kind, first.type, news, *sides,
        states_of(actors), days, days or (recent if news else frozenset()),
        _places(held, kind.identity), _counts(held, kind.identity), *hints,
    )  # fmt: skip


def _hints(document: Claims) -> tuple[frozenset[str], frozenset[str]]:
    """States and days that the words of a document name."""
    words = [e.quote for s in document.statements for e in s.evidence]
    words += [e.quote for c in document.claims for e in c.evidence]
    return named_states(words), named_days(words, (document.published or "")[:10])


def counts_differ(left: Counts, right: Counts) -> bool:
    """Whether two happenings count the same things in ways that cannot both hold."""
    for slot in dict.fromkeys(name for name, _ in left):
        here, there = _of(left, slot), _of(right, slot)
        if there and not any(_meet(a, b) for a in here for b in there):
            return True
    return False


def counts_agree(left: Counts, right: Counts) -> bool:
    """Whether both count the same things and name the same exact number."""
    return any(
        a.shape is b.shape is Shape.EXACT and a.interval == b.interval
        for slot, a in left for b in _of(right, slot)
    )  # fmt: skip


def _of(counts: Counts, slot: str) -> list[Figure]:
    return [figure for name, figure in counts if name == slot]


def _counts(claims: Sequence[Claim], identity: Identity) -> Counts:
    return tuple(
        (slot, c.value) for slot in identity.counts for c in claims
        if c.slot == slot and isinstance(c.value, Figure) and c.polarity is Polarity.POSITIVE
    )  # fmt: skip


def _meet(left: Figure, right: Figure) -> bool:
    (a, b), (c, d) = left.interval, right.interval
    return left.soft or right.soft or max(a, c) <= min(b, d)


def _values(claims: Sequence[Claim], slot: str) -> frozenset[str]:
    return frozenset(str(c.value) for c in claims if c.slot == slot)


def states_of(actors: frozenset[str]) -> frozenset[str]:
    """Countries of actor ids; what is no id of a country tells nothing."""
    codes = (a.split(":")[0] for a in actors)
    return frozenset(c for c in codes if countries.by_code(c) is not None)


_NIGHT = re.compile(r"\b(?:over)?night\b|\blate\b")


def days_of(claims: Sequence[Claim], kind: Kind, *, nights: bool = False) -> frozenset[str]:
    """ISO days that claims state as the day of their happening; with `nights`, for comparing two
    happenings, a night also has the day it ends on."""
    found = set()
    for claim in claims:
        if isinstance(claim.value, When) and claim.slot in kind.days:
            found |= _days(claim.value, nights)
    return frozenset(found)


def _days(when: When, nights: bool) -> set[str]:
    """The day of a time; with `nights`, of "Tuesday night" or "overnight" both of its days."""
    earliest, latest = when.earliest, when.latest
    if not earliest or not latest or len(earliest) < 10:
        return set()
    first, last = date.fromisoformat(earliest[:10]), date.fromisoformat(latest[:10])
    night = nights and bool(_NIGHT.search(when.original.lower()))
    if first == last:
        return {earliest[:10], (first + timedelta(days=night)).isoformat()}
    return {earliest[:10], latest[:10]} if night and last - first == timedelta(days=1) else set()


def _places(claims: Sequence[Claim], identity: Identity) -> tuple[Place, ...]:
    found = {
        c.value.place.id: c.value.place for c in claims
        if isinstance(c.value, Where) and c.value.place and c.slot in identity.places
    }  # fmt: skip
    return tuple(place for _, place in sorted(found.items()))


def _recent(published: str) -> frozenset[str]:
    if not published:
        return frozenset()
    day = date.fromisoformat(published)
    return frozenset((day - timedelta(days=n)).isoformat() for n in range(RECENT + 1))


def named_states(quotes: Sequence[str]) -> frozenset[str]:
    """Countries that capitalised words of the quotes name ("Japan", "Seoul", "Iranian")."""
    text = " ".join(quotes)
    names = re.findall(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)?\b", text)
    found = (countries.lookup(n) for n in sorted(set(names)))
    return frozenset(c.country.code for c in found if c is not None)


def named_days(quotes: Sequence[str], published: str) -> frozenset[str]:
    """Weekdays of the quotes as the last such day up to publication."""
    if not published:
        return frozenset()
    day = date.fromisoformat(published)
    words = set(re.findall(r"[a-z]+", " ".join(quotes).lower()))
    return frozenset(
        (day - timedelta(days=(day.weekday() - n) % 7)).isoformat()
        for n, name in enumerate(_DAYS) if name in words
    )  # fmt: skip
