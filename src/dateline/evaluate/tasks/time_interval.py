"""Task `time-interval` (own set, `evaluation/time.jsonl`): the interval each expression means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import times
from dateline.evaluate.tasks.time import published
from dateline.pipeline import Resources

TASK = "time-interval"
INPUTS = ("id", "text", "published")


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Output `times`: start, end, type, earliest, latest (local ISO, None for an open side)."""
    for row in rows:
        found = times.annotate(resources.parser.parse(row["text"]), published(row.get("published")))
        yield {
            "id": row["id"],
            "times": [
                {"start": t.span.start, "end": t.span.end, "type": t.type,
                 "earliest": t.when.earliest, "latest": t.when.latest}
                for t in found
            ],
        }  # fmt: skip
