"""Place names and relative places built on them, resolved against the gazetteer."""

from __future__ import annotations

from dateline.annotate.places.recognise import recognise
from dateline.annotate.places.resolve import resolve
from dateline.annotate.places.toponyms import Toponym
from dateline.model import Parse, PlacePrecision, PlaceSpan, Where
from dateline.reference.gazetteer import Gazetteer


def toponyms(parse: Parse, gazetteer: Gazetteer) -> list[Toponym]:
    """Names of places and demonyms in text order, resolved where the gazetteer has them."""
    return resolve(parse, recognise(parse, gazetteer))


def annotate(parse: Parse, gazetteer: Gazetteer) -> tuple[PlaceSpan, ...]:
    """Places of a text in order."""
    return tuple(_span(parse, t) for t in toponyms(parse, gazetteer))


def _span(parse: Parse, toponym: Toponym) -> PlaceSpan:
    words, place = toponym.span.of(parse.text), toponym.place
    name = place.name if place else words
    where = Where(place, name, place.precision if place else PlacePrecision.UNKNOWN, words)
    demonym = toponym.sort == "demonym"
    return PlaceSpan(
        toponym.span, where, demonym, place.country if place else None, toponym.rule
    )  # fmt: skip


def is_mention(parse: Parse, toponym: Toponym) -> bool:
    """Whether a name or adjective mentions its place: "the French town" does, "Americans", "in
    English" do not."""
    if toponym.sort != "demonym":
        return True
    token = parse.tokens[toponym.last - 1]
    if token.tag in ("NNPS", "NNS"):
        return False
    return token.pos == "ADJ" or token.dep in ("amod", "compound", "nmod", "poss")
