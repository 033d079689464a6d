"""Resolve spans that are given as names of places.

A name the gazetteer lacks ("Downing Street") takes the place it is stated to be in, else the place
of the same text that is named next to it: a guess for geocoding, never used for claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.annotate.places.recognise import adjectives, longest, recognise
from dateline.annotate.places.resolve import resolve
from dateline.annotate.places.toponyms import Toponym
from dateline.model import Parse, Place, Span
from dateline.reference.gazetteer import Gazetteer, fold

_HEADS = (" county", " province", " state", " city", " district", " region")


def resolve_given(
    parse: Parse, spans: Sequence[Span], gazetteer: Gazetteer
) -> list[tuple[Span, Place | None]]:
    """The place of every span, in the order given; None where nothing is known."""
    made = [_toponym(parse, s, gazetteer) for s in spans]
    given = [t for t in made if t]
    free = [t for t in recognise(parse, gazetteer) if not any(t.span.overlaps(s) for s in spans)]
    everything = sorted([*given, *free], key=lambda t: t.span)
    solved = {t.span: t.place for t in resolve(parse, everything)}
    known = [(t.span, solved[t.span]) for t in everything if solved[t.span] is not None]
    parts = longest(parse, gazetteer)
    return [(s, solved.get(s) or _part(s, parts) or _beside(s, known)) for s in spans]


def _part(span: Span, parts: Sequence[Toponym]) -> Place | None:
    """The large place whose name a longer name holds: "Colorado State University"."""
    inside = [
        p.candidates[0] for p in parts
        if span.contains(p.span) and p.candidates[0].sort in ("country", "adm1", "region")
    ]  # fmt: skip
    return max(inside, key=lambda p: p.prior) if inside else None


def _toponym(parse: Parse, span: Span, gazetteer: Gazetteer) -> Toponym | None:
    tokens = parse.tokens_in(span)
    if not tokens:
        return None
    key = fold(span.of(parse.text))
    key = adjectives().get(key, key)
    candidates = gazetteer.find_keys(variants(key))
    first = next((candidates[k] for k in variants(key) if k in candidates), ())
    return Toponym(tokens[0].i, tokens[-1].i + 1, span, key, first)


def variants(key: str) -> list[str]:
    """A key and the keys it may stand for: without a class word, with one, parts of a list."""
    out = [key]
    for head in _HEADS:
        if key.endswith(head):
            out.append(key[: -len(head)])
    if key.endswith("s") and len(key) > 5:
        out.append(key[:-1])
    out.append(f"{key} county")
    return out


def _beside(span: Span, known: list[tuple[Span, Place | None]]) -> Place | None:
    """The town or province most named around a span; nothing larger stands in for a street."""
    score: dict[str, float] = {}
    places: dict[str, Place] = {}
    for s, p in known:
        if p and p.sort in ("town", "adm1", "adm2", "site"):
            weight = 1.0 if p.sort != "adm1" else 0.7
            score[p.id] = score.get(p.id, 0.0) + weight / (1 + abs(s.start - span.start) / 300)
            places.setdefault(p.id, p)
    if not score:
        return None
    return places[max(score, key=lambda k: (score[k], k))]
