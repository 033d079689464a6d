"""Coreference inside a document: words for one person, body, thing or happening."""

from __future__ import annotations

from dateline.annotate.chains import happenings, people, things
from dateline.model import Chain, EventSpan, NameSpan, Parse, Span, Token

Key = tuple[str, str]


def annotate(
    parse: Parse, names: tuple[NameSpan, ...], events: tuple[EventSpan, ...]
) -> tuple[Chain, ...]:
    """Chains, each with at least two spans, in the order of their first span.

    1. Names of one person or one body.
    2. Pronouns for persons and bodies.
    3. Nominal mentions of a trigger's happening.
    4. Definite noun phrases and pronouns for things; where the noun they go back to is a trigger,
       or was chained to one, they are chained to that happening.
    """
    groups: dict[Key, list[Span]] = {}
    for n in names:  # 1.
        groups.setdefault(people.key(n), []).append(n.span)
    meant = _pronouns(parse, names, groups)  # 2.
    happening = _happenings(parse, events, groups)  # 3.
    _things(parse, names, meant, happening, groups)  # 4.
    out = []
    for (sort, _), spans in groups.items():
        unique = tuple(sorted(set(spans)))
        if len(unique) > 1:
            out.append(Chain(sort, unique))
    return tuple(sorted(out, key=lambda c: (c.spans, c.sort)))


def _pronouns(parse: Parse, names: tuple[NameSpan, ...], groups: dict[Key, list[Span]]) -> set[int]:
    found = people.candidates(parse, names)
    meant: dict[int, Key] = {}
    for t in parse.tokens:
        if t.pos == "PRON":
            key = people.referent(parse, found, t)
            if key is not None:
                meant[t.i] = key
                found = people.taken_up(parse, found, t, key)
    spoken = people.speakers(parse, found, meant)
    for t in parse.tokens:
        if t.pos == "PRON" and t.i not in meant:
            key = people.speaker(spoken, t)
            if key is not None:
                meant[t.i] = key
    for i, key in meant.items():
        groups.setdefault(key, []).append(parse.tokens[i].span)
    return set(meant)


def _happenings(
    parse: Parse, events: tuple[EventSpan, ...], groups: dict[Key, list[Span]]
) -> dict[int, Key]:
    """Token index of triggers and of their nominal mentions → key of the event's chain."""
    out: dict[int, Key] = {}
    for number, e in enumerate(events):
        root = parse.root_of(e.trigger)
        if root is not None:
            key = ("event", f"{number}")
            out.setdefault(root.i, key)
            groups.setdefault(key, []).append(e.trigger)
    for token, number in happenings.links(parse, events):
        root = parse.root_of(events[number].trigger)
        key = out[root.i] if root is not None else ("event", f"{number}")
        own = out.get(token.i)
        if own is not None and own != key:
            # The mention is a trigger itself: what was chained to it joins the earlier trigger.
            groups[key] += groups.pop(own, [])
            out = {i: key if k == own else k for i, k in out.items()}
        else:
            groups[key].append(things.phrase(parse, token))
        out[token.i] = key
    return out


def _things(
    parse: Parse,
    names: tuple[NameSpan, ...],
    meant: set[int],
    happening: dict[int, Key],
    groups: dict[Key, list[Span]],
) -> None:
    taken = frozenset(
        t.i for n in names if n.sort in ("person", "body", "country", "role")
        for t in parse.tokens_in(n.span)
    )  # fmt: skip
    heads = things.nouns(parse, taken)
    roots: dict[int, Key] = dict(happening)
    own = {h.i for h in heads}
    for t in parse.tokens:
        noun = t.i in own and t.i not in happening
        if not noun and (t.i in meant or t.pos not in ("PRON", "DET", "ADJ", "NUM", "NOUN")):
            continue
        if not noun and t.pos == "NOUN":
            continue
        found = things.antecedent(parse, heads, t)
        if found is None:
            continue
        key = roots.get(found.i)
        if key is None:
            key = ("thing", str(found.i))
            roots[found.i] = key
            groups.setdefault(key, []).append(things.phrase(parse, found))
        groups.setdefault(key, []).append(_span(parse, t))
        roots[t.i] = key


def _span(parse: Parse, t: Token) -> Span:
    return things.phrase(parse, t) if t.pos in ("NOUN", "PROPN") else t.span
