"""Phrases → the same phrases with what the rest of the text tells of them.

1. A surname or a bare name means the person of that name met with more words in the text.
2. "The ministry", "police", "the president" without a country: the earlier phrase with the same
   office, the country whose own term it is, the country the passage speaks of.
3. "The company", "the paper", "the director", "a statement" without a name: the last name of that
   sort before it; "a spokesman for Holm" speaks for whomever Holm speaks for.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.names.weigh import COUNTRIES, Phrase
from dateline.model import Parse
from dateline.reference import authorities
from dateline.reference.authorities import name_words

_MINISTRIES = frozenset({"MFA", "MOD", "MOI", "MOJ", "MOF", "MOH", "AGY"})


Spoken = list[tuple[int, str]]
"""(sentence, country) of what tells which country a passage is about."""


def settle(
    parse: Parse, found: tuple[Phrase, ...], located: Spoken | None = None
) -> tuple[Phrase, ...]:
    """Phrases in the same order, resolved through the text; `located` are the countries of its
    places, read only where no words name a country."""
    known = _shortened(_persons(_outlets(found)))
    lands = located or []
    return _nouns(parse, _offices(parse, known, lands), lands)


def _outlets(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """ "The Post" after "The New York Post"."""
    out: list[Phrase] = []
    for p in found:
        ident = p.authority or ""
        if ident.startswith("outlet:") and " " not in p.name:
            end = f"-{ident[7:]}"
            full = (b for b in reversed(out) if (b.authority or "").startswith("outlet:"))
            long = next((b for b in full if (b.authority or "").endswith(end)), None)
            if long is not None:
                p = replace(p, authority=long.authority, country=long.country)
        out.append(p)
    return tuple(out)


def _shortened(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """ "Merriweather" in a text that names "Merriweather Health Centre": the body by its first
    word, unless the text knows a person of that name."""
    long: dict[str, Phrase] = {}
    for p in found:
        words = p.name.split()
        own = (p.authority or "").startswith(("org:", "outlet:")) and p.sort == "body"
        if own and len(words) > 1 and authorities.named(p.name) is None:
            long.setdefault(words[0], p)
    people = {w for p in found if p.person and " " in p.person for w in p.person.split()}
    out = []
    for p in found:
        whole = long.get(p.name) if p.name not in people else None
        bare = p.sort in ("name", "place", "body") or (p.sort == "person" and p.last - p.first == 1)
        own = p.authority is None or p.authority == f"org:{authorities.slug(p.name)}"
        if whole is not None and bare and own and not p.role:
            p = replace(
                p, sort="body", person=None, authority=whole.authority, country=whole.country,
                rule="the first word of a body's name",
            )  # fmt: skip
        out.append(p)
    return tuple(out)


def _persons(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:  # 1.
    known: dict[str, Phrase] = {}
    for p in found:
        if p.person and " " in p.person:
            best = known.get(p.person)
            if best is None or _richness(p) > _richness(best):
                known[p.person] = p
    full = list(known)
    seen: list[str] = []
    out = []
    for p in found:
        if p.person and " " in p.person:
            if p.person in seen:
                seen.remove(p.person)
            seen.append(p.person)
        bare = p.person if p.sort == "person" else None
        if p.sort == "name" or (p.sort == "place" and p.authority is None):
            bare = p.name
        whole = _whole(bare, seen, full) if bare else None
        out.append(p if whole is None else _identified(p, whole, known[whole]))
    return tuple(out)


def _identified(p: Phrase, whole: str, record: Phrase) -> Phrase:
    if p.sort == "person" and (p.authority or p.former):
        return replace(p, person=whole, name=whole)
    return replace(
        p, sort="person", person=whole, name=whole, authority=record.authority,
        country=p.country or record.country, office=p.office or record.office,
        role=p.role or record.role, former=p.former or (record.former and not p.role),
        noun=p.noun or record.noun, anonymous=p.anonymous or record.anonymous,
        rule=p.rule if p.authority else record.rule,
    )  # fmt: skip


def _richness(p: Phrase) -> tuple[bool, bool, bool]:
    return (p.authority is not None, p.office is not None, p.role is not None)


def _whole(name: str, seen: list[str], full: list[str]) -> str | None:
    """The full name that a name stands for: itself, or the last one met that has its word."""
    if name in full:
        return name
    parts = name.split()
    for pool in (list(reversed(seen)), full):
        for whole in pool:
            words = whole.split()
            if len(parts) == 1 and parts[0] in (words[-1], words[0]):
                return whole
            if len(parts) > 1 and words[-len(parts) :] == parts:
                return whole
    return None


def _offices(parse: Parse, found: tuple[Phrase, ...], lands: Spoken) -> tuple[Phrase, ...]:  # 2.
    out: list[Phrase] = []
    spoken = _spoken(parse, found) or lands
    total = len(spoken) or 1
    for k, p in enumerate(found):
        office = p.office
        if office is None or p.authority is not None or p.former or p.country:
            out.append(p)
            continue
        own = _of_group(parse, p, out)
        if own is not None:
            rule = f"{p.rule}; of the group named before"
            out.append(replace(p, authority=own.authority, country=own.country, rule=rule))
            continue
        same = None if p.person else _same_office(p, out)
        if same is not None and _moved_on(parse, p, same, spoken):
            same = None
        if same is not None:
            rule = f"{p.rule}; as before in the text"
            out.append(replace(p, authority=same.authority, country=same.country, rule=rule))
            continue
        country = _held(p) or _around(parse, found, k)
        country = country or _country(parse, found, k, _able(p, spoken), total)
        if country is None or (office.role == "leader" and not p.person):
            fallback = "anonymous:police" if office.code == "POL" else "anonymous:official"
            out.append(replace(p, authority=None if p.person else fallback))
            continue
        ident = authorities.office_body(country, office).id
        rule = f"{p.rule}; the country of the passage"
        out.append(replace(p, authority=ident, country=country, rule=rule))
    return tuple(out)


_ARMED = frozenset({"group", "movement", "militia", "organisation", "organization", "rebels"})


def _of_group(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Whose "a commander of the group" is: the armed group or party named last."""
    words = [t.lower for t in parse.tokens[p.core : p.core + 3]]
    if words[:2] != ["of", "the"] or words[2:] == [] or words[2] not in _ARMED:
        return None
    here = parse.tokens[p.first].sentence
    near = (b for b in reversed(before) if here - parse.tokens[b.first].sentence <= 3)
    return next((b for b in near if (b.authority or "").startswith(("group:", "party:"))), None)


_THERE = frozenset({"LOC", "POL", "DIS"})


def _around(parse: Parse, found: tuple[Phrase, ...], k: int) -> str | None:
    """The country of the town that a local office is heard from: "hit a flat in Kharkiv, the
    regional governor said"."""
    p = found[k]
    if p.office is None or p.office.code not in _THERE or p.person:
        return None
    here = parse.tokens[p.first].sentence
    for b in reversed(found[:k]):
        if here - parse.tokens[b.first].sentence > 1:
            return None
        at = parse.tokens[b.first - 1].lower if b.first else ""
        if b.country and b.authority == f"{b.country}:LOC" and at in ("in", "at", "near", "of"):
            return b.country
    return None


def _moved_on(parse: Parse, p: Phrase, same: Phrase, spoken: Spoken) -> bool:
    """Whether the report has gone on to another country since it named that office: "… In New
    Zealand, the government said" behind what the Hong Kong government did."""
    here = parse.tokens[p.first].sentence
    if here - parse.tokens[same.first].sentence < 2 or not same.country:
        return False
    near = [c for s, c in spoken if here - 1 <= s <= here]
    return bool(near) and same.country not in near


def _spoken(parse: Parse, found: tuple[Phrase, ...]) -> Spoken:
    """(sentence, country) of what names a country: a firm's or a paper's home is no such word, and
    "ethnic Xs" live somewhere else."""
    named = {p.country for p in found if p.country and p.sort not in ("place", "name")}
    return [
        (parse.tokens[p.first].sentence, p.country) for p in found
        if p.country and not (p.authority or "").startswith(("org:", "outlet:"))
        and not (_is_town(p) and named and p.country not in named)
        and not any(parse.tokens[i].lower == "ethnic" for i in range(max(p.first - 1, 0), p.last))
    ]  # fmt: skip


def _is_town(p: Phrase) -> bool:
    """A town of the long list, whose name may well be that of another one elsewhere."""
    entry = authorities.named(p.name) if p.sort == "place" else None
    return entry is not None and entry.how == "town"


def _held(p: Phrase) -> str | None:
    """The country whose own term it is, or in which the person is known to have held office."""
    if p.person:
        held = {h.country for h in authorities.held_by(p.person)}
        if len(held) == 1:
            return held.pop()
    return p.office.usual if p.office else None


def _same_office(p: Phrase, before: list[Phrase]) -> Phrase | None:
    assert p.office is not None
    if p.name.lower() == "authority":
        named = (b for b in reversed(before) if b.sort == "body" and b.authority)
        own = next((b for b in named if b.name.lower().endswith(" authority")), None)
        if own is not None:
            return own
    for b in reversed(before):
        if b.office == p.office and b.authority and not b.former and "+" not in b.authority:
            return b
    word = p.name.split()[-1].lower()
    if p.office.sort == "person" or p.office.usual or word == "office":
        return None
    for b in reversed(before):
        if b.authority and b.sort in ("body", "role") and word in b.name.lower().split():
            return b
        minister = word == "ministry" and b.office is not None and b.office.code in _MINISTRIES
        if minister and b.authority and not b.former:
            return b
    return None


def _able(p: Phrase, spoken: Spoken) -> Spoken:
    """The countries spoken of that have such an office; all, where the table knows of none.

    Only few states have Joint Chiefs: in a report on North Korea the words mean the South's.
    """
    if p.office is None or p.office.code != "JCS":
        return spoken
    if any(c in ("KOR", "PRK") for _, c in spoken):
        return [(s, "KOR") for s, c in spoken if c in ("KOR", "PRK")]
    own = {b.country for b in authorities.bodies() if b.serves == p.office.code}
    return [(s, c) for s, c in spoken if c in own] or spoken


def _country(
    parse: Parse, found: tuple[Phrase, ...], k: int, spoken: Spoken, total: int
) -> str | None:
    """The country that is spoken of most, where near and earlier mentions weigh more."""
    here = parse.tokens[found[k].first].sentence
    weight: dict[str, float] = {}
    for sentence, country in spoken:
        back = here - sentence
        near = 0.6**back if back >= 0 else 0.15 * 0.6**-back
        lead = 0.5 if sentence == 0 else 0.0
        weight[country] = weight.get(country, 0.0) + near + lead + 1.0 / total
    ranked = sorted(weight.items(), key=lambda kv: (-kv[1], kv[0]))
    return ranked[0][0] if ranked else None


def _nouns(parse: Parse, found: tuple[Phrase, ...], lands: Spoken) -> tuple[Phrase, ...]:  # 3.
    out: list[Phrase] = []
    spoke: dict[str, Phrase | None] = {}
    for p in found:
        if p.subject:
            ident = _speaks_for(p.subject, found)
            rule = "speaks for a person"
            sort = "person" if p.person else "role"
            out.append(replace(p, authority=ident, sort=sort, anonymous=None, rule=rule))
            continue
        wanted = p.noun is not None and (p.authority or "").startswith("anonymous:")
        meant = _meant(parse, p, out) if wanted or (p.person and p.noun) else None
        if p.anonymous == "media" and p.name.lower() == "report" and not p.person:
            meant = _report(parse, p, out)
        if meant is None and wanted and p.noun in _OFFICIALS and not p.person:
            meant = _officials(parse, p, found, out, lands)
        if p.person and p.noun:  # one person speaks for one body all through the text
            meant = spoke.setdefault(p.person, meant) or meant
        if meant is None or (p.person and p.authority and not wanted):
            out.append(_nobody(p))
            continue
        if (p.noun or "").startswith("secretary") and meant.authority == "UNO":
            meant = replace(meant, authority="UNO:SG")
        rule = f"{p.rule}; the name before it in the text"
        sort = "person" if p.person else "role"
        out.append(
            replace(
                p, authority=meant.authority, country=meant.country, sort=sort, anonymous=None,
                rule=rule,
            )
        )  # fmt: skip
    return tuple(out)


def _of_others(parse: Parse, p: Phrase) -> bool:
    """ "Officials from aid agencies": whose they are is said, in words that name no body."""
    after = parse.tokens[p.last] if p.last < len(parse.tokens) else None
    return after is not None and after.lower in ("from", "at", "of", "with")


def _report(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Whose "the report" is: the paper's named just before, else the body's that spoke last."""
    if not p.first or parse.tokens[p.first - 1].lower != "the":
        return None
    here = parse.tokens[p.first].sentence
    near = [
        b for b in reversed(before)
        if b.authority and _is_body(b.authority) and here - parse.tokens[b.first].sentence <= 2
        and b.sort in ("body", "role", "person")
    ]  # fmt: skip
    papers = [b for b in near if (b.authority or "").startswith("outlet:")]
    subjects = [b for b in near if _acts(parse, b)]
    return next(iter(papers or subjects or near), None)


_OFFICIALS = frozenset({"official", "officials"})


def _officials(
    parse: Parse, p: Phrase, found: tuple[Phrase, ...], before: list[Phrase], lands: Spoken
) -> Phrase | None:
    """ "Officials" without a country: of the state body named just before, else of the country
    that the passage speaks of; none where the words name an employer that is no state."""
    employed = any(t.tag in ("NN", "NNP") for t in parse.tokens[p.first : p.core - 1])
    if _of_others(parse, p) or ((p.core < p.last or employed) and not p.place):
        return None
    here = parse.tokens[p.first].sentence
    for b in reversed(before):
        if here - parse.tokens[b.first].sentence > 1:
            break
        state = b.sort == "body" and b.authority and _is_state(b.authority)
        if state and b.person is None and "+" not in (b.authority or "") and not p.place:
            return b
    k = next(i for i, q in enumerate(found) if q.first == p.first)
    spoken = _spoken(parse, found) or lands
    country = _country(parse, found, k, spoken, len(spoken) or 1)
    if country is None:
        return None
    ident = authorities.state_body(country, "LOC" if p.place else "GOV").id
    return replace(p, authority=ident, country=country)


def _speaks_for(subject: str, found: tuple[Phrase, ...]) -> str:
    """The authority of the person that a spokesman or a statement speaks for."""
    if subject.endswith(" campaign"):
        return f"party:{authorities.slug(subject)}"
    owner = next((q for q in found if q.person and _names(q.person, subject)), None)
    if owner is not None and owner.authority:
        return owner.authority
    whole = owner.person if owner is not None and owner.person else subject
    return f"person:{authorities.slug(whole)}"


def _nobody(p: Phrase) -> Phrase:
    """A named person never has the id of unnamed people."""
    if p.person and (p.authority or "").startswith("anonymous:"):
        return replace(p, authority=None)
    return p


def _names(whole: str, part: str) -> bool:
    return whole == part or part in whole.split() or whole.endswith(f" {part}")


def _meant(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    noun = p.noun or ""
    here = parse.tokens[p.first].sentence
    start = _behind_based(parse, p.first)
    if (
        not p.person
        and noun not in ("statement", "report", "official", "officials")
        and start not in ("the", "its", "their")
        and not p.name.lower().startswith(f"{noun} ")  # "agency officials"
    ):
        return None
    if noun.startswith("official") and _of_others(parse, p):
        return None
    if noun.startswith("official"):
        officials = [
            b for b in reversed(before)
            if (b.role == "official" or b.sort == "role") and _is_public(b.authority)
        ]  # fmt: skip
        return next((b for b in officials if here - parse.tokens[b.first].sentence <= 4), None)
    if noun in COUNTRIES:
        lands = [b for b in reversed(before) if b.sort == "country"]
        return next((b for b in lands if here - parse.tokens[b.first].sentence <= 4), None)
    word = noun.split()[-1]
    bodies = [
        b
        for b in reversed(before)
        if b.authority
        and _is_body(b.authority)
        and (
            _by_name(b)
            or (b.person is None and (b.sort == "body" or (b.sort == "name" and _acts(parse, b))))
        )
    ]
    for b in bodies:
        if word in b.name.lower().split():
            return b
    if p.anonymous in ("experts", "researchers"):
        return None
    if p.name.lower().endswith(("official", "officials")):
        bodies = [b for b in bodies if _is_public(b.authority)]
    if word in name_words("private body") or p.person:
        bodies = [b for b in bodies if not _is_state(b.authority or "")]
    near = [b for b in bodies if here - parse.tokens[b.first].sentence <= 4]
    if noun.startswith("spokes"):
        spoken = [
            b
            for b in reversed(before)
            if b.authority
            and b.person is None
            and (b.sort in ("body", "role") or (b.sort == "name" and _acts(parse, b)))
            and _is_body(b.authority)
            and not b.authority.startswith("outlet:")
            and here - parse.tokens[b.first].sentence <= 3
        ]
        return spoken[0] if spoken else None
    if noun in name_words("paper"):
        return next((b for b in near if (b.authority or "").startswith("outlet:")), None)
    if noun == "party":
        return next((b for b in near if (b.authority or "").startswith("party:")), None)
    if noun in ("statement", "letter", "release", "document", "documents", "message", "email"):
        own = _issuer(parse, p, before)
        if own is not None:
            return own
        spoke = [
            b for b in reversed(before)
            if b.authority and not b.noun and not b.authority.startswith("anonymous:")
        ]  # fmt: skip
        return next((b for b in spoke if here - parse.tokens[b.first].sentence <= 2), None)
    return next(
        (b for b in near if not (b.authority or "").startswith(("outlet:", "party:"))), None
    )


def _by_name(b: Phrase) -> bool:
    """A role or a person with the body named in the same words: "Boeing spokesman Jens Holm"."""
    named = "a body that " in b.rule and "the text;" not in b.rule
    return named and b.sort in ("role", "person") and "+" not in (b.authority or "")


def _behind_based(parse: Parse, first: int) -> str:
    """The word before a phrase, where "Elmswick-based" stands between: "the Oslo-based firm"."""
    k = first - 1
    based = ("based", "owned", "listed")
    if parse.tokens[first].lower not in based and k and parse.tokens[k].lower not in based:
        return parse.tokens[k].lower if first else ""
    while (
        k > 0
        and parse.tokens[k].lower != "the"
        and (parse.tokens[k].lower in (*based, "-") or parse.tokens[k].text[:1].isupper())
    ):
        k -= 1
    return parse.tokens[k].lower


def _issuer(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Who "issued a statement": the subject of the verb whose object the paper is."""
    for t in parse.tokens[p.first : p.last]:
        if t.dep == "dobj" and not p.first <= t.head < p.last:
            subjects = {k.i for k in parse.kids(t.head, "nsubj")}
            for b in before:
                named = b.authority and not b.authority.startswith("anonymous:")
                if named and any(b.first <= i < b.last for i in subjects):
                    return b
    return None


def _acts(parse: Parse, p: Phrase) -> bool:
    """Whether an unknown name does something: titles and events seldom do."""
    return any(t.dep == "nsubj" for t in parse.tokens[p.first : p.last])


def _is_state(ident: str) -> bool:
    return len(ident.split(":")[0]) == 3 and ident[:3].isupper() and ident[:3] not in ("UNO", "EUR")


def _is_public(ident: str | None) -> bool:
    """Whether an id is a state's or an international body's: only these have "officials"."""
    private = ("org:", "outlet:", "party:", "person:", "anonymous:", "group:")
    return ident is not None and not ident.startswith(private)


def _is_body(ident: str) -> bool:
    return not ident.startswith(("anonymous:", "person:"))
