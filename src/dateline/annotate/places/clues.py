"""What a sentence shows about whether a name is where the event of a verb happened.

A clue is a short word: `prep:in` (the name hangs on "in"), `clause:own` (that phrase hangs on the
verb's own clause), `sort:town`. The weights of `tables/event_place.tsv` add up over them; see
`happening`. Clues read the tree, the entity labels and the gazetteer, never the words of a name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.annotate.places.toponyms import Toponym
from dateline.model import Parse, Span, Token
from dateline.reference.gazetteer.words import words

_CLASS = words("class") | words("territory_noun") | frozenset({
    "neighborhood", "quarter", "outskirts", "suburbs", "villages", "towns", "cities", "districts",
    "provinces", "areas", "camp", "countryside", "stronghold", "streets", "heart", "parts", "part",
    "mountains", "hills", "farm", "headquarters", "base", "edge", "middle",
})  # fmt: skip
_BEARINGS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
    "kilometer", "kilometers", "kilometres", "km", "mile", "miles",
})  # fmt: skip
_PREPOSITIONS = frozenset({
    "in", "at", "near", "inside", "outside", "across", "into", "throughout", "around", "through",
    "off", "on", "within", "along", "over", "to", "toward", "towards", "from", "between", "of",
    "against", "by", "for", "with", "about", "under",
})  # fmt: skip
_LITERAL = frozenset({"in", "at", "near", "inside", "across", "throughout", "around", "outside"})
_SAYS = frozenset({"say", "tell", "report", "add", "state", "announce", "claim", "confirm"})


@dataclass(frozen=True, slots=True)
class Named:
    """Tokens [first, last) with the token they hang from: their own head, or the class noun they
    modify; `found` is the recognised name, None for other capitalised words."""

    first: int
    last: int
    span: Span
    token: Token
    anchor: Token
    found: Toponym | None


def head_of(parse: Parse, first: int, last: int) -> Token:
    """The token of a range whose head lies outside it."""
    inside = range(first, last)
    for i in inside:
        if parse.tokens[i].head not in inside or parse.tokens[i].head == i:
            return parse.tokens[i]
    return parse.tokens[last - 1]


def anchor_of(parse: Parse, token: Token) -> Token:
    """The noun a name tells the place of: "Moscow apartment", "town of Dana", "Bucharest Monday"
    (which the parser takes for one name); the first of coordinated names."""
    for _ in range(4):
        head = parse.tokens[token.head]
        if head.i == token.i:
            break
        if token.dep in ("compound", "nmod", "poss", "amod", "nummod", "npadvmod"):
            fits = head.pos == "NOUN" or head.entity in ("DATE", "TIME")
        elif token.dep in ("conj", "appos"):
            fits = head.pos in ("NOUN", "PROPN")
        elif token.dep == "pobj" and head.lower == "of":
            head = parse.tokens[head.head]
            fits = (head.lower in _CLASS or head.lemma in _CLASS) and head.lower not in _BEARINGS
        else:
            fits = False
        if not fits:
            break
        token = head
    return token


def clues(parse: Parse, verb: Token, name: Named, names: Sequence[Named]) -> list[str]:
    """All clues of one name for one verb, in a fixed order; the last are pairs of others."""
    preposition, governor = _hold(parse, name.anchor)
    clause, steps = _clause(parse, governor, verb)
    side = "after" if name.first > verb.i else "before"
    label = name.token.entity or "none"
    sort = name.found.candidates[0].sort if name.found and name.found.candidates else "unknown"
    sort = sort if sort in ("country", "adm1", "town", "unknown") else "other"
    role = _role(parse, governor, verb)
    below = _below(parse, name, names)
    out = [
        f"prep:{preposition}", f"clause:{clause}", f"side:{side}", f"label:{label}", f"sort:{sort}",
        f"role:{role}", f"below:{below}", f"steps:{min(steps, 3)}", f"near:{_far(name, verb)}",
        f"names:{min(len(names), 4)}", f"before:{_before(parse, name)}",
        f"next:{_next(parse, name)}", f"anchor:{'self' if name.anchor is name.token else 'noun'}",
        f"rival:{_rival(parse, verb, name, names)}", f"order:{_order(verb, name, names)}",
        f"verb:{verb.lemma}", f"says:{verb.lemma in _SAYS}", f"pos:{verb.pos}",
    ]  # fmt: skip
    held = name.anchor.dep if preposition == "none" else preposition
    out += [
        f"prep+clause:{preposition}+{clause}", f"prep+role:{preposition}+{role}",
        f"clause+role:{clause}+{role}", f"clause+below:{clause}+{below}",
        f"verb+held:{verb.lemma}+{held}", f"held+clause:{held}+{clause}",
        f"label+prep:{label}+{preposition}", f"sort+prep:{sort}+{preposition}",
        f"sort+below:{sort}+{below}", f"clause+side:{clause}+{side}",
        f"clause+rival:{clause}+{_rival(parse, verb, name, names)}",
        f"prep+side:{preposition}+{side}", f"verb+clause:{verb.lemma}+{clause}",
    ]  # fmt: skip
    return out


def _hold(parse: Parse, anchor: Token) -> tuple[str, Token]:
    """The preposition a phrase hangs on with the word that governs it; "none" and the head."""
    head = parse.tokens[anchor.head]
    if anchor.dep == "pobj":
        word = head.lower if head.lower in _PREPOSITIONS else "other"
        governor = parse.tokens[head.head]
        if governor.pos == "ADP" and governor.head != governor.i:  # "from inside Homs"
            governor = parse.tokens[governor.head]
        return word, governor
    return "none", head


def _clause(parse: Parse, governor: Token, verb: Token) -> tuple[str, int]:
    """How the clause of a phrase lies to the verb, and how many words up it is."""
    steps = 0
    for node in (governor, *parse.ancestors(governor.i)):
        if node.i == verb.i:
            return "own", steps
        if node.pos in ("VERB", "AUX"):
            return _relation(parse, node, verb), steps
        steps += 1
    return "none", steps


def _relation(parse: Parse, node: Token, verb: Token) -> str:
    below = [verb, *parse.ancestors(verb.i)]
    above = [node, *parse.ancestors(node.i)]
    if verb.i in {n.i for n in above}:
        last = next(n for n in above if n.head == verb.i and n.i != verb.i)
        inner = next((n.dep for n in above if n.dep in ("relcl", "acl") and n.i != verb.i), "")
        return f"under-{inner or last.dep}"
    if node.i in {n.i for n in below}:
        last = next(n for n in below if n.head == node.i and n.i != node.i)
        inner = next((n.dep for n in below[: below.index(last)] if n.dep in ("relcl", "acl")), "")
        return f"over-{inner or verb.dep}" if last.i != verb.i else f"over-{verb.dep}"
    return "apart"


def _role(parse: Parse, governor: Token, verb: Token) -> str:
    """Which argument of the verb holds the phrase; "verb" where it hangs on the verb itself."""
    if governor.i == verb.i:
        return "verb"
    if governor.lower in _BEARINGS:
        return "bearing"
    node = governor
    for higher in parse.ancestors(governor.i):
        if higher.i == verb.i:
            return node.dep
        node = higher
    return "clause" if governor.pos in ("VERB", "AUX") else f"noun-{governor.dep}"


def _below(parse: Parse, name: Named, names: Sequence[Named]) -> str:
    """Whether a name says only where another one lies ("Goma, North Kivu"), or has such a name."""
    if name.first > 1 and parse.tokens[name.first - 1].text == ",":
        listed = parse.tokens[name.last - 1].dep == "conj"
        if any(n.last == name.first - 1 for n in names) and not listed:
            return "comma"
    above = {n.i for n in parse.ancestors(name.anchor.i)} - set(range(name.first, name.last))
    has = False
    for other in names:
        if other is name:
            continue
        spots = {*range(other.first, other.last), other.anchor.i}
        if spots & above and name.anchor.i not in spots:
            return "tree"
        higher = {n.i for n in parse.ancestors(other.anchor.i)}
        has = has or bool(higher & {*range(name.first, name.last), name.anchor.i})
        between = parse.text[name.span.end : other.span.start].replace("’", "'")
        if other.first > name.first and other.anchor.i == name.anchor.i and "'s" in between:
            return "owner"  # "Pakistan's port city of Karachi"
    return "has" if has else "no"


def _far(name: Named, verb: Token) -> str:
    gap = name.first - verb.i if name.first > verb.i else verb.i - name.last
    return next((f"{n}" for n in (2, 5, 10, 18) if gap <= n), "more")


def _before(parse: Parse, name: Named) -> str:
    i = name.first - 1
    sentence = parse.tokens[name.first].sentence
    while i >= 0 and parse.tokens[i].lower in ("the", *words("direction")):
        i -= 1
    if i < 0 or parse.tokens[i].sentence != sentence:
        return "start"
    token = parse.tokens[i]
    if token.lower == "of" and i > 0:
        noun = parse.tokens[i - 1]
        return "class-of" if noun.lower in _CLASS or noun.lemma in _CLASS else "of"
    if token.lower in _CLASS:
        return "class"
    if token.lower in _LITERAL:
        first = i == 0 or parse.tokens[i - 1].sentence != sentence
        return "first-in" if first else "in"
    if token.lower in words("title"):
        return "title"
    return token.lower if token.lower in _PREPOSITIONS else token.pos


def _next(parse: Parse, name: Named) -> str:
    if name.last >= len(parse.tokens):
        return "end"
    token = parse.tokens[name.last]
    if token.lower in ("'s", "’s", "'", "’"):
        after = parse.tokens[name.last + 1] if name.last + 1 < len(parse.tokens) else token
        return "own-class" if after.lower in _CLASS else "own"
    if token.lower in _CLASS or token.lemma in _CLASS:
        return "class"
    return token.text if token.text in (",", ".", "-") else token.pos


def _rival(parse: Parse, verb: Token, name: Named, names: Sequence[Named]) -> str:
    """Whether another name stands in a place of its own in the verb's clause."""
    for other in names:
        if other is name or other.anchor.i == name.anchor.i:
            continue
        preposition, governor = _hold(parse, other.anchor)
        if preposition in _LITERAL and governor.i == verb.i:
            return "verb"
    for other in names:
        if other is name or other.anchor.i == name.anchor.i:
            continue
        preposition, governor = _hold(parse, other.anchor)
        if preposition in _LITERAL and _clause(parse, governor, verb)[0] == "own":
            return "own"
    return "no"


def _order(verb: Token, name: Named, names: Sequence[Named]) -> str:
    """Whether a name is the next one after the verb, the last before it, or neither."""
    later = [n.first for n in names if n.first > verb.i]
    earlier = [n.first for n in names if n.first <= verb.i]
    if name.first > verb.i:
        return "next" if name.first == min(later) else "later"
    return "last" if name.first == max(earlier) else "earlier"
