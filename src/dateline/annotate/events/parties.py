"""Parties of an event: the noun phrase of a token, resolved to country and sector where known."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.annotate.events.clauses import below_measure
from dateline.model import NameSpan, Parse, Party, Token
from dateline.reference import countries, plover, sectors

_LEFT = ("compound", "amod", "nmod", "poss", "nummod", "quantmod", "case", "advmod")
_SIDES = ("-backed", "-led", "-based", "-occupied", "-held", "-brokered", "-sponsored", "-linked")
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
            for t in inside:
                covered.setdefault(t.i, s)
        return cls(parse, spans, covered)

    def at(self, token: Token) -> NameSpan | None:
        """The longest name that covers a token."""
        return self.by_token.get(token.i)


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


def country_in(parse: Parse, ids: list[int]) -> tuple[str | None, str | None]:
    """(code, sector) of the longest known name in consecutive tokens, the last one first."""
    tokens = [parse.tokens[i] for i in ids]
    for size in range(min(5, len(tokens)), 0, -1):
        for start in range(len(tokens) - size, -1, -1):
            window = tokens[start : start + size]
            if not window[0].text[:1].isupper() and not window[0].lower.startswith("al"):
                continue
            after = (
                parse.tokens[window[-1].i + 1].text if window[-1].i + 1 < len(parse.tokens) else ""
            )
            if after == "-" or window[-1].lower.endswith(_SIDES):
                continue
            words = parse.text[window[0].start : window[-1].end]
            group = sectors.group(words)
            if group:
                return group.country, group.sector
            found = countries.lookup(words)
            if found:
                return found.code, None
    return None, None


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

    1. Its own words. 2. A name the name layer has resolved. 3. What follows: "president of X",
    an apposition, "police in X".
    """
    parse = names.parse
    code, sector = country_in(parse, phrase(parse, head))  # 1.
    name = names.at(head)
    code = code or _code(name)  # 2.
    if code is None and name and (name.authority or "").startswith("person:"):
        known = sectors.group((name.authority or "").removeprefix("person:").replace("-", " "))
        code, sector = (known.country, sector or known.sector) if known else (None, sector)
    sector = sector or _sector(parse, head)
    if code is None and depth < 2:  # 3.
        for kid in parse.kids(head.i, "prep", "appos"):
            targets = [kid] if kid.dep == "appos" else parse.kids(kid.i, "pobj")
            if kid.dep == "prep" and kid.lower not in _RIGHT:
                continue
            for t in targets:
                found, inner = resolve(names, t, depth + 1)
                if found:
                    return found, sector or inner
    return code, sector


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
    return Party(span, name.name if name else span.of(names.parse.text), code, sector, authority)


_WATERS = frozenset({
    "sea", "ocean", "gulf", "strait", "bay", "channel", "river", "lake", "canal", "waters",
})  # fmt: skip


def acts(names: Names, head: Token) -> bool:
    """Whether a noun can act: a name of somebody, a country, a word with a sector; no waters."""
    if head.lower in _WATERS:
        return False
    if head.pos == "PROPN" or head.entity in ("PERSON", "ORG", "NORP", "GPE"):
        return head.entity not in ("DATE", "TIME", "MONEY", "CARDINAL", "PERCENT")
    if _sector(names.parse, head) is not None:
        return True
    return names.at(head) is not None


def somebody(names: Names, head: Token) -> bool:
    """Whether a noun is a person, body, country or group; "its arsenal" and a factory are not."""
    if head.pos in ("PRON", "NUM", "ADJ") or acts(names, head):
        return True
    people = plover.classes()["person"]
    return any(t.lemma.lower() in people for t in below_measure(names.parse, head))
