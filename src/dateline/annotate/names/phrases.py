"""Items → phrases: who a noun phrase stands for as far as its own words tell.

1. Items that stand in one noun phrase form a phrase ("Japanese | Defense Minister | Shinjiro
   Koizumi"), then prepositional items ("a spokesman for | the Interior Ministry"), then an
   appositive ("Jens Holm, | the mayor of Oslo").
2. The words are weighed: a named body outranks an office, an office with a country outranks a
   noun for unnamed people; people speak for bodies.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.annotate.names.items import Item
from dateline.model import Parse, Span, Token
from dateline.reference import authorities
from dateline.reference.authorities import Office


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase [first, last) with what its words give.

    `core` is the end of the phrase without prepositions and appositives; `code` an office whose
    country the words do not give; `authority` the id as far as the words give it.
    """

    first: int
    last: int
    core: int
    sort: str
    name: str
    person: str | None = None
    authority: str | None = None
    country: str | None = None
    office: Office | None = None
    role: str | None = None
    former: bool = False
    anonymous: str | None = None
    rule: str = ""


_FORMER = frozenset({"former", "ex", "late", "ousted", "then", "ex-", "onetime", "erstwhile"})
_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "with", "to", "on", "within", "by"})
_JOINING = (["and"], [","], [",", "and"])
_SPEAKING = frozenset({"official", "experts", "researchers"})
_WEAK = frozenset({"GOV", "AGY"})


def phrases(parse: Parse, items: tuple[Item, ...]) -> tuple[Phrase, ...]:
    """Phrases of a text in order; they do not overlap."""
    out: list[Phrase] = []
    k = 0
    while k < len(items):
        base = _base(parse, items, k)
        after = _prepositional(parse, items, k + len(base), base)
        out.append(_weigh(parse, base, after))
        k += len(base) + len(after)
    return tuple(_appositives(parse, out))


def _base(parse: Parse, items: tuple[Item, ...], k: int) -> list[Item]:  # 1.
    group = [items[k]]
    while k + len(group) < len(items):
        following = items[k + len(group)]
        if not _linked(parse, group, following):
            break
        group.append(following)
    return group


def _linked(parse: Parse, group: list[Item], b: Item) -> bool:
    a = group[-1]
    between = parse.tokens[a.last : b.first]
    if len(between) > 3 or parse.tokens[a.last - 1].sentence != parse.tokens[b.first].sentence:
        return False
    if any(t.text in ("'s", "’s", "'", "’") for t in between):
        if any(t.pos == "ADP" for t in between):
            return False
        if a.kind == "person":
            return b.kind in ("office", "anonymous", "org") and len(between) <= 2
        return b.kind not in ("person", "country", "place") and a.kind != "title"
    if a.kind == "person" and (
        b.kind not in ("org", "office", "anonymous") or not _modifies(parse, a, b)
    ):
        return False
    if b.kind == "country" and a.kind not in ("title",):
        return False
    if a.kind == "anonymous" and b.kind in ("country", "place"):
        return False
    if not all(_modifier(t) for t in between):
        return False
    return _one_phrase(parse, a, b)


def _modifier(t: Token) -> bool:
    return t.pos in ("ADJ", "NOUN", "ADV", "NUM") or t.text in ("-", "&") or t.dep == "amod"


def _modifies(parse: Parse, a: Item, b: Item) -> bool:
    """Whether the tree hangs the last word of `a` under `b` ("the Trump campaign")."""
    head = parse.tokens[parse.tokens[a.last - 1].head]
    return b.first <= head.i < b.last


def _one_phrase(parse: Parse, a: Item, b: Item) -> bool:
    """No clause between them: the tree joins them, or they touch and a title precedes a name."""
    if a.last == b.first and b.kind == "person" and a.kind in ("office", "title", "anonymous"):
        return True
    if a.kind == "office" and b.kind == "person":
        return True
    low, high = parse.tokens[a.last - 1], parse.tokens[b.last - 1]
    chain = {low.head, *(t.i for t in parse.ancestors(low.i))}
    return high.i in chain or low.head == high.head or b.first <= low.head < b.last


def _prepositional(parse: Parse, items: tuple[Item, ...], k: int, base: list[Item]) -> list[Item]:
    """Items behind "of", "for", "in" … that say whom the head speaks for."""
    out: list[Item] = []
    head = base[-1]
    if head.kind not in ("office", "anonymous", "org", "body", "title"):
        return out
    end = head.last
    while k < len(items):
        following = items[k]
        between = [t for t in parse.tokens[end : following.first] if t.dep not in ("det", "amod")]
        words = [t.lower for t in between if t.pos != "DET"]
        if parse.tokens[end - 1].sentence != parse.tokens[following.first].sentence:
            break
        fresh = (
            len(words) == 1 and words[0] in _PREPOSITIONS and _attaches(words[0], head, following)
        )
        joined = (
            bool(out) and words in (["and"], [","], [",", "and"]) and _alike(out[-1], following)
        )
        linked = bool(out) and _linked(parse, [out[-1]], following)
        if not (fresh or joined or linked):
            break
        out.append(following)
        end = following.last
        k += 1
    return out


def _attaches(word: str, head: Item, item: Item) -> bool:
    if head.kind == "body":
        return word == "of" and item.kind == "country"
    if head.kind == "org":
        return word == "of" and item.kind in ("country", "place")
    if word in ("in", "on", "within", "by"):
        return item.kind in ("country", "place") and word != "by"
    return item.kind in ("country", "place", "body", "org", "office", "person", "name", "where")


def _alike(a: Item, b: Item) -> bool:
    return a.kind in ("country", "place") and b.kind in ("country", "place")


def _weigh(parse: Parse, base: list[Item], after: list[Item]) -> Phrase:  # 2.
    first = _left(parse, base[0].first)
    last = (after or base)[-1].last
    core = base[-1].last
    names = [x for x in base if x.kind == "person"]
    person = names[-1] if names and (names[-1] is base[-1] or _is_title(base, names[-1])) else None
    former = any(
        t.lower in _FORMER and (t.pos == "ADJ" or t.dep == "amod" or t.lower in ("former", "ex"))
        for t in parse.tokens[first:core]
    )
    words = " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())
    plain = Phrase(first, last, core, "role", words, former=former)
    found = _body_of(plain, base, after, person)
    if person is not None:
        role = found.role
        if former and role:
            role = f"former {role}"
        sort, name = "person", person.words
        out = replace(found, sort=sort, name=name, person=person.words, role=role, anonymous=None)
        if former or out.authority is None:
            return replace(out, authority=None)
        return out
    return replace(found, role=f"former {found.role}") if former and found.role else found


def _is_title(base: list[Item], person: Item) -> bool:
    return all(x.kind in ("title", "office") for x in base[base.index(person) + 1 :])


def _left(parse: Parse, i: int) -> int:
    """The first token of the phrase: adjectives and "former" before its first item."""
    token = parse.tokens[i]
    while i and parse.tokens[i - 1].sentence == token.sentence:
        t = parse.tokens[i - 1]
        if t.lower in ("former", "ex") or (t.dep in ("amod", "nummod", "compound") and t.head >= i):
            i -= 1
        elif t.text == "-" and i > 1 and parse.tokens[i - 2].lower == "ex":
            i -= 2
        else:
            break
    return i


def _body_of(out: Phrase, base: list[Item], after: list[Item], person: Item | None) -> Phrase:
    """What the words give: body, office with country, organisation, unnamed people, country."""
    everything = [*base, *after]
    lands = [x.code for x in everything if x.kind in ("country", "place")]
    bodies = [x for x in everything if x.kind == "body"]
    office = _office(base) or _office(after)
    kind = next((x.code for x in reversed(base) if x.kind == "anonymous"), None)
    org = next((x for x in everything if x.kind == "org"), None)
    country = lands[0] if lands else None
    role = office.role if office else None
    if bodies and (kind is None or kind in _SPEAKING or person):
        body = bodies[-1].entry.body if bodies[-1].entry else None
        assert body is not None
        country = body.country or country
        sort = "body" if not (kind or office) else "role"
        name = body.name if sort == "body" else out.name
        return replace(
            out, sort=sort, name=name, authority=body.id, country=country, role=role,
            rule="a body the table names",
        )  # fmt: skip
    if org is not None and (kind is None or kind in _SPEAKING or person):
        sort = "body" if not (kind or office) else "role"
        name = org.words if sort == "body" else out.name
        return replace(
            out, sort=sort, name=name, authority=_org_id(org), country=country, role=role,
            rule="a body the text names",
        )  # fmt: skip
    if office is not None:
        ids = [authorities.state_body(c, office.code).id for c in lands]
        local = office.code == "LOC" and [x for x in everything if x.kind in ("place", "where")]
        rule = "an office and its country" if ids else ("a local office" if local else "an office")
        return replace(
            out, sort="role" if office.sort == "person" else "body", authority=_joint(ids),
            country=country, office=office, role=role, rule=rule,
        )  # fmt: skip
    if kind is not None:
        if kind == "official" and lands:
            ids = [authorities.state_body(c, "GOV").id for c in lands]
            return replace(
                out, authority=_joint(ids), country=country, role="official",
                rule="officials of a country",
            )  # fmt: skip
        return replace(
            out, sort="group", authority=f"anonymous:{kind}", country=country, anonymous=kind,
            rule="a noun for unnamed people",
        )  # fmt: skip
    return _plain(out, everything, country)


def _plain(out: Phrase, everything: list[Item], country: str | None) -> Phrase:
    last = everything[-1]
    if last.kind == "country":
        return replace(
            out, sort="country", name=last.words, country=last.code,
            authority=f"{last.code}:GOV", rule=f"a country by its {last.entry.how}",
        ) if last.entry else out  # fmt: skip
    if last.kind == "person":
        return replace(out, sort="person", name=last.words, rule="a name", country=country)
    sort = {"name": "name", "place": "place", "where": "place"}.get(last.kind, last.kind)
    return replace(out, sort=sort, name=last.words, country=country, rule="a name")


def _office(items: list[Item]) -> Office | None:
    found = [x.office for x in items if x.office]
    strong = [o for o in found if o.code not in _WEAK and o.role not in ("leader", "officer")]
    chosen = strong or found
    return chosen[-1] if chosen else None


def _joint(ids: list[str]) -> str | None:
    return "+".join(sorted(dict.fromkeys(ids))) or None


_GROUPS = frozenset({"brigade", "brigades", "front", "movement", "army", "militia", "resistance"})


def _org_id(org: Item) -> str:
    end = org.words.split()[-1].lower()
    if end in ("party", "campaign", "democrats", "republicans"):
        return f"party:{authorities.slug(org.words)}"
    prefix = "group" if end in _GROUPS else "org"
    return f"{prefix}:{authorities.slug(org.words)}"


def _appositives(parse: Parse, found: list[Phrase]) -> list[Phrase]:
    """Give a person the office of the phrase set off by commas beside the name, both ways."""
    out = list(found)
    for k in range(len(out) - 1):
        a, b = out[k], out[k + 1]
        if not _set_off(parse, a, b):
            continue
        if a.sort == "person" and a.authority is None and not a.role and _gives(b):
            out[k] = _with(a, b)
        elif b.sort == "person" and b.authority is None and not b.role and _gives(a):
            out[k + 1] = _with(b, a)
    return out


def _gives(p: Phrase) -> bool:
    return p.sort in ("role", "body") or p.anonymous is not None


def _with(person: Phrase, other: Phrase) -> Phrase:
    if other.anonymous:
        return replace(person, role=other.anonymous)
    return replace(
        person, authority=None if other.former else other.authority, country=other.country,
        office=other.office, role=other.role, former=other.former, rule=f"appositive: {other.rule}",
    )  # fmt: skip


def _set_off(parse: Parse, a: Phrase, b: Phrase) -> bool:
    between = [t for t in parse.tokens[a.last : b.first] if t.pos != "DET"]
    if not between or between[0].text not in (",", "(", "-", "–", "—") or len(between) > 3:
        return False
    if any(t.pos in ("CCONJ", "VERB", "AUX", "ADP", "PRON", "SCONJ") for t in between):
        return False
    if parse.tokens[a.first].sentence != parse.tokens[b.last - 1].sentence:
        return False
    end = parse.tokens[b.last] if b.last < len(parse.tokens) else None
    closed = end is None or end.text in (",", ".", ")", ";", ":", "-", "–", "—", "”", '"')
    root = parse.root_of(Span(parse.tokens[b.first].start, parse.tokens[b.last - 1].end))
    return closed or (root is not None and root.dep == "appos")
