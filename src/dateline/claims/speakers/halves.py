"""The two Koreas by their sides: "the North", "the South's military", "North's news agency".

In a text about the two Koreas the side alone names the state. A body that the side was misread for
("the South's military" in a passage about the North) is put right.
"""

from __future__ import annotations

import re

from dateline.claims import passages
from dateline.claims.voices import Voice
from dateline.model import Annotations, EvidenceRole, NameSpan, Span
from dateline.reference import authorities as reference

SIDES = {"North": "PRK", "South": "KOR"}
HALF = "a half of Korea by its side"
OFFICES = {"MOD": "MOD", "MIL": "MIL", "GOV": "GOV", "official": "GOV", "north": "GOV",
           "south": "GOV", "JCS": "JCS", "MND": "MOD"}  # fmt: skip
"""Offices under which "the North" and "the South" are read, with the office meant."""
_SIDE = re.compile(r"\b[Tt]he (North|South)\b(?! Korea|-| [A-Z])")
_FULL = re.compile(r"\b(?:North|South)(?:ern)? Korea")
_BEHIND_THE = re.compile(r"\b[Tt]he (North|South)\b|\b(North|South)['\u2019]s\b")
_SIDED = re.compile(r"\b(North|South)(?:ern)?(?:['\u2019]s)?\b(?! Korea)")


def names(ann: Annotations) -> tuple[NameSpan, ...]:
    """The names of the text; "the South" and "the North" of a Korean text as states."""
    text = ann.parse.text
    if not passages.is_korean(ann):
        return ann.names
    known = [n for n in ann.names if n.authority or n.name not in SIDES]
    halves = [
        NameSpan(
            Span(m.start(1), m.end(1)), "country", m[1], authority=f"{SIDES[m[1]]}:GOV",
            country=SIDES[m[1]], rule=HALF,
        )
        for m in _SIDE.finditer(text)
        if not any(n.span.overlaps(Span(m.start(1), m.end(1))) for n in known)
    ]  # fmt: skip
    return tuple(sorted((*known, *halves), key=lambda n: n.span))


def misread(ann: Annotations) -> dict[str, str]:
    """Bodies that "the South's military" was taken for in a passage about the North, and the other
    way round, each with the right one; none that is also named in full."""
    text = ann.parse.text
    korean = passages.is_korean(ann)
    right: dict[str, str] = {}
    full: set[str] = set()
    for n in ann.names:
        country, _, office = (n.authority or "").partition(":")
        words = text[max(0, n.span.start - 8) : n.span.end]
        side = _SIDED.search(words)
        code = SIDES[side[1]] if side else None
        if country not in ("PRK", "KOR") or office not in OFFICES:
            continue
        if code and code != country and korean:
            right[n.authority or ""] = reference.state_body(code, OFFICES[office]).id
        else:
            full.add(n.authority or "")
    return {who: better for who, better in right.items() if who not in full}


def half(voice: Voice) -> str | None:
    """The Korea that "the South's military", "the North" speak for, in texts about Korea."""
    words = " ".join(e.quote for e in voice.evidence if e.role is EvidenceRole.SOURCE)
    if _FULL.search(words):
        return None
    found = _BEHIND_THE.search(words)
    side = (found[1] or found[2]) if found else None
    return SIDES.get(side or "")
