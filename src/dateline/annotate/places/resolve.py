"""Which place of that name: context first, size of the place where there is none.

1. A province or country that follows ("Paris, Texas") settles it. 2. Every other name votes for its
country and province, by how sure it is. 3. Each candidate scores its prior plus its share of the
votes plus one for a sure place within 100 km. 4. One sense per document: names alike resolve alike,
to a container's choice where one stands with any of them; but in a list of provinces ("New York,
New Jersey and Connecticut") a name is the province. 5. Where town and province share a name, words
of class ("the city of Isfahan", "Isfahan province") say which of the two is meant; bare, the name
is the town where that is large, and after words of nearness ("the vicinity of Isfahan") even where
it is not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from dateline.annotate.places.recognise import container_code, contains
from dateline.annotate.places.toponyms import Toponym
from dateline.model import Parse, Place
from dateline.reference.gazetteer.expand import STATES
from dateline.reference.gazetteer.words import words

COUNTRY_VOTE = 2.2
PROVINCE_VOTE = 3.0
NEAR_BONUS = 0.8
NEAR_KM = 100.0
NEAR_DEGREES = 0.9  # of latitude: 100.08 km
_CONSIDERED = 60
# A smaller town is no rival of a province: said to be one, and bare.
_TOWN = 5_000
_CITY = 100_000
# "Brooklyn, New York" may mean the city, "Buffalo, New York" does not.
_APART_KM = 60.0


def resolve(parse: Parse, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """The same names, each with its place and the rule that chose it, or with none."""
    stated: dict[int, Place] = {}
    for n, t in enumerate(toponyms):  # 1.
        place = None if _among_provinces(parse, toponyms, n) else by_container(parse, t)
        if place is not None:
            stated[n] = place
    by_key = {toponyms[n].key: p for n, p in stated.items()}
    stated |= _containers(toponyms, stated)
    chosen: dict[str, Place] = dict(by_key)
    for _ in range(2):
        votes = Votes(toponyms, chosen)  # 2.
        for key in dict.fromkeys(t.key for t in toponyms):
            if key not in by_key:
                candidates = next(t.candidates for t in toponyms if t.key == key)
                if candidates:
                    chosen[key] = votes.best(key, candidates)  # 3.
    out = []
    for n, t in enumerate(toponyms):  # 4.
        place = stated.get(n) or _listed(parse, toponyms, n, chosen) or chosen.get(t.key)
        place = _classed(parse, t, place)  # 5.
        rule = "container" if n in stated else "context" if len(t.candidates) > 1 else "name"
        out.append(t.with_place(place, "demonym" if t.sort == "demonym" else rule))
    return out


def _containers(toponyms: Sequence[Toponym], stated: dict[int, Place]) -> dict[int, Place]:
    """The province of a name that says where the one before lies: "Buffalo, New York"."""
    out: dict[int, Place] = {}
    for n, inner in stated.items():
        if n + 1 >= len(toponyms) or n + 1 in stated or inner.sort == "adm1":
            continue
        outer = toponyms[n + 1]
        if outer.first != toponyms[n].last + 1 or not outer.candidates:
            continue
        for c in outer.candidates:
            town = outer.candidates[0]
            apart = town.sort != "town" or kilometres(town, inner) > _APART_KM
            same = c.country == inner.country and c.admin1 == inner.admin1
            if c.sort == "adm1" and same and apart:
                out[n + 1] = c
    return out


def _among_provinces(parse: Parse, toponyms: Sequence[Toponym], n: int) -> bool:
    """Whether a name that is a province too stands in a list of provinces: "Virginia, Washington,
    West Virginia", "in Washington, Pennsylvania and California" name no town of Washington."""
    own = {c.country for c in toponyms[n].candidates if c.sort == "adm1"}
    if not own or toponyms[n].sort == "demonym":
        return False

    def province(m: int) -> bool:
        first = toponyms[m].candidates[:1]
        return bool(first) and first[0].sort == "adm1" and first[0].country in own

    def joint(m: int) -> list[str]:
        return [x.lower for x in parse.tokens[toponyms[m].last : toponyms[m + 1].first]]

    led = n > 0 and joint(n - 1) == [","] and province(n - 1)
    followed = n + 2 < len(toponyms) and joint(n) == [","] and province(n + 1)
    last = followed and joint(n + 1) in (["and"], [",", "and"], ["or"], [","]) and province(n + 2)
    return led or last


def _listed(
    parse: Parse, toponyms: Sequence[Toponym], n: int, chosen: dict[str, Place]
) -> Place | None:
    """The province of a name that stands in a list of provinces."""
    t = toponyms[n]
    place = chosen.get(t.key)
    if place is None or place.sort != "town":
        return None
    for other in (*toponyms[max(0, n - 1) : n], *toponyms[n + 1 : n + 2]):
        left, right = sorted((t, other), key=lambda x: x.first)
        joint = [x.lower for x in parse.tokens[left.last : right.first]]
        found = chosen.get(other.key)
        if found and found.sort == "adm1" and joint in ([","], ["and"], [",", "and"], ["or"]):
            rivals = [c for c in t.candidates if c.sort == "adm1" and c.country == found.country]
            if rivals and (joint != [","] or not lies_in(place, frozenset({found.admin1 or ""}))):
                return rivals[0]
    return None


_TOWN_NOUNS = frozenset({"city", "town", "village", "port", "suburb", "mayor", "downtown"})
_PROVINCE_NOUNS = frozenset({
    "province", "state", "governorate", "oblast", "prefecture", "region", "provinces", "regions",
})  # fmt: skip


def _classed(parse: Parse, toponym: Toponym, place: Place | None) -> Place | None:
    """The town instead of the province of the same name, or the other way round, by the words."""
    if place is None or place.sort not in ("town", "adm1") or len(toponym.candidates) < 2:
        return place
    said = _sort_said(parse, toponym)
    wanted = said or ("town" if place.country not in STATES else place.sort)
    if wanted == place.sort:
        return place
    least = 0 if wanted == "adm1" else _TOWN if said else _CITY
    for c in toponym.candidates:
        same = c.country == place.country and c.admin1 == place.admin1
        if c.sort == wanted and same and c.population >= least:
            return c
    if said == "adm1":  # "Washington state" has another code than the town
        return next(
            (c for c in toponym.candidates if c.sort == "adm1" and c.country == place.country),
            place,
        )
    return place


def _sort_said(parse: Parse, toponym: Toponym) -> str:
    """What the words around a name call it: "town", "adm1" or nothing."""
    tokens = parse.tokens
    after = tokens[toponym.last].lower if toponym.last < len(tokens) else ""
    i = toponym.first - 1
    if after in _PROVINCE_NOUNS or after in ("governor", "gov."):
        return "adm1"
    if after == "city" or i < 0:
        return "town" if after == "city" else ""
    of = tokens[i].lower == "of" and i > 0
    noun = tokens[i - 1].lower if of else tokens[i].lower
    if noun in _PROVINCE_NOUNS:
        return "adm1"
    near = of and noun in words("near")
    beside = not of and noun in ("near", "outside", "downtown")
    distant = of and noun in words("direction") and tokens[max(0, i - 2)].lower in _LENGTHS
    return "town" if near or beside or distant or noun in _TOWN_NOUNS else ""


_LENGTHS = frozenset({"km", "kilometers", "kilometres", "miles", "mile", "just"})


def by_container(parse: Parse, toponym: Toponym) -> Place | None:
    """The candidate inside the province or country that follows after a comma, or in brackets."""
    tokens = parse.tokens
    i = _link(parse, toponym)
    if i is None or toponym.sort == "demonym":
        return None
    for last in range(min(i + 5, len(tokens)), i + 1, -1):
        text = parse.text[tokens[i + 1].start : tokens[last - 1].end]
        codes = container_code(text)
        if not codes or not toponym.candidates or not contains(toponym, text):
            continue
        inside = [c for c in toponym.candidates if lies_in(c, codes)]
        if inside:
            return inside[0]
    return None


def _link(parse: Parse, toponym: Toponym) -> int | None:
    """The last word that links a name to what contains it: the comma of "Paris, Texas", the "in" of
    "Crawford County located in Pennsylvania" and of "Austin, in Scott County, Indiana"."""
    tokens = parse.tokens
    i = toponym.last
    if i + 1 >= len(tokens):
        return None
    joined = [t.lower for t in tokens[i : i + 3]]
    if joined[:2] == ["located", "in"]:
        i += 1
    elif joined[:2] == [",", "in"]:
        i += 1
        if [t.lower for t in tokens[i + 2 : i + 4]] == ["county", ","]:
            i += 3
    elif joined[:2] in (["province", "of"], ["province", "in"]):
        i += 1
    elif joined[0] not in (",", "("):
        return None
    return i if i + 1 < len(tokens) else None


def lies_in(place: Place, codes: frozenset[str]) -> bool:
    """Whether one of the codes is that of the place's province or country."""
    if place.sort == "country":
        return False
    return place.country in codes or (place.sort != "adm1" and place.admin1 in codes)


class Votes:
    """Countries and provinces of the other names of a text, weighted by how sure each is."""

    def __init__(self, toponyms: Sequence[Toponym], chosen: dict[str, Place]) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.provinces: defaultdict[tuple[str, str], float] = defaultdict(float)
        self.by_key: dict[str, tuple[str | None, str | None, float]] = {}
        self.points: list[tuple[str, Place]] = []
        times = Counter(t.key for t in toponyms)
        for t in {t.key: t for t in toponyms}.values():
            place = chosen.get(t.key) or (t.candidates[0] if t.candidates else None)
            if place is None:
                continue
            weight = sureness(t, place) * min(3, times[t.key]) ** 0.5
            self.by_key[t.key] = (place.country, place.admin1, weight)
            if place.country:
                self.countries[place.country] += weight
                if place.admin1:
                    self.provinces[place.country, place.admin1] += weight
            if place.lat is not None and place.sort in ("town", "adm2", "adm1", "site"):
                self.points.append((t.key, place))

    def best(self, key: str, candidates: tuple[Place, ...]) -> Place:
        """The candidate with the highest score; the first of equals."""
        country, province, weight = self.by_key.get(key, (None, None, 0.0))
        total = max(sum(self.countries.values()) - weight, 1.0)
        best, highest = candidates[0], float("-inf")
        for c in candidates[:_CONSIDERED]:
            nation = self.countries.get(c.country or "", 0) - (
                weight if c.country == country else 0
            )
            local = 0.0
            if c.country and c.admin1:
                own = weight if (c.country, c.admin1) == (country, province) else 0
                local = self.provinces.get((c.country, c.admin1), 0) - own
            score = c.prior + COUNTRY_VOTE * nation / total + PROVINCE_VOTE * local / total
            if any(k != key and _close(p, c) for k, p in self.points):
                score += NEAR_BONUS
            if score > highest + 1e-9:
                best, highest = c, score
        return best


def _close(a: Place, b: Place) -> bool:
    """Within NEAR_KM; most pairs are told apart by latitude alone."""
    if a.lat is None or b.lat is None or abs(a.lat - b.lat) > NEAR_DEGREES:
        return False
    return kilometres(a, b) < NEAR_KM


def sureness(toponym: Toponym, place: Place) -> float:
    """How far a name can vote: 1 where it can mean one place only, less by its rivals."""
    if len(toponym.candidates) < 2:
        return 1.0
    first, second = toponym.candidates[0], toponym.candidates[1]
    if place is not first:
        return 0.5
    return min(1.0, 0.25 + (first.prior - second.prior) / 2)


def kilometres(a: Place, b: Place) -> float:
    """Great-circle distance (haversine, sphere of 6,371 km); infinite where a point is unknown."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return float("inf")
    p, q = radians(a.lat), radians(b.lat)
    h = sin((q - p) / 2) ** 2 + cos(p) * cos(q) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(min(1.0, sqrt(h)))
