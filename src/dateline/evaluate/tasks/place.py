"""place: toponyms with coordinates; where spans are `given`, exactly those are resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import places
from dateline.annotate.places.given import resolve_given
from dateline.model import Place, Span
from dateline.pipeline import Resources

Row = dict[str, Any]


def predict(rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """One row per input row. Adjectives of countries count, inhabitants ("Americans") do not."""
    gazetteer = resources.gazetteer
    for row in rows:
        parse = resources.parser.parse(row["text"])
        if "given" in row:
            spans = [Span(int(a), int(b)) for a, b in row["given"]]
            solved = [_row(s, p) for s, p in resolve_given(parse, spans, gazetteer)]
            yield {"id": row["id"], "given": True, "toponyms": solved}
            continue
        named = places.toponyms(parse, gazetteer)
        located = [t for t in named if t.place is not None and t.place.lat is not None]
        mentions = [_row(t.span, t.place) for t in located if places.is_mention(parse, t)]
        yield {"id": row["id"], "toponyms": mentions}


def _row(span: Span, place: Place | None) -> Row:
    row: Row = {"start": span.start, "end": span.end}
    if place is not None and place.lat is not None:
        row |= {"lat": place.lat, "lon": place.lon}
    return row
