"""Stated coordination between authorities: why two witnesses may not be independent."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.claims.reader import Reader
from dateline.model import Claim, PlaceSpan, Span, Step, TimeRelation

_COORDINATING = frozenset({
    "coordinate", "coordination", "cooperate", "cooperation", "consult", "share", "liaise",
    "collaborate", "collaboration",
})  # fmt: skip


def coordination(reader: Reader) -> Iterator[Claim]:
    """A claim `coordination` for each sentence that states it, on the news incident of a pack.

    The value names the partners as the text does, by country code; they are found after "with"
    below the coordinating word.
    """
    parse = reader.ann.parse
    news = [
        n for n, e in enumerate(reader.ann.events)
        if e.kind != "generic" and e.time is TimeRelation.CURRENT
    ]  # fmt: skip
    if not news:
        return
    for token in parse.tokens:
        if token.lemma not in _COORDINATING:
            continue
        for prep in parse.kids(token.i, "prep"):
            if prep.lower != "with":
                continue
            inside = parse.span_of(parse.subtree(prep.i))
            partners = [p for p in reader.ann.places if inside.contains(p.span) and p.country]
            if partners:
                span = parse.span_of([token.i, *parse.subtree(prep.i)])
                yield _claim(reader, news[0], span, partners)


def _claim(reader: Reader, number: int, span: Span, partners: list[PlaceSpan]) -> Claim:
    value = ", ".join(dict.fromkeys(p.country or "" for p in partners))
    step = Step("coordination stated with the partners named after 'with'", (value,))
    return reader.claim(number, "coordination", value, span, (step,))
