"""event-place: which place names of a sentence are where the event of a given verb happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate.places.happening import places_of
from dateline.model import Span
from dateline.pipeline import Resources

Row = dict[str, Any]


def predict(rows: Iterable[Row], resources: Resources) -> Iterator[Row]:
    """One row per input row; an empty list where no place of the event is named."""
    for row in rows:
        parse = resources.parser.parse(row["text"])
        verbs = [Span(int(v["start"]), int(v["end"])) for v in row["verb"]]
        found = places_of(parse, verbs, resources.gazetteer)
        yield {"id": row["id"], "places": [{"start": s.start, "end": s.end} for s in found]}
