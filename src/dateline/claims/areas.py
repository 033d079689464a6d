"""Where a happening began or ended, in the words that say it ("from the vicinity of X")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import Parse, Span, Token

LANDING = frozenset({
    "land", "fall", "splash", "plunge", "crash", "come", "impact", "hit", "drop", "strike",
})  # fmt: skip
_PLACES = frozenset({
    "capital", "coast", "province", "area", "vicinity", "proximity", "site", "base", "region",
    "city", "town", "village", "island", "facility", "airport", "airfield", "district", "county",
    "peninsula", "center", "centre", "range", "ground", "submarine", "border", "location",
    "station", "cosmodrome", "spaceport", "territory", "desert", "port", "shipyard",
})  # fmt: skip
_WATERS = frozenset({"sea", "ocean", "water", "gulf", "strait", "bay"})
_BESIDE = frozenset({"acl", "conj", "cc", "punct", "appos"})
_INSIDE = frozenset({"inside", "outside", "within", "before", "after"})
_TIMES = frozenset({"DATE", "TIME"})
_BARE = frozenset({"the", "launch", "site", "impact", "area", "location", "same", "a"})
_NAMED = frozenset({"GPE", "LOC", "FAC"})
_OFFSET = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:to\s+the\s+)?(?:"
    r"(?:north|south|east|west)\w*(?:[\s-](?:north|south|east|west)\w*)?\s+of\b|"
    r"(?:off|away\s+from|outside|inside|short\s+of)\b)", re.IGNORECASE,
)  # fmt: skip


def is_offset(text: str, end: int) -> bool:
    """Whether a distance that ends at `end` says where something is ("200 km east of the cape")
    and not how far it went."""
    return _OFFSET.match(text, end) is not None


def areas(parse: Parse) -> Iterator[tuple[str, Span, Token]]:
    """(preposition, span of the phrase behind it, its head) of every phrase that names a place.

    "From Panghyon in North Pyongan province" is one phrase; "200 km west of the island" stands
    under "off".
    """
    last: tuple[str, Span, Token] | None = None
    for relation, span, noun in sorted(_single(parse), key=lambda a: a[1]):
        if last and last[1].contains(span):
            continue
        between = parse.text[last[1].end : span.start].strip(" ,") if last else ""
        if last and between in ("in", "on", "of", "near") and last[2].sentence == noun.sentence:
            last = (last[0], Span(last[1].start, span.end), last[2])
            continue
        if last:
            yield last
        last = (relation, span, noun)
    if last:
        yield last


_COMPASS = re.compile(r"(?:north|south|east|west)[a-z-]*$")


def _single(parse: Parse) -> Iterator[tuple[str, Span, Token]]:
    for token in parse.tokens:
        if _COMPASS.match(token.lower) and any(
            k.lower == "of" for k in parse.kids(token.i, "prep")
        ):
            yield "off", parse.span_of(_phrase(parse, token)), token
            continue
        if token.pos not in ("ADP", "SCONJ", "ADV") or token.dep not in ("prep", "advmod", "pcomp"):
            continue
        for noun in parse.kids(token.i, "pobj", "pcomp"):
            if noun.pos == "ADP":
                continue
            inside = _phrase(parse, noun)
            named = token.lower == "from" and noun.pos == "PROPN" and noun.entity not in _TIMES
            if named or _names_place(parse, noun, inside):
                yield token.lower, parse.span_of(inside), noun


def _phrase(parse: Parse, noun: Token) -> list[int]:
    """Tokens of a noun phrase up to a clause, a time or a second statement."""
    out, stack = [], [noun.i]
    while stack:
        i = stack.pop()
        out.append(i)
        for k in parse.kids(i):
            apart = k.dep in ("relcl", "advcl") or (k.dep in _BESIDE and i == noun.i)
            if apart and not _apposed_place(parse, k):
                continue
            if k.dep == "prep" and (k.lower in _INSIDE or _is_time(parse, k)):
                continue
            stack.append(k.i)
    return sorted(out)


def _apposed_place(parse: Parse, token: Token) -> bool:
    """ "Sonchon County, North Pyongan Province" goes on with the larger place."""
    beside = parse.tokens[token.head]
    near = token.dep == "appos" and token.pos == "PROPN" and beside.pos == "PROPN"
    return near and parse.text[beside.end : token.start].count(",") == 1


def _is_time(parse: Parse, prep: Token) -> bool:
    return any(
        k.entity in ("DATE", "TIME") or k.tag == "CD" for k in parse.kids(prep.i, "pobj")
    ) or (prep.lower in ("at", "around", "about", "on") and any(
        k.lower in ("a.m.", "p.m.", "time") for k in parse.kids(prep.i)
    ))  # fmt: skip


def _names_place(parse: Parse, noun: Token, inside: list[int]) -> bool:
    if noun.entity in ("DATE", "TIME", "PERSON", "ORG", "NORP"):
        return False
    words = {parse.tokens[i].lower for i in inside}
    if noun.lemma.lower() in ("zone", "eez") or words & {"zone", "eez"}:
        return False
    if noun.lemma in ("site", "area", "location") and words <= _BARE:
        return False
    if noun.lemma in _PLACES:
        return True
    if noun.lemma.lower() in _WATERS:
        return any(parse.tokens[i].pos == "PROPN" for i in inside) or len(inside) > 2
    return noun.entity in _NAMED or (noun.pos == "PROPN" and noun.entity == "")
