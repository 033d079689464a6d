"""Where a happening began or ended, and the sea it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.claims import areas
from dateline.claims.fits import belongs_to, fits_place, is_town, relation_of
from dateline.claims.reader import Reader
from dateline.model import Claim, PlacePrecision, PlaceSpan, Polarity, Span, Step, Token, Where
from dateline.reference import countries

_VESSEL = re.compile(
    r"\b(?:submarine|warship|frigate|destroyer|cruiser|corvette|vessel|ship|carrier)\s+[“\"‘']?$",
    re.IGNORECASE,
)
"""What makes a town the name of a ship: "the submarine Bryansk"."""
_FIRED = frozenset({"fire", "launch", "test", "shoot", "loose", "lob", "detect"})
_MOVING = frozenset({"fly", "go", "soar", "streak", "climb", "ascend", "head", "race"})
_SEVERAL = frozenset({"take", "put", "lift", "come", "go", "pass", "end", "carry", "conduct"})
"""Verbs that tell a flight only where a missile is their subject: "lifted an alert"."""


def claims(reader: Reader) -> Iterator[Claim]:
    """Phrases that say where a happening of a pack began or ended: the place they name, or
    their own words where none was read. Then the places outside of such phrases.

    A sea with a distance right behind it ("in the Pacific, 1,180 km east of the cape") says where
    by the distance, and "at" beside "from" what was aimed at.
    """
    found = [
        (relation, span, noun, side)
        for relation, span, noun in areas.areas(reader.ann.parse, reader.ann.places)
        for side in [areas.side(reader.ann.parse, relation, span)] if side is not None
    ]  # fmt: skip
    for n, (relation, span, noun, side) in enumerate(found):
        rest = found[n + 1 : n + 2]
        closer = bool(rest) and _is_closer(reader, span, rest[0][1])
        aimed = relation == "at" and side == "start" and _has_origin(reader, noun, found)
        if not aimed:
            yield from _area(reader, relation, span, noun, side, closer)
    for place in reader.ann.places:
        inside = any(span.overlaps(place.span) for _, span, _, _ in found)
        yield from _place(reader, place, inside)


_PLANNED = re.compile(
    r"(?:the|a|its|their)\s+(?:[\w-]+ly\s+)?(?:designated|preset|pre-set|planned|intended|target(?:ed)?|"
    r"set|predetermined|prescribed|given|assigned|aiming)\s+(?:sea\s+)?(?:area|zone|point|region|waters)",
    re.IGNORECASE,
)
"""What says that something fell where it was meant to, and not where."""
_BETWEEN = re.compile(r"[\s,]*(?:(?:which|that)\s+(?:is|was)\s+)?(?:at\s+a\s+point\s+)?$")


def _is_closer(reader: Reader, sea: Span, span: Span) -> bool:
    """Whether a distance right behind a sea says where in it."""
    parse = reader.ann.parse
    named = _named(reader, sea)
    first = parse.tokens_in(span)[0]
    offset = first.pos == "NUM" or areas.is_distance(parse, span)
    at_sea = named is not None and named.where.precision is PlacePrecision.SEA
    return at_sea and offset and bool(_BETWEEN.fullmatch(parse.text, sea.end, span.start))


def _has_origin(reader: Reader, noun: Token, found: list[tuple[str, Span, Token, str]]) -> bool:
    """Whether another phrase in the same sentence says "from" where the thing set off."""
    return any(r == "from" and other.sentence == noun.sentence for r, _, other, _ in found)


def _place(reader: Reader, place: PlaceSpan, inside: bool) -> Iterator[Claim]:
    token = reader.ann.parse.root_of(place.span)
    # A possessor is no place: "Japan's Defense Ministry", "North Korea's main ally".
    if token is None or place.government or token.dep == "poss":
        return
    number = reader.owner(token.i, "place")
    if number is None or _is_party(reader, number, place.span):
        return
    kind = reader.kinds[reader.ann.events[number].kind]
    if kind.phases and inside:
        return
    if belongs_to(reader.ann, token):
        return
    relation, verb = relation_of(reader.ann, token)
    if token.pos == "ADV" and place.where.relation not in ("", "in"):
        relation = "near"  # "north of the town"
    for slot in kind.slots:
        if kind.phases and "sea" not in slot.relations:
            continue
        if slot.fill == "place" and fits_place(slot, relation, verb, place.where):
            step = Step(f"place after {relation!r}", (place.where.name,), place.rule or None)
            yield reader.claim(number, slot.name, place.where, place.span, (step,))
            return


def _area(
    reader: Reader, relation: str, span: Span, noun: Token, side: str, closer: bool
) -> Iterator[Claim]:
    number = reader.owner(noun.i, "place")
    if not reader.fills(number, "place"):
        number = _placed(reader, relation, noun)
    if number is None or not reader.has(number, "place"):
        return
    if areas.is_open(reader.ann.parse, noun):
        return
    if relation == "at" and side == "start" and not areas.is_site(reader.ann.parse, noun):
        return
    named = _named(reader, span)
    if named is not None and relation in ("at", "on") and _is_target(reader, number, named):
        return
    if named is not None and (named.government or _is_party(reader, number, named.span)):
        return
    words = span.of(reader.ann.parse.text)
    value: Where | str = named.where if named is not None else words
    if named is not None and named.where.precision is PlacePrecision.SEA:
        yield from _sea(reader, number, named)
    if closer or (side == "land" and _PLANNED.fullmatch(words)):
        return
    for slot in reader.kinds[reader.ann.events[number].kind].slots:
        if slot.fill != "place" or "sea" in slot.relations:
            continue
        if (side == "land") is ("land" in slot.relations):
            rule = (named.rule or None) if named is not None else None
            step = Step(f"phrase after {relation!r}", (words,), rule)
            claim = reader.claim(number, slot.name, value, span, (step,))
            denied = side == "land" and areas.negated(reader.ann.parse, noun)
            yield replace(claim, polarity=Polarity.NEGATIVE) if denied else claim
            return


def _sea(reader: Reader, number: int, named: PlaceSpan) -> Iterator[Claim]:
    """The sea that something fell in is named as well."""
    for slot in reader.kinds[reader.ann.events[number].kind].slots:
        if slot.fill == "place" and "sea" in slot.relations:
            step = Step("sea of a landing", (named.where.name,), named.rule or None)
            yield reader.claim(number, slot.name, named.where, named.span, (step,))


def _placed(reader: Reader, relation: str, noun: Token) -> int | None:
    """The mention of a place that something set off from or came down at, however it is called
    ("Something was fired from Sinpo"); not where a person or a state went."""
    verb = next((t for t in reader.ann.parse.ancestors(noun.i) if t.pos == "VERB"), None)
    if verb is None or reader.topics is None:
        return None
    down = any(k.lower in ("down", "ashore", "up") for k in reader.ann.parse.kids(verb.i))
    if verb.lemma in _SEVERAL - {"take", "lift"} and not down:
        return None
    moving = relation == "from" and verb.lemma in _MOVING
    if verb.lemma not in areas.STARTING | areas.LANDING and not moving:
        return None
    subjects = reader.ann.parse.kids(verb.i, "nsubj", "nsubjpass")
    if any(t.pos == "PROPN" or t.entity for t in subjects) and verb.lemma not in _FIRED:
        return None
    for kind in reader.kinds.values():
        if kind.phases and any(s.fill == "place" for s in kind.slots):
            return reader.topics.of(noun.i, kind.name, bare=True)
    return None


def _is_target(reader: Reader, number: int, place: PlaceSpan) -> bool:
    """Whether what was fired "at" lies in another state than the one that fired."""
    country = place.where.place.country if place.where.place else place.country
    event = reader.ann.events[number]
    states = {p.country for p in event.actors if p.country}
    root = reader.ann.parse.root_of(event.trigger)
    fired = root is not None and root.lemma in ("fire", "launch", "shoot", "lob")
    return fired and bool(states) and country is not None and country not in states


def _named(reader: Reader, span: Span) -> PlaceSpan | None:
    """The place that a phrase is about: one as wide as its description, else the first name
    that only owns nothing ("North Korea's capital" is not North Korea)."""
    inside = [
        p for p in reader.ann.places
        if p.span.overlaps(span) and not _VESSEL.search(reader.ann.parse.text, 0, p.span.start)
    ]  # fmt: skip
    for place in sorted(inside, key=lambda p: (-p.span.length, p.span)):
        if place.where.relation not in ("", "in") or place.where.distance_km is not None:
            return place
    for place in inside:
        token = reader.ann.parse.root_of(place.span)
        if token is not None and token.dep != "poss":
            return place
    return None


def _is_party(reader: Reader, number: int, span: Span) -> bool:
    """Whether words name a party of an event; a town that is aimed at is a place as well."""
    event = reader.ann.events[number]
    aimed = [
        p
        for p in event.recipients
        if (p.authority and not is_town(p)) or p.sector or countries.lookup(p.name)
    ]
    return any(p.span.overlaps(span) for p in (*event.actors, *aimed))
