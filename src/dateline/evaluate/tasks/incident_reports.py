"""Task `incident-reports`: which reports tell one incident, by our own reading of each.

1. Read every report; relate all. 2. A report stands for the incident of its first news of a kind
that has a pack of its own, else of its first mention, else for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.evaluate.tasks.time import published
from dateline.model import Document, Incident, TimeRelation
from dateline.pipeline import Resources
from dateline.pipeline.reading import read

TASK = "incident-reports"
INPUTS = ("doc_id", "text", "published", "outlet")


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `doc_id`, `text`, `published`, `outlet`; output `incident`."""
    listed = list(rows)
    documents = [
        Document.of(r["text"], published=published(r.get("published")), outlet=r.get("outlet"))
        for r in listed
    ]
    found = main_incidents(read(documents, resources).incidents)  # 1.
    for row, document in zip(listed, documents):
        yield {"doc_id": row["doc_id"], "incident": found.get(document.id, document.id)}


def main_incidents(incidents: Iterable[Incident]) -> dict[str, str]:
    """Document id → id of the incident it is mainly about."""  # 2.
    best: dict[str, tuple[tuple[bool, bool, int], str]] = {}
    for incident in incidents:
        for mention in incident.mentions:
            generic = incident.kind == "generic"
            old = mention.time is not TimeRelation.CURRENT
            rank = (generic, old, mention.trigger.start)
            known = best.get(mention.document)
            if known is None or rank < known[0]:
                best[mention.document] = (rank, incident.id)
    return {document: ident for document, (_, ident) in best.items()}
