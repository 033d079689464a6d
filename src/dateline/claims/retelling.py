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
from collections.abc import Mapping, Sequence

from dateline.claims import telling_apart
from dateline.kinds import Kind
from dateline.model import Annotations, EventSpan, Parse, Party, Span, TimeRelation, Token
from dateline.reference import parties, plover
from dateline.reference.event_words import synonyms
from dateline.reference.word_lists import classes

_SAYS_WHAT = ("attr", "appos", "oprd")
"""How a noun says what something told before was: "it was the third launch"."""

_AT = frozenset({"in", "on", "at", "near", "over", "across", "against", "outside", "into"})
_ORIGIN = frozenset({"from"})

_VERBAL = (1, 3)
Days = Mapping[Span, telling_apart.Stretches]
"""By trigger, the days that an event is told with."""

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
    days = {e.trigger: telling_apart.stretches(parse, ann.times, e) for e in events}
    home = [{n} for n in range(len(events))]

    def join(a: int, b: int) -> None:
        both = home[a] | home[b]
        for n in both:
            home[n] = both

    for a, b in _chained(ann, days):  # 1.
        join(a, b)
    for a, b in headed:
        join(a, b)
    pairs = [
        (a, b) for a in range(len(events)) for b in range(a + 1, len(events))
        if events[a].kind == events[b].kind
    ]  # fmt: skip
    for a, b in pairs:  # 3.
        left, right = events[a], events[b]
        does = _does(parse, left, right) or _how(parse, left, right)
        if does or _does_more(parse, left, right, kinds[left.kind]):
            join(a, b)
    top = {a for a, _ in headed}
    for a, b in pairs:  # 4.
        if home[a] is home[b] or not _again(parse, events[a], events[b], a in top):
            continue
        if not any(
            _apart(parse, days, events[m], events[n]) or _elsewhere(struck[m], struck[n])
            for m in home[a] for n in home[b]
        ):  # fmt: skip
            join(a, b)
    return [sorted(found) for found in home]


def _chained(ann: Annotations, days: Days) -> list[tuple[int, int]]:
    """1. Each event of a chain with the last one before it that its words can take up."""
    parse, events = ann.parse, ann.events
    out = []
    for chain in ann.chains:
        if chain.sort != "event":
            continue
        roots = [r.span for s in chain.spans if (r := parse.root_of(s)) is not None]
        inside = [n for n, e in enumerate(events) if any(e.trigger.overlaps(r) for r in roots)]
        for place, b in enumerate(inside):
            fits = (
                a for a in reversed(inside[:place]) if _takes_up(parse, days, events[a], events[b])
            )
            out += [(a, b) for a in itertools.islice(fits, 1)]
    return out


def _again(parse: Parse, left: EventSpan, right: EventSpan, headline: bool) -> bool:
    """4. Whether two events of one kind are the news, told twice."""
    if not left.time is right.time is TimeRelation.CURRENT:
        return False
    if left.kind != "generic":
        if min(len(left.actors), len(right.actors)) > 1 and not (
            parties.within(left.actors, right.actors) or parties.within(right.actors, left.actors)
        ):
            return False  # who meets is what tells meetings apart
        return compatible(left, right) and not _bare(parse, left, right)
    put = (left.type, left.mode, left.modality, left.polarity)
    if put != (right.type, right.mode, right.modality, right.polarity):
        return False
    repeated = headline or telling_apart.verbatim(parse, left, right)
    sides = ((left.actors, right.actors), (left.recipients, right.recipients))
    if not all(telling_apart.of_one(*side, parse, repeated) for side in sides):
        return False
    if telling_apart.other_matter(parse, left, right):
        return False
    return headline or _retold(parse, left, right)


def _retold(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether two events outside the headline with the same parties are one act: what is said is
    another act each time it is not about the same; a deed is told again by its own word."""
    one, other = (telling_apart.act(parse, e) for e in (left, right))
    if one is None or other is None or one.sentence == other.sentence:
        return False
    if telling_apart.one_more(parse, right):
        return False
    if telling_apart.unreal(parse, left) is not telling_apart.unreal(parse, right):
        return False
    known = not _spoken(left) or telling_apart.presupposed(parse, right)
    if known and _one_act(one, other):
        return True
    return telling_apart.same_matter(parse, left, right)


def _spoken(event: EventSpan) -> bool:
    """Whether a type is of words (quad classes 1 and 3); who meets is somewhere in person."""
    known = plover.codes()
    code = known.get((event.type, event.mode)) or known.get((event.type, None))
    return code is not None and code.quad in _VERBAL and event.type != "CONSULT"


def _one_act(one: Token, other: Token) -> bool:
    a, b = one.lemma.lower(), other.lemma.lower()
    lines = synonyms()
    return a[:_LETTERS] == b[:_LETTERS] or bool(
        lines.get(a, frozenset()) & lines.get(b, frozenset())
    )


def _apart(parse: Parse, days: Days, left: EventSpan, right: EventSpan) -> bool:
    """Whether two events cannot be one, whatever connects them."""
    if parties.apart(left.actors, right.actors):
        return True
    if telling_apart.other_time(days[left.trigger], days[right.trigger]):
        return True
    if left.kind != "generic":
        return not compatible(left, right)
    return parties.apart(left.recipients, right.recipients) or telling_apart.other_matter(
        parse, left, right
    )


def _takes_up(parse: Parse, days: Days, left: EventSpan, right: EventSpan) -> bool:
    """1. Whether a noun of a chain is of the event before it by all that its own words say."""
    if not compatible(left, right):
        return False
    if left.kind != "generic":
        return True
    if telling_apart.other_number(parse, left, right) or telling_apart.one_more(parse, right):
        return False
    if telling_apart.unreal(parse, left) or telling_apart.unreal(parse, right):
        return False
    if telling_apart.other_parties(parse, right, left):
        return False
    return not _apart(parse, days, left, right)


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
    if left.kind != "generic":  # without a pack, "the Lima protest" is what Lima saw
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


def _does(parse: Parse, noun: EventSpan, verb: EventSpan) -> bool:
    """Whether one event is the subject of the other."""
    subject, root = parse.root_of(noun.trigger), parse.root_of(verb.trigger)
    if subject is None or root is None:
        return False
    noun_of = subject.pos in ("NOUN", "PROPN") and subject.dep in ("nsubj", "nsubjpass")
    return noun_of and subject.head == root.i


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
    own = parse.kids(verb.i, "nsubj", "nsubjpass", "mark", "aux")
    return verb.tag == "VBG" and verb.dep == "advcl" and verb.head == root.i and not own


def _how(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether a verb without a kind of its own tells how another one was done ("marched, waving
    flags"), or of which deed it is a beginning or a part ("help pay"); who is told to do it, or
    declines to, has not done it."""
    root, verb = parse.root_of(left.trigger), parse.root_of(right.trigger)
    if root is None or verb is None or left.type != right.type or left.kind != "generic":
        return False
    if verb.head != root.i or parse.kids(verb.i, "nsubj", "nsubjpass", "mark", "neg"):
        return False
    if verb.dep == "xcomp":
        return root.lemma in classes("telling_words.tsv")["phase"]
    if (
        left.recipients
        and right.recipients
        and not any(parties.same(p, q) for p in left.recipients for q in right.recipients)
    ):
        return False
    return verb.dep == "advcl" and verb.tag == "VBG"
