"""Happenings of a text that never uses a pack's trigger: a phase, a name, a bare verb."""

from __future__ import annotations

from dateline.annotate.events.pack_sides import country_of, owners, party_of
from dateline.annotate.events.pack_stance import stance
from dateline.annotate.events.pack_things import is_aimed, is_generic, is_of, is_part
from dateline.kinds import Kind
from dateline.model import EventSpan, Parse, Token
from dateline.reference.pack_words import words


def phases_told(parse: Parse, kind: Kind) -> list[EventSpan]:
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
            if not any(is_of(parse, s, phase.noun_class) for s in counted):
                continue
            owners = [p for s in subjects for p in parse.kids(s.i, "poss") if country_of(parse, p)]
            modality, certainty, polarity, time = stance(parse, token)
            parties = tuple(party_of(parse, p) for p in owners)
            out.append(EventSpan(
                token.span, kind.type or "", kind.mode, (), parties, (), modality, certainty,
                polarity, time, kind.name, f"{kind.name}: a phase of a thing of the class",
            ))  # fmt: skip
    return out


def _picked(parse: Parse, token: Token) -> list[Token]:
    """A noun, and what an ordinal or number picks it from: "the first of two missiles"."""
    if token.lower not in words("standin") and token.pos != "NUM":
        return [token]
    of = [p for p in parse.kids(token.i, "prep") if p.lower == "of"]
    return [token, *(t for p in of for t in parse.kids(p.i, "pobj"))]


def _free(parse: Parse, things: frozenset[str], taken: frozenset[int]) -> list[Token]:
    """Nouns for things outside the sentences that tell another pack's happening."""
    return [
        t for t in parse.tokens
        if t.pos in ("NOUN", "PROPN") and t.sentence not in taken and is_of(parse, t, things)
    ]  # fmt: skip


def bare(parse: Parse, kind: Kind, taken: frozenset[int]) -> list[EventSpan]:
    """For texts in notes: the first trigger verb that lost its subject and object ("Launched from
    X, 11:13 a.m."), in a text about things of its class outside the `taken` sentences."""
    for token in parse.tokens:
        verbs = [t for t in kind.triggers if token.lemma in t.verbs and t.thing == "object"]
        if token.pos != "VERB" or token.tag not in ("VBN", "VBD") or not verbs:
            continue
        if token.lemma in words("off") or parse.kids(token.i, "nsubj", "nsubjpass", "dobj", "aux"):
            continue
        things = frozenset().union(*(t.noun_class for t in verbs))
        if not _free(parse, things, taken):
            continue
        modality, certainty, polarity, time = stance(parse, token)
        return [EventSpan(
            token.span, kind.type or "", kind.mode, (), (), (), modality, certainty, polarity,
            time, kind.name, f"{kind.name}: a bare verb beside a thing of the class",
        )]  # fmt: skip
    return []


def named(parse: Parse, kind: Kind, taken: frozenset[int]) -> list[EventSpan]:
    """For texts that only name the happening: the first bare noun of a trigger that stands in a
    text about things of a trigger's class ("Tokyo saw the launch"), else the first thing that is
    told of as used or seen.

    A text that names a thing alone reports no happening: an article on arms production is none,
    and neither is "India's test" where nothing of the class is named.
    """
    things = frozenset().union(*(t.noun_class for t in kind.triggers))
    nouns = frozenset().union(*(t.nouns for t in kind.triggers))
    told = _free(parse, things, taken)
    if not told:
        return []
    bare = [
        t for t in parse.tokens
        if t.pos == "NOUN" and t.lemma in nouns and not (is_generic(parse, t) or is_part(parse, t))
        and not any(k.lower == "no" for k in parse.kids(t.i, "det"))
        and not is_aimed(parse, [t], frozenset().union(*(g.against for g in kind.triggers)))
    ]  # fmt: skip
    named = bare or [t for t in told if _happens(parse, t)]
    if not named:
        return []
    head = named[0]
    modality, certainty, polarity, time = stance(parse, head)
    actors = tuple(party_of(parse, a) for a in owners(parse, head))
    return [EventSpan(
        head.span, kind.type or "", kind.mode, (), actors, (), modality, certainty, polarity, time,
        kind.name, f"{kind.name}: a bare noun beside a thing of the class",
    )]  # fmt: skip


def _happens(parse: Parse, thing: Token) -> bool:
    """Whether a thing is told of as used or seen: "struck the town with a missile", "radars saw
    two missiles"; a weapon that is inspected or ordered has not been launched."""
    head = parse.tokens[thing.head]
    if any(o.lower in words("day") for o in parse.kids(thing.i, "poss")):  # "Monday's two missiles"
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
        return verb.pos == "VERB" and verb.tag in ("VBD", "VBN") and verb.lemma in words("hitting")
    seen = thing.dep in ("dobj", "nsubjpass") and head.lemma in words("sighting")
    return seen and head.tag in ("VBD", "VBN")
