"""Names and descriptions of persons, bodies, countries and groups, with who they stand for."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.names.context import settle
from dateline.annotate.names.items import items
from dateline.annotate.names.phrases import phrases
from dateline.annotate.names.weigh import Phrase
from dateline.model import NameSpan, Parse, PlacePrecision, PlaceSpan, Span
from dateline.reference import authorities


def annotate(parse: Parse, located: tuple[PlaceSpan, ...] = ()) -> tuple[NameSpan, ...]:
    """Names of a text in order; `located` are its places, by which a country is inferred.

    1. Runs of words that the tables know, and capitalised runs they do not know.
    2. Runs that stand in one noun phrase, weighed together.
    3. What the rest of the text tells: full names, offices named before, the country spoken of.

    `sort` is person, body, country, group (unnamed people) or role (a description); `authority`
    may be several ids joined by `+`; it is None where neither words nor text tell.
    """
    met = _towns(parse, phrases(parse, items(parse)), located)
    found = settle(parse, met, _lands(parse, located))
    return tuple(_span(parse, p) for p in found if p.sort != "title")


def _towns(
    parse: Parse, found: tuple[Phrase, ...], located: tuple[PlaceSpan, ...]
) -> tuple[Phrase, ...]:
    """Bare names taken for persons' that are a place's in this text: "shelled Kryvyi Rih"."""
    places = {
        p.span: p.where.place.country for p in located
        if p.where.place is not None and p.where.precision in _SETTLED
    }  # fmt: skip
    full = {w for p in found if p.person and " " in p.person for w in p.person.split()[1:]}
    out = []
    for p in found:
        span = Span(parse.tokens[p.first].start, parse.tokens[p.last - 1].end)
        country = places.get(span)
        bare = p.sort == "person" and p.office is None and p.role is None and p.authority is None
        if country and bare and (p.person or "") not in full:
            p = replace(
                p, sort="place", person=None, country=country, authority=f"{country}:LOC",
                rule="a name of a place",
            )  # fmt: skip
        out.append(p)
    return tuple(out)


_SETTLED = frozenset({PlacePrecision.TOWN, PlacePrecision.ADM1, PlacePrecision.ADM2})


def _lands(parse: Parse, located: tuple[PlaceSpan, ...]) -> list[tuple[int, str]]:
    """(sentence, country) of every place of a text whose country is known."""
    out = []
    for p in located:
        country = p.country or (p.where.place.country if p.where.place else None)
        root = parse.root_of(p.span)
        if country and root is not None:
            out.append((root.sentence, country))
    return out


def _span(parse: Parse, p: Phrase) -> NameSpan:
    span = Span(parse.tokens[p.first].start, parse.tokens[p.last - 1].end)
    authority = p.authority
    if authority is None and p.sort == "person" and p.person:
        authority = f"person:{authorities.slug(p.person)}"
    sort = p.sort if p.sort in ("person", "body", "country", "group", "role") else "name"
    return NameSpan(span, sort, p.name, authority, p.country, p.role, p.rule)
