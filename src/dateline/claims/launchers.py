"""Which states a report tells of as those who act, where its events name none.

1. The actors of the events of packs.
2. Else the state whose missile is named ("a Minuteman III").
3. Else the state that something came from or left ("from the Pyongyang area").
4. Else the state named first behind the dateline.
"""

from __future__ import annotations

import re

from dateline.model import Annotations
from dateline.reference import missiles

_DATELINED = re.compile(
    r"[A-Z][A-Z'. ]+(?:[/,-][ ]?[A-Z][A-Z'. ]+)*(?:, [A-Z][a-z]+\.?)?(?: \([^)\n]{1,30}\))?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^)\n]{1,30}\))?\s?"
    r"(?:[-\u2013\u2014:](?=[\s\u2013\u2014-])|\.(?= ))"
)
_WHENCE = re.compile(r"\b(?:from|left)\s+(?:[\w-]+\s+){0,4}$")


def states(ann: Annotations) -> set[str]:
    """Countries (ISO 3166 alpha-3) of those who act; empty where the text names no state."""
    text = ann.parse.text
    found = {
        p.country for e in ann.events if e.kind != "generic" for p in e.actors if p.country
    }  # 1.
    own = missiles.maker(text) if not found else None  # 2.
    if found or own:
        return found or {own or ""}
    places = [(p.span.start, p.where.place.country) for p in ann.places if p.where.place]
    named = [(at, c) for at, c in places if c and at > head(text)]
    whence = [c for at, c in named if _WHENCE.search(text, max(0, at - 40), at)]  # 3.
    return set([*whence, *(c for _, c in named)][:1])  # 4.


def head(text: str) -> int:
    """Where the words behind a dateline begin ("JERUSALEM/SANAA. Sirens …"); 0 without one."""
    found = _DATELINED.match(text)
    return found.end() if found else 0
