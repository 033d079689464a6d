"""Events of the kind packs: a verb or noun of the pack with an argument of its noun class.

A pack's trigger outranks a generic PLOVER trigger on the same token.
"""

from __future__ import annotations

from dateline.kinds import Kind, Trigger
from dateline.model import (
    Certainty,
    EventSpan,
    Modality,
    Parse,
    Party,
    Polarity,
    Span,
    TimeRelation,
    Token,
)
from dateline.reference import countries

_FUTURE = frozenset({"will", "shall", "'ll", "would"})
_POSSIBLE = frozenset({"may", "might", "could", "can"})
_PLANNING = frozenset({"plan", "prepare", "intend", "aim", "threaten", "vow", "expect"})
_MEASURES = frozenset({
    "volley", "series", "number", "salvo", "pair", "barrage", "type", "kind", "couple", "dozen",
    "round", "string", "spate", "handful",
})  # fmt: skip


def annotate(parse: Parse, kinds: tuple[Kind, ...]) -> tuple[EventSpan, ...]:
    """Events of all packs that have triggers, in text order.

    1. Verbs whose object or passive subject is of the class.
    2. Nouns with a modifier, or an "of" phrase, of the class.
    Where a text has neither, a phase told of a thing of the class ("the missile flew 900 km").
    3. How it is said: negation, modals, planning verbs. Who did it: subject, agent, possessor.
    """
    found = []
    for kind in kinds:
        for trigger in kind.triggers:
            for token in parse.tokens:
                event = _read(parse, token, trigger, kind)
                if event:
                    found.append(event)
        news = any(e.kind == kind.name and e.time is TimeRelation.CURRENT for e in found)
        if kind.phases and not news:
            found += _told(parse, kind) or _named(parse, kind)
    unique = {e.trigger: e for e in reversed(found)}
    return tuple(unique[s] for s in sorted(unique))


def _read(parse: Parse, token: Token, trigger: Trigger, kind: Kind) -> EventSpan | None:
    if token.pos == "VERB" and token.lemma in trigger.verbs:  # 1.
        if any(k.lower == "down" for k in parse.kids(token.i, "prt", "advmod")):
            return None  # "shot down"
        off = any(k.lower == "off" for k in parse.kids(token.i, "prt", "advmod"))
        if token.lemma in _OFF and not off:
            return None
        things = [
            t for t in things_of(parse, token)
            if _is_of(parse, t, trigger.noun_class) or _takes_up(parse, t, trigger.noun_class)
        ]  # fmt: skip
        if not things or _aimed(parse, [token, *things_of(parse, token)], trigger.against):
            return None
        actors = _agents(parse, token)
        rule = "verb with an object of the class"
    elif token.pos in ("NOUN", "PROPN") and token.lemma in trigger.nouns:  # 2.
        if not _modified(parse, token, trigger.noun_class) or _generic(parse, token):
            return None
        if _aimed(parse, [token], trigger.against):
            return None
        actors = _owners(parse, token)
        rule = "noun with a modifier of the class"
    else:
        return None
    modality, certainty, polarity, time = stance(parse, token)  # 3.
    return EventSpan(
        token.span, kind.type or "", kind.mode, (), tuple(_party(parse, a) for a in actors), (),
        modality, certainty, polarity, time, kind.name, f"{kind.name}: {rule}",
    )  # fmt: skip


_OFF = frozenset({"take", "lift", "blast"})
"""Verbs that tell a launch only with "off": "took off", but not "took a missile"."""


def _told(parse: Parse, kind: Kind) -> list[EventSpan]:
    """Verbs that tell a phase of a thing of the pack's class, for texts that never say "launch"."""
    out = []
    for phase in kind.phases:
        for token in parse.tokens:
            if token.pos != "VERB" or token.lemma not in phase.verbs:
                continue
            subjects = parse.kids(token.i, "nsubj", "nsubjpass")
            if not any(_is_of(parse, s, phase.noun_class) for s in subjects):
                continue
            owners = [p for s in subjects for p in parse.kids(s.i, "poss") if _country(parse, p)]
            modality, certainty, polarity, time = stance(parse, token)
            parties = tuple(_party(parse, p) for p in owners)
            out.append(EventSpan(
                token.span, kind.type or "", kind.mode, (), parties, (), modality, certainty,
                polarity, time, kind.name, f"{kind.name}: a phase of a thing of the class",
            ))  # fmt: skip
    return out


def _named(parse: Parse, kind: Kind) -> list[EventSpan]:
    """For texts that only name the happening: the first bare noun of a trigger that stands in a
    text about things of a trigger's class ("Tokyo saw the launch"), else the first thing that is
    told of as used or seen.

    A text that names a thing alone reports no happening: an article on arms production is none,
    and neither is "India's test" where nothing of the class is named.
    """
    things = frozenset().union(*(t.noun_class for t in kind.triggers))
    nouns = frozenset().union(*(t.nouns for t in kind.triggers))
    told = [t for t in parse.tokens if t.pos in ("NOUN", "PROPN") and _is_of(parse, t, things)]
    if not told:
        return []
    bare = [
        t for t in parse.tokens
        if t.pos == "NOUN" and t.lemma in nouns and not _generic(parse, t)
        and not any(k.lower == "no" for k in parse.kids(t.i, "det"))
        and not _aimed(parse, [t], frozenset().union(*(g.against for g in kind.triggers)))
    ]  # fmt: skip
    named = bare or [t for t in told if _happens(parse, t)]
    if not named:
        return []
    head = named[0]
    modality, certainty, polarity, time = stance(parse, head)
    actors = tuple(_party(parse, a) for a in _owners(parse, head))
    return [EventSpan(
        head.span, kind.type or "", kind.mode, (), actors, (), modality, certainty, polarity, time,
        kind.name, f"{kind.name}: a bare noun beside a thing of the class",
    )]  # fmt: skip


def _happens(parse: Parse, thing: Token) -> bool:
    """Whether a thing is told of as used or seen: "struck the town with a missile", "radars saw
    two missiles"; a weapon that is inspected or ordered has not been launched."""
    head = parse.tokens[thing.head]
    if thing.dep == "pobj" and head.lower == "with":
        verb = parse.tokens[head.head]
        return verb.pos == "VERB" and verb.tag in ("VBD", "VBN") and verb.lemma in _HITTING
    seen = thing.dep in ("dobj", "nsubjpass") and head.lemma in _SIGHTING
    return seen and head.tag in ("VBD", "VBN")


_HITTING = frozenset({"strike", "hit", "attack", "target", "bomb", "shell", "hold"})
_SIGHTING = frozenset({"see", "detect", "spot", "track", "intercept", "sight", "observe"})


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
            if t.lemma in _MEASURES or t.pos == "NUM":
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


def _is_of(parse: Parse, token: Token, noun_class: frozenset[str]) -> bool:
    if token.lemma in noun_class or token.lower in noun_class:
        return True
    if token.lower.split("-")[0] in noun_class:
        return True
    return token.pos == "PROPN" and any(
        k.lower in noun_class for k in parse.kids(token.i, "compound", "appos")
    )


def _takes_up(parse: Parse, token: Token, noun_class: frozenset[str]) -> bool:
    """Whether a passive subject stands for a thing named just before: "It was fired at dawn"."""
    taken = token.dep == "nsubjpass" and token.lower in _STANDINS
    if not taken and not (token.dep == "dobj" and token.lower in ("another", "one", "more")):
        return False
    for number in (token.sentence, token.sentence - 1):
        if number >= 0 and any(
            t.i < token.i and t.lemma in noun_class for t in parse.sentence_tokens(number)
        ):
            return True
    return False


_STANDINS = frozenset(
    {"it", "they", "both", "all", "each", "one", "first", "second", "third", "other", "which"}
)


def _modified(parse: Parse, noun: Token, noun_class: frozenset[str]) -> bool:
    for kid in parse.kids(noun.i, "compound", "amod", "nmod", "poss"):
        if kid.lemma in noun_class or kid.lower in noun_class:
            return True
    for prep in parse.kids(noun.i, "prep"):
        if prep.lemma == "of" and any(
            _is_of(parse, t, noun_class) or any(
                _is_of(parse, c, noun_class) for p in parse.kids(t.i, "prep")
                for c in parse.kids(p.i, "pobj") if t.lemma in _MEASURES
            )
            for t in parse.kids(prep.i, "pobj")
        ):  # fmt: skip
            return True
    return False


def _generic(parse: Parse, noun: Token) -> bool:
    """Whether a plural speaks of such happenings in general: "its missile tests violate …"."""
    if noun.tag not in ("NNS", "NNPS"):
        return False
    dets = {k.lower for k in parse.kids(noun.i, "det", "nummod", "amod")}
    if dets & {"the", "these", "those", "two", "three", "latest", "both", "multiple", "several"}:
        return False
    if parse.kids(noun.i, "nummod"):
        return False
    possessors = parse.kids(noun.i, "poss")
    if any(p.lower in _DAY_NAMES or p.entity in ("DATE", "TIME") for p in possessors):
        return False
    head = parse.tokens[noun.head]
    return noun.dep in ("nsubj", "pobj", "dobj", "conj", "nsubjpass") and (
        head.tag in ("VBP", "VBZ", "VB", "VBG", "IN") or not possessors
    )


_DAY_NAMES = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today",
    "yesterday",
})  # fmt: skip


def _aimed(parse: Parse, tokens: list[Token], against: frozenset[str]) -> bool:
    """Whether a preposition of `against` has a target that is no time and no altitude."""
    for token in tokens:
        for prep in parse.kids(token.i, "prep"):
            if prep.lower not in against:
                continue
            for target in parse.kids(prep.i, "pobj"):
                if target.pos in ("PROPN", "NOUN") and target.entity not in (
                    "TIME", "DATE", "CARDINAL", "QUANTITY",
                ) and not target.text[:1].isdigit() and target.lemma not in _SETTINGS:  # fmt: skip
                    return True
    return False


_SETTINGS = frozenset({
    "sea", "water", "coast", "dawn", "noon", "midnight", "altitude", "angle", "trajectory", "time",
    "speed", "height", "mach", "rate", "times",
    "range", "site", "a.m.", "p.m.", "day", "order", "condition", "schedule", "basis", "distance",
})  # fmt: skip


def _agents(parse: Parse, verb: Token) -> list[Token]:
    """Subjects of an active verb, agents of a passive one; shared subjects of conjuncts."""
    passive = bool(parse.kids(verb.i, "nsubjpass", "auxpass")) or verb.dep in ("acl",)
    if passive:
        found = [t for by in parse.kids(verb.i, "agent") for t in parse.kids(by.i, "pobj")]
    else:
        found = parse.kids(verb.i, "nsubj")
        if not found and verb.dep in ("conj", "xcomp", "advcl", "ccomp"):
            head = parse.tokens[verb.head]
            found = parse.kids(head.i, "nsubj") if head.pos in ("VERB", "AUX") else []
    return _with_conjuncts(parse, found)


def _owners(parse: Parse, noun: Token) -> list[Token]:
    """Who a nominal says did it: possessor, nationality, "by", or the light verb's subject."""
    found = [
        t for t in parse.kids(noun.i, "poss", "amod", "compound")
        if t.pos in ("PROPN", "ADJ") and _country(parse, t)
    ]  # fmt: skip
    for prep in parse.kids(noun.i, "prep", "agent"):
        if prep.lower == "by":
            found += parse.kids(prep.i, "pobj")
    head = parse.tokens[noun.head]
    light = {"conduct", "carry", "stage", "hold", "perform", "make", "undertake"}
    if not found and noun.dep == "dobj" and head.lemma in light:
        found = _agents(parse, head)
    return _with_conjuncts(parse, found)


def _with_conjuncts(parse: Parse, tokens: list[Token]) -> list[Token]:
    out, stack = [], list(tokens)
    while stack:
        t = stack.pop(0)
        out.append(t)
        stack += parse.kids(t.i, "conj")
    return out


def _name_span(parse: Parse, head: Token) -> Span:
    ids = [head.i, *(k.i for k in parse.kids(head.i, "compound", "nmod", "amod"))]
    return parse.span_of([i for i in ids if i <= head.i])


def _country(parse: Parse, head: Token) -> str | None:
    if head.text in _KOREAS and "Korea" in parse.text:
        before = parse.tokens[head.i - 1].lower if head.i else ""
        if before in ("the", "both"):
            return _KOREAS[head.text]
    for words in (_name_span(parse, head).of(parse.text), head.text):
        found = countries.lookup(words)
        if found:
            return found.code
    return None


_KOREAS = {"North": "PRK", "South": "KOR"}


def _party(parse: Parse, head: Token) -> Party:
    span = _name_span(parse, head)
    return Party(span, span.of(parse.text), _country(parse, head))


def stance(parse: Parse, token: Token) -> tuple[Modality, Certainty, Polarity, TimeRelation]:
    """How the words around a trigger put it: negated, planned, possible, to come."""
    verb = token if token.pos in ("VERB", "AUX") else parse.tokens[token.head]
    helpers = (
        {k.lower for k in parse.kids(verb.i, "aux", "auxpass")} if verb.pos == "VERB" else set()
    )
    negated = verb.pos == "VERB" and bool(parse.kids(verb.i, "neg"))
    polarity = Polarity.NEGATIVE if negated else Polarity.POSITIVE
    head = parse.tokens[verb.head]
    had = any(k.lower == "had" for k in parse.kids(verb.i, "aux"))
    if had and any(k.lower in ("last", "previously") for k in parse.kids(verb.i, "advmod")):
        return Modality.ASSERTED, Certainty.CERTAIN, polarity, TimeRelation.HISTORICAL
    if token.pos == "VERB" and verb.dep == "xcomp" and head.lemma in _PLANNING:
        return Modality.INTENDED, Certainty.CERTAIN, polarity, TimeRelation.FUTURE
    if token.pos == "VERB" and helpers & _FUTURE:
        return Modality.PREDICTED, Certainty.PROBABLE, polarity, TimeRelation.FUTURE
    if token.pos == "VERB" and helpers & _POSSIBLE:
        return Modality.HYPOTHETICAL, Certainty.POSSIBLE, polarity, TimeRelation.CURRENT
    return Modality.ASSERTED, Certainty.CERTAIN, polarity, TimeRelation.CURRENT
