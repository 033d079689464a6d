"""Where a happening began or ended, in the words that say it ("from the vicinity of X")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import Parse, PlaceSpan, Span, Token

LANDING = frozenset({
    "land", "fall", "splash", "plunge", "crash", "come", "impact", "hit", "drop", "strike", "end",
    "sink", "arrive", "tumble", "splashdown", "landing", "touchdown",
})  # fmt: skip
STARTING = frozenset({
    "launch", "fire", "lift", "leave", "test", "take", "blast", "detect", "release", "shoot", "lob",
    "depart", "put", "originate", "sight", "rise", "conduct", "carry", "launching", "firing",
    "liftoff", "emerge", "loose", "occur",
})  # fmt: skip
_PLACES = frozenset({
    "capital", "coast", "province", "area", "vicinity", "proximity", "site", "base", "region",
    "city", "town", "village", "island", "facility", "airport", "airfield", "district", "county",
    "peninsula", "center", "centre", "range", "ground", "submarine", "border", "location",
    "station", "cosmodrome", "spaceport", "territory", "desert", "port", "shipyard", "outskirts",
    "silo", "pad", "complex", "field", "spit", "strip", "spot", "point",
    "inland", "coastline", "polygon", "bay", "lake", "reservoir", "warship",
})  # fmt: skip
_WATERS = frozenset({"sea", "ocean", "water", "gulf", "strait", "bay"})
_RELATIONS = frozenset({
    "from", "near", "in", "at", "around", "off", "outside", "inside", "within", "into", "on",
    "toward", "towards", "to", "inland",
})  # fmt: skip
_INNER = frozenset({"in", "on", "of", "near", "outside", "off", "inside", "around", "between"})
_LINKS = frozenset({"just", "which", "that", "conceivably", "possibly", "borders", "bordering"})
_TIMES = frozenset({"DATE", "TIME"})
_NOT_PLACES = frozenset({"DATE", "TIME", "PERSON", "ORG", "NORP"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})
_COMPASS = re.compile(r"(?:north|south|east|west)[a-z-]*$")
_LENGTHS = frozenset({"km", "kilometers", "kilometres", "kilometer", "miles", "mi", "nm"})
_CLOCK = re.compile(r"\d{1,2}(?::\d\d)?(?:[ap]m)?$|noon$|midnight$|dawn$|dusk$|[ap]\.?m\.?$")
_OFFSET = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:to\s+the\s+)?(?:"
    r"(?:north|south|east|west)\w*(?:[\s-](?:north|south|east|west)\w*)?\s+of\b|"
    r"(?:off|away\s+from|outside|inside|short\s+of)\b(?!\s*[.,;]))", re.IGNORECASE,
)  # fmt: skip


def is_offset(text: str, end: int) -> bool:
    """Whether a distance that ends at `end` says where something is ("200 km east of the cape")
    and not how far it went."""
    return _OFFSET.match(text, end) is not None


def is_distance(parse: Parse, span: Span) -> bool:
    """Whether a phrase begins with a distance: "about 150 km west of the island"."""
    return any(t.lower in _LENGTHS for t in parse.tokens_in(span)[:5])


def areas(parse: Parse, places: tuple[PlaceSpan, ...] = ()) -> Iterator[tuple[str, Span, Token]]:
    """(preposition, span of the phrase behind it, its head) of every phrase that names a place.

    1. A phrase begins behind a preposition, or with a distance and a bearing ("200 km west of the
       island", under "off").
    2. It goes on over nouns, names and the prepositions that place one inside another, and ends
       before a verb, a time or another sort of preposition.
    3. A comma belongs to it where what follows it places as well ("Sunan, just outside Pyongyang")
       and is not the beginning of a clause.
    """
    named = frozenset(
        t.i for p in places if not p.government for t in parse.tokens_in(p.span) if t.pos == "PROPN"
    )
    done = -1
    for token in parse.tokens:
        if token.i < done:
            continue
        found = _offset(parse, token) or _behind(parse, token, named) or _inland(parse, token)
        if found is None:
            continue
        relation, first, last = _from_the_distance(parse, *found)
        head = parse.root_of(Span(parse.tokens[first].start, parse.tokens[last - 1].end))
        if head is not None:
            done = last
            span = Span(parse.tokens[first].start, parse.tokens[last - 1].end)
            yield relation, span, head


def _offset(parse: Parse, token: Token) -> tuple[str, int, int] | None:
    """A phrase that begins with a distance, a bearing or both: "some 200 km west of X"."""
    tokens = parse.tokens
    k = token.i
    if token.lower in _LENGTHS:
        k = _behind_bracket(parse, k + 1)
        if k + 1 < len(tokens) and tokens[k].lower == "to" and tokens[k + 1].lower == "the":
            k += 2
    if k + 1 >= len(tokens) or not (
        (_COMPASS.match(tokens[k].lower) and tokens[k + 1].lower == "of")
        or (token.lower in _LENGTHS and tokens[k].lower in ("off", "from"))
    ):
        return None
    last = _end(parse, k + (2 if tokens[k + 1].lower == "of" else 1))
    first = token.i
    if token.lower in _LENGTHS:
        while first > 0 and (
            tokens[first - 1].pos == "NUM" or tokens[first - 1].lower in _APPROXIMATORS
            or (tokens[first - 1].text == "." and tokens[first - 2].lower == "approx")
        ):  # fmt: skip
            first -= 1
    if last is None or not (
        _names_place(parse, k, last) or any(t.pos == "PROPN" for t in tokens[k:last])
    ):
        return None
    return "off", first, last


def _inland(parse: Parse, token: Token) -> tuple[str, int, int] | None:
    """The one word that says where something fell: "came down inland"."""
    alone = token.lower in ("inland", "offshore") and token.pos == "ADV"
    verb = parse.tokens[token.head]
    return ("in", token.i, token.i + 1) if alone and verb.lemma in LANDING else None


def _from_the_distance(parse: Parse, relation: str, first: int, last: int) -> tuple[str, int, int]:
    """A phrase about a sea that goes on with a distance begins with it: "in the Sea of Japan, some
    210 km west of the island"."""
    comma = next((k for k in range(first, last) if parse.tokens[k].text == ","), None)
    if comma is None or _distance(parse, comma + 1) is None:
        return relation, first, last
    if not any(t.lemma.lower() in _SEAS for t in parse.tokens[first:comma]):
        return relation, first, last
    return "off", comma + 1, last


_SEAS = frozenset({"sea", "ocean", "pacific", "atlantic"})
_FIGURES_OF_SPEECH = frozenset({
    "view", "telling", "reading", "account", "eye", "opinion", "assessment", "estimate", "response",
})  # fmt: skip
_APPROXIMATORS = frozenset({"about", "some", "roughly", "around", "approx", "approx.", "nearly",
                            "approximately", "almost", "just", "over", "only"})  # fmt: skip


def _behind(parse: Parse, token: Token, named: frozenset[int]) -> tuple[str, int, int] | None:
    """A phrase behind a preposition of place."""
    first = token.i + 1
    relation = _relation(parse, token)
    if not relation or first >= len(parse.tokens):
        return None
    if token.tag == "RP" and parse.tokens[first].pos not in ("DET", "PROPN"):
        return None
    last = _end(parse, first)
    if last is None:
        return None
    known = bool(named & set(range(first, last))) and parse.tokens[first].entity not in _TIMES
    if any(t.lemma.lower() in _FIGURES_OF_SPEECH for t in parse.tokens[first : first + 4]):
        return None
    zone = any(t.lemma.lower() in ("zone", "eez") for t in parse.tokens[first:last])
    if not _names_place(parse, first, last) and (zone or not known):
        return None
    return relation, first, last


def _relation(parse: Parse, token: Token) -> str:
    """The preposition that a token is or stands for: "left X" and "out of X" tell whence, "struck
    the island" and "reached the range" where it ended; empty for any other."""
    before = parse.tokens[token.i - 1].lower if token.i else ""
    if token.lower == "of":
        return "from" if before == "out" else ""
    if token.pos != "VERB":
        return token.lower if token.lower in _RELATIONS else ""
    if token.lemma in ("leave", "depart") and token.lower != "leave":
        return "from"
    hit = token.lemma in _HITTING and token.tag in ("VBD", "VBN", "VBG")
    objects = parse.kids(token.i, "dobj") if hit else []
    things = [t for t in parse.kids(token.i, "nsubj") if t.pos == "PROPN" or t.lower in _PERSONS]
    found = any(_is_ground(t) for t in objects) and not things
    return "object" if found and not parse.kids(token.i, "auxpass") else ""


_PERSONS = frozenset({"they", "he", "she", "we", "i", "who"})
_HITTING = frozenset({"hit", "strike", "reach"})


def _is_ground(noun: Token) -> bool:
    """Whether a noun is ground that something may come down on."""
    return noun.lemma.lower() in _PLACES or noun.entity in _NAMED


def _end(parse: Parse, first: int) -> int | None:
    """Index behind the last token of a place phrase that begins at `first`."""
    tokens = parse.tokens
    sentence = tokens[first].sentence
    k, comma, between = first, None, False
    while k < len(tokens) and tokens[k].sentence == sentence:
        t = tokens[k]
        between = between or t.lower == "between"
        if t.lower == ",":
            following = tokens[k + 1] if k + 1 < len(tokens) else None
            distance = _distance(parse, k + 1)
            if following is None or not (distance or _places_more(parse, k + 1)):
                break
            comma = k
            k = (distance or k + 1) - 1
        elif between and t.lower == "and":  # "waters between X and Y"
            between = False
        elif _stops(parse, t, k == first) or (k > first and _opens_zone(parse, k)):
            if comma is not None and t.pos in ("VERB", "AUX") and t.lower not in _LINKS:
                k = comma
            break
        k += 1
    while k > first and (
        tokens[k - 1].pos in ("ADP", "DET", "PUNCT", "SCONJ", "ADV", "PART", "CCONJ")
        and tokens[k - 1].lower not in ("inland", "offshore", "n.", "s.")
    ):
        k -= 1
    return k if k > first else None


def _distance(parse: Parse, k: int) -> int | None:
    """Index behind "about 40 miles north of" where a distance begins at token `k`."""
    tokens = parse.tokens
    while k < len(tokens) and (tokens[k].lower in _APPROXIMATORS or tokens[k].pos == "NUM"):
        k += 1
    if not (0 < k < len(tokens) - 2 and tokens[k - 1].pos == "NUM" and tokens[k].lower in _LENGTHS):
        return None
    k = _behind_bracket(parse, k + 1)
    bearing = k + 1 < len(tokens) and _COMPASS.match(tokens[k].lower)
    return k + 2 if bearing and tokens[k + 1].lower == "of" else None


def _behind_bracket(parse: Parse, k: int) -> int:
    """Index behind a bracket that opens at token `k`, a converted distance; else `k`."""
    tokens = parse.tokens
    if k >= len(tokens) or tokens[k].text != "(":
        return k
    shut = next((n for n in range(k, min(k + 8, len(tokens))) if tokens[n].text == ")"), None)
    return k if shut is None else shut + 1


def _opens_zone(parse: Parse, k: int) -> bool:
    """Whether a preposition says in or out of which zone, and not where: "the Pacific, outside
    Japan's exclusive economic zone"."""
    if parse.tokens[k].lower not in ("outside", "inside", "within", "beyond", "in"):
        return False
    for t in parse.tokens[k + 1 : k + 8]:
        if t.lemma.lower() in ("zone", "eez"):
            return True
        if t.pos in ("VERB", "PUNCT", "ADP") and t.lower != "of":
            return False
    return False


def _stops(parse: Parse, t: Token, first: bool) -> bool:
    """Whether a token cannot stand in a place phrase."""
    if t.lower in _LINKS or (first and t.lower in _INNER):
        return False
    if t.entity in _TIMES or _CLOCK.match(t.lower) or t.lower in _DAYS:
        return True
    if t.pos == "ADP":
        following = parse.tokens[t.i + 1] if t.i + 1 < len(parse.tokens) else t
        clock = _CLOCK.match(following.lower) or following.entity in _TIMES
        ahead = parse.tokens[t.i + 1 : t.i + 5]
        clock = clock or any(n.lower == "direction" for n in ahead)
        noun = next((n for n in ahead if n.pos != "DET"), following)
        inner = t.lower in _INNER or (t.lower == "at" and noun.pos == "PROPN" and not clock)
        return not inner or bool(clock) or following.lower in _DAYS
    if t.lower == "'s" or t.lower == "\u2019s":
        return False
    if t.pos == "VERB" and t.dep == "amod":  # "the targeted area"
        return False
    before = parse.tokens[t.i - 1]
    if t.pos == "DET" and not first and before.pos in ("PROPN", "NOUN"):
        return True  # "from its base the Air Force launched"
    return (t.pos in ("VERB", "AUX", "CCONJ", "PRON", "NUM", "SYM") and t.tag != "PRP$") or (
        t.pos == "PUNCT" and t.lower not in ("-", "\u2013")
    ) or (t.pos == "SCONJ") or (t.pos == "ADV" and t.lower not in _LINKS | _INNER and not
          _COMPASS.match(t.lower) and t.lower not in ("inland", "offshore"))  # fmt: skip


_DAYS = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "yesterday", "early", "late", "morning", "afternoon", "evening", "night", "local",
})  # fmt: skip


def _places_more(parse: Parse, k: int) -> bool:
    """Whether what follows a comma places further: a name, an article with a place noun, a
    preposition of place, a bearing."""
    t = parse.tokens[k]
    if t.entity in _TIMES or t.lower in _DAYS:
        return False
    ahead = [n for n in parse.tokens[k + 1 : k + 6] if n.sentence == t.sentence]
    if t.lower in ("in", "on", "off", "which"):
        return any(n.entity in _NAMED or n.lemma.lower() in _PLACES for n in ahead)
    if _COMPASS.match(t.lower) or t.lower in ("just", "near", "outside", "conceivably",
                                               "possibly"):  # fmt: skip
        return True
    if t.pos == "PROPN":
        return t.entity in _NAMED or any(
            n.lemma.lower() in _PLACES for n in parse.tokens[k : k + 5] if n.sentence == t.sentence
        )
    if t.pos == "DET":
        following = parse.tokens[k + 1 : k + 5]
        return any(n.lemma.lower() in _PLACES | {"part"} for n in following)
    return False


def _names_place(parse: Parse, first: int, last: int) -> bool:
    inside = parse.tokens[first:last]
    head = inside[0]
    if " ".join(t.lower for t in inside) in (
        "the ground",
        "the air",
        "the pad",
        "the range",
        "range",
        "flight",
        "the spot",
        "the ground",
    ):
        return False
    if any(t.lower == "direction" for t in inside) or _CLOCK.match(head.lower):
        return False
    if last - first == 1 and head.lower == "land" and parse.tokens[first - 1].lower == "on":
        return True
    if head.entity in _TIMES or any(t.lemma.lower() in ("zone", "eez") for t in inside):
        return False
    for t in inside:
        lemma = t.lemma.lower()
        if lemma in _PLACES or t.lower in _PLACES:
            return True
        if lemma in _WATERS and (any(x.pos == "PROPN" for x in inside) or len(inside) > 2):
            return True
        if t.entity in _NAMED or (t.pos == "PROPN" and t.entity == ""):
            return True
        if t.pos == "PROPN" and t.entity in ("ORG", "PERSON") and _place_like(parse, t):
            return True
    return False


def is_site(parse: Parse, noun: Token) -> bool:
    """Whether a phrase is about a place by its head, and not about what floats there: "fired at a
    ship in the gulf"."""
    lemma = noun.lemma.lower()
    return noun.pos == "PROPN" or lemma in _PLACES | _WATERS or bool(_COMPASS.match(lemma))


def _place_like(parse: Parse, t: Token) -> bool:
    """A name taken for a body or person that stands right behind "from", "near" or "off"."""
    before = parse.tokens[t.i - 1].lower if t.i else ""
    return before in ("from", "near", "off", "around")


def side(parse: Parse, relation: str, span: Span) -> str | None:
    """Whether a place phrase tells the beginning ("start") or the end ("land") of a happening.

    The nearest word of either on the left within the sentence decides; "from" tells a beginning.
    """
    tokens = parse.tokens_in(span)
    if not tokens:
        return None
    here = tokens[0]
    if relation == "object":
        return "land"
    if here.i > 1 and parse.tokens[here.i - 2].lower == "not":
        return None  # "and not from Sunan"
    if relation == "from":
        return None if _heard_from(parse, here) else "start"
    if relation in ("to", "toward", "towards"):
        verb = next((t for t in parse.ancestors(here.i) if t.pos == "VERB"), None)
        way = any(t.lemma in ("distance", "way") for t in parse.tokens[max(0, here.i - 3) : here.i])
        gone = verb is not None and verb.lemma in ("travel", "fly", "go", "carry", "fall")
        head = parse.tokens[parse.tokens[here.i - 1].head] if here.i else here
        gone = gone and not way and head.pos != "NOUN"  # "in answer to the North's shot"
        return "land" if gone and relation == "to" else None
    told = _told_behind(parse, tokens[-1])
    if told is not None:
        return told
    if relation != "into" and _broke(parse, here):
        return None
    within = "land" if relation == "into" else None
    for t in reversed(parse.sentence_tokens(here.sentence)):
        if t.i >= here.i:
            continue
        lemma = t.lemma.lower()
        ahead = [n.lower for n in parse.tokens[t.i + 1 : t.i + 3]]
        if lemma == "come" and not {"down", "ashore"} & set(ahead):
            continue
        if lemma in LANDING and t.pos in ("VERB", "NOUN"):
            return "land"
        if lemma == "take" and parse.tokens[t.i + 1].lower != "off":
            continue
        if lemma == "put" and "in" in ahead[:1]:  # "put in at Busan"
            return None
        if lemma in STARTING and t.pos in ("VERB", "NOUN"):
            seaward = relation == "off" and any(n.lower in ("coast", "shore") for n in tokens)
            named = any(n.pos == "PROPN" and not _COMPASS.match(n.lower) for n in tokens)
            # "Fired two off its east coast" says whereto, without a name.
            return "start" if within is None and (named or not seaward) else None
        other = t.pos == "VERB" and relation in ("in", "on", "at", "to")
        if t.lower == ";" or (other and t.dep not in ("amod", "compound")):
            break
    return "land" if relation == "off" and tokens[0].pos == "NUM" else None


_BREAKING = frozenset({"explode", "burst", "disintegrate", "intercept", "destroy", "detonate"})


def _broke(parse: Parse, here: Token) -> bool:
    """Whether a place is where a thing broke up in the air: "came apart over ground near X"."""
    verb = next((t for t in parse.ancestors(here.i) if t.pos == "VERB"), None)
    if verb is None:
        return False
    behind = {k.lower for k in parse.kids(verb.i, "advmod", "prt")}
    return verb.lemma in _BREAKING or (verb.lemma in ("come", "break") and "apart" in behind)


def _told_behind(parse: Parse, last: Token) -> str | None:
    """The side that a clause behind the phrase tells: "the island, where the missile had lifted
    off", "the bay, into which it fell"."""
    k = last.i + 1
    while k < len(parse.tokens) and parse.tokens[k].lower in (",", "from", "into", "in", "at"):
        k += 1
    if k >= len(parse.tokens) or parse.tokens[k].lower not in ("where", "which", "whence"):
        return None
    clause = parse.tokens[parse.tokens[k].head]
    if parse.tokens[k].lower == "which" and parse.tokens[k - 1].pos != "ADP":
        return None
    for t in (clause, parse.tokens[clause.head]):
        if t.pos == "VERB" and t.i > k:
            down = {n.lower for n in parse.kids(t.i, "prt", "advmod")} & {"down", "ashore"}
            if t.lemma in LANDING and (t.lemma != "come" or down):
                return "land"
            if t.lemma in STARTING and t.lemma != "take":
                return "start"
    return None


_HEARD = frozenset({
    "condemnation", "criticism", "reaction", "response", "protest", "warning", "statement", "call",
    "pressure", "data", "report", "information", "message", "word", "draw", "hear", "receive",
    "win", "gain", "learn", "sanction", "demand", "official", "support", "intelligence", "image",
    "footage", "photo", "minute", "hour",
})  # fmt: skip


def _heard_from(parse: Parse, first: Token) -> bool:
    """Whether what comes "from" a place is no missile: "drew condemnation from Washington"."""
    before = [
        t for t in parse.tokens[max(0, first.i - 4) : first.i] if t.sentence == first.sentence
    ]
    here = next((t for t in reversed(before) if t.lower == "from"), None)
    return here is not None and parse.tokens[here.head].lemma.lower() in _HEARD


_NONE = re.compile(r"\b(none|neither|nothing|never)\b[^.;:!?\n]{0,90}$", re.IGNORECASE)


def none_before(text: str, start: int, subject: bool = False) -> bool:
    """Whether "none", "neither", "nothing" or, unless it must be the `subject`, "never" governs
    what begins at `start`: "none of which went higher than 50 km or came within the zone"."""
    found = _NONE.search(text, max(0, start - 110), start)
    return found is not None and not (subject and found[1].lower() == "never")


def is_open(parse: Parse, noun: Token) -> bool:
    """Whether a place stands in what is left open: "did not say whether they fell on land"."""
    verb = next((t for t in parse.ancestors(noun.i) if t.pos in ("VERB", "AUX")), None)
    return verb is not None and any(
        k.lower in ("whether", "if") for k in parse.kids(verb.i, "mark", "advmod")
    )


def negated(parse: Parse, noun: Token) -> bool:
    """Whether the verb that a place phrase hangs on is negated: "had not fallen near the isle"."""
    verb = next((t for t in parse.ancestors(noun.i) if t.pos in ("VERB", "AUX")), None)
    return verb is not None and verb.lemma in LANDING and bool(parse.kids(verb.i, "neg"))
