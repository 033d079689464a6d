"""Verbs and their subjects, as the rules of the kind packs read them."""

from __future__ import annotations

from dateline.model import Parse, Token
from dateline.reference.pack_words import words


def verbs_of(parse: Parse, token: Token) -> frozenset[str]:
    """A verb's lemma, alone and with its particle; "shot down" is no shot."""
    listed = {"down", "off", "out", "up"}
    particles = {k.lower for k in parse.kids(token.i, "prt", "advmod")} & listed
    if token.lemma == "let" and any(k.lemma == "go" for k in parse.kids(token.i)):
        particles.add("go")
    needs_off = token.lemma in words("off") and "off" not in particles
    bare = () if "down" in particles or needs_off else (token.lemma,)
    return frozenset((*bare, *(f"{token.lemma} {p}" for p in particles)))


def is_verb(parse: Parse, token: Token) -> bool:
    """Whether a token is a verb; "X's missile launches" is none, whatever its tag."""
    if token.pos != "VERB" or token.dep not in ("pobj", "dobj", "nsubj", "nsubjpass"):
        return token.pos == "VERB"
    return not parse.kids(token.i, "poss", "compound")


def agents(parse: Parse, verb: Token) -> list[Token]:
    """Subjects of an active verb, agents of a passive one; shared subjects of conjuncts."""
    passive = bool(parse.kids(verb.i, "nsubjpass", "auxpass")) or (
        # "its statement that X fired two missiles" has a subject of its own.
        verb.dep == "acl" and not parse.kids(verb.i, "nsubj")
    )
    if passive:
        found = [t for by in parse.kids(verb.i, "agent") for t in parse.kids(by.i, "pobj")]
    else:
        found = parse.kids(verb.i, "nsubj")
        if not found and verb.dep in ("conj", "xcomp", "advcl", "ccomp"):
            head = parse.tokens[verb.head]
            found = parse.kids(head.i, "nsubj") if head.pos in ("VERB", "AUX") else []
        if not found and verb.dep == "amod" and verb.tag in ("VBD", "VBN"):
            # "Iran test-fired three missiles" read as one noun phrase: the name leads the verb.
            names = parse.kids(verb.head, "compound", "nmod")
            found = [t for t in names if t.pos == "PROPN" and t.i < verb.i][-1:]
    return with_conjuncts(parse, found)


def with_conjuncts(parse: Parse, tokens: list[Token]) -> list[Token]:
    out, stack = [], list(tokens)
    while stack:
        t = stack.pop(0)
        out.append(t)
        stack += parse.kids(t.i, "conj")
    return out
