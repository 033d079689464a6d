"""Phrases → the same phrases with what the rest of the text tells of them.

1. A surname or a bare name means the person of that name met with more words in the text.
2. "The ministry", "police", "the president" without a country: the earlier phrase with the same
   office, the country whose own term it is, the country the passage speaks of.
3. "The company", "the paper", "the director", "a statement" without a name: the last name of that
   sort before it; "a spokesman for Holm" speaks for whomever Holm speaks for.
"""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate.names.lands import Spoken, country_of, framed, owner, spoken, struck
from dateline.annotate.names.nouns import nouns
from dateline.annotate.names.weigh import Phrase
from dateline.model import Parse
from dateline.reference import authorities, given_names
from dateline.reference.authorities import Office, name_words

_MINISTRIES = frozenset({"MFA", "MOD", "MOI", "MOJ", "MOF", "MOH", "AGY"})


def settle(
    parse: Parse, found: tuple[Phrase, ...], located: Spoken | None = None
) -> tuple[Phrase, ...]:
    """Phrases in the same order, resolved through the text; `located` are the countries of its
    places, read only where no words name a country."""
    known = _shortened(_persons(_outlets(found)))
    lands = located or []
    return nouns(parse, _offices(parse, known, lands), lands)


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
    """ "Merriweather" or "MHC" in a text that names "Merriweather Health Centre": the body by its
    first words or initials, unless the text knows a person of that name."""
    long: dict[str, Phrase] = {}
    for p in found:
        words = p.name.split()
        own = (p.authority or "").startswith(("org:", "outlet:")) and p.sort == "body"
        if own and len(words) > 1 and authorities.named(p.name) is None:
            long.setdefault(words[0], p)
            for n in range(2, len(words)):
                long.setdefault(" ".join(words[:n]), p)
            if len(words) > 2:
                long.setdefault("".join(w[0] for w in words if w[:1].isupper()), p)
        if p.called and len(words) == 1:
            long.setdefault(p.name, p)
        named = p.sort == "role" and p.rule == "a body that the text names"
        if named and (p.authority or "").startswith(f"org:{authorities.slug(words[0])}-"):
            long.setdefault(words[0], p)  # "Elmag International Inc.'s chief executive"
    people = {w for p in found if p.person and " " in p.person for w in p.person.split()}
    ids = {f"org:{authorities.slug(w)}": p for w, p in long.items()}
    out = []
    for p in found:
        whole = long.get(p.name) if p.name not in people else None
        whole = None if whole is not None and p.first < whole.first else whole
        bare = p.sort in ("name", "place", "body") or (p.sort == "person" and p.last - p.first == 1)
        own = p.authority is None or p.authority == f"org:{authorities.slug(p.name)}"
        if whole is not None and bare and own and not p.role:
            p = replace(
                p, sort="body", person=None, authority=whole.authority, country=whole.country,
                rule="the first word of a body's name",
            )  # fmt: skip
        short = ids.get(p.authority or "") if p.sort in ("role", "person") else None
        if short is not None and short.first < p.first:
            p = replace(p, authority=short.authority)
        out.append(p)
    return tuple(out)


def _persons(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:  # 1.
    known: dict[str, Phrase] = {}
    for p in found:
        told = p.office or (p.authority and not _anonymous(p))
        if p.person and (" " in p.person or told):
            best = known.get(p.person)
            if best is None or _richness(p) > _richness(best):
                known[p.person] = p
    short = [n for n in known if " " not in n or _is_tail(n, known)]
    full = [name for name in known if name not in short]
    for name in short:
        whole = _whole(name, [], full)
        if whole is None:
            full.append(name)  # "the WHO spokesman, Hartl"
        elif _richness(known[name]) > _richness(known[whole]) and known[whole].bare:
            known[whole] = replace(known[name], person=whole, name=whole)
    seen: list[str] = []
    out = []
    for p in found:
        if p.person and " " in p.person and p.person not in short:
            if p.person in seen:
                seen.remove(p.person)
            seen.append(p.person)
        bare = p.person if p.sort == "person" else None
        if p.sort == "name" or (p.sort == "place" and p.authority is None):
            bare = p.name
        whole = _whole(bare, seen, full) if bare else None
        out.append(p if whole is None else _identified(p, whole, known[whole]))
    return tuple(out)


def _is_tail(name: str, known: dict[str, Phrase]) -> bool:
    """A surname of two words: "Holm Lind" where the text names "Ida Holm Lind"."""
    titled = given_names.gender(name) is None
    return any(
        other.endswith(f" {name}")
        and (given_names.gender(other) is not None or (titled and not p.bare))
        for other, p in known.items()
    )


def _anonymous(p: Phrase) -> bool:
    return (p.authority or "").startswith("anonymous:")


def _says_more(record: Phrase, p: Phrase) -> bool:
    """Whether the text told a person's office in full before: "Secretary Holm", once "Homeland
    Security Secretary Ida Holm"; "President Lind" of a company."""
    if p.office is None or p.country or record is p or record.former:
        return False
    half = p.office.code == "GOV" and record.office is not None and record.office.code != "GOV"
    firm = p.office.code in ("HOS", "GOV") and (record.authority or "").startswith("org:")
    return half or firm


def _identified(p: Phrase, whole: str, record: Phrase) -> Phrase:
    if p.sort == "person" and (p.authority or p.former):
        return replace(p, person=whole, name=whole)
    if p.office is not None and _says_more(record, p):
        p = replace(p, office=record.office, role=record.role, rule=record.rule)
    return replace(
        p, sort="person", person=whole, name=whole, authority=record.authority,
        country=p.country or record.country, office=p.office or record.office,
        role=p.role or record.role, former=p.former or (record.former and not p.role),
        noun=p.noun or record.noun, anonymous=p.anonymous or record.anonymous,
        subject=p.subject or record.subject,
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
    inside = [whole for whole in full if len(parts) == 1 and parts[0] in whole.split()]
    if len(inside) == 1 and len(name) > 3:
        return inside[0]  # "Kim Holm West … Holm"
    return None


def _offices(parse: Parse, found: tuple[Phrase, ...], lands: Spoken) -> tuple[Phrase, ...]:  # 2.
    out: list[Phrase] = []
    told = spoken(parse, found) or lands
    total = len(told) or 1
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
        if office.role == "officer":
            office = _police_rank(parse, p, out) or office
            p = replace(p, office=office)
        same = None if p.person and office.code not in _SHARED else _same_office(p, out)
        shared = office.code in _SHARED
        frame = framed(parse, found, k) or owner(parse, found, k)
        if same is not None and frame is not None and same.country != frame:
            same = None
        if same is not None and not shared and _moved_on(parse, p, same, told):
            same = None
        if same is not None:
            rule = f"{p.rule}; as before in the text"
            out.append(replace(p, authority=same.authority, country=same.country, rule=rule))
            continue
        country = _held(p) or frame or _around(parse, found, k) or _named_later(p, found[k:])
        country = country or country_of(parse, found, k, _able(p, told), total)
        if country is None or (office.role == "leader" and not p.person):
            fallback = "anonymous:police" if office.code == "POL" else "anonymous:official"
            out.append(replace(p, authority=None if p.person else fallback))
            continue
        ident = authorities.office_body(country, office).id
        rule = f"{p.rule}; the country of the passage"
        out.append(replace(p, authority=ident, country=country, rule=rule))
    return tuple(out)


_SHARED = frozenset({"JUD", "MOJ"})
"""Offices of which a report has one country's: "Judge Holm" in a trial before Ghanaian judges."""


def _named_later(p: Phrase, after: tuple[Phrase, ...]) -> str | None:
    """The country of the only presidency or so that the text names further down."""
    if p.office is None or p.office.code not in ("HOS", "HOG"):
        return None
    own = {
        q.country for q in after
        if q.office == p.office and q.authority and q.country and not q.former
        and (not p.person or not q.person)
    }  # fmt: skip
    return own.pop() if len(own) == 1 else None


def _police_rank(parse: Parse, p: Phrase, before: list[Phrase]) -> Office | None:
    """The office of a rank that police and soldiers share, where the text told of police last."""
    words = {t.lower.rstrip(".") for t in parse.tokens[p.first : p.last]}
    long = {authorities.short_title(w) or w for w in words}
    if not long & name_words("shared rank"):
        return None
    forces = (b.office for b in reversed(before) if b.office and b.office.code in _FORCES)
    last = next(forces, None)
    return last if last is not None and last.code in ("POL", "DIS") else None


_FORCES = frozenset({"POL", "DIS", "MIL", "MOD", "JCS"})
_ARMED = frozenset({"group", "movement", "militia", "organisation", "organization", "rebels"})


def _of_group(parse: Parse, p: Phrase, before: list[Phrase]) -> Phrase | None:
    """Whose "a commander of the group" is: the armed group or party named last."""
    words = [t.lower for t in parse.tokens[p.core : p.core + 3]]
    if words[:2] != ["of", "the"] or words[2:] == [] or words[2] not in _ARMED:
        return None
    here = parse.tokens[p.first].sentence
    near = (b for b in reversed(before) if here - parse.tokens[b.first].sentence <= 3)
    return next((b for b in near if (b.authority or "").startswith(("group:", "party:"))), None)


_LOCAL = frozenset({"LOC", "POL", "DIS", "MOH"})


def _around(parse: Parse, found: tuple[Phrase, ...], k: int) -> str | None:
    """The country of the town that a local office is heard from: "hit a flat in Kharkiv, the
    regional governor said"."""
    p = found[k]
    if p.office is None or p.office.code not in _LOCAL:
        return None
    scene = struck(parse, found, k)
    if scene is not None or p.person:
        return scene
    here = parse.tokens[p.first].sentence
    for b in reversed(found[:k]):
        if here - parse.tokens[b.first].sentence > 1:
            return None
        at = parse.tokens[b.first - 1].lower if b.first else ""
        if b.country and b.authority == f"{b.country}:LOC" and at in ("in", "at", "near", "of"):
            return b.country
    return None


def _moved_on(parse: Parse, p: Phrase, same: Phrase, told: Spoken) -> bool:
    """Whether the report has gone on to another country since it named that office: "… In New
    Zealand, the government said" behind what the Hong Kong government did."""
    here = parse.tokens[p.first].sentence
    if here - parse.tokens[same.first].sentence < 2 or not same.country:
        return False
    near = [c for s, c in told if here - 1 <= s <= here]
    return bool(near) and same.country not in near


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
    word = p.name.split()[-1].lower()
    if word == "ministry":
        for b in reversed(before):
            ministry = b.office is not None and b.office.code in _MINISTRIES
            if ministry and b.authority and not b.former and "+" not in b.authority:
                return b
    if p.office.role == "minister" and p.office.code == "GOV" and not p.person:
        for b in reversed(before):  # "the minister" behind "the defence minister"
            held = (
                b.office is not None and b.office.sort == "person" and "minister" in b.office.role
            )
            if held and b.authority and not b.former and "+" not in b.authority:
                return b
    for b in reversed(before):
        if b.office == p.office and b.authority and not b.former and "+" not in b.authority:
            return b
    if p.office.sort == "person" or p.office.usual or word == "office":
        return None
    for b in reversed(before):
        alike = b.authority and b.sort in ("body", "role") and word in b.name.lower().split()
        if alike and word not in ("authorities", "officials", "official", "spokesman"):
            return b
    return None


def _able(p: Phrase, told: Spoken) -> Spoken:
    """The countries spoken of that have such an office; all, where the table knows of none.

    Only few states have Joint Chiefs: in a report on North Korea the words mean the South's.
    """
    if p.office is None or p.office.code != "JCS":
        return told
    if any(c in ("KOR", "PRK") for _, c in told):
        return [(s, "KOR") for s, c in told if c in ("KOR", "PRK")]
    own = {b.country for b in authorities.bodies() if b.serves == p.office.code}
    return [(s, c) for s, c in told if c in own] or told
