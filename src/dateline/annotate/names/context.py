"""Phrases → the same phrases with what the rest of the text tells of them.

1. A surname or a bare name means the person of that name met with more words in the text.
2. "The ministry", "police", "the president" without a country belong to the country of the nearest
   earlier phrase with the same office, else to the country the passage speaks of.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from dateline.annotate.names.phrases import Phrase
from dateline.model import Parse
from dateline.reference import authorities


def settle(parse: Parse, found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Phrases in the same order, resolved through the text."""
    return _offices(parse, _persons(found))


def _persons(found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:  # 1.
    known: dict[str, Phrase] = {}
    full: list[str] = []
    for p in found:
        if p.person and " " in p.person:
            if p.person not in full:
                full.append(p.person)
            best = known.get(p.person)
            if best is None or _richer(p, best):
                known[p.person] = p
    seen: list[str] = []
    out = []
    for p in found:
        if p.person and " " in p.person:
            if p.person in seen:
                seen.remove(p.person)
            seen.append(p.person)
        alone = (
            p.person if p.sort == "person" else (p.name if p.sort in ("name", "place") else None)
        )
        if alone is None:
            out.append(p)
            continue
        whole = _whole(alone, seen, full)
        if whole is None:
            out.append(p)
            continue
        record = known[whole]
        if p.sort == "person" and (p.authority or p.former):
            out.append(replace(p, person=whole, name=whole))
            continue
        out.append(
            replace(
                p, sort="person", person=whole, name=whole,
                authority=p.authority or record.authority, country=p.country or record.country,
                office=p.office or record.office, role=p.role or record.role,
                former=p.former or (record.former and not p.role), rule=p.rule or record.rule,
            )
        )  # fmt: skip
    return tuple(out)


def _richer(p: Phrase, than: Phrase) -> bool:
    return (p.authority is not None, p.office is not None, p.role is not None) > (
        than.authority is not None, than.office is not None, than.role is not None,
    )  # fmt: skip


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


def _offices(parse: Parse, found: tuple[Phrase, ...]) -> tuple[Phrase, ...]:  # 2.
    all_lands = Counter(p.country for p in found if p.country)
    out: list[Phrase] = []
    for k, p in enumerate(found):
        office = p.office
        if office is None or p.authority is not None or p.former or p.country:
            out.append(p)
            continue
        same = _same_office(p, out) if not p.person else None
        if same is not None:
            rule = f"{p.rule}; as before in the text"
            out.append(replace(p, authority=same.authority, country=same.country, rule=rule))
            continue
        country = _country(parse, found, out, k, all_lands)
        if country is None or office.role == "leader":
            out.append(p)
            continue
        ident = authorities.state_body(country, office.code).id
        rule = f"{p.rule}; country of the passage"
        out.append(replace(p, authority=ident, country=country, rule=rule))
    return tuple(out)


def _same_office(p: Phrase, before: list[Phrase]) -> Phrase | None:
    assert p.office is not None
    for b in reversed(before):
        if (
            b.office
            and b.authority
            and b.office.code == p.office.code
            and b.office.role == p.office.role
        ):
            return b
    if p.office.sort != "person":
        word = p.name.split()[-1].lower()
        for b in reversed(before):
            if b.authority and b.sort in ("body", "role") and word in b.name.lower():
                return b
    return None


def _country(
    parse: Parse,
    found: tuple[Phrase, ...],
    before: list[Phrase],
    k: int,
    lands: Counter[str],
) -> str | None:
    here = parse.tokens[found[k].first].sentence
    near = [q.country for q in found if q.country and parse.tokens[q.first].sentence == here]
    if near and len(set(near)) == 1:
        return near[0]
    for b in reversed(before):
        if b.country:
            return b.country
    ranked = sorted(lands.items(), key=lambda kv: (-kv[1], str(kv[0])))
    return ranked[0][0] if ranked else None
