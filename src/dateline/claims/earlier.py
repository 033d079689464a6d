"""Earlier happenings of a pack that a report tells by their day ("the last firing was on May 8").

1. A day, month or year that ends before the day of the news, not the beginning or end of a span.
2. In its clause a noun of the pack's happenings with nothing that makes it another sort ("a nuclear
   test"), or a thing of the pack that a verb of firing or flying is said of; "another" and "one"
   stand for it.
3. No event of the pack in that clause already. The new one is history.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.kinds import Kind
from dateline.model import (
    Certainty,
    EventSpan,
    Modality,
    Parse,
    Polarity,
    Precision,
    TimeRelation,
    TimeSpan,
    Token,
)

_DATES = (Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.DAYPART)
_EDGES = re.compile(r"\b(?:since|until|till|from|by|before|after|between|of)\s+$", re.IGNORECASE)
_PLAIN = frozenset({
    "such", "last", "previous", "earlier", "first", "second", "third", "fourth", "similar", "other",
    "ballistic", "failed", "successful", "north", "south", "korean", "recent", "latest", "known",
})  # fmt: skip
_FOR_IT = frozenset({"another", "one", "it", "they", "two", "three", "both"})
_DONE = frozenset({
    "fire", "launch", "test", "fly", "shoot", "blow", "explode", "fail", "lose", "land", "fall",
    "lift", "leave", "travel", "reach", "crash", "abort", "destroy",
})  # fmt: skip


def told(
    parse: Parse,
    events: tuple[EventSpan, ...],
    times: tuple[TimeSpan, ...],
    kinds: dict[str, Kind],
    day: str | None,
) -> Iterator[EventSpan]:
    """Events of the past that dates of a text tell beside those already read, in text order."""
    if day is None:
        return
    for time in times:
        latest, root = time.when.latest, parse.root_of(time.span)
        if root is None or latest is None or latest[:10] >= day:  # 1.
            continue
        if time.type != "DATE" or time.when.precision not in _DATES or time.when.alternatives:
            continue
        if _EDGES.search(parse.text[max(0, time.span.start - 12) : time.span.start]):
            continue
        for kind in kinds.values():
            news = [e for e in events if e.kind == kind.name]
            token = _thing(parse, root, kind) if kind.phases and news else None
            clause = _clause(parse, root) if token is not None else frozenset()
            if token is None or any(  # 3.
                t.i in clause for e in news for t in parse.tokens_in(e.trigger)
            ):
                continue
            yield EventSpan(
                token.span, kind.type or "", kind.mode, (), (), (), Modality.ASSERTED,
                Certainty.CERTAIN, Polarity.POSITIVE, TimeRelation.HISTORICAL, kind.name,
                f"{kind.name}: an earlier one by its day",
            )  # fmt: skip


def _verb(parse: Parse, token: Token) -> Token | None:
    return next((t for t in parse.ancestors(token.i) if t.pos in ("VERB", "AUX")), None)


def _clause(parse: Parse, token: Token) -> frozenset[int]:
    verb = _verb(parse, token)
    return frozenset(parse.subtree(verb.i)) if verb is not None else frozenset()


def _thing(parse: Parse, token: Token, kind: Kind) -> Token | None:  # 2.
    verb = _verb(parse, token)
    if verb is None:
        return None
    nouns = frozenset().union(*(t.nouns for t in kind.triggers))
    things = frozenset().union(*(p.noun_class for p in kind.phases))
    if verb.lemma in nouns and verb.tag == "VBG":
        return None
    near = parse.kids(verb.i, "nsubj", "nsubjpass", "dobj", "attr")
    for t in near:
        marks = {k.lower for k in parse.kids(t.i, "amod", "compound")}
        plain = all(m in _PLAIN or m in things for m in marks)
        if t.lemma in nouns and plain and (marks or verb.lemma in _DONE):
            return t
    if verb.lemma not in _DONE:
        return None
    return next((t for t in near if t.lemma in things or t.lower in _FOR_IT), None)
