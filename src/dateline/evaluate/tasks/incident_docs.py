"""Task `incident-docs`: which documents of a collection tell one incident.

1. Sort the documents by their text: order and ids carry nothing.
2. Score all pairs (`incidents.likeness`). 3. Cluster (`incidents.clustering`).
The threshold was set on ECB+ train (all of it and random halves by topic) and then frozen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.incidents.clustering import labels, partition
from dateline.incidents.likeness import likeness, profile
from dateline.pipeline import Resources

TASK = "incident-docs"
INPUTS = ("doc_id", "text", "published")

THRESHOLD = 0.16
LOW = 0.08


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `doc_id`, `text`; output `incident`. The whole file is one collection."""
    listed = list(rows)
    for row, label in zip(listed, clusters([r["text"] for r in listed])):
        yield {"doc_id": row["doc_id"], "incident": str(label)}


def clusters(texts: Sequence[str]) -> list[int]:
    """The number of the incident of each text."""
    order = sorted(range(len(texts)), key=lambda n: texts[n])  # 1.
    scores = likeness([profile(texts[n]) for n in order])  # 2.
    found = labels(partition(scores, THRESHOLD, LOW))  # 3.
    out = [0] * len(texts)
    for place, n in enumerate(order):
        out[n] = found[place]
    return out
