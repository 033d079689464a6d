"""Where the event of a verb happened, by the place names of its sentence.

1. Candidates: recognised names, and runs of capitalised words that stand where a place stands
("near Yitzhar") whether or not the gazetteer knows them. 2. Each hangs on a preposition of place,
through "city of", "streets of" and the like, or is the object or passive subject of a verb of place
("captured Palmyra"). Governments, bearings ("north of Baghdad") and origins of people ("a man from
Assira") do not count. 3. A name below another one only says where that one lies ("Goma, North
Kivu") and is dropped. 4. The names whose clause is the verb's are taken; else those of the clause
it depends on or that depends on it.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.places.recognise import recognise
from dateline.annotate.places.toponyms import Toponym, span_of
from dateline.model import Parse, Span, Token
from dateline.reference.gazetteer import Gazetteer, fold
from dateline.reference.gazetteer.words import words

_AT = frozenset({
    "in", "at", "near", "inside", "outside", "across", "into", "throughout", "around", "through",
    "off", "on", "within", "along", "over", "to", "toward", "towards", "from", "between", "neaer",
})  # fmt: skip
_PARTS = words("class") | words("territory_noun") | frozenset({
    "part", "parts", "outskirt", "outskirts", "edge", "heart", "middle", "streets", "suburb",
    "suburbs", "villages", "towns", "cities", "districts", "provinces", "areas", "neighborhoods",
    "farm", "camp", "headquarters", "stronghold", "base",
    "mountains", "hills", "capital", "countryside", "neighborhood", "quarter",
})  # fmt: skip
_BEARINGS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
    "kilometer", "kilometers", "kilometres", "km", "mile", "miles",
})  # fmt: skip
_NO_PLACE = frozenset({
    "PERSON", "DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE",
    "NORP", "LAW", "EVENT",
})  # fmt: skip
_TAKES_PLACE = words("literal_verb") | frozenset({
    "patrol", "raid", "target", "destroy", "blockade", "secure", "clear", "recapture", "take",
    "lose", "infiltrate", "assail", "assault", "burn", "loot", "ransack", "conquer", "overrun",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A candidate with the token it hangs from: its own head, or the class noun it modifies."""

    first: int
    last: int
    span: Span
    anchor: Token
    path: tuple[int, ...]
    direct: bool


def places_of(parse: Parse, verbs: list[Span], gazetteer: Gazetteer) -> list[Span]:
    """Spans of the names where the event of the verb happened, in text order."""
    found = recognise(parse, gazetteer)
    known = {i for t in found for i in range(t.first, t.last)}
    placed = (_placed(parse, first, last, known) for first, last in _candidates(parse, found))
    names = [n for n in placed if n is not None]  # 1. 2.
    kept = [n for n in names if not _below_another(parse, n, names)]  # 3.
    out: set[Span] = set()
    for span in verbs:
        verb = parse.root_of(span)
        if verb is not None:
            out.update(n.span for n in _of_verb(parse, verb, kept))  # 4.
    return sorted(out)


# ---------------------------------------------------------------------- 1.


def _candidates(parse: Parse, found: list[Toponym]) -> list[tuple[int, int]]:
    """Token ranges, in text order."""
    taken = {i for t in found for i in range(t.first, t.last)}
    out = [_trimmed(parse, t.first, t.last) for t in found if t.sort == "name"]
    i, tokens = 0, parse.tokens
    while i < len(tokens):
        if i in taken or not _name_like(tokens[i]):
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and j not in taken and _goes_on(parse, j):
            j += 1
        while j > i + 1 and not tokens[j - 1].text[-1].isalnum():
            j -= 1
        if fold(span_of(parse, i, j).of(parse.text)) not in words("never"):
            out.append((i, j))
        i = j
    return sorted(out)


def _trimmed(parse: Parse, first: int, last: int) -> tuple[int, int]:
    """Without a class word in small letters ("Warangal district")."""
    while last > first + 1 and parse.tokens[last - 1].text.islower():
        last -= 1
    return first, last


def _name_like(token: Token) -> bool:
    return (
        token.pos == "PROPN" and token.text[0].isupper() and token.entity not in _NO_PLACE
        and token.text[-1].isalpha()
    )  # fmt: skip


def _goes_on(parse: Parse, i: int) -> bool:
    token = parse.tokens[i]
    joined = not parse.tokens[i - 1].space
    return _name_like(token) or (
        joined and (token.text in ("-", "’", "'") or token.text[0].isupper())
    )


# ---------------------------------------------------------------------- 2.


def _placed(parse: Parse, first: int, last: int, known: set[int]) -> Named | None:
    """The candidate with its clause if it stands where a place stands."""
    inside = range(first, last)
    token = next(
        (parse.tokens[i] for i in inside if parse.tokens[i].head not in inside
         or parse.tokens[i].head == i), parse.tokens[last - 1],
    )  # fmt: skip
    anchor = token
    for _ in range(3):
        higher = _higher(parse, anchor)
        if higher is None:
            break
        anchor = higher
    path = _path(parse, anchor, token, first in known)
    if path is None:
        return None
    direct = anchor.dep in ("dobj", "nsubjpass")
    return Named(first, last, span_of(parse, first, last), anchor, path, direct)


def _higher(parse: Parse, anchor: Token) -> Token | None:
    """The noun a name tells the place of: "Moscow apartment", "town of Dana", "Bucharest Monday"
    (which the parser takes for one name); the first of coordinated names."""
    head = parse.tokens[anchor.head]
    if head.i == anchor.i:
        return None
    if anchor.dep in ("compound", "nmod", "poss", "amod", "nummod", "npadvmod"):
        return head if head.pos == "NOUN" or head.entity in ("DATE", "TIME") else None
    if anchor.dep in ("conj", "appos"):
        return head if head.pos in ("NOUN", "PROPN") else None
    if anchor.dep == "pobj" and head.lower == "of":
        governor = parse.tokens[head.head]
        part = governor.lower in _PARTS or governor.lemma in _PARTS
        return governor if part and governor.lower not in _BEARINGS else None
    return None


def _path(parse: Parse, anchor: Token, token: Token, known: bool) -> tuple[int, ...] | None:
    """Indices from the word the place hangs on up to the root; None where it is no place."""
    head = parse.tokens[anchor.head]
    if anchor.dep in ("dobj", "nsubjpass") and head.pos == "VERB":
        fits = head.lemma in _TAKES_PLACE and (known or anchor is not token)
        return (head.i, *(n.i for n in parse.ancestors(head.i))) if fits else None
    if anchor.dep != "pobj" or head.lower not in _AT:
        return None
    governor = parse.tokens[head.head]
    if head.lower in ("from", "to", "toward", "towards", "on") and governor.pos != "VERB":
        return None
    if governor.lower in _BEARINGS or (head.lower == "from" and not known):
        return None
    return (governor.i, *(n.i for n in parse.ancestors(governor.i)))


# ---------------------------------------------------------------------- 3. 4.


def _below_another(parse: Parse, name: Named, names: list[Named]) -> bool:
    if name.first > 1 and parse.tokens[name.first - 1].text == ",":
        before = next((n for n in names if n.last == name.first - 1), None)
        if before is not None and parse.tokens[name.last - 1].dep not in ("conj",):
            return True
    above = {n.i for n in parse.ancestors(name.anchor.i)}
    own = set(range(name.first, name.last)) | {name.anchor.i}
    for other in names:
        spots = set(range(other.first, other.last)) | {other.anchor.i}
        if other is not name and spots & above and not spots & own:
            return True
        if (
            other is not name
            and other.anchor.i == name.anchor.i
            and other.first > name.first
            and ("'s" in parse.text[name.span.end : other.span.start].replace("’", "'"))
        ):
            return True  # "Pakistan's port city of Karachi"
    return False


def _of_verb(parse: Parse, verb: Token, names: list[Named]) -> list[Named]:
    clauses = {n.span: _clause(parse, n, verb) for n in names}
    for group in (frozenset({verb.i}), _together(parse, verb), _below(parse, verb)):
        own = [n for n in names if clauses[n.span] in group]
        if own:
            return own
    return []


def _clause(parse: Parse, name: Named, verb: Token) -> int:
    for i in name.path:
        if i == verb.i or parse.tokens[i].pos in ("VERB", "AUX"):
            return i
    return name.path[-1]


def _together(parse: Parse, verb: Token) -> frozenset[int]:
    """Verbs coordinated with one, the clause it depends on and those that depend on it."""
    out: set[int] = set()
    top = verb
    while top.dep == "conj" and top.head != top.i:
        top = parse.tokens[top.head]
        out.add(top.i)
    head = parse.tokens[top.head]
    if top.dep in ("advcl", "xcomp", "acl") and head.i != top.i:
        chain = (head, *parse.ancestors(head.i))
        out.update([n.i for n in chain if n.pos in ("VERB", "AUX")][:1])
    queue = [top.i, verb.i]
    while queue:
        k = queue.pop()
        for kid in parse.kids(k, "conj", "advcl", "xcomp"):
            if kid.pos in ("VERB", "AUX") and kid.i not in out:
                out.add(kid.i)
                queue.append(kid.i)
    return frozenset(out)


def _below(parse: Parse, verb: Token) -> frozenset[int]:
    """Verbs of clauses inside the arguments: "April, when a blast killed 63 in Donetsk"."""
    return frozenset(
        k for k in parse.subtree(verb.i)
        if parse.tokens[k].dep in ("relcl", "acl", "advcl", "pcomp")
    )  # fmt: skip
