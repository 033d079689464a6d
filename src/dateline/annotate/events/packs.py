"""Events of the kind packs: a verb or noun of the pack with an argument of its noun class.

A pack's trigger outranks a generic PLOVER trigger on the same token.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.annotate.events import parties
from dateline.annotate.events.clauses import stands_for
from dateline.annotate.events.parties import Names
from dateline.annotate.events.stance import stance as clause_stance
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
    "round", "string", "spate", "handful", "version", "variant", "model", "prototype", "generation",
})  # fmt: skip


def annotate(names: Names, kinds: tuple[Kind, ...]) -> tuple[EventSpan, ...]:
    """Events of all packs that have triggers, in text order.

    1. Verbs whose object or passive subject is of the class.
    2. Nouns with a modifier, or an "of" phrase, of the class.
    Where a text has neither, a phase told of a thing of the class ("the missile flew 900 km").
    3. How it is said: negation, modals, planning verbs. Who did it: subject, agent, possessor; to
    whom: the objects of the trigger's target prepositions; in a happening of several together, all.
    """
    parse = names.parse
    found, words = [], _triggering(parse)
    for kind in kinds:
        for trigger in kind.triggers:
            hit = {i for w in words.keys() & (trigger.verbs | trigger.nouns) for i in words[w]}
            for i in sorted(hit):
                event = _read(names, parse.tokens[i], trigger, kind)
                if event:
                    found.append(event)
    for kind in kinds:
        news = any(e.kind == kind.name and _is_news(e) for e in found)
        if kind.phases and not news:
            told = _told(parse, kind) or _named(parse, kind) or _bare(parse, kind)
            # A thing that another pack's happening is made of in the same sentence is taken.
            taken = {_sentence(parse, e) for e in found if e.kind != kind.name}
            found += [e for e in told if _sentence(parse, e) not in taken]
    unique = {e.trigger: e for e in reversed(found)}
    return tuple(unique[s] for s in sorted(unique) if not _is_carried(parse, unique, unique[s]))


def _triggering(parse: Parse) -> dict[str, list[int]]:
    """The tokens that may be triggers, by the words a trigger knows them by."""
    out: dict[str, list[int]] = {}
    for t in parse.tokens:
        if t.pos in ("VERB", "NOUN", "PROPN"):
            verbs = verbs_of(parse, t) if t.pos == "VERB" else ()
            for word in {t.lemma, *verbs}:
                out.setdefault(word, []).append(t.i)
    return out


def _is_news(event: EventSpan) -> bool:
    """Whether an event is told as having happened, and not denied, planned or long past."""
    told = event.modality in (Modality.ASSERTED, Modality.REPORTED)
    return told and event.time is TimeRelation.CURRENT and event.polarity is Polarity.POSITIVE


def _sentence(parse: Parse, event: EventSpan) -> int:
    root = parse.root_of(event.trigger)
    return root.sentence if root else -1


def _is_carried(parse: Parse, found: dict[Span, EventSpan], event: EventSpan) -> bool:
    """Whether a noun is the object of a verb that tells the same: "held talks" is one event."""
    token = parse.root_of(event.trigger)
    if token is None or token.pos == "VERB":
        return False
    while token.dep == "pobj" and parse.tokens[token.head].lower == "of":
        token = parse.tokens[parse.tokens[token.head].head]  # "held a round of talks"
    if token.dep not in ("dobj", "nsubjpass", "obj"):
        return False
    carrier = found.get(parse.tokens[token.head].span)
    return carrier is not None and carrier.kind == event.kind


def _read(names: Names, token: Token, trigger: Trigger, kind: Kind) -> EventSpan | None:
    parse, verbal = names.parse, _is_verb(names.parse, token)
    if verbal and verbs_of(parse, token) & trigger.verbs:  # 1.
        things = _things(parse, token, trigger)
        if trigger.noun_class and not things:
            return None
        if trigger.unless & _objects(parse, token):
            return None
        places = [token, *(things_of(parse, token) if trigger.thing == "object" else ())]
        rule = f"verb with {'an object' if trigger.thing == 'object' else 'a subject'} of the class"
    elif (token.pos in ("NOUN", "PROPN") or (token.pos == "VERB" and not verbal)) and (
        token.lemma in trigger.nouns
    ):  # 2.
        if trigger.noun_class and not _modified(parse, token, trigger.noun_class):
            return None
        if not trigger.together and _generic(parse, token):
            return None
        things, places = [], [token]
        rule = "noun with a modifier of the class"
    else:
        return None
    if _aimed(parse, places, trigger.against):
        return None
    if trigger.needs and not _aimed(parse, places, trigger.needs):
        return None
    actors, recipients = _sides(names, token, things, places, trigger)
    if len([p for p in (*actors, *recipients) if _known(names, p)]) < trigger.parties:
        return None
    modality, certainty, polarity, time = stance(parse, token)  # 3.
    if trigger.together:
        host = token if verbal else parse.tokens[token.head]
        put = clause_stance(parse, host, None if verbal else token)
        modality, certainty, polarity, time = put.modality, put.certainty, put.polarity, put.time
    if trigger.undone:
        turned = (Polarity.POSITIVE, Polarity.NEGATIVE)
        polarity = turned[polarity is Polarity.POSITIVE]
    return EventSpan(
        token.span, kind.type or "", kind.mode, (), actors, recipients,
        modality, certainty, polarity, time, kind.name, f"{kind.name}: {rule}",
    )  # fmt: skip


def verbs_of(parse: Parse, token: Token) -> frozenset[str]:
    """A verb's lemma, alone and with its particle; "shot down" is no shot."""
    words = {"down", "off", "out", "up"}
    particles = {k.lower for k in parse.kids(token.i, "prt", "advmod")} & words
    if token.lemma == "let" and any(k.lemma == "go" for k in parse.kids(token.i)):
        particles.add("go")
    needs_off = token.lemma in _OFF and "off" not in particles
    bare = () if "down" in particles or needs_off else (token.lemma,)
    return frozenset((*bare, *(f"{token.lemma} {p}" for p in particles)))


def _things(parse: Parse, token: Token, trigger: Trigger) -> list[Token]:
    """The arguments of a verb that are of the trigger's class."""

    def fits(t: Token) -> bool:
        return _is_of(parse, t, trigger.noun_class) or (
            trigger.standins and _stands_for(parse, t, trigger.noun_class)
        )

    if trigger.thing == "subject":
        subjects = [t for a in _agents(parse, token) for t in _counted(parse, a)]
        tools = [t for p in parse.kids(token.i, "prep") if p.lower == "with"
                 for t in parse.kids(p.i, "pobj")]  # fmt: skip
        named = [
            [t for t in ts if _is_of(parse, t, trigger.noun_class)] for ts in (subjects, tools)
        ]
        # What is named goes before what a pronoun may stand for: "they attacked with missiles".
        return named[0] or named[1] or [t for t in subjects if fits(t)]
    return [
        t for t in things_of(parse, token) if fits(t) or _takes_up(parse, t, trigger.noun_class)
    ]


def _counted(parse: Parse, token: Token) -> list[Token]:
    """A noun, and what it counts: "thousands of protesters"."""
    counts = token.pos == "NUM" or token.lemma in _MEASURES or token.lemma in _NUMBERS
    inside = [
        t for p in parse.kids(token.i, "prep") if counts and p.lower == "of"
        for t in parse.kids(p.i, "pobj")
    ]  # fmt: skip
    return [token, *inside]


_NUMBERS = frozenset({"hundred", "thousand", "million", "score", "ten"})


def _stands_for(parse: Parse, token: Token, noun_class: frozenset[str]) -> bool:
    """Whether a number, "all" or a pronoun stands for things named in this or the last sentence."""
    if token.pos != "NUM" and token.lower not in _STANDINS | {"all", "most", "them", "others"}:
        return False
    near = [n for n in (token.sentence, token.sentence - 1) if n >= 0]
    return any(t.lemma in noun_class for n in near for t in parse.sentence_tokens(n))


def _is_verb(parse: Parse, token: Token) -> bool:
    """Whether a token is a verb; "X's missile launches" is none, whatever its tag."""
    if token.pos != "VERB" or token.dep not in ("pobj", "dobj", "nsubj", "nsubjpass"):
        return token.pos == "VERB"
    return not parse.kids(token.i, "poss", "compound")


def _sides(
    names: Names, token: Token, things: list[Token], places: list[Token], trigger: Trigger
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of a trigger."""
    parse = names.parse
    verbal = _is_verb(parse, token)
    if not verbal:
        found = _owners(parse, token)
    elif trigger.thing == "subject":
        found = [o for t in things for o in _owners(parse, t)]
        subjects = _agents(parse, token)
        if not {t.i for t in things} & {i for a in subjects for i in parse.subtree(a.i)}:
            # "They attacked the ship with two missiles": the thing is the means, not the subject.
            found = [n for a in subjects for n in stands_for(parse, token, a)] or found
    else:
        found = _agents(parse, token)
    if trigger.together:
        named = [n for t in found for n in stands_for(parse, token, t)]
        everyone = [*named, *_companions(parse, token, things)]
        if not verbal and len(everyone) < trigger.parties:
            # "X left for a summit with Y": whoever the clause is about comes along.
            above = [n for n in parse.ancestors(token.i) if n.pos == "VERB"][:1]
            everyone = [*(a for v in above for a in _agents(parse, v)), *everyone]
        return _parties(names, _each(parse, everyone)), ()
    targets = _targets(parse, token, places, trigger) if trigger.targets else []
    if verbal and trigger.thing == "object" and trigger.subject != "actor":
        own = [o for t in things for o in _owners(parse, t)]
        aimed = _targeted(names, [*found, *targets] if trigger.subject == "recipient" else targets)
        # "Air defenses" alone are nobody's; only a known party is who was attacked.
        return _parties(names, own), tuple(p for p in aimed if _known(names, p))
    # Parties of a plain trigger are read by their own words: a name layer that knows more would
    # give "the North" its body, which the claims stage does with its own evidence.
    actors = tuple(_party(parse, a) for a in found)
    return actors, _targeted(names, targets)


def _parties(names: Names, heads: list[Token]) -> tuple[Party, ...]:
    made = [parties.party(names, h) for h in heads if parties.acts(names, h)]
    return tuple({p.span: p for p in made}.values())


def _targeted(names: Names, heads: list[Token]) -> tuple[Party, ...]:
    """Parties that something is aimed at: a town that is hit is a place of its country, not the
    authorities of the town."""
    towns = [
        h.span for h in heads if (n := names.at(h)) is not None
        and n.sort == "name" and n.authority == f"{n.country}:LOC"
    ]  # fmt: skip
    return tuple(
        replace(p, authority=None, sector=None) if any(p.span.overlaps(t) for t in towns) else p
        for p in _parties(names, heads)
    )


def _known(names: Names, party: Party) -> bool:
    if party.country or (party.authority and not party.authority.startswith("anonymous:")):
        return True
    return any(t.entity == "PERSON" for t in names.parse.tokens_in(party.span))


def _each(parse: Parse, heads: list[Token]) -> list[Token]:
    """ "The foreign ministers of X, Y and Z" are three parties, not one."""
    out: list[Token] = []
    for head in heads:
        members = [
            t for p in parse.kids(head.i, "prep") if p.lower in ("of", "from")
            for t in parse.kids(p.i, "pobj")
        ]  # fmt: skip
        plural = head.tag in ("NNS", "NNPS") or head.lemma in ("leader", "minister", "president")
        several = _with_conjuncts(parse, members)
        out += several if plural and len(several) > 1 else [head]
    return out


def _companions(parse: Parse, token: Token, things: list[Token]) -> list[Token]:
    """Whom a happening of several is with: objects, and those after with, between, among, of."""
    heads = parse.kids(token.i, "dobj") if token.pos == "VERB" else []
    heads = [h for h in heads if h not in things] + [o for t in things for o in _owners(parse, t)]
    hosts = [token, *things]
    if token.pos != "VERB" and token.dep in ("dobj", "nsubjpass"):
        # "X held talks with Y": the preposition may hang on the light verb.
        hosts.append(parse.tokens[token.head])
        heads += _agents(parse, hosts[1]) if token.dep == "dobj" else []
    for host in hosts:
        for prep in parse.kids(host.i, "prep", "agent"):
            if prep.lower in ("with", "between", "among", "of", "by"):
                heads += parse.kids(prep.i, "pobj")
                # "between him and X" is sometimes read as two prepositions.
                heads += [t for p in parse.kids(prep.i, "prep") for t in parse.kids(p.i, "pobj")]
    return _with_conjuncts(parse, heads)


def _targets(parse: Parse, token: Token, places: list[Token], trigger: Trigger) -> list[Token]:
    """At whom: objects of the target prepositions; a verb's own object where the trigger says."""
    heads = [
        t for host in places for prep in parse.kids(host.i, "prep")
        if prep.lower in trigger.targets for t in parse.kids(prep.i, "pobj")
    ]  # fmt: skip
    if "object" in trigger.targets and token.pos == "VERB":
        heads += parse.kids(token.i, "dobj", "nsubjpass")
    return [
        t for t in _with_conjuncts(parse, heads)
        if t.entity not in ("DATE", "TIME", "CARDINAL", "QUANTITY")
    ]  # fmt: skip


_OFF = frozenset({"take", "lift", "blast"})
"""Verbs that tell a launch only with "off": "took off", but not "took a missile"."""


def _told(parse: Parse, kind: Kind) -> list[EventSpan]:
    """Verbs that tell a phase of a thing of the pack's class, for texts that never say "launch"."""
    out = []
    for phase in kind.phases:
        for token in parse.tokens:
            if token.pos != "VERB" or token.lemma not in phase.verbs:
                continue
            subjects, head = parse.kids(token.i, "nsubj", "nsubjpass"), token
            while not subjects and head.dep == "conj":
                head = parse.tokens[head.head]
                subjects = parse.kids(head.i, "nsubj", "nsubjpass")
            counted = [t for s in subjects for t in _picked(parse, s)]
            if not any(_is_of(parse, s, phase.noun_class) for s in counted):
                continue
            owners = [p for s in subjects for p in parse.kids(s.i, "poss") if _country(parse, p)]
            modality, certainty, polarity, time = stance(parse, token)
            parties = tuple(_party(parse, p) for p in owners)
            out.append(EventSpan(
                token.span, kind.type or "", kind.mode, (), parties, (), modality, certainty,
                polarity, time, kind.name, f"{kind.name}: a phase of a thing of the class",
            ))  # fmt: skip
    return out


def _picked(parse: Parse, token: Token) -> list[Token]:
    """A noun, and what an ordinal or number picks it from: "the first of two missiles"."""
    if token.lower not in _STANDINS and token.pos != "NUM":
        return [token]
    of = [p for p in parse.kids(token.i, "prep") if p.lower == "of"]
    return [token, *(t for p in of for t in parse.kids(p.i, "pobj"))]


def _bare(parse: Parse, kind: Kind) -> list[EventSpan]:
    """For texts in notes: the first trigger verb that lost its subject and object ("Launched from
    X, 11:13 a.m."), in a text about things of its class."""
    for token in parse.tokens:
        verbs = [t for t in kind.triggers if token.lemma in t.verbs and t.thing == "object"]
        if token.pos != "VERB" or token.tag not in ("VBN", "VBD") or not verbs:
            continue
        if token.lemma in _OFF or parse.kids(token.i, "nsubj", "nsubjpass", "dobj", "aux"):
            continue
        things = frozenset().union(*(t.noun_class for t in verbs))
        if not any(t.pos in ("NOUN", "PROPN") and _is_of(parse, t, things) for t in parse.tokens):
            continue
        modality, certainty, polarity, time = stance(parse, token)
        return [EventSpan(
            token.span, kind.type or "", kind.mode, (), (), (), modality, certainty, polarity,
            time, kind.name, f"{kind.name}: a bare verb beside a thing of the class",
        )]  # fmt: skip
    return []


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
    if any(o.lower in _DAY_NAMES for o in parse.kids(thing.i, "poss")):  # "Monday's two missiles"
        return True
    origin = [p for p in parse.kids(thing.i, "prep") if p.lower == "from"]
    if (
        thing.dep in ("nsubj", "nsubjpass")
        and head.tag in ("VBD", "VBN")
        and any(t.pos == "PROPN" for p in origin for t in parse.kids(p.i, "pobj"))
    ):  # "A missile from Yemen set off sirens"
        return True
    if thing.dep == "pobj" and head.lower == "with":
        verb = parse.tokens[head.head]
        return verb.pos == "VERB" and verb.tag in ("VBD", "VBN") and verb.lemma in _HITTING
    seen = thing.dep in ("dobj", "nsubjpass") and head.lemma in _SIGHTING
    return seen and head.tag in ("VBD", "VBN")


_HITTING = frozenset({"strike", "hit", "attack", "target", "bomb", "shell", "hold"})
_SIGHTING = frozenset({"see", "detect", "spot", "track", "intercept", "sight", "observe"})


def _objects(parse: Parse, verb: Token) -> set[str]:
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
    # "Drones damaged a plant": a plural at the head of a sentence is often taken for a name.
    if token.pos == "PROPN" and token.lower.removesuffix("s") in noun_class:
        return token.i == parse.sentence_tokens(token.sentence)[0].i
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
        if not found and verb.dep == "amod" and verb.tag == "VBD":
            # "Iran test-fired three missiles" read as one noun phrase: the name leads the verb.
            names = parse.kids(verb.head, "compound", "nmod")
            found = [t for t in names if t.pos == "PROPN" and t.i < verb.i][-1:]
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
    if not found:  # "Russian drone strike": the nationality hangs on the means
        found = [t for c in parse.kids(noun.i, "compound") for t in parse.kids(c.i, "amod")
                 if t.pos in ("PROPN", "ADJ") and _country(parse, t)]  # fmt: skip
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
    if head.text in _KOREAS and _KOREAN.search(parse.text):
        before = parse.tokens[head.i - 1].lower if head.i else ""
        if before in ("the", "both"):
            return _KOREAS[head.text]
    for words in (_name_span(parse, head).of(parse.text), head.text):
        found = countries.lookup(words)
        if found:
            return found.code
    return None


_KOREAN = re.compile(r"Korea|Pyongyang|Seoul|KCNA|Kim Jong|\bJCS\b")
_KOREAS = {"North": "PRK", "South": "KOR"}


def _party(parse: Parse, head: Token) -> Party:
    span = _name_span(parse, head)
    return Party(span, span.of(parse.text), _country(parse, head))


_HAPPENING = frozenset({"happen", "occur", "take", "follow", "materialize", "materialise"})
_DOING = frozenset({
    "conduct", "carry", "make", "stage", "mount", "hold", "perform", "attempt", "do", "execute",
    "undertake", "launch",
})  # fmt: skip


def _negated(parse: Parse, token: Token, verb: Token) -> bool:
    """Whether the happening itself is said not to be.

    1. A verb by its own negation or that of its object ("fired no missiles"). 2. A noun by its
    determiner ("no launch"). 3. A noun by the verb that says whether it came about: "the launch did
    not happen", "did not carry out a raid". Any other negated verb denies something else: "the raid
    is not linked to …".
    """
    negated = bool(parse.kids(verb.i, "neg"))
    if token.i == verb.i:
        none = any(
            d.lower == "no" for k in parse.kids(verb.i, "dobj", "nsubjpass")
            for d in parse.kids(k.i, "det")
        )  # fmt: skip
        return token.pos == "VERB" and (negated or none)  # 1.
    if any(k.lower in ("no", "neither") for k in parse.kids(token.i, "det")):
        return True  # 2.
    if not negated:
        return False
    subject = token.dep in ("nsubj", "nsubjpass")
    done = token.dep == "dobj" or token.dep == "nsubjpass"
    exists = verb.lemma == "be" and any(k.lower == "there" for k in parse.kids(verb.i, "expl"))
    return exists or (subject and verb.lemma in _HAPPENING) or (done and verb.lemma in _DOING)  # 3.


def stance(parse: Parse, token: Token) -> tuple[Modality, Certainty, Polarity, TimeRelation]:
    """How the words around a trigger put it: negated, planned, possible, to come."""
    verb = token if token.pos in ("VERB", "AUX") else parse.tokens[token.head]
    helpers = (
        {k.lower for k in parse.kids(verb.i, "aux", "auxpass")} if verb.pos == "VERB" else set()
    )
    negated = _negated(parse, token, verb)
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
