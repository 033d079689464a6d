"""Parties of an event: the noun phrase of a token, resolved to country and sector where known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from dateline.annotate.events.clauses import below_measure, conjuncts, subjects
from dateline.model import NameSpan, Parse, Party, Token
from dateline.reference import acting, actors, authorities, countries, plover, sectors

_LEFT = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "case", "advmod")
_SIDES = ("-backed", "-based", "-born", "-speaking", "-occupied", "-held", "-brokered",
          "-administered", "-controlled", "-claimed", "-annexed",
          "-sponsored", "-linked")  # fmt: skip
_HEADS = frozenset({"minister", "president", "leader", "premier", "government", "country", "side",
                    "ambassador", "diplomat", "envoy", "king"})  # fmt: skip
_RIGHT = frozenset({"of", "in", "from", "for", "to"})
_BODY_COUNTRY = {"UN": "UNO", "EU": "EUR"}


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a text by the tokens they cover."""

    parse: Parse
    spans: tuple[NameSpan, ...]
    by_token: dict[int, NameSpan] = field(default_factory=dict)

    @classmethod
    def of(cls, parse: Parse, spans: tuple[NameSpan, ...]) -> Names:
        covered: dict[int, NameSpan] = {}
        for s in sorted(spans, key=lambda n: n.span.start - n.span.end):
            inside = parse.tokens_in(s.span)
            unnamed = (s.authority or "").startswith("anonymous:")
            if unnamed and inside and inside[-1].lemma.lower() in plover.by_word("n"):
                continue  # "missile tests" are no testers: a happening is nobody
            root = parse.root_of(s.span)
            if s.rule == "officials of a country" and root and happens(root):
                continue  # "an official complaint with X" is no officer of X's
            if s.rule.endswith("the name before it in the text") and root and not _able(root):
                continue  # a proposal is not the body that was named before it
            for t in inside:
                covered.setdefault(t.i, s)
        return cls(parse, spans, covered)

    def at(self, token: Token) -> NameSpan | None:
        """The longest name that covers a token."""
        return self.by_token.get(token.i)


def _able(noun: Token) -> bool:
    lemma = noun.lemma.lower()
    return sectors.sector(lemma) is not None or lemma in plover.classes()["person"]


def happens(noun: Token) -> bool:
    """Whether a noun is a happening, which does nothing itself: "the launches", "an attack"."""
    lemma = noun.lemma.lower()
    return lemma in plover.by_word("n") and sectors.sector(lemma) is None


def is_thing(names: Names, noun: Token) -> bool:
    """Whether a common noun does nothing itself, being neither somebody nor a group."""
    if noun.pos != "NOUN":
        return False
    if any(acting.can_act(t.lemma.lower()) for t in below_measure(names.parse, noun)):
        return False
    return happens(noun) or not acts(names, noun)


def phrase(parse: Parse, head: Token) -> list[int]:
    """Tokens of a noun phrase from its first modifier to its head; articles left out."""
    out = [head.i]
    for k in parse.kids(head.i, *_LEFT):
        if k.i < head.i:
            out += [i for i in parse.subtree(k.i) if i < head.i]
    first = min(out)
    while parse.tokens[first].pos in ("DET", "PUNCT") and first < head.i:
        first += 1
    return list(range(first, head.i + 1))


def country_in(parse: Parse, ids: list[int], whole: bool = False) -> tuple[str | None, str | None]:
    """(code, sector) of the longest known name in consecutive tokens, the last one first; of all
    of them where the name is taken `whole`."""
    tokens = [parse.tokens[i] for i in ids]
    for size in range(min(5, len(tokens)), len(tokens) - 1 if whole else 0, -1):
        for start in range(len(tokens) - size, -1, -1):
            window = tokens[start : start + size]
            named = window[0].text[:1].isupper() or window[0].lower.startswith("al")
            if not named and size == 1:
                continue
            after = (
                parse.tokens[window[-1].i + 1].text if window[-1].i + 1 < len(parse.tokens) else ""
            )
            if (after == "-" and not _leads(parse, window[-1])) or window[-1].lower.endswith(
                _SIDES
            ):
                continue
            if window[0].i and parse.tokens[window[0].i - 1].lower == "ethnic":
                continue  # a people, wherever it lives, is not the state of its name
            words = parse.text[window[0].start : window[-1].end]
            group = sectors.group(words)
            if group:
                return group.country, group.sector
            found = countries.lookup(words) if named else None
            if found:
                return found.code, None
    return None, None


def _leads(parse: Parse, token: Token) -> bool:
    """Whether a force is led by the country before the hyphen: "Saudi-led troops"."""
    return token.i + 2 < len(parse.tokens) and parse.tokens[token.i + 2].lower == "led"


def _of_subject(names: Names, head: Token, depth: int) -> str | None:
    """The country of "its" or "their": that of the nearest subject above which has one."""
    parse = names.parse
    if depth > 1 or not any(k.lower in ("its", "their") for k in parse.kids(head.i, "poss")):
        return None
    for above in parse.ancestors(head.i):
        if above.pos in ("VERB", "AUX"):
            for t in subjects(parse, above):
                code = resolve(names, t, depth + 1)[0] if t.i != head.i else None
                if code:
                    return code
    return None


def _office_country(person: str) -> str | None:
    """The one country in which a person of the table ever held office."""
    held = {h.country for h in authorities.held_by(person.replace("-", " "))}
    return held.pop() if len(held) == 1 else None


def _lives(names: Names, head: Token) -> str | None:
    """The country that the clause of a noun says it is in."""
    parse = names.parse
    verb = next((a for a in parse.ancestors(head.i) if a.pos == "VERB"), head)
    for i in parse.subtree(verb.i):
        inside = parse.tokens[i]
        if inside.lower == "in" and inside.dep == "prep":
            for place in parse.kids(inside.i, "pobj"):
                code = country_in(parse, phrase(parse, place))[0]
                if code and place.entity in ("GPE", "LOC"):
                    return code
    return None


def _code(name: NameSpan | None) -> str | None:
    if name is None:
        return None
    if name.country:
        return _BODY_COUNTRY.get(name.country, name.country)
    body = (name.authority or "").split("+")[0].split(":")[0]
    if body in _BODY_COUNTRY:
        return _BODY_COUNTRY[body]
    return body if countries.is_country(body) else None


def resolve(names: Names, head: Token, depth: int = 0) -> tuple[str | None, str | None]:
    """Country and sector of a noun phrase.

    1. Its own words; "ethnic Xs" belong to where they are told of, not to the state of that name.
    2. Whoever "its" means; a name the name layer has resolved; the country in which a person ever
    held office. 3. What follows: "president of X", an apposition, "police in X".
    """
    parse = names.parse
    words = phrase(parse, head)
    own = names.at(head)
    if own is not None and own.rule.startswith(actors.RULE):
        return own.country, own.sector or _sector(parse, head)  # the user says so
    whole = head.entity == "FAC"  # the Europe Bridge is not Europe's
    code, sector = country_in(parse, words, whole)  # 1.
    name = names.at(head)
    if any(parse.tokens[i].lower == "ethnic" for i in (*words, words[0] - 1) if i >= 0):
        return code or _lives(names, head), sector or _sector(parse, head)
    guessed = name is not None and name.rule.endswith("the country of the passage")
    if guessed and head.lemma.lower() in _HEADS and parse.kids(head.i, "nummod"):
        name = None  # "the two ministers" are of two countries
    if code is None and guessed:
        # "Its troops": of whoever acts. Else where the clause says they are, before the passage.
        code = _of_subject(names, head, depth)
        if code is None and head.lemma.lower() not in _HEADS:
            code = _lives(names, head)
    code = code or (None if whole and not acts(names, head) else _code(name))  # 2.
    if code is None and name and (name.authority or "").startswith("person:"):
        known = sectors.group((name.authority or "").removeprefix("person:").replace("-", " "))
        code, sector = (known.country, sector or known.sector) if known else (None, sector)
        code = code or _office_country((name.authority or "").removeprefix("person:"))
    sector = sector or _sector(parse, head)
    if code is None and depth < 2:  # 3.
        for kid in [*parse.kids(head.i, "prep", "appos"), *_from_next(parse, head)]:
            targets = [kid] if kid.dep == "appos" else parse.kids(kid.i, "pobj")
            if kid.dep == "prep" and kid.lower not in _RIGHT:
                continue
            for t in targets:
                found, inner = resolve(names, t, depth + 1)
                if found:
                    return found, sector or inner
    return code, sector


def _from_next(parse: Parse, head: Token) -> list[Token]:
    """The "from" right after a noun that the parser hung on the verb: "hosted a team from X"."""
    after = parse.tokens[head.i + 1 : head.i + 2]
    return [t for t in after if t.lower == "from" and t.dep == "prep" and t.head == head.head]


def _own_sector(parse: Parse, head: Token) -> str | None:
    """The sector of a noun, not that of an adjective before it: "an official complaint"."""
    found = sectors.sector(head.lemma.lower()) or sectors.sector(head.lower)
    if found or head.lemma.lower() in plover.classes()["person"]:
        return found or _sector(parse, head)
    # "An official complaint", "a military advance": an adjective makes nobody of a thing.
    adjectives = any(sectors.sector(k.lemma.lower()) for k in parse.kids(head.i, "amod"))
    return None if adjectives else _sector(parse, head)


def _sector(parse: Parse, head: Token) -> str | None:
    found = sectors.sector(head.lemma.lower()) or sectors.sector(head.lower)
    if found:
        return found
    for k in reversed(parse.kids(head.i, "compound", "nmod", "appos", "amod")):
        found = sectors.sector(k.lemma.lower())
        if found:
            return found
    for k in parse.kids(head.i, "prep"):
        if k.lower == "of":
            for t in parse.kids(k.i, "pobj"):
                found = sectors.sector(t.lemma.lower())
                if found:
                    return found
    return None


def party(names: Names, head: Token) -> Party:
    """The party of a token."""
    span = names.parse.span_of(phrase(names.parse, head))
    code, sector = resolve(names, head)
    name = names.at(head)
    authority = name.authority if name else None
    if authority and "+" in authority and span != (name.span if name else None):
        # "The foreign ministers of X and Y", taken one by one.
        own = [a for a in authority.split("+") if a.split(":")[0] == code]
        authority = own[0] if own else authority
    elif name and name.country and code and code != _code(name):
        authority = None  # the body of another country
    return Party(span, name.name if name else span.of(names.parse.text), code, sector, authority)


def parties(names: Names, head: Token) -> tuple[Party, ...]:
    """The parties of a token: "Iraqi and Jordanian negotiators" are two, and so are "the ministers
    of Iraq and Jordan" and "the neighbours, Iraq and Jordan"."""
    whole = party(names, head)
    parse = names.parse
    several = _members(names, head)
    if several:
        return several
    for kid in parse.kids(head.i, "amod", "nmod", "compound"):
        nations = [
            (t, country_in(parse, phrase(parse, t))[0]) for t in conjuncts(parse, [kid])
            if t.i < head.i
        ]  # fmt: skip
        codes = [c for _, c in nations]
        if len(codes) < 2 or None in codes or len(set(codes)) < len(codes):
            continue
        ends = [t.i for t, _ in nations[:-1]] + [head.i]
        spans = [
            parse.span_of([*phrase(parse, t), e]) for (t, _), e in zip(nations, ends, strict=True)
        ]
        return tuple(
            replace(whole, span=s, name=s.of(parse.text), country=c, authority=None)
            for s, c in zip(spans, codes, strict=True)
        )
    return _joined(parse, whole, head) or (whole,)


def _joined(parse: Parse, whole: Party, head: Token) -> tuple[Party, ...]:
    """A country that was read as a part of the name it is joined to: "X and X-held Y" are two."""
    words = phrase(parse, head)
    for i in words[1:-1]:
        before = words[: words.index(i)]
        code = country_in(parse, before, whole=True)[0]
        if parse.tokens[i].dep == "cc" and head.pos == "PROPN" and code:
            rest = list(range(i + 1, head.i + 1))
            first, second = parse.span_of(before), parse.span_of(rest)
            return (
                replace(whole, span=first, name=first.of(parse.text), country=code, authority=None),
                replace(whole, span=second, name=second.of(parse.text), authority=None,
                        country=country_in(parse, rest)[0]),
            )  # fmt: skip
    return ()


def _members(names: Names, head: Token) -> tuple[Party, ...]:
    """The nations that a plural is made of, where it names two or more."""
    parse = names.parse
    if head.tag not in ("NNS", "NNPS"):
        return ()
    below = [t for p in parse.kids(head.i, "prep") if p.lower in ("of", "from")
             for t in parse.kids(p.i, "pobj")]  # fmt: skip
    for group in ([*parse.kids(head.i, "appos")], below):
        nations = conjuncts(parse, group[:1])
        codes = [country_in(parse, phrase(parse, t))[0] for t in nations]
        named = all(t.entity in ("GPE", "NORP") or t.pos == "PROPN" for t in nations)
        if named and len(set(codes)) == len(codes) > 1 and None not in codes:
            return tuple(party(names, t) for t in nations)
    return ()


_WATERS = frozenset({
    "sea", "ocean", "gulf", "strait", "bay", "channel", "river", "lake", "canal", "waters",
})  # fmt: skip


def acts(names: Names, head: Token) -> bool:
    """Whether a noun can act: a name of somebody, a country, a word with a sector; no waters."""
    if head.lower in _WATERS:
        return False
    if head.entity == "FAC":
        name = names.at(head)
        return name is not None and name.authority is not None
    if head.pos == "PROPN" or head.entity in ("PERSON", "ORG", "NORP", "GPE"):
        return head.entity not in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT")
    if _own_sector(names.parse, head) is not None or names.at(head) is not None:
        return True
    if head.lemma == "counterpart":
        return True
    # "The capital Nairobi": what a noun is called by.
    return any(k.entity in ("GPE", "ORG", "PERSON") for k in names.parse.kids(head.i, "appos"))


def somebody(names: Names, head: Token) -> bool:
    """Whether a noun is a person, body, country or group; "its arsenal" and a factory are not."""
    if head.pos in ("PRON", "NUM", "ADJ") or acts(names, head):
        return True
    return any(acting.can_act(t.lemma.lower()) for t in below_measure(names.parse, head))
