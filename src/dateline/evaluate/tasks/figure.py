"""Task `figure` (own set, `evaluation/figure.jsonl`): interval, unit and shape of every figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate import figures
from dateline.pipeline import Resources

TASK = "figure"
INPUTS = ("id", "text")


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Output `figures`: start, end, low, high (None = no bound), unit, shape."""
    for row in rows:
        found = figures.annotate(resources.parser.parse(row["text"]))
        yield {
            "id": row["id"],
            "figures": [
                {"start": f.span.start, "end": f.span.end, "low": f.figure.low,
                 "high": f.figure.high, "unit": f.figure.unit, "shape": f.figure.shape.value}
                for f in found
            ],
        }  # fmt: skip
