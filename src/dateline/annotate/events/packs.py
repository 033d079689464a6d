"""Events of the kind packs: a verb or noun of the pack with an argument of its noun class.

A pack's trigger outranks a generic PLOVER trigger on the same token.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.events.pack_clauses import is_verb, verbs_of
from dateline.annotate.events.pack_phases import bare, named, phases_told
from dateline.annotate.events.pack_sides import is_known, sides
from dateline.annotate.events.pack_stance import stance
from dateline.annotate.events.pack_things import (
    is_aimed,
    is_cause,
    is_generic,
    is_modified,
    is_part,
    is_unlike,
    object_words,
    things_meant,
    things_of,
)
from dateline.annotate.events.parties import Names
from dateline.annotate.events.stance import stance as clause_stance
from dateline.kinds import Kind, Trigger
from dateline.model import EventSpan, Modality, Parse, Polarity, Span, TimeRelation, Token
from dateline.reference.pack_words import words


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
            # A thing that another pack's happening is made of in the same sentence is taken.
            taken = frozenset(_sentence(parse, e) for e in found if e.kind != kind.name)
            told = phases_told(parse, kind) or named(parse, kind, taken) or bare(parse, kind, taken)
            found += [e for e in told if _sentence(parse, e) not in taken]
    found = [e for e in found if not _is_told(parse, kinds, found, e)]
    found = _sent_off(parse, found)
    unique = {e.trigger: e for e in reversed(found)}
    return tuple(unique[s] for s in sorted(unique) if not _is_carried(parse, unique, unique[s]))


def _sent_off(parse: Parse, found: list[EventSpan]) -> list[EventSpan]:
    """Events with the launch of what does or undergoes another pack's deed as a part of that deed:
    "rockets [fired] from X [hit] the town", "[intercepted] a missile [fired] by X" are one attack.
    """
    out = list(found)
    at = {e.trigger.start: n for n, e in enumerate(found)}
    for number, event in enumerate(found):
        verb = parse.root_of(event.trigger)
        if verb is None or verb.dep not in ("acl", "relcl", "amod"):
            continue
        thing = parse.tokens[verb.head]
        other = at.get(parse.tokens[thing.head].start)
        if thing.dep not in ("nsubj", "nsubjpass", "dobj") or other is None or other == number:
            continue
        deed = out[other]
        if deed.kind == event.kind or event.time is not deed.time:
            continue
        out[number] = replace(
            event, kind=deed.kind, type=deed.type, mode=deed.mode, recipients=deed.recipients,
            actors=deed.actors or event.actors, rule=f"{deed.kind}: how what did it was sent off",
        )  # fmt: skip
        out[other] = replace(deed, actors=deed.actors or event.actors)
    return out


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
    head = parse.tokens[token.head]
    if token.dep == "pobj" and head.lower in words("purpose"):
        head = parse.tokens[head.head]  # "met for talks", "conferred at a summit"
        if head.pos != "VERB":
            return False
    elif token.dep not in ("dobj", "nsubjpass", "obj"):
        return False
    carrier = found.get(head.span)
    return carrier is not None and carrier.kind == event.kind


def _is_told(
    parse: Parse, kinds: tuple[Kind, ...], found: list[EventSpan], event: EventSpan
) -> bool:
    """Whether "the missile hit a target" goes on with another pack's news of that missile: a
    definite thing of its phases, with a bare "target" and nobody as what it reached."""
    verb = parse.root_of(event.trigger)
    if verb is None or verb.pos != "VERB" or event.recipients:
        return False
    if not object_words(parse, verb) & {"target", "own target"}:
        return False
    things = {
        t.lemma for t in parse.kids(verb.i, "nsubj")
        if any(k.lower == "the" for k in parse.kids(t.i, "det"))
    }  # fmt: skip
    return any(
        e.kind == kind.name != event.kind and e.trigger.start < event.trigger.start
        and verb.lemma in p.verbs and things & p.noun_class
        for kind in kinds for p in kind.phases for e in found
    )  # fmt: skip


def _is_sort(parse: Parse, token: Token) -> bool:
    """Whether a participle behind a hyphen only tells of which sort a thing is: "a
    submarine-launched missile"."""
    if token.dep != "amod" or token.tag != "VBN" or token.i < 2:
        return False
    noun, hyphen = parse.tokens[token.i - 2 : token.i]
    joined = hyphen.text == "-" and hyphen.end == token.start and noun.end == hyphen.start
    return joined and noun.lemma not in ("test", "flight")  # "test-fired"


def _read(names: Names, token: Token, trigger: Trigger, kind: Kind) -> EventSpan | None:
    parse, verbal = names.parse, is_verb(names.parse, token)
    if _is_sort(parse, token):
        return None
    if verbal and verbs_of(parse, token) & trigger.verbs:  # 1.
        things = [t for t in things_meant(parse, token, trigger) if not is_unlike(parse, t, kind)]
        if trigger.noun_class and not things:
            return None
        if trigger.unless & object_words(parse, token):
            return None
        places = [token, *(things_of(parse, token) if trigger.thing == "object" else ())]
        rule = f"verb with {'an object' if trigger.thing == 'object' else 'a subject'} of the class"
    elif (token.pos in ("NOUN", "PROPN") or (token.pos == "VERB" and not verbal)) and (
        token.lemma in trigger.nouns
    ):  # 2.
        if trigger.noun_class and not is_modified(parse, token, trigger.noun_class):
            return None
        if is_unlike(parse, token, kind) or is_part(parse, token):
            return None
        if not trigger.together and is_generic(parse, token) and not is_cause(parse, token, kind):
            return None
        things, places = [], [token]
        rule = "noun with a modifier of the class"
    else:
        return None
    if is_aimed(parse, places, trigger.against):
        return None
    if trigger.needs and not is_aimed(parse, places, trigger.needs):
        return None
    actors, recipients = sides(names, token, things, places, trigger)
    if len([p for p in (*actors, *recipients) if is_known(names, p)]) < trigger.parties:
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
