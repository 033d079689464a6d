"""Which states a text and its passages speak of, to tell whose "the military" is."""

from __future__ import annotations

import re

from dateline.model import Annotations, PlaceSpan, Span

_KOREAN = re.compile(r"Korea|Pyongyang|Seoul|KCNA|Kim Jong|Hwasong|Rodong|\bJCS\b")
"""Words of a text about the two Koreas, where "the North" and "the South" are states."""
_HALVES = frozenset({"PRK", "KOR"})


def is_korean(ann: Annotations) -> bool:
    """Whether a text is about the two Koreas: "the North" and "the South" are states there."""
    if _KOREAN.search(ann.parse.text) or any(_country(p) in _HALVES for p in ann.places):
        return True
    return any(
        n.country in _HALVES and n.sort in ("country", "body") and "not in the words" not in n.rule
        for n in ann.names
    )


def states_before(ann: Annotations, source: Span) -> set[str]:
    """The states (ISO 3166 alpha-3) that the paragraph names in front of a source."""
    start = ann.parse.text.rfind("\n", 0, source.start) + 1
    names = [
        (n.span, n.country) for n in ann.names
        if n.sort in ("country", "body", "role") and "not in the words" not in n.rule
    ]  # fmt: skip
    places = [(p.span, _country(p)) for p in ann.places]
    return {c for s, c in (*names, *places) if c and start <= s.start < source.start}


def takes_part(ann: Annotations, country: str, head: int) -> bool:
    """Whether a state does, owns or says something in a text, or stands in its dateline, which ends
    at `head`; "tension around Taiwan" does not make Taiwan one that speaks."""
    for n in ann.names:
        root = ann.parse.root_of(n.span)
        if n.country != country or root is None or "not in the words" in n.rule:
            continue
        if n.sort not in ("country", "place") or root.dep in ("nsubj", "nsubjpass", "poss"):
            return True
        if n.span.start < head or ann.parse.tokens[root.head].lower in ("in", "from", "by"):
            return True
    return False


def _country(place: PlaceSpan) -> str | None:
    return place.country or (place.where.place.country if place.where.place else None)
