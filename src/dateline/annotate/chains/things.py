"""Noun phrases and pronouns for things and happenings.

1. A definite noun phrase ("the missile", "these drones") goes on with the last noun of the same
   word, or of the same small set of words for one thing, and the same number.
2. "It", "they", "them", "both", "the first", "the other" mean the last noun that fits in number
   and that can do what the verb says: what flies or falls is a thing, what takes place happens.
3. Bare plurals ("missile tests") speak of no referent and are never linked.
"""

from __future__ import annotations

from dateline.model import Parse, Span, Token
from dateline.reference.pack_words import words

_SETS = (
    frozenset({"missile", "projectile", "weapon", "rocket", "munition"}),
    frozenset({"drone", "uav", "aircraft"}),
    frozenset({"plane", "aircraft", "jet", "airliner", "airplane", "flight", "helicopter"}),
    frozenset({"ship", "vessel", "boat", "ferry", "tanker", "freighter"}),
    frozenset({"quake", "earthquake", "temblor", "tremor"}),
    frozenset({"deal", "agreement", "accord", "pact", "treaty"}),
    frozenset({"storm", "hurricane", "typhoon", "cyclone"}),
)
_PHYSICAL = frozenset({
    "fly", "travel", "land", "fall", "splash", "crash", "soar", "climb", "explode", "plunge",
    "strike", "hit", "peak", "rise", "drop", "miss", "veer",
})  # fmt: skip
_THINGS = frozenset({
    "missile", "projectile", "weapon", "rocket", "munition", "drone", "uav", "aircraft", "plane",
    "jet", "airliner", "helicopter", "shell", "bomb", "satellite", "warhead", "booster", "ship",
    "vessel", "debris", "balloon", "torpedo", "mortar", "icbm", "irbm", "mrbm", "srbm", "slbm",
    "shot", "round",
})  # fmt: skip
HAPPENINGS = words("happening_noun")
_TAKES_PLACE = frozenset({"occur", "happen", "begin", "start", "end", "last"})
_LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "predet"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_FRESH = frozenset({"such", "first", "new", "next", "other", "previous", "earlier", "last"})
_SINGULAR = frozenset({"it", "itself"})
_PLURAL = frozenset({"they", "them", "themselves", "both"})
_PARTS = frozenset({"first", "second", "third", "other", "one", "another", "latter", "former"})
_ABSTRACT = frozenset({
    "year", "month", "day", "week", "hour", "minute", "time", "percent", "number", "kilometer",
    "kilometre", "mile", "meter", "metre", "way", "part", "fact", "thing", "people", "official",
    "spokesman", "statement", "km", "dollar", "morning", "night", "evening", "reporter", "moment",
})  # fmt: skip
_BACK = 2


def impersonal(parse: Parse, verb: Token) -> bool:
    """Whether only things fly, or only happenings take place, as the verb says."""
    if verb.lemma in _PHYSICAL or verb.lemma in _TAKES_PLACE:
        return True
    return verb.lemma == "take" and any(k.lower == "place" for k in parse.kids(verb.i, "dobj"))


def nouns(parse: Parse, taken: frozenset[int]) -> list[Token]:
    """Heads of noun phrases that are no names: candidates for things and happenings."""
    return [
        t for t in parse.tokens
        if t.pos in ("NOUN", "PROPN") and t.dep not in ("compound", "npadvmod") and t.i not in taken
        and t.lemma.lower() not in _ABSTRACT and t.lower != "none"
        and t.entity not in ("DATE", "TIME", "PERSON", "GPE")
    ]  # fmt: skip


def phrase(parse: Parse, noun: Token) -> Span:
    """The noun with what stands before it, without what follows."""
    ids = [noun.i]
    for k in parse.kids(noun.i):
        if k.i < noun.i and k.dep in (
            "det",
            "amod",
            "compound",
            "poss",
            "nummod",
            "nmod",
            "predet",
        ):
            ids += [j for j in parse.subtree(k.i) if j < noun.i]
    return parse.span_of(ids)


def definite(parse: Parse, noun: Token) -> bool:
    """Whether a noun phrase points back: the, these; or a day of its own ("Sunday's launches")."""
    if any(k.lower in _FRESH for k in parse.kids(noun.i, "amod", "det", "nummod")):
        return False
    kids = parse.kids(noun.i, "det", "poss", "nmod", "compound")
    return any(k.lower in _DEFINITE or (k.dep == "poss" and k.entity == "DATE") for k in kids)


def antecedent(parse: Parse, heads: list[Token], t: Token) -> Token | None:
    """The noun that a definite noun phrase or a pronoun goes back to, or None."""
    if t.pos in ("NOUN", "PROPN"):
        return _same_thing(parse, heads, t) if definite(parse, t) else None  # 1. 3.
    if _pleonastic(parse, t):
        return None
    if t.lower in _SINGULAR:  # 2.
        return _fitting(parse, heads, t, plural=False)
    if t.lower in _PLURAL or (t.lower in _PARTS and _alone(parse, t)):
        return _fitting(parse, heads, t, plural=True)
    return None


def _alone(parse: Parse, t: Token) -> bool:
    return t.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj") and t.pos != "PROPN"


def _pleonastic(parse: Parse, t: Token) -> bool:
    """ "It is clear that", "it rained": stands for nothing before it."""
    if t.lower != "it" or t.dep != "nsubj":
        return False
    verb = parse.tokens[t.head]
    if verb.lemma in ("rain", "snow", "seem", "appear"):
        return True
    clause = parse.kids(verb.i, "ccomp", "xcomp", "advcl")
    return verb.lemma == "be" and any(c.i > verb.i for c in clause)


def _family(lemma: str) -> frozenset[str]:
    return frozenset({lemma}).union(*(s for s in _SETS if lemma in s))


def _number(t: Token) -> bool:
    return t.tag in ("NNS", "NNPS")


def _same_thing(parse: Parse, heads: list[Token], t: Token) -> Token | None:
    family = _family(t.lemma.lower())
    for h in reversed([h for h in heads if h.i < t.i]):
        same = h.lemma.lower() == t.lemma.lower()
        if (same or h.lemma.lower() in family) and _number(h) == _number(t):
            return h
    return None


def _fitting(parse: Parse, heads: list[Token], t: Token, *, plural: bool) -> Token | None:
    verb = parse.tokens[t.head]
    place = verb.lemma == "take" and any(k.lower == "place" for k in parse.kids(verb.i, "dobj"))
    ranked: list[tuple[float, int, Token]] = []
    for h in heads:
        back = t.sentence - h.sentence
        if h.i >= t.i or back > _BACK or _number(h) != plural:
            continue
        if back == 0 and h.head == t.head and h.dep in ("nsubj", "nsubjpass", "dobj"):
            continue
        lemma = h.lemma.lower()
        score = -2.0 * back + (1.0 if h.dep in ("nsubj", "nsubjpass", "dobj") else 0.0)
        if verb.lemma in _PHYSICAL and t.dep in ("nsubj", "nsubjpass"):
            if lemma not in _THINGS:
                continue
            score += 2.0
        elif (place or verb.lemma in _TAKES_PLACE) and lemma not in HAPPENINGS:
            continue
        ranked.append((score + 0.001 * h.i, h.i, h))
    return max(ranked, key=lambda r: r[:2])[2] if ranked else None
