"""Who did it and to whom, for the triggers of the kind packs.

Actors are subjects, agents and possessors; recipients the objects of the target prepositions. In a
happening of several together everybody is an actor, and "the ministers of X and Y" are two. A party
has the country that the words of its noun phrase name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.annotate.events import parties
from dateline.annotate.events.clauses import stands_for
from dateline.annotate.events.pack_clauses import agents, is_verb, with_conjuncts
from dateline.annotate.events.parties import Names
from dateline.kinds import Trigger
from dateline.model import Parse, Party, Span, Token
from dateline.reference import countries
from dateline.reference.gazetteer.words import words as place_words

_KOREAN = re.compile(r"Korea|Pyongyang|Seoul|KCNA|Kim Jong|\bJCS\b")
_KOREAS = {"North": "PRK", "South": "KOR"}


def sides(
    names: Names, token: Token, things: list[Token], places: list[Token], trigger: Trigger
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Actors and recipients of a trigger."""
    parse = names.parse
    verbal = is_verb(parse, token)
    if not verbal:
        found = owners(parse, token)
    elif trigger.thing == "subject":
        found = [o for t in things for o in owners(parse, t)]
        subjects = agents(parse, token)
        if not {t.i for t in things} & {i for a in subjects for i in parse.subtree(a.i)}:
            # "They attacked the ship with two missiles": the thing is the means, not the subject.
            found = [n for a in subjects for n in stands_for(parse, token, a)] or found
    else:
        found = agents(parse, token)
    if trigger.together:
        named = [n for t in found for n in stands_for(parse, token, t)]
        everyone = [*named, *_companions(parse, token, things)]
        if not verbal and len(everyone) < trigger.parties:
            # "X left for a summit with Y": whoever the clause is about comes along.
            above = [n for n in parse.ancestors(token.i) if n.pos == "VERB"][:1]
            everyone = [*(a for v in above for a in agents(parse, v)), *everyone]
        return _parties(names, _each(parse, everyone)), ()
    targets = _targets(parse, token, places, trigger) if trigger.targets else []
    if verbal and trigger.thing == "object" and trigger.subject != "actor":
        own = [o for t in things for o in (*owners(parse, t), *_senders(parse, t))]
        defends = trigger.subject == "recipient"
        found = [n for t in found for n in stands_for(parse, token, t)] if defends else []
        aimed = _targeted(names, [*found, *targets])
        # "Air defenses" alone are nobody's; only a known party is who was attacked.
        return _parties(names, own), tuple(p for p in aimed if is_known(names, p))
    # Parties of a plain trigger are read by their own words: a name layer that knows more would
    # give "the North" its body, which the claims stage does with its own evidence.
    actors = tuple(party_of(parse, a) for a in found)
    return actors, _targeted(names, targets)


def _senders(parse: Parse, thing: Token) -> list[Token]:
    """Who sent off what was shot down: "drones launched by X", "a missile that Y fired"."""
    return [a for k in parse.kids(thing.i, "acl", "relcl") for a in agents(parse, k)
            if a.pos in ("NOUN", "PROPN")]  # fmt: skip


def _parties(names: Names, heads: list[Token]) -> tuple[Party, ...]:
    made = [parties.party(names, h) for h in heads if parties.acts(names, h)]
    return tuple({p.span: p for p in made}.values())


def _targeted(names: Names, heads: list[Token]) -> tuple[Party, ...]:
    """Parties that something is aimed at: a town that is hit is a place of its country, not the
    authorities of the town."""
    towns = [
        h.span for h in heads if (n := names.at(h)) is not None
        and n.sort == "name" and n.authority == f"{n.country}:LOC"
    ] + [h.span for h in heads if h.pos == "ADJ"]  # fmt: skip
    return tuple(
        replace(p, authority=None, sector=None) if any(p.span.overlaps(t) for t in towns) else p
        for p in _parties(names, heads)
    )


def is_known(names: Names, party: Party) -> bool:
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
        several = with_conjuncts(parse, members)
        out += several if plural and len(several) > 1 else [head]
    return out


def _companions(parse: Parse, token: Token, things: list[Token]) -> list[Token]:
    """Whom a happening of several is with: objects, and those after with, between, among, of."""
    heads = parse.kids(token.i, "dobj") if token.pos == "VERB" else []
    heads = [h for h in heads if h not in things] + [o for t in things for o in owners(parse, t)]
    hosts = [token, *things]
    if token.pos != "VERB" and token.dep in ("dobj", "nsubjpass"):
        # "X held talks with Y": the preposition may hang on the light verb.
        hosts.append(parse.tokens[token.head])
        heads += agents(parse, hosts[1]) if token.dep == "dobj" else []
    for host in hosts:
        for prep in parse.kids(host.i, "prep", "agent"):
            if prep.lower in ("with", "between", "among", "of", "by"):
                heads += parse.kids(prep.i, "pobj")
                # "between him and X" is sometimes read as two prepositions.
                heads += [t for p in parse.kids(prep.i, "prep") for t in parse.kids(p.i, "pobj")]
                heads += _broken_off(parse, host, prep)
            elif prep.lower in ("on", "about", "over"):
                # "talks on sanctions between X and Y": the parties hang on the topic.
                heads += [
                    t for topic in parse.kids(prep.i, "pobj") for p in parse.kids(topic.i, "prep")
                    if p.lower in ("between", "among") for t in parse.kids(p.i, "pobj")
                ]  # fmt: skip
    return with_conjuncts(parse, heads)


def _broken_off(parse: Parse, host: Token, prep: Token) -> list[Token]:
    """The second of two parties that is read as another subject: "a meeting between X | and Y was
    cancelled"."""
    for one in parse.kids(prep.i, "pobj"):
        if parse.kids(one.i, "cc") and not parse.kids(one.i, "conj"):
            subjects = parse.kids(host.head, "nsubj", "nsubjpass")
            return [t for t in subjects if t.i > one.i and host in subjects][:1]
    return []


def _targets(parse: Parse, token: Token, places: list[Token], trigger: Trigger) -> list[Token]:
    """At whom: objects of the target prepositions; a verb's own object where the trigger says."""
    heads = [
        t for host in places for prep in parse.kids(host.i, "prep")
        if prep.lower in trigger.targets for t in parse.kids(prep.i, "pobj")
    ]  # fmt: skip
    if "object" in trigger.targets and token.pos == "VERB":
        heads += parse.kids(token.i, "dobj", "nsubjpass")
    heads = [o for h in heads for o in _whose(parse, h)]
    return [
        t for t in with_conjuncts(parse, heads)
        if t.entity not in ("DATE", "TIME", "CARDINAL", "QUANTITY")
    ]  # fmt: skip


def _whose(parse: Parse, target: Token) -> list[Token]:
    """A target, or where it is a place or a building whose it is: "the Israeli town of X", "a block
    in X"."""
    if target.pos != "NOUN" or target.lemma not in place_words("class") | place_words(
        "territory_noun"
    ):
        return [target]
    nations = [
        k for k in parse.kids(target.i, "amod", "poss", "compound")
        if k.pos in ("PROPN", "ADJ") and country_of(parse, k)
    ]  # fmt: skip
    if nations:
        return nations
    named = [
        t for p in parse.kids(target.i, "prep") if p.lower in ("of", "in")
        for t in parse.kids(p.i, "pobj") if t.pos == "PROPN"
    ]  # fmt: skip
    return named or [target]


def owners(parse: Parse, noun: Token) -> list[Token]:
    """Who a nominal says did it: possessor, nationality, "by", or the light verb's subject."""
    found = [
        t for t in parse.kids(noun.i, "poss", "amod", "compound")
        if t.pos in ("PROPN", "ADJ") and country_of(parse, t)
    ]  # fmt: skip
    for prep in parse.kids(noun.i, "prep", "agent"):
        if prep.lower == "by":
            found += parse.kids(prep.i, "pobj")
    if not found:  # "Russian drone strike": the nationality hangs on the means
        found = [t for c in parse.kids(noun.i, "compound") for t in parse.kids(c.i, "amod")
                 if t.pos in ("PROPN", "ADJ") and country_of(parse, t)]  # fmt: skip
    head = parse.tokens[noun.head]
    light = {"conduct", "carry", "stage", "hold", "perform", "make", "undertake"}
    if not found and noun.dep == "dobj" and head.lemma in light:
        found = agents(parse, head)
    return with_conjuncts(parse, found)


def _name_span(parse: Parse, head: Token) -> Span:
    ids = [head.i, *(k.i for k in parse.kids(head.i, "compound", "nmod", "amod"))]
    return parse.span_of([i for i in ids if i <= head.i])


def country_of(parse: Parse, head: Token) -> str | None:
    if head.text in _KOREAS and _KOREAN.search(parse.text):
        before = parse.tokens[head.i - 1].lower if head.i else ""
        if before in ("the", "both"):
            return _KOREAS[head.text]
    for name in (_name_span(parse, head).of(parse.text), head.text):
        found = countries.lookup(name)
        if found:
            return found.code
    return None


def party_of(parse: Parse, head: Token) -> Party:
    span = _name_span(parse, head)
    return Party(span, span.of(parse.text), country_of(parse, head))
