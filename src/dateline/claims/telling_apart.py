"""What the words of one report set two of its events apart by.

1. Words of an event or of its parties say that it is one more: "also", "another", "earlier".
2. A party comes in as somebody not told of before ("a gunman", "some voters", "90 percent").
3. Both say what they are about, and share no word of it.
4. One is told as done, the other as wanted, refused or possible ("his refusal to endorse her").
5. One noun is of several, the other of one ("the rallies", "the rally").
6. A noun names parties, and none of them is one that the other event is told with.
7. Their own words put them at times more than a day apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.model import EventSpan, Parse, Party, TimeSpan, Token
from dateline.reference import parties
from dateline.reference.word_lists import classes

_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
_BESIDE = frozenset({"nsubj", "nsubjpass", "csubj", "conj", "cc", "advcl", "parataxis", "relcl"})
_DAY = timedelta(days=1)
_NOUN = ("NOUN", "PROPN")
_LETTERS = 5
"""Letters that tell two words of one stem."""
_ENOUGH = 2
"""Shared words that make the matter of two acts of speech one, or half of what one says."""


def _words(listed: str) -> frozenset[str]:
    return classes("telling_words.tsv")[listed]


def one_more(parse: Parse, event: EventSpan) -> bool:
    """1. Whether an event says of itself that it is another one than what was told."""
    root = parse.root_of(event.trigger)
    if root is None:
        return False
    kids = parse.kids(root.i)
    if any(k.lower in _words("more") for k in kids if k.dep == "advmod"):
        return True
    heads = [root] if root.pos in _NOUN else [k for k in kids if k.dep == "dobj" and k.pos in _NOUN]
    heads += [h for p in (*event.actors, *event.recipients) if (h := parse.root_of(p.span))]
    return any(k.lower in _words("other") for h in heads for k in parse.kids(h.i, "amod", "det"))


def newcomer(parse: Parse, party: Party) -> bool:
    """2. Whether a party points to nobody who was told of before: an indefinite, a bare plural, a
    share of many, or a pronoun that nobody is known for."""
    head = parse.root_of(party.span)
    if head is None:
        return False
    if head.pos == "PRON":
        return _pronoun(parse, party)
    if head.lemma in _words("share"):
        return True
    kids = parse.kids(head.i)
    if any(k.lower in _words("some") or k.lower in _words("other") for k in kids):
        return True
    held = {"det", "poss", "nummod"} & {k.dep for k in kids}
    return head.tag == "NNS" and not held and party.authority is None and party.country is None


def matter(parse: Parse, event: EventSpan) -> frozenset[str]:
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


def other_matter(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """3. Whether both say what they are about, and share no word of it."""
    one, other = matter(parse, left), matter(parse, right)
    return len(one) > 1 and len(other) > 1 and not one & other


def same_matter(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether both say what they are about, and it is much the same, or the later takes up what
    the earlier brought in ("four fishermen", "the fishermen")."""
    one, other = matter(parse, left), matter(parse, right)
    shared = len(one & other)
    if shared >= _ENOUGH or (shared > 0 and 2 * shared >= min(len(one), len(other))):
        return True
    return bool(_nouns(parse, left, definite=False) & _nouns(parse, right, definite=True))


def _nouns(parse: Parse, event: EventSpan, *, definite: bool) -> frozenset[str]:
    """Lemmas of the nouns under a trigger that have an article that points back, or have none."""
    root = parse.root_of(event.trigger)
    found = [parse.tokens[j] for j in parse.subtree(root.i)] if root else []
    return frozenset(
        t.lemma for t in found if t.pos == "NOUN" and not parse.kids(t.i, "poss")
        and any(k.lower in _words("back") for k in parse.kids(t.i, "det")) is definite
    )  # fmt: skip


def presupposed(parse: Parse, event: EventSpan) -> bool:
    """Whether a clause of time takes an event for known: "when he endorsed her" (Levinson 1983,
    Pragmatics, 181-184)."""
    root = parse.root_of(event.trigger)
    if root is None or root.dep not in ("advcl", "pcomp"):
        return False
    led = [k.lower for k in parse.kids(root.i, "mark", "advmod")]
    led += [parse.tokens[root.head].lower] if root.dep == "pcomp" else []
    return any(word in _words("when") for word in led)


def act(parse: Parse, event: EventSpan) -> Token | None:
    """The word that names what was done: the noun of "unleashed an attack", else the trigger."""
    root = parse.root_of(event.trigger)
    inside = [t for t in parse.tokens_in(event.trigger) if t.pos == "NOUN"]
    return inside[-1] if inside and root is not None and root.pos == "VERB" else root


def verbatim(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """Whether two events are told in the same words."""
    one = matter(parse, left)
    return len(one) >= _ENOUGH and one == matter(parse, right)


def unreal(parse: Parse, event: EventSpan) -> bool:
    """4. Whether an event was wanted, refused, tried or possible, but not done: an infinitive, or
    "the attempted murder"."""
    root = parse.root_of(event.trigger)
    if root is None:
        return False
    if root.pos in _NOUN:
        return any(k.lower in _words("undone") for k in parse.kids(root.i, "amod"))
    return root.tag == "VB" and any(k.lower == "to" for k in parse.kids(root.i, "aux"))


def other_number(parse: Parse, left: EventSpan, right: EventSpan) -> bool:
    """5. Whether one noun is of several and the other of one; what strikes a place they both name
    is counted freely ("the Orlando attack", "the Orlando attacks")."""
    one, other = act(parse, left), act(parse, right)
    if one is None or other is None or not (one.pos in _NOUN and other.pos in _NOUN):
        return False
    places = ({p.name for p in (*e.actors, *e.recipients) if _place(p)} for e in (left, right))
    return one.tag.endswith("S") is not other.tag.endswith("S") and not set.intersection(*places)


def _place(party: Party) -> bool:
    return _town(party) or (party.authority or "").endswith(":GOV")


def _town(party: Party) -> bool:
    authority = party.authority
    return party.country is not None and (authority is None or authority.endswith(":LOC"))


def other_parties(parse: Parse, noun: EventSpan, told: EventSpan) -> bool:
    """6. Whether a noun names parties, and none of them is one that an event told before has in
    that role, or one is on the other side ("the pirate attack", "the attack on the pirates");
    somebody described and somebody named may be one."""
    sides = [(noun.recipients, told.recipients)]
    if noun.actors and all(_modifies(parse, p) for p in noun.actors):
        if _other_name(parse, noun, told):
            return True
    else:
        sides.append((noun.actors, told.actors))
    if any(own and there and not _meet(parse, own, there) for own, there in sides):
        return True
    turned = ((noun.recipients, told.actors, told.recipients),
              (noun.actors, told.recipients, told.actors))  # fmt: skip
    return any(
        own and there and not beside and any(parties.same(p, q) for p in own for q in there)
        and not any(_modifies(parse, p) or _town(p) for p in own)
        for own, there, beside in turned
    )  # fmt: skip


def _modifies(parse: Parse, party: Party) -> bool:
    """Whether a name stands before a noun: "the Paris attack" does not say what Paris is to it."""
    head = parse.root_of(party.span)
    return head is not None and head.dep in ("compound", "nmod", "amod")


def _other_name(parse: Parse, noun: EventSpan, told: EventSpan) -> bool:
    """Whether the name before a noun is of nobody and nowhere that an event is told with."""
    there = [p for p in (*told.actors, *told.recipients) if not _pronoun(parse, p)]
    root = parse.root_of(told.trigger)
    if not there or root is None:
        return False
    under = {parse.tokens[j].lower for j in parse.subtree(root.i)}
    if any(set(p.name.lower().split()) & under for p in noun.actors):
        return False
    named = any(_place(p) for p in noun.actors)
    found = [parties.same(p, q) for p in noun.actors for q in there]
    return not any(found) if named else not _meet(parse, noun.actors, there)


def _pronoun(parse: Parse, party: Party) -> bool:
    """Whether a party is a pronoun that nobody is known for."""
    head = parse.root_of(party.span)
    return head is not None and head.pos == "PRON" and party.name.lower() == head.lower


def _meet(parse: Parse, left: Sequence[Party], right: Sequence[Party]) -> bool:
    """Whether somebody of one side is, or may be, somebody of the other; two descriptions without
    a common word are of two, whoever else is named."""
    found = [(p, q, _agree(parse, p, q)) for p in left for q in right]
    if any(agree and parties.same(p, q) for p, q, agree in found):
        return True
    if any(not agree and not _named(p) and not _named(q) for p, q, agree in found):
        return False
    return any(agree for _, _, agree in found)


def _named(party: Party) -> bool:
    return party.name.split()[-1][:1].isupper() if party.name.split() else False


def _newly(parse: Parse, named: Party, described: Party) -> bool:
    """Whether an indefinite brings somebody in where a name was known already: "a man was shot"
    is not of the deputy who was named before."""
    head = parse.root_of(described.span)
    word = named.name.split()[-1] if named.name.split() else ""
    return (
        head is not None
        and any(k.lower in ("a", "an") for k in parse.kids(head.i, "det"))
        and word in parse.text[: described.span.start]
    )


def _agree(parse: Parse, left: Party, right: Party) -> bool:
    found = parties.same(left, right)
    if found is not None:
        return found
    if _named(left) is _named(right):
        return bool(_stems(left) & _stems(right))
    pair = (left, right) if _named(left) else (right, left)
    return not _newly(parse, *pair)


Stretches = Sequence[tuple[date, date]]
"""First and last days of what dates an event."""


def other_time(one: Stretches, other: Stretches) -> bool:
    """7. Whether both are told with times of their own, which are more than a day apart."""
    return bool(one and other) and all(
        a[1] + _DAY < b[0] or b[1] + _DAY < a[0] for a in one for b in other
    )


def stretches(parse: Parse, times: Sequence[TimeSpan], event: EventSpan) -> Stretches:
    """First and last day of the times that hang on a trigger, with no verb between."""
    root = parse.root_of(event.trigger)
    if root is None:
        return []
    here = parse.sentences[root.sentence]
    out: list[tuple[date, date]] = []
    for time in times:
        if not here.start <= time.span.start < here.end:  # before the tree: long texts have many
            continue
        first, last, token = time.when.earliest, time.when.latest, parse.root_of(time.span)
        if token is None or not first or not last or min(len(first), len(last)) < 10:
            continue
        if token.sentence == root.sentence and _own(parse, token, root):
            out.append((date.fromisoformat(first[:10]), date.fromisoformat(last[:10])))
    return out


def _own(parse: Parse, token: Token, root: Token) -> bool:
    for node in parse.ancestors(token.i):
        if node.i == root.i:
            return True
        if node.pos in ("VERB", "AUX"):
            return False
    return False


def _stems(party: Party) -> set[str]:
    return {w.lower().rstrip("s")[:_LETTERS] for w in party.name.split() if len(w) > 2}


def of_one(left: Sequence[Party], right: Sequence[Party], parse: Parse, repeated: bool) -> bool:
    """Whether two events tell the same known parties, and nobody comes in anew with the later;
    in what a headline or the same words repeat, nobody does."""
    if not left or not right or not parties.equal(left, right):
        return False
    spans = {p.span for p in left}
    told = {p.name.lower() for p in left if any(c.isdigit() for c in p.name)}
    return repeated or not any(
        p.span not in spans and p.name.lower() not in told and newcomer(parse, p) for p in right
    )
