"""Place names and relative places built on them, resolved against the gazetteer."""

from __future__ import annotations

from dateline.annotate.places.government import is_government
from dateline.annotate.places.recognise import recognise
from dateline.annotate.places.relative import Located, locate
from dateline.annotate.places.resolve import resolve
from dateline.annotate.places.toponyms import Toponym
from dateline.model import Parse, Place, PlaceSpan, Where
from dateline.reference.gazetteer import Gazetteer, fold


def toponyms(parse: Parse, gazetteer: Gazetteer) -> list[Toponym]:
    """Names of places and demonyms in text order, resolved where the gazetteer has them."""
    return resolve(parse, recognise(parse, gazetteer))


def annotate(parse: Parse, gazetteer: Gazetteer) -> tuple[PlaceSpan, ...]:
    """Places of a text in order; none nested in another.

    1. Find names and demonyms. 2. Resolve them in each other's light. 3. Grow them over the words
    that tell the relation ("the vicinity of North Korea's capital"). 4. Mark names that stand for
    governments; demonyms are marked too, since they are no place of anything.
    """
    named = toponyms(parse, gazetteer)  # 1. 2.
    located = locate(parse, named, gazetteer)  # 3.
    return tuple(_span(parse, place) for place in located)  # 4.


def _span(parse: Parse, located: Located) -> PlaceSpan:
    toponym, place = located.toponym, located.toponym.place
    words = located.span.of(parse.text)
    name = located.name if place or toponym.rule == "border" else toponym.span.of(parse.text)
    if place and toponym.rule not in ("border", "capital of"):
        name = _shown(toponym.span.of(parse.text), place)
    where = Where(
        place, name, located.precision, words, located.relation, located.radius_km,
        located.distance_km, located.bearing,
    )  # fmt: skip
    grown = located.span != toponym.span or toponym.rule == "capital of"
    government = not grown and not _is_container(parse, toponym) and is_government(parse, toponym)
    country = place.country if place else None
    return PlaceSpan(located.span, where, government, country, toponym.rule)


def _is_container(parse: Parse, toponym: Toponym) -> bool:
    """ "Manila, Philippines": the second name only says where the first one lies."""
    i = toponym.first
    if i < 2 or parse.tokens[i - 1].text != "," or toponym.sort == "demonym":
        return False
    before = parse.tokens[i - 2]
    after = parse.tokens[toponym.last] if toponym.last < len(parse.tokens) else None
    closed = after is None or after.text in (",", ".", "(", "-", "--", "—", "–", ":", ")")
    return (
        before.pos == "PROPN"
        and before.text[0].isupper()
        and closed
        and (parse.tokens[toponym.first].dep in ("appos", "npadvmod", "ROOT", "nmod"))
    )


def _shown(printed: str, place: Place) -> str:
    """The name as English prints it: the words themselves for towns and divisions ("Kobani", where
    the gazetteer has ‘Ayn al ‘Arab), the gazetteer's name for all else and for short forms."""
    local = place.sort in ("town", "adm1", "adm2", "region")
    short = "." in printed or printed.isupper() or len(printed) < 4
    if short or (not local and fold(printed) != fold(place.name)):
        return place.name
    return printed.removeprefix("the ").removeprefix("The ")


def is_mention(parse: Parse, toponym: Toponym) -> bool:
    """Whether a name or adjective mentions its place: "the French town" does, "Americans", "in
    English" do not."""
    if toponym.sort != "demonym":
        return True
    token = parse.tokens[toponym.last - 1]
    if token.tag in ("NNPS", "NNS"):
        return False
    return token.pos == "ADJ" or token.dep in ("amod", "compound", "nmod", "poss")
