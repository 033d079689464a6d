"""Places told by way of others: "North Korea's capital", "the vicinity of …", "150 km north of …".

1. Roles: a country's capital by its table. 2. Borders: named by their sides, with no point.
3. Around each name the words before and after it that tell the relation: vicinity, distance and
bearing, off the coast. The span grows over those words, so nothing is nested.

Radius rule of a vicinity, in km: 15 around a site, 35 around a town, 60 around a district, 150
around a province; none around a country or sea. A stated distance is the radius of its own circle.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.annotate.places.toponyms import Toponym, span_of
from dateline.model import Parse, Place, PlacePrecision, Span
from dateline.reference import countries
from dateline.reference.gazetteer import Gazetteer

VICINITY_KM = {
    PlacePrecision.POINT: 15.0, PlacePrecision.TOWN: 35.0, PlacePrecision.ADM2: 60.0,
    PlacePrecision.ADM1: 150.0,
}  # fmt: skip
_KM = {"k": 1.0, "mi": 1.609344, "n": 1.852, "me": 0.001}
_BEARING = r"(?:north|south)?-?(?:east|west)|north|south"
_KIND = (
    r"(?:(?:capital|city|town|village|port|island|district|province|county|cape)"
    r"\s+(?:city\s+)?(?:of\s+)?)?"
)
_THE = r"(?:the\s+)?(?:[a-z]+(?:ern|al)\s+)?"
_UNIT = r"(k(?:m|ilomet(?:er|re)s?)|mi(?:les?)?\b|n(?:autical\s+miles?|mi\b)|me(?:ter|tre)s?)"
_DISTANCE = re.compile(
    rf"((?:(?:about|around|roughly|some|approximately|approx\.|nearly|over|more\s+than)\s+)?"
    rf"(\d[\d,]*(?:\.\d+)?)[\s-]*{_UNIT}(?:\s*\([^)]*\))?\s+(?:(?:to\s+the\s+)?({_BEARING})\s+)?"
    rf"(?:of|from|off|outside|away\s+from|off\s+the\s+(?:\w+\s+)?coast\s+of)\s+{_THE}{_KIND})$",
    re.I,
)
_OFF = re.compile(
    rf"((?:off|along)\s+(?:the\s+)?(?:{_BEARING})?(?:ern)?\s*(?:coast|shores?|coastline)\s+of\s+"
    rf"{_THE})$", re.I,
)  # fmt: skip
_OFF_POSS = re.compile(r"(off\s+(?:the\s+)?)$", re.I)
_COAST = re.compile(
    rf"((?:['’]s?)?\s+(?:(?:{_BEARING})(?:ern)?\s+)?(?:\w+\s+)?(?:coast|shores?|coastline))\b", re.I
)
_NEAR = re.compile(
    r"((?:the\s+)?(?:(?:immediate\s+)?vicinity|proximity|outskirts|surroundings|environs)\s+of\s+"
    rf"{_THE}{_KIND}|(?:just\s+)?(?:near|close\s+to|outside(?:\s+of)?|not\s+far\s+from)\s+"
    rf"{_THE}{_KIND})$", re.I,
)  # fmt: skip
_TOWARD = re.compile(rf"((?:just\s+)?({_BEARING})\s+of\s+{_THE}{_KIND})$", re.I)
_REACH = 90


@dataclass(frozen=True, slots=True)
class Located:
    """A name with what the words around it say: its whole span, relation, distance, bearing."""

    toponym: Toponym
    span: Span
    relation: str
    name: str
    precision: PlacePrecision
    radius_km: float | None = None
    distance_km: float | None = None
    bearing: str | None = None


def locate(parse: Parse, toponyms: list[Toponym], gazetteer: Gazetteer) -> list[Located]:
    """Every name, grown over the words that tell where around it; in text order, none nested."""
    units = roles(parse, toponyms, gazetteer)  # 1.
    out: list[Located] = []
    for unit in units:
        located = border(parse, unit, units) or around(parse, unit)  # 2. 3.
        while out and located.span.start < out[-1].span.end:
            if located.span.length <= out[-1].span.length:
                break
            out.pop()
        if not out or located.span.start >= out[-1].span.end:
            out.append(located)
    return out


# ---------------------------------------------------------------------- 1. roles


def roles(parse: Parse, toponyms: list[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """ "North Korea's capital", "the North Korean capital", "the capital of Peru": the capital.

    Where the capital's own name stands next to it ("the Syrian capital Damascus") that name is the
    place and the phrase stays what it is.
    """
    starts = {t.first for t in toponyms}
    out = []
    for t in toponyms:
        last = _capital_after(parse, t)
        first = _capital_before(parse, t)
        place = None
        if (last is not None and not _named(parse, last, starts)) or first is not None:
            place = _capital(t.place, gazetteer)
        if place is None:
            out.append(t)
            continue
        low, high = (t.first, last) if last is not None else (first or t.first, t.last)
        span = span_of(parse, low, high)
        out.append(replace(t, first=low, last=high, span=span, sort="name", place=place,
                           candidates=(place,), rule="capital of"))  # fmt: skip
    return out


def _capital_after(parse: Parse, t: Toponym) -> int | None:
    i = t.last
    tokens = parse.tokens
    if i < len(tokens) and tokens[i].lower in ("'s", "’s", "'", "’"):
        i += 1
    elif t.sort != "demonym":
        return None
    if i < len(tokens) and tokens[i].lower == "capital":
        city = i + 1 < len(tokens) and tokens[i + 1].lower == "city"
        return i + 1 + city
    return None


def _capital_before(parse: Parse, t: Toponym) -> int | None:
    tokens = parse.tokens
    i = t.first - 1
    if i >= 0 and tokens[i].lower == "the":
        i -= 1
    if i < 1 or tokens[i].lower != "of" or tokens[i - 1].lower != "capital" or t.sort == "demonym":
        return None
    return i - 1


def _named(parse: Parse, last: int, starts: set[int]) -> bool:
    tokens = parse.tokens
    comma = last < len(tokens) and tokens[last].text in (",", "of")
    return (last + comma) in starts


def _capital(country: Place | None, gazetteer: Gazetteer) -> Place | None:
    if country is None or country.sort != "country" or country.country is None:
        return None
    land = countries.by_code(country.country)
    for name in land.capitals if land else ():
        for place in gazetteer.find(name):
            if place.country == country.country and place.sort == "town":
                return place
    return None


# ---------------------------------------------------------------------- 2. borders

_BORDER_WITH = re.compile(r"((?:the\s+)?border\s+(?:with|to|of)\s+(?:the\s+)?)$", re.I)
_LEADS = re.compile(r"\b(near|along|at|on|across|from|to|toward|over)\s+(?:the\s+)?$", re.I)
_BORDER = re.compile(r"((?:['’]s?)?\s+(?:\w+ern\s+)?(?:border|frontier))\b", re.I)


def border(parse: Parse, unit: Toponym, units: list[Toponym]) -> Located | None:
    """ "the border with Syria", "the Syrian-Turkish border": a line between two, with no point."""
    before = parse.text[max(0, unit.span.start - _REACH) : unit.span.start]
    after = parse.text[unit.span.end : unit.span.end + _REACH]
    words = _BORDER_WITH.search(before)
    start, end, sides = unit.span.start, unit.span.end, [_side(unit)]
    if words:
        start -= len(words.group(1))
    else:
        tail = _BORDER.match(after)
        if tail is None:
            return None
        end += tail.end()
        other = next((u for u in units if u.last + 1 == unit.first
                      and parse.tokens[u.last].text in ("-", "–", "/")), None)  # fmt: skip
        if other is not None:
            start, sides = other.span.start, [_side(other), _side(unit)]
    name = "border of " + " and ".join(sides)
    unplaced = unit.with_place(None, "border")
    found = _LEADS.search(parse.text[max(0, start - 20) : start])
    relation = found.group(1).lower() if found else ""
    return Located(unplaced, Span(start, end), relation, name, PlacePrecision.UNKNOWN)


def _side(unit: Toponym) -> str:
    return unit.place.name if unit.place else unit.key


# ---------------------------------------------------------------------- 3. around a name


def around(parse: Parse, unit: Toponym) -> Located:
    """The name with its relation, distance and bearing."""
    sentence = parse.sentences[parse.tokens[unit.first].sentence]
    low = max(sentence.start, unit.span.start - _REACH)
    before = parse.text[low : unit.span.start]
    if unit.sort != "demonym" and (m := _DISTANCE.search(before)):
        km = float(m.group(2).replace(",", "")) * _scale(m.group(3))
        off = "off" in m.group(1).lower().split()
        bearing = _compass(m.group(4))
        return _grown(unit, m.start(1) + low, unit.span.end, "off" if off else "near",
                      PlacePrecision.VICINITY, round(km, 1), round(km, 1), bearing)  # fmt: skip
    if m := _OFF.search(before):
        return _grown(unit, m.start(1) + low, unit.span.end, "off", _wide(unit))
    coast = _COAST.match(parse.text[unit.span.end : unit.span.end + 60])
    if (m := _OFF_POSS.search(before)) and (coast or unit.sort != "demonym"):
        end = unit.span.end + (coast.end(1) if coast else 0)
        located = _grown(unit, m.start(1) + low, end, "off", _wide(unit))
        return replace(located, toponym=replace(unit, sort="name", rule="off the coast"))
    if unit.sort == "demonym":
        return _grown(unit, unit.span.start, unit.span.end, "", _precision(unit))
    if m := _NEAR.search(before):
        return _grown(unit, m.start(1) + low, unit.span.end, "near", PlacePrecision.VICINITY,
                      VICINITY_KM.get(_precision(unit)))  # fmt: skip
    if m := _TOWARD.search(before):
        return _grown(unit, m.start(1) + low, unit.span.end, "near", PlacePrecision.VICINITY,
                      None, None, _compass(m.group(2)))  # fmt: skip
    relation = _relation(parse, unit)
    return _grown(unit, unit.span.start, unit.span.end, relation, _precision(unit))


def _grown(
    unit: Toponym, start: int, end: int, relation: str, precision: PlacePrecision,
    radius_km: float | None = None, distance_km: float | None = None, bearing: str | None = None,
) -> Located:  # fmt: skip
    name = unit.place.name if unit.place else unit.key
    return Located(
        unit, Span(start, end), relation, name, precision, radius_km, distance_km, bearing
    )


def _precision(unit: Toponym) -> PlacePrecision:
    return unit.place.precision if unit.place else PlacePrecision.UNKNOWN


def _wide(unit: Toponym) -> PlacePrecision:
    """Waters off a place are near it and have no name of their own."""
    return PlacePrecision.VICINITY if _precision(unit) in VICINITY_KM else _precision(unit)


def _scale(unit: str) -> float:
    return next(v for k, v in _KM.items() if unit.lower().startswith(k))


def _compass(words: str | None) -> str | None:
    return words.lower().replace("-", "") if words else None


_KNOWN = frozenset({
    "in", "at", "on", "from", "to", "toward", "into", "across", "over", "through", "inside",
    "within", "around", "via",
})  # fmt: skip


def _relation(parse: Parse, unit: Toponym) -> str:
    """The preposition of place the name hangs on; empty where none is there."""
    token = parse.tokens[unit.first]
    for node in parse.ancestors(token.i):
        if node.pos == "ADP" and node.i < unit.first:
            word = "toward" if node.lower == "towards" else node.lower
            return word if word in _KNOWN else ""
        if node.pos in ("VERB", "NOUN", "AUX"):
            break
    return ""
