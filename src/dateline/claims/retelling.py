"""Which events of one report tell one happening.

A report tells its news many times, and much that is of the same sort beside it. Events are joined

1. where a chain leads from a noun to what it names ("the launch");
2. where a headline is of what the lead tells;
3. where the sentence says so: a noun and its verb ("the strike killed"), a verb and what it did
   ("blew up, killing 31");
4. where the news is told again. Of a pack: by the same sort of words, unless the parties differ; a
   noun that says no more than the sort ("the attacks", "raids") also needs the same attributes or
   names, and an attack that names a place of another country is another attack. Without a pack:
   by the same parties, put the same way, with some word of what it was about in common; somebody
   new ("a gunman") is not somebody told before.

What 4. joins must hold of all that the two have been joined with already: two events that others
connect are not one where they tell different parties or another matter.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from dateline.kinds import Kind
from dateline.model import Annotations, Chain, EventSpan, Parse, Party, TimeRelation, Token
from dateline.reference import parties

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_BESIDE = frozenset({"nsubj", "nsubjpass", "csubj", "conj", "cc", "advcl", "parataxis", "relcl"})
_NEW = frozenset({"a", "an", "another"})
_SAYS_WHAT = ("attr", "appos", "oprd")
"""How a noun says what something told before was: "it was the third launch"."""

_AT = frozenset({"in", "on", "at", "near", "over", "across", "against", "outside", "into"})
_ORIGIN = frozenset({"from"})

_LETTERS = 5
"""Letters that tell two words of one stem."""


def groups(
    ann: Annotations, kinds: dict[str, Kind], headed: Sequence[tuple[int, int]]
) -> list[list[int]]:
    """For every event the numbers of all events of its happening, itself included.

    Args:
        headed: 2. pairs of an event of the headline and one of the lead.
    """
    parse, events = ann.parse, ann.events
    struck = [_struck(ann, e, kinds[e.kind]) for e in events]
    home = [{n} for n in range(len(events))]

    def join(a: int, b: int) -> None:
        both = home[a] | home[b]
        for n in both:
            home[n] = both

    for a, b in _chained(parse, events, ann.chains):  # 1.
        join(a, b)
    for a, b in headed:
        join(a, b)
    pairs = [
        (a, b) for a in range(len(events)) for b in range(a + 1, len(events))
        if events[a].kind == events[b].kind
    ]  # fmt: skip
    for a, b in pairs:  # 3.
        left, right = events[a], events[b]
        if _does(parse, left, right) or _does_more(parse, left, right, kinds[left.kind]):
            join(a, b)
    top = {a for a, _ in headed}
    for a, b in pairs:  # 4.
        if home[a] is home[b] or not _again(parse, events[a], events[b], a in top):
            continue
        if not any(
            _apart(parse, events[m], events[n]) or _elsewhere(struck[m], struck[n])
            for m in home[a] for n in home[b]
        ):  # fmt: skip
            join(a, b)
    return [sorted(found) for found in home]


def _chained(
    parse: Parse, events: tuple[EventSpan, ...], chains: tuple[Chain, ...]
) -> list[tuple[int, int]]:
    out = []
    for chain in chains:
        if chain.sort != "event":
            continue
        roots = [r.span for s in chain.spans if (r := parse.root_of(s)) is not None]
        inside = [n for n, e in enumerate(events) if any(e.trigger.overlaps(r) for r in roots)]
        out += [(a, b) for a, b in itertools.pairwise(inside)
                if compatible(events[a], events[b])]  # fmt: skip
    return out


def _again(parse: Parse, left: EventSpan, right: EventSpan, headline: bool) -> bool:
    """4. Whether two events of one kind are the news, told twice."""
    if not left.time is right.time is TimeRelation.CURRENT:
        return False
    if left.kind != "generic":
        return compatible(left, right) and not _bare(parse, left, right)
    put = (left.type, left.mode, left.modality, left.polarity)
    if put != (right.type, right.mode, right.modality, right.polarity):
        return False
    for one, other in ((left.actors, right.actors), (left.recipients, right.recipients)):
        if not one or not other or not parties.equal(one, other):
            return False
        spans = {p.span for p in one}
        if not headline and any(p.span not in spans and _is_new(parse, p) for p in other):
            return False
    return not _other_matter(parse, left, right)


def _apart(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether two events cannot be one, whatever connects them."""
    if parties.apart(left.actors, right.actors):
        return True
    if left.kind != "generic":
        return not compatible(left, right)
    return parties.apart(left.recipients, right.recipients) or _other_matter(parse, left, right)


def _elsewhere(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left and right) and not left & right


def _struck(ann: Annotations, event: EventSpan, kind: Kind) -> frozenset[str]:
    """Countries that an attack of a pack is told to have reached: its recipients', and those of the
    places its own clause names, but not where it came from."""
    if event.kind == "generic" or not kind.effects:
        return frozenset()
    root = ann.parse.root_of(event.trigger)
    out = countries_of(event.recipients)
    for place in ann.places:
        known = place.where.place.country if place.where.place is not None else None
        token = ann.parse.root_of(place.span)
        if root is None or token is None or known is None or place.government:
            continue
        if root.sentence == token.sentence and _at(ann.parse, token, root):
            out.add(known)
    return frozenset(out)


def _at(parse: Parse, place: Token, trigger: Token) -> bool:
    """Whether a place hangs on a trigger by a preposition of place, or is what was hit."""
    by = place.dep in ("dobj", "nsubjpass")
    for node in parse.ancestors(place.i):
        by = by or node.lower in _AT or node.dep in ("dobj", "nsubjpass")
        if node.lower in _ORIGIN:
            return False
        if node.i == trigger.i:
            return by
        if node.pos == "VERB":
            return False
    return False


def compatible(left: EventSpan, right: EventSpan) -> bool:
    """Whether two events of a kind may be one by their time and the states of their parties."""
    if left.kind != right.kind or left.time is not right.time:
        return False
    a, to_a = (countries_of(p) for p in (left.actors, left.recipients))
    b, to_b = (countries_of(p) for p in (right.actors, right.recipients))
    if not right.actors and not left.recipients and to_b & a:
        return False  # what X shot down is not what X fired
    if not left.actors and not right.recipients and to_a & b:
        return False
    if parties.apart(left.actors, right.actors):
        return False
    return (not a or not b or bool(a & b)) and (not to_a or not to_b or bool(to_a & to_b))


def countries_of(found: Sequence[Party]) -> set[str]:
    """States of parties."""
    return {p.country for p in found if p.country}


def _bare(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether one is a noun without parties, and names other places than the other event, or none
    and nothing else makes the two alike."""
    one, other = (parse.root_of(e.trigger) for e in (left, right))
    if one is None or other is None:
        return False
    alone = [
        h.pos in ("NOUN", "PROPN") and h.dep not in _SAYS_WHAT and not e.actors and not e.recipients
        for h, e in ((one, left), (other, right))
    ]
    if not any(alone):
        return False
    here, there = _names(parse, one), _names(parse, other)
    if here and there:
        return not here & there
    if any(a and n for a, n in zip(alone, (here, there))):
        return False
    if all(alone):
        told = _attributes(parse, one)
        return one.lemma != other.lemma or not told or told != _attributes(parse, other)
    noun, verb = (one, other) if alone[0] else (other, one)
    under = {parse.tokens[j].lemma.lower() for j in parse.subtree(verb.i)}
    if _attributes(parse, noun) & under:
        return False  # "fired two missiles", "the missile launches"
    return noun.lemma not in {k.lemma for k in parse.kids(verb.i, "nsubj", "nsubjpass", "agent")}


def _attributes(parse: Parse, noun: Token) -> frozenset[str]:
    return frozenset(k.lemma.lower() for k in parse.kids(noun.i, "amod", "compound", "nmod"))


def _names(parse: Parse, head: Token) -> frozenset[str]:
    words = (parse.tokens[j] for j in parse.subtree(head.i))
    return frozenset(w.lower[:_LETTERS] for w in words if w.pos == "PROPN")


def _is_new(parse: Parse, party: Party) -> bool:
    """Whether a party comes in as somebody not told of before: "a gunman", "another senator"."""
    head = parse.root_of(party.span)
    return head is not None and any(k.lower in _NEW for k in parse.kids(head.i, "det"))


def _other_matter(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether both say what they are about, and share no word of it."""
    one, other = _matter(parse, left), _matter(parse, right)
    return len(one) > 1 and len(other) > 1 and not one & other


def _matter(parse: Parse, event: EventSpan) -> frozenset[str]:
    """Beginnings of the words under a trigger that are neither it nor its parties."""
    root = parse.root_of(event.trigger)
    if root is None:
        return frozenset()
    known = [event.trigger, *(p.span for p in (*event.actors, *event.recipients))]
    beside = {
        j for k in parse.children[root.i] if parse.tokens[k].dep in _BESIDE
        for j in parse.subtree(k)
    }  # fmt: skip
    words = [parse.tokens[j] for j in parse.subtree(root.i) if j not in beside]
    return frozenset(
        w.lemma.lower()[:_LETTERS] for w in words
        if w.pos in _CONTENT and w.entity not in ("DATE", "TIME")
        and not any(s.overlaps(w.span) for s in known)
    )  # fmt: skip


def _does(parse: Parse, noun: EventSpan, verb: EventSpan) -> bool:
    """Whether one event is the subject of the other."""
    subject, root = parse.root_of(noun.trigger), parse.root_of(verb.trigger)
    if subject is None or root is None:
        return False
    return subject.dep in ("nsubj", "nsubjpass") and subject.head == root.i


def _does_more(parse: Parse, left: EventSpan, right: EventSpan, kind: Kind) -> bool:
    """Whether a verb tells what an event did: "blew up, killing 31 and wounding 9", "killed 10 and
    wounded 70"."""
    root, verb = parse.root_of(left.trigger), parse.root_of(right.trigger)
    if root is None or verb is None or left.type != right.type or verb.lemma not in kind.effects:
        return False
    if verb.dep == "conj" and verb.head == root.i and root.lemma in kind.effects:
        return not parse.kids(verb.i, "nsubj", "nsubjpass")
    while verb.dep == "conj" and verb.tag == "VBG":
        verb = parse.tokens[verb.head]
    return verb.tag == "VBG" and verb.dep == "advcl" and verb.head == root.i
