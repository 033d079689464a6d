"""Chains of events: which nominal mention goes back to which trigger.

1. A definite mention ("the launches", "the attack", "Sunday's tests") goes back to the last trigger
   before it that its word can name: same stem, or the same type and a general word.
2. "These latest …", and a mention that names the day of the first trigger, mean the news: the
   first trigger of that sort.
3. A bare plural ("missile tests violate resolutions") and a mention that says it is older
   ("previous launches", "a launch in 2017") go back to nothing.
4. A mention goes back to no trigger of which its own words name other people and places ("the air
   raid on Sudan", "the bomb attacks in Kenya"): neither shares a name with the other. Nor to one
   by other means ("air raid", "bomb attacks"), nor, without a pack, to one that was told before
   the place or person it names came up, or without whom it brings in ("the arrest of two men").
5. A word of another stem ("the offensive" for an invasion) goes back `NEAR` sentences at most.
"""

from __future__ import annotations

from dateline.annotate.chains.things import definite
from dateline.model import EventSpan, Parse, Token
from dateline.reference import countries

_OLDER = frozenset({
    "previous", "earlier", "past", "former", "last", "prior", "other", "next", "future", "similar",
    "first", "such", "any", "more", "further", "new", "upcoming", "planned", "another",
})  # fmt: skip
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "obj", "agent", "prep", "dative")
_NAMES = frozenset({"GPE", "LOC", "NORP", "PERSON", "ORG", "FAC"})
_MEANS = (
    frozenset({"air", "aerial", "drone", "missile", "rocket", "cruise"}),
    frozenset({"bomb", "car", "truck", "suicide", "gasoline", "petrol", "grenade", "nail"}),
    frozenset({"gun", "knife", "sniper", "axe", "machete", "stabbing"}),
)  # fmt: skip
NEAR = 5
_LATEST = frozenset({"latest", "recent", "newest"})
_STEMS = (
    frozenset({"launch", "launching", "fire", "firing", "test", "test-fire", "test-firing", "shoot",
               "lob", "test-launch", "salvo", "volley", "liftoff"}),
    frozenset({"attack", "strike", "bombing", "bomb", "assault", "raid", "bombardment", "hit"}),
    frozenset({"explode", "explosion", "blast", "bombing", "detonate", "detonation"}),
    frozenset({"kill", "killing", "murder", "shooting", "shoot", "assassination", "assassinate"}),
    frozenset({"meet", "meeting", "talk", "summit", "hold", "convene", "negotiation"}),
    frozenset({"visit", "trip", "travel", "tour"}),
    frozenset({"protest", "demonstration", "rally", "demonstrate", "march"}),
    frozenset({"arrest", "detain", "detention"}),
    frozenset({"crash", "accident", "collide", "collision"}),
    frozenset({"kidnap", "kidnapping", "abduct", "abduction"}),
    frozenset({"invade", "invasion", "operation", "offensive"}),
)  # fmt: skip
_GENERAL = frozenset({"attack", "incident", "event", "violence", "move", "action", "operation"})


def links(parse: Parse, events: tuple[EventSpan, ...]) -> list[tuple[Token, int]]:
    """(head of a nominal mention, number of the event that it goes back to), in text order."""
    heads = [parse.root_of(e.trigger) for e in events]
    triggers = {h.i: n for n, h in enumerate(heads) if h is not None}
    out = []
    for t in parse.tokens:
        if t.pos not in ("NOUN", "PROPN") or not _points_back(parse, t):
            continue
        before = [(h, n) for n, h in enumerate(heads) if h is not None and h.i < t.i]
        found = [n for h, n in before if _names(t, h)]
        own = _names_in(parse, t)
        found = [
            n
            for n in found
            if not _others(own, parse, heads[n])
            and not _other_means(parse, t, heads[n])
            and not (events[n].kind == "generic" and _brings_in(parse, t, own, heads[n]))
            and _near(t, heads[n])
        ]  # 4. 5.
        if not found:
            continue
        kids = {k.lower for k in parse.kids(t.i, "amod")}
        number = found[0] if kids & _LATEST or _has_day(parse, t) else found[-1]
        if triggers.get(t.i) != number:
            out.append((t, number))
    return out


def _points_back(parse: Parse, t: Token) -> bool:
    if not definite(parse, t):
        return False
    kids = parse.kids(t.i, "amod", "det", "nummod")
    if any(k.lower in _OLDER for k in kids):
        return False
    if _of_another(parse, t):
        return False
    years = [j for j in parse.subtree(t.i) if parse.tokens[j].text.isdigit()]
    return not any(len(parse.tokens[j].text) == 4 for j in years)


def _of(parse: Parse, t: Token) -> list[Token]:
    """What a nominal, or the last one it is coordinated with, is "of"."""
    last = next(iter(parse.kids(t.i, "conj")), t)
    return [
        p
        for x in (t.i, last.i)
        for k in parse.kids(x, "prep")
        if k.lower == "of"
        for p in parse.kids(k.i, "pobj")
    ]


def _of_another(parse: Parse, t: Token) -> bool:
    """Whether a nominal names whom it hit by words that are new: "the killing of his brother"."""
    known = {k.lemma for k in parse.tokens[: t.i]}
    return any(p.lemma not in known and p.pos != "PRON" for p in _of(parse, t))


def _of_any(parse: Parse, t: Token, trigger: Token | None) -> bool:
    """Whether a nominal brings in somebody who is not told with a trigger: "the shooting of a
    demonstrator", "the arrest of two men", "the killings of farmers"."""
    if trigger is None:
        return False
    near = {parse.tokens[j].lemma for j in parse.subtree(trigger.i)}
    if trigger.dep in ("acl", "relcl"):
        near.add(parse.tokens[trigger.head].lemma)
    return any(p.lemma not in near and _indefinite(parse, p) for p in _of(parse, t))


def _brings_in(parse: Parse, t: Token, own: frozenset[str], trigger: Token | None) -> bool:
    """Whether a nominal has somebody with it who was not told of when its trigger was told."""
    if _of_any(parse, t, trigger):
        return True
    if not own or trigger is None:
        return False
    last = parse.sentences[trigger.sentence].last
    return not own & {_short(k) for k in parse.tokens[:last]}


def _indefinite(parse: Parse, noun: Token) -> bool:
    kids = parse.kids(noun.i, "det", "poss")
    return any(k.lower in ("a", "an") for k in kids) or (noun.tag == "NNS" and not kids)


def _has_day(parse: Parse, t: Token) -> bool:
    return any(k.entity == "DATE" for k in parse.kids(t.i, "poss", "compound", "nmod"))


def _others(own: frozenset[str], parse: Parse, trigger: Token | None) -> bool:
    """Whether a trigger is told with names, and none of them is among `own`, which are some."""
    if trigger is None or not own:
        return False
    found = _names_in(parse, trigger)
    return bool(found) and not own & found


def _other_means(parse: Parse, noun: Token, trigger: Token | None) -> bool:
    """Whether both are told with means, and these are of two sorts."""
    if trigger is None:
        return False
    one, other = (
        {n for k in parse.kids(x.i, "compound", "amod", "nmod") for n, words in enumerate(_MEANS)
         if k.lemma.lower() in words}
        for x in (noun, trigger)
    )  # fmt: skip
    return bool(one and other and not one & other)


def _names_in(parse: Parse, head: Token) -> frozenset[str]:
    """Names of people, bodies and places in a noun phrase, or among the arguments of a verb;
    countries by their code ("Cuban" is "Cuba")."""
    roots = [head.i]
    if head.pos in ("VERB", "AUX"):
        roots = [k.i for k in parse.kids(head.i, *_ARGUMENTS)]
    inside = sorted({j for i in roots for j in parse.subtree(i)})
    words = [parse.tokens[j] for j in inside]
    out = set()
    for word in words:
        if word.entity in _NAMES and word.pos in ("PROPN", "ADJ") and word.text[0].isupper():
            out.add(_short(word))
    return frozenset(out)


def _short(word: Token) -> str:
    """A word of a name: the code of a country, or its first letters."""
    found = countries.lookup(word.text) if word.text[:1].isupper() else None
    return found.country.code if found else word.text.lower().removesuffix("'s")[:5]


def _near(noun: Token, trigger: Token | None) -> bool:
    return trigger is None or _one_stem(noun, trigger) or (
        noun.sentence - trigger.sentence <= NEAR
    )  # fmt: skip


def _one_stem(noun: Token, trigger: Token) -> bool:
    a, b = noun.lemma.lower(), trigger.lemma.lower()
    return a == b or (len(a) > 4 and len(b) > 4 and a[:5] == b[:5])


def _names(noun: Token, trigger: Token) -> bool:
    """Whether a noun can name the happening of a trigger word."""
    if _one_stem(noun, trigger):
        return True
    a, b = noun.lemma.lower(), trigger.lemma.lower()
    return any(a in s and b in s for s in _STEMS)
