"""What a counted thing undergoes: the word that governs a figure.

1. A figure inside a partitive is the whole: the 108 of "80 of the 108 drones", "of 108 drones, 80".
2. Else the first verb above it, with its particle; a relative clause without one above it counts.
3. Every noun on the way up may govern as well: "a barrage of 108 drones".
"""

from __future__ import annotations

from dateline.model import Parse, Token

MARK = "<"
"""Prefix of governors among the lemmas near a figure."""
WHOLE = f"{MARK}whole"


def governors(parse: Parse, token: Token) -> frozenset[str]:
    """Governing lemmas of the figure at `token`, each with `MARK` before it."""
    out: set[str] = set()
    numerals = [token, *parse.kids(token.i, "nummod")]
    if any(k.lower == "of" for n in numerals for k in parse.kids(n.i, "quantmod")):  # 1.
        return frozenset({WHOLE})  # "17 of 20 missiles", read as one numeral
    previous = token
    for node in parse.ancestors(token.i):
        if node.lower in ("of", "from") and _is_partitive(parse, node, previous):  # 1.
            return frozenset({WHOLE})
        if node.pos == "NOUN" and node.lemma != token.lemma:  # 3.
            out.add(MARK + node.lemma)
        if node.pos == "VERB":  # 2.
            out.add(MARK + _with_particle(parse, node))
            return frozenset(out)
        previous = node
    for clause in parse.kids(token.i, "acl", "relcl"):
        out.add(MARK + _with_particle(parse, clause))
    return frozenset(out)


def _is_partitive(parse: Parse, prep: Token, noun: Token) -> bool:
    """ "80 of the 108", "most of the 108", "of 108 drones, 80 were": the figure tells the whole."""
    head = parse.tokens[prep.head]
    if head.pos == "NUM" or head.lower in ("all", "most", "some", "half", "many", "none", "out"):
        return True
    first = parse.sentence_tokens(prep.sentence)[0]
    return prep.lower == "of" and head.pos == "VERB" and prep.i == first.i


def _with_particle(parse: Parse, verb: Token) -> str:
    down = any(k.lower == "down" for k in parse.kids(verb.i, "prt", "advmod"))
    return f"{verb.lemma} down" if down else verb.lemma
