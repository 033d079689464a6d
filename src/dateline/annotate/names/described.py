"""Persons → the body that the words around them say they speak for.

1. Words set beside the name that no table knows as a title: "…, a vet with the Food Agency".
2. What the person is said to be or do: "Holm is the head of …", "Holm, who founded Elm Lines",
   "Holm, who follows steel for Elm Markets", "was named chairman of …".
3. Words behind a comma that the tree hangs elsewhere, up to the next comma or verb.
4. A title further before: "Head of Elm Hospital's department of bones and joints, Dr Holm".
"""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.names.weigh import Phrase, org_id
from dateline.model import Parse, Token
from dateline.reference import authorities
from dateline.reference.authorities import name_words

_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "to", "on", "within", "by"})
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CLAUSE = frozenset({*_FINITE, "WP", "WDT"})


def describe(parse: Parse, person: Phrase, found: list[Phrase]) -> Phrase:
    """A person described by words no table knows: "…, a vet with the Food Agency"."""
    inside = range(person.first, person.last)
    owner = _owner(parse, person, found)
    if owner is not None:
        return described_by(person, owner)
    for i in inside:
        for noun in parse.kids(i, "appos"):
            if noun.lower in name_words("speaks for nobody") or (
                parse.tokens[person.last : person.last + 1]
                and parse.tokens[person.last].text == ":"
            ):
                continue  # "Holm: Time for a new fleet" is a headline
            called = _called(parse, noun, found)
            if called is not None:
                return described_by(person, called)
            below = set(parse.subtree(noun.i))
            for q in found:
                known = q.sort in ("body", "role") and (q.authority or q.office)
                before = parse.tokens[q.first - 1].lower if q.first else ""
                if before in ("the", "a"):
                    before = parse.tokens[q.first - 2].lower
                if known and q.person is None and q.first in below and before in _PREPOSITIONS:
                    return described_by(person, q)
    for i in inside:
        body = _follows(parse, parse.tokens[i], found)
        if body is not None:
            return described_by(person, body)
        for noun in _said_to_be(parse, parse.tokens[i]):
            called = _called(parse, noun, found)
            if called is not None:
                return described_by(person, called)
            for q in found:
                role = q.sort == "role" and q.person is None and q.first <= noun.i < q.last
                if role and q.authority and not q.authority.startswith("anonymous:"):
                    return described_by(person, q)
    who = _who(parse, person, found)
    if who is not None:
        return described_by(person, who)
    after = _told_after(parse, person, found)  # 3.
    if not after.bare:
        return after
    title = _title_before(parse, person, found)  # 4.
    return person if title is None else described_by(person, title)


def _owner(parse: Parse, person: Phrase, found: list[Phrase]) -> Phrase | None:
    """The body in "Elm News' political editor Ida Holm", "CNN's Ida Holm"."""
    if not person.first or parse.tokens[person.first - 1].tag != "POS":
        return None
    for q in found:
        named = q.sort == "body" or (q.sort == "role" and q.last > q.core)
        if q.last == person.first - 1 and named and q.authority and q.person is None:
            return None if q.authority.startswith("anonymous:") else q
    return None


def _who(parse: Parse, person: Phrase, found: list[Phrase]) -> Phrase | None:
    """The role or body in "Holm, in Rome, who is head of the Elm Union" and "who founded it"."""
    tokens, sentence = parse.tokens, parse.tokens[person.last - 1].sentence
    others = {q.first for q in found if q.person and 0 <= q.first - person.last < 16}
    for i in range(person.last, min(person.last + 16, len(tokens) - 2)):
        if tokens[i].sentence != sentence or i in others:
            return None
        if tokens[i].lower != "who":
            continue
        verb = tokens[i + 1]
        for q in found:
            if not i + 1 < q.first <= i + 5 or q.person is not None:
                continue
            known = q.authority is not None and not q.authority.startswith("anonymous:")
            if verb.lower in ("is", "was") and q.sort == "role" and (known or q.office or q.noun):
                return q
            if verb.lemma in _HEADING and q.sort in ("body", "name"):
                return q if known else replace(q, authority=org_id(q.name))
        return None
    return None


_HEADING = frozenset({
    "found", "head", "lead", "run", "own", "chair", "direct", "manage", "represent", "edit",
    "operate", "establish", "co-found", "cofound",
})  # fmt: skip


def _title_before(parse: Parse, person: Phrase, found: list[Phrase]) -> Phrase | None:
    """The title that words of its own, without a verb, part from the name behind a comma."""
    tokens = parse.tokens
    i = person.first - 1
    if i < 2 or tokens[i].text != ",":
        return None
    sentence = tokens[i].sentence
    for j in range(i - 1, max(i - 14, -1), -1):
        t = tokens[j]
        if t.sentence != sentence or t.tag in _CLAUSE or t.pos == "PRON" or t.text in ('"', "”"):
            return None
        if t.text == "," and not tokens[j + 1].text[:1].isupper():
            return None
        for q in found:
            if q.last == j + 1 and q.sort == "role" and q.gives and not q.former:
                kind = authorities.anonymous(tokens[q.core - 1].text)
                one = q.office is not None or kind in ("official", "executive")
                known = q.authority is not None and not q.authority.startswith("anonymous:")
                return q if one and (known or q.office) else None
    return None


def _called(parse: Parse, noun: Token, found: list[Phrase]) -> Phrase | None:
    """The body in "an official of a group called the Canal Watch"."""
    named = [t.i for t in parse.tokens[noun.i : noun.i + 9] if t.lower in ("called", "named")]
    if not named or parse.tokens[noun.i + 1].lower not in ("of", "at", "with", "for"):
        return None
    start = named[0] + (2 if parse.tokens[named[0] + 1].pos == "DET" else 1)
    return next((q for q in found if q.first == start and q.sort == "body"), None)


_APPOINT = frozenset({"name", "appoint", "elect", "make"})


def _follows(parse: Parse, name: Token, found: list[Phrase]) -> Phrase | None:
    """The body in "Holm, who follows steel for Elm Consultants"."""
    for verb in parse.kids(name.i, "relcl"):
        if verb.lemma not in _WORKING:
            continue
        for word in parse.subtree(verb.i):
            if parse.tokens[word].lower in ("for", "at", "with"):
                body = _beside(parse, word, found)
                if body is not None:
                    return body
    return None


_WORKING = frozenset({
    "follow", "cover", "work", "track", "teach", "study", "analyze", "analyse", "head", "lead",
    "research", "report", "run",
})  # fmt: skip


def _said_to_be(parse: Parse, name: Token) -> list[Token]:
    """The noun in "Holm is the head of the agency" and in "Holm, who is the head of …"."""
    verbs = [v for v in parse.kids(name.i, "relcl") if v.lemma == "be"]
    if name.dep == "appos" and parse.tokens[name.head].dep == "nsubj":
        name = parse.tokens[name.head]
    head = parse.tokens[name.head]
    if name.dep == "nsubj" and head.lemma == "be":
        verbs.append(head)
    told = [k for v in verbs if v.lower in ("is", "was") for k in parse.kids(v.i, "attr")]
    if name.dep in ("nsubjpass", "dobj") and head.lemma in _APPOINT:
        told += parse.kids(head.i, "oprd", "attr", "dobj", "xcomp")
    return [k for k in told if k.i != name.i]


_FROM = ("of", "from", "with", "at", "for")


def _beside(parse: Parse, k: int, found: list[Phrase]) -> Phrase | None:
    """The body in "Ida Holm of the Food Agency": a preposition and the body right behind a name."""
    if k + 2 >= len(parse.tokens) or parse.tokens[k].lower not in _FROM:
        return None
    start = k + (2 if parse.tokens[k + 1].pos == "DET" else 1)
    for q in found:
        acronym = q.sort == "name" and q.name.isupper() and len(q.name) > 1
        if q.first <= start < q.last and q.person is None and (q.sort == "body" or acronym):
            if acronym:
                return replace(q, authority=q.authority or org_id(q.name))
            known = q.authority and not q.authority.startswith("anonymous:")
            return q if known or q.office else None
    return None


_SPEAKING_FOR = frozenset({"represent", "speak", "act", "work", "lead", "head"})


def _end_of_words(parse: Parse, k: int, found: list[Phrase]) -> int | None:
    """Where the words set behind a name end: at the next comma or verb, or behind the body that
    follows a mere title ("Holm, programmes manager, Elm Campaign"); None where they say that a
    person speaks for nobody."""
    end, sentence, tokens = k + 1, parse.tokens[k].sentence, parse.tokens
    while end < len(tokens) and end < k + 26 and tokens[end].sentence == sentence:
        t = tokens[end]
        clause = t.tag in _CLAUSE and not t.text.isupper()  # the WHO is no pronoun
        clause = clause or (t.tag == "VBG" and end == k + 1 and t.lemma not in _SPEAKING_FOR)
        if t.tag == "CC":
            clause = end + 1 < len(tokens) and tokens[end + 1].tag in (*_FINITE, "RB", "VBN")
        if t.text == "," and end < k + 8 and _body_at(end + 1, found) is not None:
            titled = any(k < q.first and q.last == end and q.gives for q in found)
            return end + 2 if titled else end
        if t.text in (",", ")", ";", ":") or clause:
            return end
        if t.lower in name_words("speaks for nobody"):
            return None
        end += 1
    return end


def _body_at(i: int, found: list[Phrase]) -> Phrase | None:
    return next((q for q in found if q.first == i and q.sort == "body" and q.authority), None)


def _told_after(parse: Parse, person: Phrase, found: list[Phrase]) -> Phrase:
    """Words behind a comma that the tree hangs elsewhere: "Holm, a vet with the Food Agency said",
    "Holm, from the ministry"."""
    k = person.last
    body = _beside(parse, k, found)
    if body is not None:
        return described_by(person, body)
    if k >= len(parse.tokens) or parse.tokens[k].text not in (",", "("):
        return person
    end = _end_of_words(parse, k, found)
    if end is None:
        return person
    for q in found:
        if not k < q.first < end or q.person or not (q.sort in ("body", "role") or q.office):
            continue
        if not (q.office or (q.authority and not q.authority.startswith("anonymous:"))):
            continue
        start = q.first - 1
        while start > k and parse.tokens[start].pos in ("NOUN", "ADJ") and q.sort == "role":
            start -= 1
        if parse.tokens[start].pos == "DET":
            start -= 1
        joined = parse.tokens[start].tag == "CC"  # "a professor and a doctor at Elm Hospital"
        direct = (start == k or joined) and q.sort == "role"
        beside = parse.tokens[start].text == "," and q.sort == "body" and start > k
        if direct or beside or parse.tokens[start].lower in _FROM:
            return described_by(person, q)
    return person


def described_by(person: Phrase, other: Phrase) -> Phrase:
    return replace(
        person, authority=None if other.former else other.authority, country=other.country,
        office=other.office, role=other.role or other.anonymous, former=other.former,
        noun=other.noun, anonymous=other.anonymous, rule=f"appositive: {other.rule}",
    )  # fmt: skip
