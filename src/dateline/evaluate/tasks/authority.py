"""Task `authority`: the body behind a source given by its spans (own set, `evaluation/`).

1. Read the passage as one document. 2. Resolve exactly the given spans, in the light of the names
and coreference of the passage; what resolves to nobody is `unstated`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline import annotate
from dateline.claims import authorities
from dateline.model import NARRATOR, UNSTATED, Document, Published, Span
from dateline.pipeline import Resources

TASK = "authority"
INPUTS = ("id", "text", "published", "source")


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `id`, `text`, `published`, `source`; output `authority`, joined by `+`."""
    for row in rows:
        published = Published.parse(row["published"]) if row.get("published") else None
        document = Document.of(row["text"], published=published)
        ann = annotate.run(document, resources.tools)  # 1.
        source = tuple(Span(start, end) for start, end in row.get("source") or ())
        yield {"id": row["id"], "authority": _resolve(source, ann, published)}  # 2.


def _resolve(source: tuple[Span, ...], ann: Any, published: Published | None) -> str:
    if not source:
        return NARRATOR
    found = authorities.resolve(source, ann.parse, ann.names, ann.chains, published)
    return "+".join(sorted(a.id for a in found.authorities)) or UNSTATED
