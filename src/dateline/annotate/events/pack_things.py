"""What a pack's trigger is said of: nouns of its class, and what stands in for them.

Objects and passive subjects of a verb, or its subject, are seen through "a volley of". A noun is
of a class by its lemma, by its first part, by a modifier, or as a stand-in for what its sentence
or the one before names. Nouns that speak of such happenings in general do not count, and neither
do targets that are none ("at dawn").
"""

from __future__ import annotations

from dateline.annotate.events.pack_clauses import agents
from dateline.kinds import Kind, Trigger
from dateline.model import Parse, Token
from dateline.reference.pack_words import words


def things_meant(parse: Parse, token: Token, trigger: Trigger) -> list[Token]:
    """The arguments of a verb that are of the trigger's class."""

    def fits(t: Token) -> bool:
        return is_of(parse, t, trigger.noun_class) or (
            trigger.standins and _stands_for(parse, t, trigger.noun_class)
        )

    if trigger.thing == "subject":
        subjects = [t for a in agents(parse, token) for t in _counted(parse, a)]
        tools = [t for p in parse.kids(token.i, "prep") if p.lower == "with"
                 for t in parse.kids(p.i, "pobj")]  # fmt: skip
        named = [[t for t in ts if is_of(parse, t, trigger.noun_class)] for ts in (subjects, tools)]
        # What is named goes before what a pronoun may stand for: "they attacked with missiles".
        return named[0] or named[1] or [t for t in subjects if fits(t)]
    return [
        t for t in things_of(parse, token) if fits(t) or _takes_up(parse, t, trigger.noun_class)
    ]


def _counted(parse: Parse, token: Token) -> list[Token]:
    """A noun, and what it counts: "thousands of protesters"."""
    counts = token.pos == "NUM" or token.lemma in words("measure") or token.lemma in words("number")
    inside = [
        t for p in parse.kids(token.i, "prep") if counts and p.lower == "of"
        for t in parse.kids(p.i, "pobj")
    ]  # fmt: skip
    return [token, *inside]


def _stands_for(parse: Parse, token: Token, noun_class: frozenset[str]) -> bool:
    """Whether a number, "all" or a pronoun stands for things named in this or the last sentence."""
    standins = words("standin") | {"most", "them", "others"}
    if token.pos != "NUM" and token.lower not in standins:
        return False
    near = [n for n in (token.sentence, token.sentence - 1) if n >= 0]
    return any(t.lemma in noun_class for n in near for t in parse.sentence_tokens(n))


def object_words(parse: Parse, verb: Token) -> set[str]:
    """Lemmas of a verb's objects; "own target" for one with a pronoun as its possessor."""
    out = set()
    for k in parse.kids(verb.i, "dobj", "obj"):
        own = any(p.pos == "PRON" for p in parse.kids(k.i, "poss"))
        out |= {k.lemma.lower(), f"own {k.lemma.lower()}"} if own else {k.lemma.lower()}
    return out


def things_of(parse: Parse, verb: Token) -> list[Token]:
    """Objects and passive subjects of a verb with their conjuncts, seen through "volley of"."""
    heads = parse.kids(verb.i, "dobj", "nsubjpass", "obj")
    heads += _seeming(parse, verb)
    if not heads:
        # "Two missiles fired from the coast flew on": a thing of the class fires nothing itself.
        heads += parse.kids(verb.i, "nsubj")
    if verb.dep == "amod":
        heads.append(parse.tokens[verb.head])
    if verb.dep in ("acl", "relcl") and verb.tag in ("VBN", "VBD"):
        heads.append(parse.tokens[verb.head])
    out: list[Token] = []
    for head in heads:
        stack = [head]
        while stack:
            t = stack.pop(0)
            out.append(t)
            stack += parse.kids(t.i, "conj", "appos")
            if t.lemma in words("measure") or t.pos == "NUM":
                for prep in parse.kids(t.i, "prep"):
                    stack += parse.kids(prep.i, "pobj")
    return out


def _seeming(parse: Parse, verb: Token) -> list[Token]:
    """What "fired what appeared to be a missile" says was fired."""
    out = []
    for clause in parse.kids(verb.i, "ccomp", "dobj", "pcomp"):
        inside = [parse.tokens[i] for i in parse.subtree(clause.i)]
        if any(t.lower == "what" for t in inside[:1]):
            out += [t for t in inside if t.dep in ("attr", "dobj", "oprd") and t.pos != "PRON"]
    return out


def is_of(parse: Parse, token: Token, noun_class: frozenset[str]) -> bool:
    if token.lemma in noun_class or token.lower in noun_class:
        return True
    if token.lower.split("-")[0] in noun_class:
        return True
    # "Drones damaged a plant": a plural at the head of a sentence is often taken for a name.
    if token.pos == "PROPN" and token.lower.removesuffix("s") in noun_class:
        return token.i == parse.sentence_tokens(token.sentence)[0].i
    return token.pos == "PROPN" and any(
        k.lower in noun_class for k in parse.kids(token.i, "compound", "appos")
    )


def _takes_up(parse: Parse, token: Token, noun_class: frozenset[str]) -> bool:
    """Whether a passive subject stands for a thing named just before: "It was fired at dawn"."""
    taken = token.dep == "nsubjpass" and token.lower in words("standin")
    if not taken and not (token.dep == "dobj" and token.lower in ("another", "one", "more")):
        return False
    for number in (token.sentence, token.sentence - 1):
        if number >= 0 and any(
            t.i < token.i and t.lemma in noun_class for t in parse.sentence_tokens(number)
        ):
            return True
    return False


def is_modified(parse: Parse, noun: Token, noun_class: frozenset[str]) -> bool:
    for kid in parse.kids(noun.i, "compound", "amod", "nmod", "poss"):
        if kid.lemma in noun_class or kid.lower in noun_class:
            return True
    for prep in parse.kids(noun.i, "prep"):
        if prep.lemma == "of" and any(
            is_of(parse, t, noun_class) or any(
                is_of(parse, c, noun_class) for p in parse.kids(t.i, "prep")
                for c in parse.kids(p.i, "pobj") if t.lemma in words("measure")
            )
            for t in parse.kids(prep.i, "pobj")
        ):  # fmt: skip
            return True
    return False


def is_part(parse: Parse, noun: Token) -> bool:
    """Whether a noun only says which thing another one is: "a launch pad", "air raid sirens"."""
    head = parse.tokens[noun.head]
    return noun.dep in ("compound", "nmod", "amod") and head.lemma.lower() in words("thing")


def is_generic(parse: Parse, noun: Token) -> bool:
    """Whether a plural speaks of such happenings in general: "its missile tests violate …"."""
    if noun.tag not in ("NNS", "NNPS"):
        return False
    dets = {k.lower for k in parse.kids(noun.i, "det", "nummod", "amod")}
    if dets & {"the", "these", "those", "two", "three", "latest", "both", "multiple", "several"}:
        return False
    if parse.kids(noun.i, "nummod"):
        return False
    possessors = parse.kids(noun.i, "poss")
    if any(p.lower in words("day") or p.entity in ("DATE", "TIME") for p in possessors):
        return False
    head = parse.tokens[noun.head]
    return noun.dep in ("nsubj", "pobj", "dobj", "conj", "nsubjpass") and (
        head.tag in ("VBP", "VBZ", "VB", "VBG", "IN") or not possessors
    )


def is_unlike(parse: Parse, noun: Token, kind: Kind) -> bool:
    """Whether words beside a noun make it another thing: "car bomb", "a car bomb attack"."""
    beside = parse.kids(noun.i, "compound", "amod", "nmod")
    beside += [t for k in beside for t in parse.kids(k.i, "compound", "amod", "nmod")]
    said = {w for t in (noun, *beside) for w in (t.lower, *t.lower.split("-"))}
    said |= {f"{t.lower} {u.lemma}" for t in beside for u in (noun, *beside)}
    return bool(said & kind.unlike)


def is_cause(parse: Parse, noun: Token, kind: Kind) -> bool:
    """Whether a plural tells what did it: "airstrikes killed nine", "killed in airstrikes"."""
    head = parse.tokens[noun.head]
    if noun.dep == "pobj" and head.lower in ("in", "by", "from", "during"):
        head = parse.tokens[head.head]
    elif noun.dep != "nsubj":
        return False
    return head.lemma in kind.effects and head.tag in ("VBD", "VBN")


def is_aimed(parse: Parse, tokens: list[Token], against: frozenset[str]) -> bool:
    """Whether a preposition of `against` has a target that is no time and no altitude."""
    settings = words("setting")
    for token in tokens:
        for prep in parse.kids(token.i, "prep"):
            if prep.lower not in against:
                continue
            for target in parse.kids(prep.i, "pobj"):
                if target.pos in ("PROPN", "NOUN") and target.entity not in (
                    "TIME", "DATE", "CARDINAL", "QUANTITY",
                ) and not target.text[:1].isdigit() and target.lemma not in settings:  # fmt: skip
                    return True
    return False
