"""What recognition hands to resolution: a name in the text with its candidates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.model import Parse, Place, Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """Tokens [first, last) that name a place; `place` is None until resolved, and stays None where
    the gazetteer has no such name. `container` is the place that follows ("Paris, Texas").

    `sort` is name or demonym; `certain` tells that the words themselves say it is a place.
    """

    first: int
    last: int
    span: Span
    key: str
    candidates: tuple[Place, ...]
    sort: str = "name"
    certain: bool = False
    place: Place | None = None
    rule: str = ""

    def with_place(self, place: Place | None, rule: str) -> Toponym:
        """The same name, resolved."""
        return replace(self, place=place, rule=rule)


def span_of(parse: Parse, first: int, last: int) -> Span:
    """Characters of tokens [first, last)."""
    return Span(parse.tokens[first].start, parse.tokens[last - 1].end)
