"""Time expressions with TIMEX3 type and value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import times
from dateline.model import Published
from dateline.pipeline import Resources

TASK = "time"


def published(dct: str | None) -> Published | None:
    """A document date written `2009-02-03` or, as some corpora do, `03-02-2009`."""
    if not dct:
        return None
    day = dct[:10]
    if day[2:3] == "-":
        day = "-".join(reversed(day.split("-")))
    return Published.parse(day)


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `id`, `text`, `dct`; output `timex` with start, end, type and value."""
    for row in rows:
        parse = resources.parser.parse(row["text"])
        found = times.annotate(parse, published(row.get("dct")))
        yield {
            "id": row["id"],
            "timex": [
                {"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value}
                for t in found
            ],
        }
