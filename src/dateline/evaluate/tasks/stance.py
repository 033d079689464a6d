"""Task `stance`: modality, polarity and certainty of a given content (own set, `evaluation/`).

The content's words are given; `attributions.stance_of` reads how the source that the passage names
for them (or the narrator) puts them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.annotate.attributions import stance_of
from dateline.model import Span
from dateline.pipeline import Resources

TASK = "stance"
INPUTS = ("id", "text", "published", "content")


def predict(rows: Iterable[dict[str, Any]], resources: Resources) -> Iterator[dict[str, Any]]:
    """Input keys `id`, `text`, `content`; output `modality`, `polarity`, `certainty`."""
    for row in rows:
        parse = resources.parser.parse(row["text"])
        content = tuple(Span(start, end) for start, end in row["content"])
        modality, certainty, polarity = stance_of(parse, content)
        yield {
            "id": row["id"],
            "modality": modality.value,
            "polarity": polarity.value,
            "certainty": certainty.value,
        }
