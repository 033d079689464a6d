"""Who does what in a clause: subjects and objects through passive, control, relatives."""

from __future__ import annotations

from dateline.model import Parse, Token

_SUBJECT_CONTROL = frozenset({"promise", "threaten", "vow", "use", "offer", "pledge"})
_VERBAL = ("VERB", "AUX")
_WHO = frozenset({"GPE", "ORG", "NORP", "PERSON"})
_TIMES = frozenset({"DATE", "TIME"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
MEASURES = frozenset({
    "dozen", "hundred", "thousand", "score", "group", "number", "handful", "million", "ten", "team",
    "series", "wave", "round", "string", "spate", "volley", "pair", "couple", "member", "part",
    "lot", "majority", "most", "some", "many", "several", "one", "two", "all", "none", "delegation",
})  # fmt: skip


def conjuncts(parse: Parse, tokens: list[Token]) -> list[Token]:
    """Tokens with their conjuncts, in text order, each once."""
    out: dict[int, Token] = {}
    stack = list(tokens)
    while stack:
        t = stack.pop()
        if t.i not in out:
            out[t.i] = t
            stack += parse.kids(t.i, "conj")
    return [out[i] for i in sorted(out)]


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether the grammatical subject of a verb undergoes it."""
    if parse.kids(verb.i, "auxpass", "nsubjpass", "csubjpass"):
        return True
    if verb.tag != "VBN" or parse.kids(verb.i, "aux", "nsubj"):
        return False
    head = parse.tokens[verb.head]
    if verb.dep == "conj" and head.pos in _VERBAL:
        return is_passive(parse, head)
    return verb.dep in ("acl", "advcl", "relcl")


def surface_subjects(parse: Parse, verb: Token, depth: int = 0) -> list[Token]:
    """Grammatical subjects, inherited where the clause has none of its own.

    1. Its own; a relative pronoun stands for the noun of the relative clause, a pronoun for the
       subject of the clause that reports it. 2. Conjuncts share. 3. Control: the object of the
       governing verb, else its subject. 4. Participles and infinitives of a noun: the noun, or
       who the noun belongs to.
    """
    own = [t for t in parse.kids(verb.i, "nsubj", "nsubjpass") if t.tag != "EX"]
    if own:  # 1.
        out = []
        for t in own:
            out += stands_for(parse, verb, t)
        return conjuncts(parse, out)
    if verb.head == verb.i and not is_passive(parse, verb):
        # A name at the head of a short sentence is at times read as an adverb of the verb.
        names = [t for t in parse.kids(verb.i, "npadvmod") if t.pos == "PROPN" and t.entity in _WHO]
        return conjuncts(parse, [t for t in names if t.i < verb.i][-1:])
    if depth > 8 or verb.head == verb.i:
        return []
    head = parse.tokens[verb.head]
    if verb.dep == "conj" and head.pos in _VERBAL:  # 2.
        return surface_subjects(parse, head, depth + 1)
    if verb.dep == "conj" and head.pos == "ADJ":
        return surface_subjects(parse, head, depth + 1) or surface_subjects(
            parse, parse.tokens[head.head], depth + 1
        )
    if verb.dep in ("xcomp", "ccomp", "advcl", "dep", "parataxis") and head.pos in _VERBAL:  # 3.
        things = parse.kids(head.i, "dobj") if verb.dep == "xcomp" else []
        things = [t for t in things if t.entity not in _TIMES] or parse.kids(head.i, "dative")
        if things and head.lemma not in _SUBJECT_CONTROL and things[0].pos in ("NOUN", "PROPN"):
            return conjuncts(parse, things)
        return surface_subjects(parse, head, depth + 1)
    if verb.dep == "xcomp" and head.pos == "ADJ":
        return surface_subjects(parse, parse.tokens[head.head], depth + 1)
    if verb.dep == "pcomp":
        return _of_preposition(parse, head, depth)
    if verb.dep in ("acl", "relcl"):  # 4.
        if verb.tag in ("VBG", "VBN") or verb.dep == "relcl":
            return conjuncts(parse, [head])
        return owners_or_subject(parse, head, depth)
    return []


def _of_preposition(parse: Parse, prep: Token, depth: int) -> list[Token]:
    above = parse.tokens[prep.head]
    if above.pos in _VERBAL:
        things = parse.kids(above.i, "dobj")
        if things and prep.lower in ("of", "for", "from"):
            return conjuncts(parse, things)
        return surface_subjects(parse, above, depth + 1)
    return owners_or_subject(parse, above, depth)


def owners_or_subject(parse: Parse, noun: Token, depth: int = 0) -> list[Token]:
    """Who a noun belongs to: its possessor, else the subject of the verb that governs it."""
    own = parse.kids(noun.i, "poss")
    if own and noun.lemma != "right":
        return conjuncts(parse, own)
    for of in parse.kids(noun.i, "prep"):
        if of.lower == "of" and noun.lemma in ("right", "duty", "ability", "power"):
            return conjuncts(parse, parse.kids(of.i, "pobj")) or own
    if own:
        return conjuncts(parse, own)
    head = parse.tokens[noun.head]
    if noun.dep == "dobj" and head.pos in _VERBAL:
        given = [t for t in parse.kids(head.i, "dative") if t.pos in ("NOUN", "PROPN")]
        if given and noun.entity in _TIMES:
            return conjuncts(parse, given)  # "gave the junta one week to reinstate him"
        return subjects(parse, head, depth + 1)
    return []


def stands_for(parse: Parse, verb: Token, pronoun: Token) -> list[Token]:
    """Whom a relative or personal pronoun of a clause stands for, read from the clause above it;
    the pronoun itself where that has no other subject."""
    if pronoun.lower in _RELATIVE and verb.dep == "relcl":
        return [parse.tokens[verb.head]]
    if pronoun.tag == "PRP" and verb.dep in ("ccomp", "advcl", "relcl", "conj"):
        for above in parse.ancestors(verb.i):
            if above.pos not in _VERBAL:
                continue
            found = [t for t in parse.kids(above.i, "nsubj", "nsubjpass") if t.pos != "PRON"]
            if found:
                return found
    return [pronoun]


def subjects(parse: Parse, verb: Token, depth: int = 0) -> list[Token]:
    """Who does it: subjects of an active verb, the by-phrase of a passive one."""
    if is_passive(parse, verb):
        found = [
            t
            for by in parse.kids(verb.i, "agent", "prep")
            if by.lower == "by"
            for t in parse.kids(by.i, "pobj")
        ]
        return conjuncts(parse, found)
    return surface_subjects(parse, verb, depth)


def objects(parse: Parse, verb: Token) -> list[Token]:
    """What it is done to: objects, or the subjects of a passive; "that" stands for its noun."""
    if is_passive(parse, verb):
        found = surface_subjects(parse, verb)
        if verb.dep == "acl":
            found = [parse.tokens[verb.head]]
        return [*found, *parse.kids(verb.i, "dobj")]
    found = parse.kids(verb.i, "dobj") or _as_many_as(parse, verb)
    if not found and verb.dep == "relcl":
        gap = parse.tokens[verb.head]
        if parse.kids(verb.i, "nsubj") and not any(
            t.lower in _RELATIVE for t in parse.kids(verb.i, "nsubj")
        ):
            found = [gap]
    found = [
        parse.tokens[verb.head] if t.lower in _RELATIVE and verb.dep == "relcl" else t
        for t in found
    ]
    return conjuncts(parse, found)


def _as_many_as(parse: Parse, verb: Token) -> list[Token]:
    """The object behind "up to": "kidnapped up to 16 advisers" is read as a particle."""
    return [
        t for up in parse.kids(verb.i, "prt", "prep", "advmod") if up.lower == "up"
        for to in parse.kids(up.i, "prep") if to.lower == "to" and to.i == up.i + 1
        for t in parse.kids(to.i, "pobj") if parse.kids(t.i, "nummod")
    ]  # fmt: skip


def prepositions(parse: Parse, tokens: list[Token]) -> list[tuple[str, list[Token]]]:
    """(preposition, its objects) attached to any of the tokens, in text order."""
    out = []
    for t in tokens:
        for prep in parse.kids(t.i, "prep", "dative", "agent", "prt"):
            if prep.pos not in ("ADP", "SCONJ", "ADV", "PART"):
                continue
            targets = conjuncts(parse, parse.kids(prep.i, "pobj"))
            if targets:
                out.append((prep.lower, targets))
            for inner in parse.kids(prep.i, "prep"):
                targets = conjuncts(parse, parse.kids(inner.i, "pobj"))
                if targets:
                    out.append((inner.lower, targets))
    return out


def below_measure(parse: Parse, noun: Token) -> list[Token]:
    """The noun itself and what it measures: "dozens of [soldiers]"."""
    out = [noun]
    if noun.lemma in MEASURES or noun.pos == "NUM":
        for prep in parse.kids(noun.i, "prep"):
            if prep.lower == "of":
                out += parse.kids(prep.i, "pobj")
    return out
